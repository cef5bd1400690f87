package org.caudal.publication;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.caudal.table.Sensitivity;
import org.caudal.table.TableSchema;

/**
 * The page of published figures: one HTML file that needs no network and runs no script. Under
 * every chart stands its table; a suppressed figure is named as such, with the rule.
 */
public final class Page {
  private static final int MOST_CHARTED = 12;
  private static final List<Double> SDG_TARGETS = List.of(3.0, 5.0);

  private final List<IndicatorRow> rows;
  private final String runId;

  /**
   * A page.
   *
   * @param table the table that the rows come from; any but a PUBLISHED one is refused
   * @param rows its rows
   * @param runId the run that wrote them
   */
  public Page(TableSchema table, List<IndicatorRow> rows, String runId) {
    if (table.declaration().sensitivity() != Sensitivity.PUBLISHED) {
      throw new IllegalArgumentException(
          table.name() + " is not PUBLISHED: its rows must not reach the page.");
    }
    this.rows =
        rows.stream()
            .sorted(
                Comparator.comparing(IndicatorRow::corridor)
                    .thenComparing(IndicatorRow::unit)
                    .thenComparing(IndicatorRow::periodStart))
            .toList();
    this.runId = runId;
  }

  /** The whole file. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append(PageStyle.HEAD).append("<main><h1>Remittances: flows and costs by corridor</h1>");
    if (rows.isEmpty()) {
      return html.append("<p>No figures have been published yet.</p></main></body></html>")
          .toString();
    }
    html.append(lead())
        .append(costs())
        .append(flows())
        .append(prices())
        .append(notes())
        .append("</main></body></html>\n");
    return html.toString();
  }

  private String lead() {
    long hidden = rows.stream().filter(row -> !row.isShown()).count();
    TreeSet<String> sources = new TreeSet<>(rows.stream().map(IndicatorRow::source).toList());
    return paragraph(
            "Source: "
                + String.join("; ", sources)
                + ". Vintage "
                + rows.get(0).vintage()
                + ", run "
                + runId
                + ".")
        + paragraph(
            String.format(
                java.util.Locale.ROOT,
                "%,d figures, %,d of them suppressed because too few people or one provider stand"
                    + " behind them. Bars and bands are intervals of %s.",
                rows.size(),
                hidden,
                String.join(
                    " or ", new TreeSet<>(rows.stream().map(IndicatorRow::levelText).toList()))));
  }

  private String costs() {
    List<IndicatorRow> weighted = of(IndicatorCode.REMITTANCE_COST_VOLUME);
    String latest = weighted.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    List<IndicatorRow> charted =
        weighted.stream()
            .filter(row -> row.period().equals(latest) && row.isShown())
            .sorted(Comparator.comparing(IndicatorRow::plotted))
            .limit(MOST_CHARTED)
            .toList();
    StringBuilder html = new StringBuilder("<section><h2>What sending money costs</h2>");
    html.append(
        paragraph(
            "Fee and exchange margin in per cent of the amount sent, weighted by value, "
                + latest
                + ". The lines are the targets of SDG 10.c: 3 % on average, no corridor above 5 %."));
    if (!charted.isEmpty()) {
      html.append("<figure>")
          .append(new DotChart("Cost by corridor, " + latest, SDG_TARGETS, charted).svg())
          .append("</figure>");
    }
    for (IndicatorCode code :
        List.of(
            IndicatorCode.REMITTANCE_COST_VOLUME,
            IndicatorCode.REMITTANCE_COST_SIMPLE,
            IndicatorCode.REMITTANCE_COST_COUNT,
            IndicatorCode.REMITTANCE_COST_MEDIAN,
            IndicatorCode.REMITTANCE_LOSS_VOLUME,
            IndicatorCode.REMITTANCE_LOSS_SIMPLE,
            IndicatorCode.REMITTANCE_LOSS_COUNT,
            IndicatorCode.REMITTANCE_LOSS_MEDIAN)) {
      html.append(table(code));
    }
    return html.append("</section>").toString();
  }

  private String flows() {
    Map<String, List<IndicatorRow>> byCorridor =
        new TreeMap<>(
            of(IndicatorCode.REMITTANCE_VALUE).stream()
                .collect(groupingBy(IndicatorRow::corridor)));
    StringBuilder html =
        new StringBuilder("<section><h2>What is sent</h2>")
            .append(
                paragraph(
                    "Value a month in USD at the mid rate of the day. ✕ marks a suppressed month."
                        + (byCorridor.size() > MOST_CHARTED
                            ? " The "
                                + MOST_CHARTED
                                + " largest corridors are drawn; the table has all."
                            : "")))
            .append("<div class=\"small-charts\">");
    byCorridor.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, List<IndicatorRow>> e) -> -largest(e.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_CHARTED)
        .forEach(
            e ->
                html.append("<figure><figcaption>")
                    .append(HtmlText.of(e.getKey()))
                    .append("</figcaption>")
                    .append(new LineChart("Value a month, " + e.getKey(), e.getValue()).svg())
                    .append("</figure>"));
    html.append("</div>");
    for (IndicatorCode code :
        List.of(
            IndicatorCode.REMITTANCE_VALUE,
            IndicatorCode.REMITTANCE_TRANSFERS,
            IndicatorCode.REMITTANCE_SENDERS,
            IndicatorCode.REMITTANCE_AVERAGE)) {
      html.append(table(code));
    }
    return html.append("</section>").toString();
  }

  private String prices() {
    return "<section><h2>What the price survey says</h2>"
        + paragraph(
            "Prices asked for a fixed amount, every service alike, whoever uses it. They answer another"
                + " question than the costs above, which people paid.")
        + table(IndicatorCode.REMITTANCE_PRICE_SIMPLE)
        + table(IndicatorCode.REMITTANCE_PRICE_MEDIAN)
        + "</section>";
  }

  private String notes() {
    StringBuilder html = new StringBuilder("<section><h2>How the figures are made</h2><ul>");
    rows.stream()
        .map(row -> row.method())
        .distinct()
        .sorted()
        .forEach(method -> html.append("<li>").append(HtmlText.of(method)).append("</li>"));
    html.append("</ul><p>Disclosure rules that applied:</p><ul>");
    rows.stream()
        .map(IndicatorRow::disclosureRule)
        .distinct()
        .sorted()
        .forEach(rule -> html.append("<li>").append(HtmlText.of(rule)).append("</li>"));
    return html.append("</ul></section>").toString();
  }

  private String table(IndicatorCode code) {
    List<IndicatorRow> of = of(code);
    if (of.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder("<details><summary>")
            .append(HtmlText.of(code.title()))
            .append("</summary><table><thead><tr><th>Corridor</th><th>Period</th><th>Value</th>")
            .append(
                "<th>Interval</th><th>Level</th><th>Unit</th><th>Observations</th><th>Status</th></tr></thead><tbody>");
    for (IndicatorRow row : of) {
      html.append(row.isShown() ? "<tr>" : "<tr class=\"suppressed\">")
          .append("<th scope=\"row\">")
          .append(HtmlText.of(row.corridor()))
          .append("</th>")
          .append(cell(row.period()))
          .append(number(row.valueText()))
          .append(number(row.intervalText()))
          .append(cell(row.levelText()))
          .append(cell(row.unit()))
          .append(
              number(
                  row.observations() == null
                      ? ""
                      : String.format(java.util.Locale.ROOT, "%,d", row.observations())
                          + " "
                          + row.observationUnit()))
          .append(cell(row.isShown() ? "published" : row.disclosureRule()))
          .append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  private List<IndicatorRow> of(IndicatorCode code) {
    return rows.stream().filter(row -> row.indicatorId().equals(code.code())).toList();
  }

  private static double largest(List<IndicatorRow> rows) {
    return rows.stream()
        .filter(IndicatorRow::isShown)
        .mapToDouble(IndicatorRow::plotted)
        .max()
        .orElse(0);
  }

  private static String paragraph(String text) {
    return "<p>" + HtmlText.of(text) + "</p>";
  }

  private static String cell(String text) {
    return "<td>" + HtmlText.of(text) + "</td>";
  }

  private static String number(String text) {
    return "<td class=\"number\">" + HtmlText.of(text) + "</td>";
  }
}
