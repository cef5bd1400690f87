package org.caudal.publication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One or two lines over numbers; the second is dashed. */
final class CurveChart {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 210;
  private static final int LEFT = 46;
  private static final int BOTTOM = 166;
  private static final int TOP = 12;

  private final String title;
  private final String across;
  private final List<Curve> curves;

  /**
   * A chart.
   *
   * @param across what the numbers along the lower edge are
   */
  CurveChart(String title, String across, List<Curve> curves) {
    this.title = title;
    this.across = across;
    this.curves = List.copyOf(curves);
  }

  /** A place on a line. */
  record Place(double x, double y) {}

  /** A line through places in order. */
  record Curve(String name, List<Place> places) {}

  String svg() {
    List<Place> all = curves.stream().flatMap(curve -> curve.places().stream()).toList();
    Scale right = scale(all.stream().mapToDouble(Place::x).toArray(), LEFT + 6, WIDTH - 14);
    Scale up = scale(all.stream().mapToDouble(Place::y).toArray(), BOTTOM, TOP);
    StringBuilder svg = new StringBuilder(Svg.begin(title, WIDTH, HEIGHT));
    for (double tick : up.ticks()) {
      svg.append(Svg.line("grid", LEFT, up.at(tick), WIDTH - 4, up.at(tick)))
          .append(Svg.text("label", LEFT - 6, up.at(tick) + 4, number(tick)));
    }
    for (double tick : right.ticks()) {
      svg.append(Svg.text("tick", right.at(tick), BOTTOM + 16, number(tick)));
    }
    for (int i = 0; i < curves.size(); i++) {
      svg.append("<polyline class=\"")
          .append(i == 0 ? "line" : "second")
          .append("\" points=\"")
          .append(
              curves.get(i).places().stream()
                  .map(
                      place ->
                          String.format(
                              Locale.ROOT, "%.1f,%.1f", right.at(place.x()), up.at(place.y())))
                  .collect(Collectors.joining(" ")))
          .append("\"/>");
    }
    String names =
        curves.size() == 1
            ? curves.get(0).name()
            : curves.get(0).name() + " (line), " + curves.get(1).name() + " (dashes)";
    return svg.append(Svg.text("tick", WIDTH / 2.0, HEIGHT - 24, across))
        .append(Svg.text("tick", WIDTH / 2.0, HEIGHT - 8, names))
        .append("</svg>")
        .toString();
  }

  private static Scale scale(double[] numbers, double from, double to) {
    double low = java.util.Arrays.stream(numbers).min().orElse(0);
    double high = java.util.Arrays.stream(numbers).max().orElse(1);
    return new Scale(low, high, from, to);
  }

  private static String number(double tick) {
    return tick != 0 && Math.abs(tick) < 0.01
        ? String.format(Locale.ROOT, "%.0e", tick).replace("-", "−")
        : Scale.label(tick);
  }
}
