package org.caudal.publication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.caudal.publication.AreaMap.Look;
import org.caudal.publication.AreaMap.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Residents for whom devices stand, on the page: for the last month a map, of circles, and a table
 * a level. Coarse levels, of few areas, come first.
 */
final class ResidentsSection {
  private final Map<String, Map<String, IndicatorRow>> levels = new TreeMap<>();
  private final List<MapArea> areas;
  private final String month;
  private final int firstMap;

  /**
   * A section.
   *
   * @param rows residents of areas
   * @param areas names and borders
   * @param firstMap number of its first map on the page
   */
  ResidentsSection(List<IndicatorRow> rows, List<MapArea> areas, int firstMap) {
    this.month = rows.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    rows.stream()
        .filter(row -> row.period().equals(month))
        .forEach(
            row ->
                levels
                    .computeIfAbsent(row.areaLevel(), level -> new TreeMap<>())
                    .put(row.destinationArea(), row));
    this.areas = List.copyOf(areas);
    this.firstMap = firstMap;
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().equals(IndicatorCode.PHONE_PERSONS_HOMES.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who lives where</h2>")
            .append(
                HtmlText.paragraph(
                    "Residents for whom the devices that live in an area stand, "
                        + month
                        + ". On the maps the area of a circle is as their number."));
    List<String> coarseFirst =
        levels.keySet().stream().sorted(MigrationSection.coarseFirst(this::size)).toList();
    for (int i = 0; i < coarseFirst.size(); i++) {
      html.append(level(firstMap + i, coarseFirst.get(i)));
    }
    return html.append("</section>").toString();
  }

  private Map<String, IndicatorRow> rows(String level) {
    return Objects.requireNonNull(levels.get(level));
  }

  private int size(String level) {
    return rows(level).size();
  }

  private String level(int number, String level) {
    Map<String, IndicatorRow> rows = rows(level);
    Map<String, String> names = new TreeMap<>();
    Map<MapArea, Mark> marks = new LinkedHashMap<>();
    double most =
        rows.values().stream()
            .filter(IndicatorRow::isShown)
            .mapToDouble(IndicatorRow::plotted)
            .max()
            .orElse(0);
    for (MapArea area : areas) {
      if (area.level().equals(level)) {
        names.put(area.zoneId(), area.label());
        if (area.hasBorder()) {
          marks.put(area, mark(area.label(), rows.get(area.zoneId()), most));
        }
      }
    }
    String title = "Residents by " + level + ", " + month;
    StringBuilder html = new StringBuilder("<h3>").append(HtmlText.of(title)).append("</h3>");
    if (most > 0 && !marks.isEmpty()) {
      AreaMap map = new AreaMap(number, title, marks);
      html.append("<figure>").append(map.svg()).append(map.legend()).append("</figure>");
    }
    html.append("<details open><summary>Areas</summary><table><thead><tr><th>Area</th>")
        .append("<th>Residents</th><th>Interval</th></tr></thead><tbody>");
    rows.forEach(
        (area, row) ->
            html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
                .append("<th scope=\"row\">")
                .append(HtmlText.of(names.getOrDefault(area, area)))
                .append("</th>")
                .append(HtmlText.figure(row))
                .append("</tr>"));
    return html.append("</tbody></table></details>").toString();
  }

  private static Mark mark(String name, @Nullable IndicatorRow row, double most) {
    if (row == null || !row.isShown()) {
      return Mark.veiled(name + ": suppressed");
    }
    return new Mark(
        Look.COUNTED,
        String.format(Locale.ROOT, "residents: the largest circle is of %,.0f", most),
        name + ": " + row.valueText() + " (" + row.intervalText() + ")",
        row.plotted() / most);
  }
}
