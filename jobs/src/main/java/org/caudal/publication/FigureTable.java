package org.caudal.publication;

import java.util.List;

/** A table of figures on the page. */
final class FigureTable {
  private FigureTable() {}

  /** The figures of an indicator, folded away; nothing where there are none. */
  static String of(List<IndicatorRow> rows, IndicatorCode code) {
    List<IndicatorRow> of =
        rows.stream().filter(row -> row.indicatorId().equals(code.code())).toList();
    if (of.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder("<details><summary>")
            .append(HtmlText.of(code.title()))
            .append("</summary><table><thead><tr><th>")
            .append(of.get(0).hasOrigin() ? "Corridor" : "Country")
            .append("</th><th>Period</th><th>Value</th>")
            .append(
                "<th>Interval</th><th>Level</th><th>Unit</th><th>Observations</th><th>Status</th></tr></thead><tbody>");
    for (IndicatorRow row : of) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(row.corridor()))
          .append("</th>")
          .append(HtmlText.cell(row.period()))
          .append(HtmlText.number(row.valueText()))
          .append(HtmlText.number(row.intervalText()))
          .append(HtmlText.cell(row.levelText()))
          .append(HtmlText.cell(row.unit()))
          .append(
              HtmlText.number(
                  row.observations() == null
                      ? ""
                      : String.format(java.util.Locale.ROOT, "%,d", row.observations())
                          + " "
                          + row.observationUnit()))
          .append(HtmlText.cell(row.isShown() ? "published" : row.disclosureRule()))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }
}
