package org.caudal.publication;

import java.util.List;

/** Hidden populations on the page: a table, with the warning of each. */
final class HiddenSection {
  private final List<IndicatorRow> rows;

  HiddenSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().equals(IndicatorCode.HIDDEN_POPULATION.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who is on no list</h2>")
            .append(
                HtmlText.paragraph(
                    "Persons of hidden populations, those on no list included. Such figures hang on the"
                        + " model: read how far models that fit about as well lie apart."))
            .append("<table><thead><tr><th>Population</th><th>Area</th><th>Period</th>")
            .append("<th>Persons</th><th>Interval</th><th>On lists</th><th>Warning</th>")
            .append("</tr></thead><tbody>");
    for (IndicatorRow row : rows) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(row.subjectId()))
          .append("</th>")
          .append(HtmlText.cell(row.destinationArea()))
          .append(HtmlText.cell(row.period()))
          .append(HtmlText.number(row.valueText()))
          .append(HtmlText.number(row.intervalText()))
          .append(HtmlText.number(row.observations() == null ? "" : row.observations().toString()))
          .append(HtmlText.cell(row.isShown() ? row.method() : row.disclosureRule()))
          .append("</tr>");
    }
    return html.append("</tbody></table></section>").toString();
  }
}
