package org.caudal.publication;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who came to live in the country and who left, on the page: months, with what is provisional. */
final class BorderSection {
  private final List<IndicatorRow> rows;

  BorderSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().equals(IndicatorCode.BORDER_IMMIGRATIONS.code())
        || row.indicatorId().equals(IndicatorCode.BORDER_EMIGRATIONS.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who came to live here, and who left</h2>")
            .append(
                HtmlText.paragraph(
                    "Entries and exits at border posts that changed where somebody lives. Whether"
                        + " one did is known in the end only: recent months are provisional, with"
                        + " the interval of what they may become. Crossings that no post recorded"
                        + " are not in the figures."))
            .append("<div class=\"small-charts\">");
    for (IndicatorCode code :
        List.of(IndicatorCode.BORDER_IMMIGRATIONS, IndicatorCode.BORDER_EMIGRATIONS)) {
      List<IndicatorRow> all = List.copyOf(byMonth(code, PublishedRows.TOTAL).values());
      if (!all.isEmpty()) {
        html.append("<figure><figcaption>")
            .append(HtmlText.of(code.title()))
            .append("</figcaption>")
            .append(new LineChart(code.title() + " a month", all).svg())
            .append("</figure>");
      }
    }
    html.append("</div>").append(table(PublishedRows.TOTAL));
    Set<String> citizenships = new TreeSet<>(rows.stream().map(r -> r.subjectId()).toList());
    citizenships.remove(PublishedRows.TOTAL);
    for (String citizenship : citizenships) {
      html.append("<details><summary>")
          .append(HtmlText.of("Citizens of " + citizenship))
          .append("</summary>")
          .append(table(citizenship))
          .append("</details>");
    }
    html.append(
        HtmlText.paragraph(
            "Citizenships of few migrations in a month, and some next to them, are only in its"
                + " total; those of provisional months too."));
    return html.append("</section>").toString();
  }

  private String table(String citizenship) {
    Map<LocalDate, IndicatorRow> entries = byMonth(IndicatorCode.BORDER_IMMIGRATIONS, citizenship);
    Map<LocalDate, IndicatorRow> exits = byMonth(IndicatorCode.BORDER_EMIGRATIONS, citizenship);
    Map<LocalDate, IndicatorRow> all = new TreeMap<>(Comparator.reverseOrder());
    all.putAll(entries);
    all.putAll(exits);
    StringBuilder html =
        new StringBuilder("<table><thead><tr><th>Month</th><th>Came</th><th>Interval</th>")
            .append("<th>Left</th><th>Interval</th><th>Status</th></tr></thead><tbody>");
    all.forEach(
        (month, row) ->
            html.append("<tr><th scope=\"row\">")
                .append(HtmlText.of(row.period()))
                .append("</th>")
                .append(HtmlText.figure(entries.get(month)))
                .append(HtmlText.figure(exits.get(month)))
                .append(
                    HtmlText.cell(
                        row.method().endsWith(BorderIndicators.FINAL) ? "final" : "provisional"))
                .append("</tr>"));
    return html.append("</tbody></table>").toString();
  }

  private Map<LocalDate, IndicatorRow> byMonth(IndicatorCode code, String citizenship) {
    Map<LocalDate, IndicatorRow> months = new TreeMap<>();
    rows.stream()
        .filter(row -> row.indicatorId().equals(code.code()) && row.subjectId().equals(citizenship))
        .forEach(row -> months.put(row.periodStart(), row));
    return months;
  }
}
