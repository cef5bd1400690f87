package org.caudal.publication;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Residents by their characteristics on the page: a table a combination of characteristics. */
final class StockSection {
  private static final String BETWEEN = " (?=[a-z_]+=)"; // values may have blanks

  private final List<IndicatorRow> rows;

  StockSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().equals(IndicatorCode.RESIDENTS.code());
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who lives here</h2>")
            .append(
                HtmlText.paragraph(
                    "Residents by their characteristics, estimated from those who were asked or are"
                        + " on the list of registers. Two figures whose intervals overlap may be the same."));
    Map<String, List<IndicatorRow>> tables =
        rows.stream()
            .collect(Collectors.groupingBy(StockSection::title, TreeMap::new, Collectors.toList()));
    tables.forEach((title, of) -> html.append(table(title, of)));
    return html.append("</section>").toString();
  }

  /** The characteristics of a row, without their values: sex, age band. */
  private static String title(IndicatorRow row) {
    return row.subjectId().equals(PublishedRows.TOTAL)
        ? "all"
        : Arrays.stream(row.subjectId().split(BETWEEN))
            .map(part -> part.split("=", 2)[0].replace('_', ' '))
            .collect(Collectors.joining(", "));
  }

  private static String table(String title, List<IndicatorRow> rows) {
    StringBuilder html =
        new StringBuilder("<details><summary>Residents by ")
            .append(HtmlText.of(title.equals("all") ? "area" : title))
            .append("</summary><table><thead><tr><th>Who</th><th>Area</th><th>Day</th>")
            .append("<th>Residents</th><th>Interval</th><th>Asked or listed</th><th>Status</th>")
            .append("</tr></thead><tbody>");
    for (IndicatorRow row : rows) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(who(row)))
          .append("</th>")
          .append(HtmlText.cell(row.destinationArea()))
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
