package org.caudal.publication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One corridor over its periods: a line with the band of its interval; gaps where suppressed or
 * without a row.
 */
final class LineChart {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 150;
  private static final int LEFT = 46;
  private static final int BOTTOM = 124;
  private static final int TOP = 12;

  private final String title;
  private final List<IndicatorRow> rows;
  private final Scale across;
  private final Scale up;

  /**
   * A chart.
   *
   * @param rows rows of one indicator and corridor in the order of their periods
   */
  LineChart(String title, List<IndicatorRow> rows) {
    this.title = title;
    this.rows = rows;
    this.across =
        new Scale(
            day(rows.get(0).periodStart()),
            day(rows.get(rows.size() - 1).periodStart()),
            LEFT + 10,
            WIDTH - 12);
    double high =
        rows.stream()
            .filter(IndicatorRow::isShown)
            .mapToDouble(
                r -> r.intervalHigh() == null ? r.plotted() : r.intervalHigh().doubleValue())
            .max()
            .orElse(1);
    this.up = new Scale(0, high * 1.05, BOTTOM, TOP);
  }

  /** The chart under its caption. */
  static String figure(String caption, String title, List<IndicatorRow> rows) {
    return "<figure><figcaption>"
        + HtmlText.of(caption)
        + "</figcaption>"
        + new LineChart(title, rows).svg()
        + "</figure>";
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(Svg.begin(title, WIDTH, HEIGHT));
    boolean isAnyShown = rows.stream().anyMatch(IndicatorRow::isShown);
    for (double tick : isAnyShown ? up.ticks() : List.<Double>of()) {
      svg.append(Svg.line("grid", LEFT, up.at(tick), WIDTH - 4, up.at(tick)))
          .append(Svg.text("label", LEFT - 6, up.at(tick) + 4, Scale.label(tick)));
    }
    for (List<IndicatorRow> run : runs()) {
      if (run.size() > 1) {
        svg.append("<polygon class=\"band\" points=\"")
            .append(
                run.stream().map(r -> point(r, r.intervalHigh())).collect(Collectors.joining(" ")))
            .append(' ')
            .append(
                java.util.stream.IntStream.range(0, run.size())
                    .mapToObj(i -> run.get(run.size() - 1 - i))
                    .map(r -> point(r, r.intervalLow()))
                    .collect(Collectors.joining(" ")))
            .append("\"/><polyline class=\"line\" points=\"")
            .append(run.stream().map(r -> point(r, r.value())).collect(Collectors.joining(" ")))
            .append("\"/>");
      }
    }
    for (IndicatorRow row : rows) {
      double x = across.at(day(row.periodStart()));
      svg.append(
          row.isShown()
              ? String.format(
                  Locale.ROOT,
                  "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s: %s (%s)</title></circle>",
                  x,
                  up.at(row.plotted()),
                  HtmlText.of(row.period()),
                  HtmlText.of(row.valueText()),
                  HtmlText.of(row.intervalText()))
              : Svg.text("hidden", x, BOTTOM - 3, "✕"));
    }
    return svg.append(Svg.text("tick", LEFT + 10, HEIGHT - 8, rows.get(0).period()))
        .append(Svg.text("tick", WIDTH - 26, HEIGHT - 8, rows.get(rows.size() - 1).period()))
        .append("</svg>")
        .toString();
  }

  /** Shown rows of periods that follow each other. */
  private List<List<IndicatorRow>> runs() {
    List<List<IndicatorRow>> runs = new ArrayList<>();
    String next = "";
    for (IndicatorRow row : rows) {
      if (row.isShown()) {
        if (!row.period().equals(next)) {
          runs.add(new ArrayList<>());
        }
        runs.get(runs.size() - 1).add(row);
      }
      next = row.isShown() ? row.nextPeriod() : "";
    }
    return runs;
  }

  private String point(
      IndicatorRow row, java.math.@org.jspecify.annotations.Nullable BigDecimal value) {
    double y = value == null ? row.plotted() : value.doubleValue();
    return String.format(Locale.ROOT, "%.1f,%.1f", across.at(day(row.periodStart())), up.at(y));
  }

  private static double day(LocalDate date) {
    return date.toEpochDay();
  }
}
