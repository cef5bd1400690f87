package org.caudal.publication;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who came to live in the country and who left, on the page: months, with what is provisional. */
final class BorderSection {
  private static final List<IndicatorCode> MIGRATIONS =
      List.of(IndicatorCode.BORDER_IMMIGRATIONS, IndicatorCode.BORDER_EMIGRATIONS);

  private static final List<IndicatorCode> EVENTS =
      List.of(
          IndicatorCode.BORDER_TRANSITS,
          IndicatorCode.BORDER_OVERSTAYS,
          IndicatorCode.BORDER_CIRCULAR_MOVES,
          IndicatorCode.BORDER_RETURNS,
          IndicatorCode.BORDER_REUNIFICATIONS,
          IndicatorCode.BORDER_CHILDREN_ALONE,
          IndicatorCode.BORDER_TEMPORARY_POPULATION);

  private final List<IndicatorRow> rows;

  BorderSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return isOf(MIGRATIONS, row) || isOf(EVENTS, row);
  }

  private static boolean isOf(List<IndicatorCode> codes, IndicatorRow row) {
    return codes.stream().anyMatch(code -> code.code().equals(row.indicatorId()));
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
    for (IndicatorCode code : MIGRATIONS) {
      List<IndicatorRow> all = List.copyOf(byMonth(code, PublishedRows.TOTAL).values());
      if (!all.isEmpty()) {
        html.append(LineChart.figure(code.title(), code.title() + " a month", all));
      }
    }
    html.append("</div>").append(table(PublishedRows.TOTAL));
    Set<String> citizenships =
        new TreeSet<>(
            rows.stream().filter(r -> isOf(MIGRATIONS, r)).map(r -> r.subjectId()).toList());
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
    if (rows.stream().anyMatch(row -> isOf(EVENTS, row))) {
      html.append(
              "<h3>Who passed through, overstayed, came again, returned, is a child alone or was here for a time</h3>")
          .append(
              HtmlText.paragraph(
                  "Figures are of what is certain by the crossings; intervals go to what is"
                      + " possible, where a crossing is missing or an answer is to come. They are"
                      + " published half a year after the month, arrivals to a family and who was"
                      + " here for a time a year after."));
      EVENTS.forEach(code -> html.append(events(code)));
    }
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

  /** The figures of an event, the latest first, all before citizenships; nothing without any. */
  private String events(IndicatorCode code) {
    List<IndicatorRow> of =
        rows.stream()
            .filter(row -> row.indicatorId().equals(code.code()))
            .sorted(
                Comparator.comparing(IndicatorRow::periodStart)
                    .reversed()
                    .thenComparing(row -> !row.subjectId().equals(PublishedRows.TOTAL))
                    .thenComparing(IndicatorRow::subjectId))
            .toList();
    if (of.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder("<details><summary>")
            .append(HtmlText.of(code.title()))
            .append("</summary><table><thead><tr><th>Month</th><th>Citizens of</th>")
            .append("<th>Events</th><th>Interval</th><th>Travellers</th></tr></thead><tbody>");
    for (IndicatorRow row : of) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(row.period()))
          .append("</th>")
          .append(
              HtmlText.cell(row.subjectId().equals(PublishedRows.TOTAL) ? "all" : row.subjectId()))
          .append(HtmlText.figure(row))
          .append(
              row.observations() == null
                  ? HtmlText.cell(row.disclosureRule())
                  : HtmlText.number(String.format(Locale.ROOT, "%,d", row.observations())))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  private Map<LocalDate, IndicatorRow> byMonth(IndicatorCode code, String citizenship) {
    Map<LocalDate, IndicatorRow> months = new TreeMap<>();
    rows.stream()
        .filter(row -> row.indicatorId().equals(code.code()) && row.subjectId().equals(citizenship))
        .forEach(row -> months.put(row.periodStart(), row));
    return months;
  }
}
