package org.caudal.publication;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Costs, flows and surveyed prices of corridors on the page. */
final class RemittanceSection {
  private static final int MOST_CHARTED = 12;
  private static final List<Double> SDG_TARGETS = List.of(3.0, 5.0);

  private final List<IndicatorRow> rows;

  /**
   * A section.
   *
   * @param rows figures in the order in which they are shown
   */
  RemittanceSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return row.indicatorId().startsWith("remittance_");
  }

  String html() {
    return costs() + flows() + prices();
  }

  private String costs() {
    List<IndicatorRow> weighted = of(IndicatorCode.REMITTANCE_COST_VOLUME);
    String latest = weighted.stream().map(IndicatorRow::period).max(String::compareTo).orElse("");
    List<IndicatorRow> shown =
        weighted.stream().filter(row -> row.period().equals(latest) && row.isShown()).toList();
    List<IndicatorRow> charted = mostUsed(shown);
    StringBuilder html = new StringBuilder("<section><h2>What sending money costs</h2>");
    html.append(
        HtmlText.paragraph(
            "Fee, exchange margin and deductions at pay-out in per cent of the amount sent, weighted by"
                + " value, "
                + latest
                + ". The lines are the targets of SDG 10.c, 3 % on average and no corridor above 5 %,"
                + " which are of USD 200; these costs are of all amounts."
                + (shown.size() > MOST_CHARTED
                    ? " The "
                        + MOST_CHARTED
                        + " corridors with most transfers are drawn; the table has all."
                    : "")));
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
      html.append(FigureTable.of(rows, code));
    }
    return html.append("</section>").toString();
  }

  /** Those with most transfers, by their cost. */
  static List<IndicatorRow> mostUsed(List<IndicatorRow> shown) {
    return shown.stream()
        .sorted(
            Comparator.comparing(
                    (IndicatorRow row) -> row.observations() == null ? 0 : -row.observations())
                .thenComparing(IndicatorRow::corridor))
        .limit(MOST_CHARTED)
        .sorted(Comparator.comparing(IndicatorRow::plotted))
        .toList();
  }

  private String flows() {
    Map<String, List<IndicatorRow>> byCorridor =
        new TreeMap<>(
            of(IndicatorCode.REMITTANCE_VALUE).stream()
                .collect(groupingBy(IndicatorRow::corridor)));
    StringBuilder html =
        new StringBuilder("<section><h2>What is sent</h2>")
            .append(
                HtmlText.paragraph(
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
                html.append(
                    LineChart.figure(e.getKey(), "Value a month, " + e.getKey(), e.getValue())));
    html.append("</div>");
    for (IndicatorCode code :
        List.of(
            IndicatorCode.REMITTANCE_VALUE,
            IndicatorCode.REMITTANCE_TRANSFERS,
            IndicatorCode.REMITTANCE_SENDERS,
            IndicatorCode.REMITTANCE_AVERAGE)) {
      html.append(FigureTable.of(rows, code));
    }
    return html.append("</section>").toString();
  }

  private String prices() {
    return "<section><h2>What the price survey says</h2>"
        + HtmlText.paragraph(
            "Prices asked for a fixed amount, every service alike, whoever uses it. They answer another"
                + " question than the costs above, which people paid.")
        + FigureTable.of(rows, IndicatorCode.REMITTANCE_PRICE_SIMPLE)
        + FigureTable.of(rows, IndicatorCode.REMITTANCE_PRICE_MEDIAN)
        + "</section>";
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
}
