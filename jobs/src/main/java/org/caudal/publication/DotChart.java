package org.caudal.publication;

import java.util.List;
import java.util.Locale;

/** A figure a line, each a dot with its interval, beside reference lines. */
final class DotChart {
  private static final int WIDTH = 720;
  private static final int LABELS = 130;
  private static final int LINE = 26;
  private static final int TOP = 24;
  private static final int RIGHT = 20;

  private final String title;
  private final List<Double> references;
  private final List<IndicatorRow> rows;

  /**
   * A chart.
   *
   * @param references values marked by a line, in the unit of the rows
   * @param rows shown rows only
   */
  DotChart(String title, List<Double> references, List<IndicatorRow> rows) {
    this.title = title;
    this.references = references;
    this.rows = rows;
  }

  String svg() {
    double low = 0;
    double high = references.stream().mapToDouble(r -> r).max().orElse(1);
    for (IndicatorRow row : rows) {
      low = Math.min(low, bound(row.intervalLow(), row));
      high = Math.max(high, bound(row.intervalHigh(), row));
    }
    Scale scale = new Scale(low, high * 1.05, LABELS, WIDTH - RIGHT);
    int height = TOP + rows.size() * LINE + 30;
    StringBuilder svg = new StringBuilder();
    svg.append(Svg.begin(title, WIDTH, height));
    for (double tick : scale.ticks()) {
      svg.append(Svg.line("grid", scale.at(tick), TOP - 8, scale.at(tick), height - 26))
          .append(Svg.text("tick", scale.at(tick), height - 8, Scale.label(tick)));
    }
    for (double reference : references) {
      svg.append(Svg.line("target", scale.at(reference), TOP - 8, scale.at(reference), height - 26))
          .append(Svg.text("tick", scale.at(reference), 10, Scale.label(reference) + " %"));
    }
    for (int i = 0; i < rows.size(); i++) {
      IndicatorRow row = rows.get(i);
      double y = TOP + i * LINE + LINE / 2.0;
      svg.append(Svg.text("label", LABELS - 10, y + 4, row.corridor()))
          .append(
              Svg.line(
                  "interval",
                  scale.at(bound(row.intervalLow(), row)),
                  y,
                  scale.at(bound(row.intervalHigh(), row)),
                  y))
          .append(
              String.format(
                  Locale.ROOT,
                  "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"><title>%s: %s (%s)</title></circle>",
                  scale.at(row.plotted()),
                  y,
                  HtmlText.of(row.corridor()),
                  HtmlText.of(row.valueText()),
                  HtmlText.of(row.intervalText())));
    }
    return svg.append("</svg>").toString();
  }

  private static double bound(
      java.math.@org.jspecify.annotations.Nullable BigDecimal end, IndicatorRow row) {
    return end == null ? row.plotted() : end.doubleValue();
  }
}
