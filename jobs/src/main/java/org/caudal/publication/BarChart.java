package org.caudal.publication;

import java.util.List;
import java.util.Locale;

/** A bar a line, from one number to another: to the right in one colour, to the left in another. */
final class BarChart {
  private static final int WIDTH = 720;
  private static final int LABELS = 300;
  private static final int LINE = 20;
  private static final int TOP = 8;
  private static final int RIGHT = 50;

  private final String title;
  private final List<Bar> bars;

  BarChart(String title, List<Bar> bars) {
    this.title = title;
    this.bars = List.copyOf(bars);
  }

  /** A bar with its label. */
  record Bar(String label, double from, double to) {
    double length() {
      return to - from;
    }
  }

  String svg() {
    double low = 0;
    double high = 0;
    for (Bar bar : bars) {
      low = Math.min(low, Math.min(bar.from(), bar.to()));
      high = Math.max(high, Math.max(bar.from(), bar.to()));
    }
    Scale scale = new Scale(low, high, LABELS, WIDTH - RIGHT);
    int bottom = TOP + bars.size() * LINE;
    StringBuilder svg = new StringBuilder(Svg.begin(title, WIDTH, bottom + 24));
    for (double tick : scale.ticks()) {
      svg.append(Svg.line("grid", scale.at(tick), TOP, scale.at(tick), bottom))
          .append(Svg.text("tick", scale.at(tick), bottom + 16, Scale.label(tick)));
    }
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = TOP + i * LINE;
      double left = scale.at(Math.min(bar.from(), bar.to()));
      double right = scale.at(Math.max(bar.from(), bar.to()));
      svg.append(Svg.text("label", LABELS - 8, y + 14, bar.label()))
          .append(
              String.format(
                  Locale.ROOT,
                  "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
                  bar.length() < 0 ? "loss" : "gain",
                  left,
                  y + 3,
                  Math.max(1, right - left),
                  LINE - 6))
          .append(Svg.text("end", right + 4, y + 14, signed(bar.length())));
    }
    return svg.append("</svg>").toString();
  }

  private static String signed(double number) {
    return String.format(Locale.ROOT, "%+.1f", number).replace("-", "−");
  }
}
