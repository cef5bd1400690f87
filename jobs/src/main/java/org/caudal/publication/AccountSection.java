package org.caudal.publication;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Population accounts on the page: a table an area, a row a year and sex. */
final class AccountSection {
  private static final List<IndicatorCode> CODES =
      List.of(
          IndicatorCode.ACCOUNT_POPULATION,
          IndicatorCode.ACCOUNT_BIRTHS,
          IndicatorCode.ACCOUNT_DEATHS,
          IndicatorCode.ACCOUNT_ARRIVALS,
          IndicatorCode.ACCOUNT_DEPARTURES,
          IndicatorCode.ACCOUNT_NET_MIGRATION);

  private final List<IndicatorRow> rows;

  AccountSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return CODES.stream().anyMatch(code -> code.code().equals(row.indicatorId()));
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>What makes the population grow</h2>")
            .append(
                HtmlText.paragraph(
                    "Population at the start of the year + births − deaths + arrivals − departures"
                        + " = population at its end. Figures of offices, moved by their errors until"
                        + " they add up; each is rounded by itself."));
    Map<String, List<IndicatorRow>> areas =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    IndicatorRow::destinationArea, TreeMap::new, Collectors.toList()));
    areas.forEach((area, of) -> html.append(table(area, of)));
    return html.append("</section>").toString();
  }

  private static String table(String area, List<IndicatorRow> rows) {
    StringBuilder html =
        new StringBuilder("<details><summary>Population account of ")
            .append(HtmlText.of(area))
            .append("</summary><table><thead><tr><th>Year</th><th>Who</th>");
    for (String figure :
        List.of("Population", "Births", "Deaths", "Arrivals", "Departures", "Net migration")) {
      html.append("<th>").append(figure).append("</th><th>Interval</th>");
    }
    html.append("<th>Status</th></tr></thead><tbody>");
    Map<String, Map<String, IndicatorRow>> lines =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.period() + " " + row.subjectId(),
                    TreeMap::new,
                    Collectors.toMap(IndicatorRow::indicatorId, row -> row)));
    lines.values().forEach(line -> html.append(line(line)));
    return html.append("</tbody></table></details>").toString();
  }

  private static String line(Map<String, IndicatorRow> figures) {
    IndicatorRow any = figures.values().iterator().next();
    StringBuilder html =
        new StringBuilder(any.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
            .append("<th scope=\"row\">")
            .append(HtmlText.of(any.period()))
            .append("</th>")
            .append(HtmlText.cell(StockSection.who(any)));
    CODES.forEach(code -> html.append(HtmlText.figure(figures.get(code.code()))));
    return html.append(HtmlText.cell(any.isShown() ? "published" : any.disclosureRule()))
        .append("</tr>")
        .toString();
  }
}
