package org.caudal.publication;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is present by night and by day on the page: a map and a table of the last month. */
final class PresenceSection {
  private final List<IndicatorRow> rows;
  private final List<MapArea> areas;
  private final Map<String, String> names;
  private final String month;
  private final int map;

  /**
   * A section.
   *
   * @param rows residents present
   * @param areas names and borders
   * @param map number of the map on the page
   */
  PresenceSection(List<IndicatorRow> rows, List<MapArea> areas, int map) {
    this.month = rows.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    this.rows =
        rows.stream()
            .filter(row -> row.period().equals(month))
            .sorted(Comparator.comparing(IndicatorRow::destinationArea))
            .toList();
    this.areas = areas;
    this.map = map;
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
    Map<String, IndicatorRow> nights = byArea(IndicatorCode.PHONE_PRESENT_NIGHT);
    Map<String, IndicatorRow> days = byArea(IndicatorCode.PHONE_PRESENT_DAY);
    StringBuilder html =
        new StringBuilder("<section><h2>Who is present by night and by day</h2>")
            .append(
                HtmlText.paragraph(
                    "Residents who are in an area, wherever they live, "
                        + month
                        + ": means of the nights and of the working days. Visitors from abroad are"
                        + " not counted. The map shows working days against nights."))
            .append(map(nights, days))
            .append("<table><thead><tr><th>Area</th><th>Night</th><th>Interval</th>")
            .append("<th>Working day</th><th>Interval</th></tr></thead><tbody>");
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

  /** Nothing where no area with a border has both figures. */
  private String map(Map<String, IndicatorRow> nights, Map<String, IndicatorRow> days) {
    String level = rows.stream().map(IndicatorRow::areaLevel).findFirst().orElse("");
    Map<MapArea, DayAgainstNight> drawn = new LinkedHashMap<>();
    for (MapArea area : areas) {
      if (area.level().equals(level) && area.hasBorder()) {
        String code = area.zoneId();
        drawn.put(area, new DayAgainstNight(area.label(), nights.get(code), days.get(code)));
      }
    }
    if (drawn.values().stream().noneMatch(DayAgainstNight::isShown)) {
      return "";
    }
    String title = "Present on working days against nights, " + month;
    AreaMap shown = new AreaMap(map, title, DayAgainstNight.marks(drawn));
    return "<figure>" + shown.svg() + shown.legend() + "</figure>";
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
