package org.caudal.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Internal migration on the page: for the last month a map and its table a level, and moves. */
final class MigrationSection {
  private static final int MOST_MOVES = 100;

  private static final Comparator<List<String>> BY_LEVEL_AND_CODE =
      Comparator.comparing((List<String> key) -> key.get(0)).thenComparing(key -> key.get(1));

  private final List<IndicatorRow> rows;
  private final Map<List<String>, MapArea> areas = new TreeMap<>(BY_LEVEL_AND_CODE);
  private final String month;

  /**
   * A section.
   *
   * @param rows figures of devices
   * @param areas names and borders
   */
  MigrationSection(List<IndicatorRow> rows, List<MapArea> areas) {
    this.month = rows.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    this.rows = rows.stream().filter(row -> row.period().equals(month)).toList();
    areas.forEach(area -> this.areas.put(List.of(area.level(), area.zoneId()), area));
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who moves within the country</h2>")
            .append(
                HtmlText.paragraph(
                    of()
                        + " that live in the area. Suppressed figures can not be found from the"
                        + " others by subtraction."));
    List<String> levels =
        new TreeSet<>(rows.stream().map(IndicatorRow::areaLevel).toList())
            .stream().sorted(coarseFirst(level -> codes(level).size())).toList();
    for (int i = 0; i < levels.size(); i++) {
      html.append(level(i + 1, levels.get(i)));
    }
    return html.append("</section>").toString();
  }

  private String of() {
    boolean isOfDevices = rows.stream().anyMatch(row -> isOfDevices(row.areaLevel()));
    return isOfDevices
        ? "Devices that live in another area than the month before, and the residents for whom they"
            + " stand, "
            + month
            + ". The maps show arrivals less departures for a thousand devices, or residents where"
            + " there are no figures of devices,"
        : "Residents who live in another area than the month before, "
            + month
            + ". The maps show arrivals less departures for a thousand residents";
  }

  /** Levels of few areas first. */
  static Comparator<String> coarseFirst(ToIntFunction<String> areas) {
    return Comparator.comparingInt(areas).thenComparing(Comparator.naturalOrder());
  }

  /** The figures of devices of a level; of residents where those of devices are not there. */
  private IndicatorCode of(String level, IndicatorCode devices, IndicatorCode persons) {
    return isOfDevices(level) ? devices : persons;
  }

  private boolean isOfDevices(String level) {
    return rows.stream()
        .filter(row -> row.areaLevel().equals(level))
        .anyMatch(row -> row.indicatorId().equals(IndicatorCode.PHONE_HOMES.code()));
  }

  private String level(int number, String level) {
    Map<MapArea, AreaBalance> drawn = new LinkedHashMap<>();
    List<AreaBalance> listed = new ArrayList<>();
    for (String code : codes(level)) {
      MapArea area = areas.get(List.of(level, code));
      AreaBalance balance =
          new AreaBalance(
              name(level, code),
              find(homes(level), level, code, false),
              find(
                  of(level, IndicatorCode.PHONE_ARRIVALS, IndicatorCode.PHONE_PERSONS_ARRIVALS),
                  level,
                  code,
                  false),
              find(
                  of(level, IndicatorCode.PHONE_DEPARTURES, IndicatorCode.PHONE_PERSONS_DEPARTURES),
                  level,
                  code,
                  true));
      listed.add(balance);
      if (area != null && area.hasBorder()) {
        drawn.put(area, balance);
      }
    }
    String title = "Net migration by " + level + ", " + month;
    StringBuilder html = new StringBuilder("<h3>").append(HtmlText.of(title)).append("</h3>");
    if (!drawn.isEmpty()) {
      AreaMap map = new AreaMap(number, title, AreaBalance.marks(drawn));
      html.append("<figure>").append(map.svg()).append(map.legend()).append("</figure>");
    }
    return html.append(table(listed)).append(moves(level)).toString();
  }

  private static String table(List<AreaBalance> listed) {
    StringBuilder html =
        new StringBuilder("<details open><summary>Areas</summary><table><thead><tr><th>Area</th>")
            .append("<th>Live there</th><th>Interval</th><th>Arrivals</th><th>Interval</th>")
            .append("<th>Departures</th><th>Interval</th><th>Net for a thousand</th></tr></thead>")
            .append("<tbody>");
    listed.forEach(balance -> html.append(balance.html()));
    return html.append("</tbody></table></details>").toString();
  }

  /** The largest shown moves. */
  private String moves(String level) {
    IndicatorCode moves = of(level, IndicatorCode.PHONE_MOVERS, IndicatorCode.PHONE_PERSONS_MOVERS);
    List<IndicatorRow> shown =
        rows.stream()
            .filter(
                row ->
                    row.indicatorId().equals(moves.code())
                        && row.areaLevel().equals(level)
                        && row.isShown())
            .sorted(
                Comparator.comparing((IndicatorRow row) -> -row.plotted())
                    .thenComparing(IndicatorRow::corridor))
            .limit(MOST_MOVES)
            .toList();
    StringBuilder html =
        new StringBuilder("<details><summary>Moves</summary>")
            .append(
                HtmlText.paragraph(
                    String.format(
                        Locale.ROOT,
                        "The %d largest that are shown. Between other areas moves are suppressed, or"
                            + " there are none.",
                        shown.size())))
            .append("<table><thead><tr><th>From</th><th>To</th>")
            .append(isOfDevices(level) ? "<th>Devices</th><th>Interval</th>" : "")
            .append("<th>Residents</th><th>Interval</th></tr></thead><tbody>");
    for (IndicatorRow row : shown) {
      html.append("<tr>")
          .append(HtmlText.cell(name(level, row.originArea())))
          .append(HtmlText.cell(name(level, row.destinationArea())))
          .append(isOfDevices(level) ? figure(row) : "")
          .append(residents(row))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  /** The residents for whom the devices of a move stand, where they were estimated. */
  private String residents(IndicatorRow devices) {
    return rows.stream()
        .filter(
            row ->
                row.indicatorId().equals(IndicatorCode.PHONE_PERSONS_MOVERS.code())
                    && row.isShown()
                    && row.areaLevel().equals(devices.areaLevel())
                    && row.corridor().equals(devices.corridor()))
        .findFirst()
        .map(MigrationSection::figure)
        .orElse(figure(null));
  }

  /** A figure with its interval; two empty cells of none. */
  private static String figure(@Nullable IndicatorRow row) {
    return row == null
        ? HtmlText.number("") + HtmlText.number("")
        : HtmlText.number(row.valueText()) + HtmlText.number(row.intervalText());
  }

  private IndicatorCode homes(String level) {
    return of(level, IndicatorCode.PHONE_HOMES, IndicatorCode.PHONE_PERSONS_HOMES);
  }

  /** Areas of a level that have a border or a figure. */
  private Set<String> codes(String level) {
    Set<String> codes = new TreeSet<>();
    areas.keySet().stream()
        .filter(key -> key.get(0).equals(level))
        .forEach(key -> codes.add(key.get(1)));
    rows.stream()
        .filter(
            row -> row.areaLevel().equals(level) && row.indicatorId().equals(homes(level).code()))
        .forEach(row -> codes.add(row.destinationArea()));
    return codes;
  }

  private String name(String level, String code) {
    MapArea area = areas.get(List.of(level, code));
    return area == null ? code : area.label();
  }

  private @Nullable IndicatorRow find(
      IndicatorCode indicator, String level, String code, boolean leaves) {
    return rows.stream()
        .filter(
            row ->
                row.indicatorId().equals(indicator.code())
                    && row.areaLevel().equals(level)
                    && (leaves ? row.originArea() : row.destinationArea()).equals(code))
        .findFirst()
        .orElse(null);
  }
}
