package org.caudal.publication;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Residents, or members abroad, by their characteristics on the page: a table a combination of
 * characteristics.
 */
final class StockSection {
  private static final String BETWEEN = " (?=[a-z_]+=)"; // values may have blanks

  private final Of of;
  private final List<IndicatorRow> rows;

  /** Whom the figures are of. */
  enum Of {
    RESIDENTS(
        IndicatorCode.RESIDENTS,
        "Who lives here",
        "Residents by their characteristics, estimated from those who were asked or are on the list"
            + " of registers.",
        "Residents",
        "Asked or listed"),
    EMIGRANTS(
        IndicatorCode.EMIGRANTS,
        "Who lives abroad",
        "Members abroad whom households declare, by country and characteristics. A minimum:"
            + " households that left as a whole declare nobody.",
        "Emigrants",
        "Declared");

    private final IndicatorCode code;
    private final String heading;
    private final String lead;
    private final String whom;
    private final String observed;

    Of(IndicatorCode code, String heading, String lead, String whom, String observed) {
      this.code = code;
      this.heading = heading;
      this.lead = lead;
      this.whom = whom;
      this.observed = observed;
    }

    boolean has(IndicatorRow row) {
      return row.indicatorId().equals(code.code());
    }
  }

  StockSection(Of of, List<IndicatorRow> rows) {
    this.of = of;
    this.rows = rows;
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>")
            .append(of.heading)
            .append("</h2>")
            .append(
                HtmlText.paragraph(
                    of.lead + " Two figures whose intervals overlap may be the same."));
    Map<String, List<IndicatorRow>> tables =
        rows.stream()
            .collect(Collectors.groupingBy(StockSection::title, TreeMap::new, Collectors.toList()));
    tables.forEach((title, figures) -> html.append(table(title, figures)));
    return html.append("</section>").toString();
  }

  /**
   * The characteristics of a row, without their values: sex, age band; area where there are none.
   */
  private static String title(IndicatorRow row) {
    Stream<String> countries =
        row.hasOrigin() && !row.destinationArea().equals(PublishedRows.TOTAL)
            ? Stream.of("destination")
            : Stream.of();
    Stream<String> others =
        row.subjectId().equals(PublishedRows.TOTAL)
            ? Stream.of()
            : Arrays.stream(row.subjectId().split(BETWEEN))
                .map(part -> part.split("=", 2)[0].replace('_', ' '));
    String title = Stream.concat(countries, others).collect(Collectors.joining(", "));
    return title.isEmpty() ? "area" : title;
  }

  private String table(String title, List<IndicatorRow> rows) {
    StringBuilder html =
        new StringBuilder("<details><summary>" + of.whom + " by ")
            .append(HtmlText.of(title))
            .append("</summary><table><thead><tr><th>Who</th><th>Area</th><th>Day</th><th>")
            .append(of.whom)
            .append("</th><th>Interval</th><th>")
            .append(of.observed)
            .append("</th><th>Status</th></tr></thead><tbody>");
    for (IndicatorRow row : rows) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(who(row)))
          .append("</th>")
          .append(HtmlText.cell(row.corridor()))
          .append(HtmlText.cell(row.periodStart().toString()))
          .append(HtmlText.number(row.valueText()))
          .append(HtmlText.number(row.intervalText()))
          .append(HtmlText.number(observed(row.observations())))
          .append(HtmlText.cell(status(row)))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  /** Persons asked or listed, which are published in full tens. */
  private static String observed(@Nullable Long number) {
    if (number == null) {
      return "";
    }
    return number == 0 ? "fewer than 10" : number + " or more";
  }

  private static String status(IndicatorRow row) {
    if (!row.isShown()) {
      return row.disclosureRule();
    }
    return row.hasNoise() ? "published with noise" : "published";
  }

  /** The values of the characteristics: women, 15-19. */
  static String who(IndicatorRow row) {
    if (row.subjectId().equals(PublishedRows.TOTAL)) {
      return "all";
    }
    return Arrays.stream(row.subjectId().split(BETWEEN))
        .map(StockSection::value)
        .collect(Collectors.joining(", "));
  }

  private static String value(String characteristic) {
    return switch (characteristic) {
      case "sex=1" -> "men";
      case "sex=2" -> "women";
      case "departure_period=0-4", "departure_period=5-9", "departure_period=10+" ->
          "left " + characteristic.split("=", 2)[1] + " years before";
      default -> {
        String[] parts = characteristic.split("=", 2);
        String name = parts[0];
        String value = parts[1];
        yield switch (value) {
          case "_U" -> name.replace('_', ' ') + " unknown";
          case "_Z" -> "no " + name.replace('_', ' ');
          default -> isCode(name) ? name + " " + value : value.replace('_', ' ');
        };
      }
    };
  }

  private static boolean isCode(String name) {
    return name.equals("education") || name.equals("occupation") || name.equals("disability");
  }
}
