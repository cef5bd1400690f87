package org.caudal.publication;

import java.util.List;

/** Missing persons on the page: of all a chart and a table a measure, then their parts. */
final class MissingSection {
  private static final List<IndicatorCode> CODES =
      List.of(
          IndicatorCode.MISSING_REPORTED,
          IndicatorCode.MISSING_STILL,
          IndicatorCode.MISSING_EXPECTED);

  private final List<IndicatorRow> rows;

  MissingSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return CODES.stream().anyMatch(code -> code.code().equals(row.indicatorId()));
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who is missing</h2>")
            .append(
                HtmlText.paragraph(
                    "Persons reported missing, by when they were last seen; those of them who were"
                        + " not found; and how many will have been reported, as reports come late."
                        + " All are minima: who is never reported is in no figure."));
    List<IndicatorRow> totals = rows.stream().filter(row -> isTotal(row)).toList();
    html.append("<div class=\"small-charts\">");
    CODES.forEach(code -> html.append(chart(totals, code)));
    html.append("</div>");
    CODES.forEach(code -> html.append(FigureTable.of(totals, code)));
    List<IndicatorRow> parts = rows.stream().filter(row -> !isTotal(row) && row.isShown()).toList();
    if (!parts.isEmpty()) {
      html.append("<details><summary>By sex, nationality and age: ")
          .append(parts.size())
          .append(" figures shown</summary><table><thead><tr><th>Indicator</th><th>Of whom</th>")
          .append("<th>Period</th><th>Value</th><th>Interval</th></tr></thead><tbody>");
      parts.forEach(row -> html.append(part(row)));
      html.append("</tbody></table></details>");
    }
    return html.append("</section>").toString();
  }

  private static String chart(List<IndicatorRow> totals, IndicatorCode code) {
    List<IndicatorRow> of =
        totals.stream().filter(row -> row.indicatorId().equals(code.code())).toList();
    return of.isEmpty() ? "" : LineChart.figure(code.title(), code.title(), of);
  }

  private static boolean isTotal(IndicatorRow row) {
    return row.subjectId().equals(PublishedRows.TOTAL);
  }

  private static String part(IndicatorRow row) {
    return "<tr><th scope=\"row\">"
        + HtmlText.of(row.indicatorId())
        + "</th>"
        + HtmlText.cell(row.subjectId())
        + HtmlText.cell(row.period())
        + HtmlText.number(row.valueText())
        + HtmlText.number(row.intervalText())
        + "</tr>";
  }
}
