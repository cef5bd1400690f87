package org.caudal.publication;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is present by night and by day on the page: a table of the last month. */
final class PresenceSection {
  private final List<IndicatorRow> rows;
  private final Map<String, String> names;
  private final String month;

  /**
   * A section.
   *
   * @param rows residents present
   * @param areas names
   */
  PresenceSection(List<IndicatorRow> rows, List<MapArea> areas) {
    this.month = rows.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    this.rows =
        rows.stream()
            .filter(row -> row.period().equals(month))
            .sorted(Comparator.comparing(IndicatorRow::destinationArea))
            .toList();
    this.names =
        areas.stream()
            .collect(
                Collectors.toMap(
                    area -> area.level() + " " + area.zoneId(), MapArea::label, (a, b) -> a));
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().equals(IndicatorCode.PHONE_PRESENT_NIGHT.code())
        || row.indicatorId().equals(IndicatorCode.PHONE_PRESENT_DAY.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who is present by night and by day</h2>")
            .append(
                HtmlText.paragraph(
                    "Residents who are in an area, wherever they live, "
                        + month
                        + ": means of the nights and of the working days. Visitors from abroad are"
                        + " not counted."))
            .append("<table><thead><tr><th>Area</th><th>Night</th><th>Interval</th>")
            .append("<th>Working day</th><th>Interval</th></tr></thead><tbody>");
    Map<String, IndicatorRow> nights = byArea(IndicatorCode.PHONE_PRESENT_NIGHT);
    Map<String, IndicatorRow> days = byArea(IndicatorCode.PHONE_PRESENT_DAY);
    for (IndicatorRow row : merged(nights, days).values()) {
      String area = row.destinationArea();
      String name = names.get(row.areaLevel() + " " + area);
      html.append("<tr><th scope=\"row\">")
          .append(HtmlText.of(name == null ? area : name))
          .append("</th>")
          .append(HtmlText.figure(nights.get(area)))
          .append(HtmlText.figure(days.get(area)))
          .append("</tr>");
    }
    return html.append("</tbody></table></section>").toString();
  }

  private Map<String, IndicatorRow> byArea(IndicatorCode code) {
    return rows.stream()
        .filter(row -> row.indicatorId().equals(code.code()))
        .collect(Collectors.toMap(IndicatorRow::destinationArea, Function.identity()));
  }

  private static Map<String, IndicatorRow> merged(
      Map<String, IndicatorRow> nights, Map<String, IndicatorRow> days) {
    Map<String, IndicatorRow> all = new TreeMap<>(nights);
    all.putAll(days);
    return all;
  }
}
