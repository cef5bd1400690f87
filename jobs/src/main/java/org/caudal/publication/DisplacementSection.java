package org.caudal.publication;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.caudal.publication.AreaMap.Look;
import org.caudal.publication.AreaMap.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Who was displaced on the page: of each event a chart of weeks, a map of the last with a figure to
 * draw, and a table.
 */
final class DisplacementSection {
  private static final String ALL = "_T";

  private final Map<String, List<IndicatorRow>> byEvent;
  private final List<MapArea> areas;
  private final Map<String, String> names;
  private final int firstMap;

  /**
   * A section.
   *
   * @param rows residents displaced
   * @param areas names and borders
   * @param names of events, by code
   * @param firstMap number of the first map on the page
   */
  DisplacementSection(
      List<IndicatorRow> rows, List<MapArea> areas, Map<String, String> names, int firstMap) {
    this.byEvent =
        rows.stream()
            .sorted(
                Comparator.comparing(IndicatorRow::originArea)
                    .thenComparing(IndicatorRow::periodStart))
            .collect(
                Collectors.groupingBy(IndicatorRow::subjectId, TreeMap::new, Collectors.toList()));
    this.areas = areas;
    this.names = names;
    this.firstMap = firstMap;
  }

  static boolean isOf(IndicatorRow row) {
    return isOf(row, IndicatorCode.PHONE_DISPLACED)
        || isOf(row, IndicatorCode.PHONE_DISPLACED_SHARE);
  }

  private static boolean isOf(IndicatorRow row, IndicatorCode code) {
    return row.indicatorId().equals(code.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who was displaced</h2>")
            .append(
                HtmlText.paragraph(
                    "Residents of struck areas who were not where they usually are, above what is"
                        + " normal: means of the weeks after an event. Who fled within the own area is"
                        + " not among them."));
    int map = firstMap;
    for (Map.Entry<String, List<IndicatorRow>> event : byEvent.entrySet()) {
      String name = names.get(event.getKey());
      String title = name == null ? event.getKey() : name + " (" + event.getKey() + ")";
      html.append(event(title, event.getValue(), map++));
    }
    return html.append("</section>").toString();
  }

  private String event(String name, List<IndicatorRow> rows, int map) {
    List<IndicatorRow> shares =
        rows.stream().filter(row -> isOf(row, IndicatorCode.PHONE_DISPLACED_SHARE)).toList();
    List<IndicatorRow> all = shares.stream().filter(row -> row.originArea().equals(ALL)).toList();
    String week = drawn(shares);
    StringBuilder html = new StringBuilder("<h3>").append(HtmlText.of(name)).append("</h3>");
    if (all.stream().anyMatch(IndicatorRow::isShown)) {
      String title = "Percent of residents displaced, all areas struck";
      html.append(LineChart.figure(title, name + ": " + title, all));
    }
    Map<MapArea, Mark> marks = marks(ofWeek(shares, week));
    if (!marks.isEmpty()) {
      String title = "Displaced in the week from " + week + ": " + name;
      AreaMap drawn = new AreaMap(map, title, marks);
      html.append("<figure><figcaption>")
          .append(HtmlText.of(title))
          .append("</figcaption>")
          .append(drawn.svg())
          .append(drawn.legend())
          .append("</figure>");
    }
    return html.append(table(shares, rows)).toString();
  }

  /** The last week in which an area that can be drawn has a figure; without any, the last. */
  private String drawn(List<IndicatorRow> shares) {
    List<String> shown =
        shares.stream()
            .filter(row -> row.isShown() && area(row).filter(MapArea::hasBorder).isPresent())
            .map(IndicatorRow::period)
            .toList();
    return (shown.isEmpty() ? shares.stream().map(IndicatorRow::period) : shown.stream())
        .max(String::compareTo)
        .orElse("");
  }

  private Optional<MapArea> area(IndicatorRow row) {
    return areas.stream()
        .filter(
            area -> area.level().equals(row.areaLevel()) && area.zoneId().equals(row.originArea()))
        .findFirst();
  }

  private static Map<String, IndicatorRow> ofWeek(List<IndicatorRow> shares, String week) {
    return shares.stream()
        .filter(row -> row.period().equals(week))
        .collect(Collectors.toMap(IndicatorRow::originArea, Function.identity()));
  }

  /** All areas of the level; none where no struck area has a border. */
  private Map<MapArea, Mark> marks(Map<String, IndicatorRow> shares) {
    double strong =
        Mark.strong(
            shares.values().stream()
                .filter(row -> row.isShown() && !row.originArea().equals(ALL))
                .mapToDouble(IndicatorRow::plotted));
    String level = shares.values().stream().map(IndicatorRow::areaLevel).findFirst().orElse("");
    Map<MapArea, Mark> marks = new LinkedHashMap<>();
    for (MapArea area : areas) {
      if (area.level().equals(level) && area.hasBorder()) {
        marks.put(area, mark(area, shares.get(area.zoneId()), strong));
      }
    }
    boolean isAny = marks.values().stream().anyMatch(mark -> mark.look() != Look.PLAIN);
    return isAny ? marks : Map.of();
  }

  private static Mark mark(MapArea area, @Nullable IndicatorRow row, double strong) {
    String name = area.label();
    if (row == null) {
      return new Mark(Look.PLAIN, "not struck", name);
    }
    String text = name + ": " + row.valueText() + " " + row.intervalText();
    if (!row.isShown()) {
      return Mark.veiled(text);
    }
    if (row.intervalLow() == null || row.intervalLow().signum() == 0) {
      return new Mark(Look.STILL, "none for certain: the interval has zero in it", text);
    }
    return Mark.of(
        -row.plotted(),
        strong,
        String.format(Locale.ROOT, "%.1f %% displaced or more", strong),
        "fewer displaced",
        text);
  }

  private String table(List<IndicatorRow> shares, List<IndicatorRow> rows) {
    Map<List<String>, IndicatorRow> persons = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> isOf(row, IndicatorCode.PHONE_DISPLACED))
        .forEach(row -> persons.put(List.of(row.originArea(), row.period()), row));
    StringBuilder html =
        new StringBuilder("<details open><summary>Weeks and areas</summary><table><thead><tr>")
            .append("<th>Area</th><th>Week from</th><th>Percent</th><th>Interval</th>")
            .append("<th>Residents</th><th>Interval</th></tr></thead><tbody>");
    for (IndicatorRow row : shares) {
      @Nullable IndicatorRow people = persons.get(List.of(row.originArea(), row.period()));
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(name(row)))
          .append("</th>")
          .append(HtmlText.cell(row.period()))
          .append(HtmlText.number(row.valueText()))
          .append(HtmlText.number(row.intervalText()))
          .append(HtmlText.number(people == null ? "" : people.valueText()))
          .append(HtmlText.number(people == null ? "" : people.intervalText()))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  private String name(IndicatorRow row) {
    return row.originArea().equals(ALL)
        ? "All areas struck"
        : area(row).map(MapArea::label).orElse(row.originArea());
  }
}
