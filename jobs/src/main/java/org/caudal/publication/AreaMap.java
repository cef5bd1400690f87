package org.caudal.publication;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * A map of net migration, as SVG. Longitude and latitude are distances along the axes, longitude
 * times the cosine of the middle latitude. Every area has a sign and a title, so that nothing is
 * told by colour alone; suppressed areas are hatched.
 */
final class AreaMap {
  private static final double WIDTH = 720;
  private static final double MOST_HEIGHT = 900;
  private static final double TOLERANCE = 0.5; // a pixel shows no more
  private static final double HATCH = 9;

  private final int number;
  private final String title;
  private final Map<MapArea, AreaBalance> areas;
  private final double strong;

  /**
   * A map.
   *
   * @param number of the map on the page
   * @param areas what is drawn, in order
   */
  AreaMap(int number, String title, Map<MapArea, AreaBalance> areas) {
    this.number = number;
    this.title = title;
    this.areas = areas;
    double largest =
        areas.values().stream()
            .filter(AreaBalance::isShown)
            .mapToDouble(area -> Math.abs(area.rate()))
            .max()
            .orElse(0);
    this.strong = largest / 2;
  }

  /** How an area is drawn. */
  private enum Look {
    GAIN("++", "gain of %s a thousand or more"),
    SOME_GAIN("+", "smaller gain"),
    STILL("0", "no clear change: the interval has zero in it"),
    SOME_LOSS("−", "smaller loss"),
    LOSS("−−", "loss of %s a thousand or more"),
    VEILED("", "suppressed: too few devices, or none (hatched)");

    private final String sign;
    private final String words;

    Look(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    private String style() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private Look look(AreaBalance area) {
    if (!area.isShown()) {
      return Look.VEILED;
    }
    if (!area.isClear()) {
      return Look.STILL;
    }
    boolean isStrong = Math.abs(area.rate()) >= strong;
    if (area.rate() > 0) {
      return isStrong ? Look.GAIN : Look.SOME_GAIN;
    }
    return isStrong ? Look.LOSS : Look.SOME_LOSS;
  }

  String svg() {
    Envelope box = new Envelope();
    areas.keySet().forEach(area -> box.expandToInclude(area.geometry().getEnvelopeInternal()));
    double across = Math.cos(Math.toRadians((box.getMinY() + box.getMaxY()) / 2));
    double scale = Math.min(WIDTH / (box.getWidth() * across), MOST_HEIGHT / box.getHeight());
    AffineTransformation projection =
        AffineTransformation.translationInstance(-box.getMinX(), -box.getMaxY())
            .scale(across * scale, -scale);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"map-%d map-%d-text\"><title id=\"map-%d\">%s</title><desc id=\"map-%d-text\">%s</desc>",
            box.getWidth() * across * scale,
            box.getHeight() * scale,
            number,
            number,
            number,
            HtmlText.of(title),
            number,
            HtmlText.of("The figures are in the table under the map.")));
    areas.forEach(
        (area, balance) ->
            svg.append(area(projection.transform(area.geometry()), look(balance), balance)));
    return svg.append("</svg>").toString();
  }

  private static String area(Geometry border, Look look, AreaBalance balance) {
    Geometry simple = DouglasPeuckerSimplifier.simplify(border, TOLERANCE);
    Geometry drawn = simple.isEmpty() ? border : simple;
    Coordinate middle = drawn.getInteriorPoint().getCoordinate();
    return "<g><title>"
        + HtmlText.of(balance.name() + ": " + balance.text())
        + "</title>"
        + String.format("<path class=\"area %s\" fill-rule=\"evenodd\" d=\"", look.style())
        + path(drawn)
        + "\"/>"
        + (look == Look.VEILED ? "<path class=\"hatch\" d=\"" + path(hatch(drawn)) + "\"/>" : "")
        + DotChart.text("sign", middle.x, middle.y + 4, look.sign)
        + "</g>";
  }

  /** Parallel lines within an area. */
  private static Geometry hatch(Geometry area) {
    Envelope box = area.getEnvelopeInternal();
    GeometryFactory lines = area.getFactory();
    double height = box.getHeight();
    int number = (int) Math.ceil((box.getWidth() + height) / HATCH);
    LineString[] hatch = new LineString[number];
    for (int i = 0; i < number; i++) {
      double x = box.getMinX() - height + (i + 0.5) * HATCH;
      hatch[i] =
          lines.createLineString(
              new Coordinate[] {
                new Coordinate(x, box.getMaxY()), new Coordinate(x + height, box.getMinY())
              });
    }
    return lines.createMultiLineString(hatch).intersection(area);
  }

  private static String path(Geometry shape) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      Geometry part = shape.getGeometryN(i);
      if (part instanceof Polygon polygon) {
        path.append(line(polygon.getExteriorRing())).append('Z');
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          path.append(line(polygon.getInteriorRingN(hole))).append('Z');
        }
      } else if (part instanceof LineString string) {
        path.append(line(string));
      }
    }
    return path.toString();
  }

  private static String line(LineString line) {
    StringBuilder path = new StringBuilder();
    for (Coordinate corner : line.getCoordinates()) {
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", corner.x, corner.y));
    }
    return path.toString();
  }

  /** What signs and colours mean, of those that are on the map. */
  String legend() {
    StringBuilder html = new StringBuilder("<ul class=\"legend\">");
    List<Look> used = areas.values().stream().map(this::look).distinct().sorted().toList();
    for (Look look : used) {
      Geometry swatch = new GeometryFactory().toGeometry(new Envelope(0, 30, 0, 20));
      html.append("<li><svg viewBox=\"0 0 30 20\" aria-hidden=\"true\">")
          .append(String.format("<path class=\"area %s\" d=\"", look.style()))
          .append(path(swatch))
          .append("\"/>")
          .append(
              look == Look.VEILED
                  ? "<path class=\"hatch\" d=\"" + path(hatch(swatch)) + "\"/>"
                  : "")
          .append(DotChart.text("sign", 15, 14, look.sign))
          .append("</svg> ")
          .append(HtmlText.of(String.format(Locale.ROOT, look.words, rounded(strong))))
          .append("</li>");
    }
    return html.append("</ul>").toString();
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
