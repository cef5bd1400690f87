package org.caudal.publication;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * A map of marked areas, as SVG. Longitude and latitude are distances along the axes, longitude
 * times the cosine of the middle latitude. Every area has a sign and a title, so that nothing is
 * told by colour alone; suppressed areas are hatched.
 */
final class AreaMap {
  private static final double WIDTH = 720;
  private static final double MOST_HEIGHT = 900;
  private static final double TOLERANCE = 0.5; // a pixel shows no more
  private static final double HATCH = 9;
  private static final double LARGEST = 40; // radius

  private final int number;
  private final String title;
  private final Map<MapArea, Mark> areas;

  /**
   * A map.
   *
   * @param number of the map on the page
   * @param areas what is drawn, in order
   */
  AreaMap(int number, String title, Map<MapArea, Mark> areas) {
    this.number = number;
    this.title = title;
    this.areas = areas;
  }

  /** How an area is drawn: a colour and a sign. */
  enum Look {
    GAIN("++"),
    SOME_GAIN("+"),
    STILL("0"),
    SOME_LOSS("−"),
    LOSS("−−"),
    COUNTED(""),
    VEILED(""),
    PLAIN("");

    private final String sign;

    Look(String sign) {
      this.sign = sign;
    }

    private String style() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * An area on the map.
   *
   * @param look how it is drawn
   * @param meaning what that means, for the legend
   * @param text name and figure
   * @param share of the largest count on the map: the area of the circle in its middle
   */
  record Mark(Look look, String meaning, String text, double share) {
    /** An area without a circle. */
    Mark(Look look, String meaning, String text) {
      this(look, meaning, text, 0);
    }

    /** An area without a figure. */
    static Mark veiled(String text) {
      return new Mark(Look.VEILED, "suppressed: too few devices, or none (hatched)", text);
    }

    /** An area with a change, above or below zero, which is much from {@code strong} on. */
    static Mark of(double change, double strong, String much, String little, String text) {
      boolean isGain = change > 0;
      return Math.abs(change) >= strong
          ? new Mark(isGain ? Look.GAIN : Look.LOSS, much, text)
          : new Mark(isGain ? Look.SOME_GAIN : Look.SOME_LOSS, little, text);
    }

    /** From where on a change is much: half of the largest. */
    static double strong(DoubleStream changes) {
      return changes.map(Math::abs).max().orElse(0) / 2;
    }
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
    StringBuilder circles = new StringBuilder(); // over all areas, as they reach beyond theirs
    areas.forEach(
        (area, mark) -> {
          Geometry drawn = drawn(projection.transform(area.geometry()));
          svg.append(area(drawn, mark));
          circles.append(circle(drawn, mark));
        });
    return svg.append(circles).append("</svg>").toString();
  }

  private static Geometry drawn(Geometry border) {
    Geometry simple = DouglasPeuckerSimplifier.simplify(border, TOLERANCE);
    return simple.isEmpty() ? border : simple;
  }

  private static Coordinate middle(Geometry drawn) {
    return drawn.getInteriorPoint().getCoordinate();
  }

  private static String circle(Geometry drawn, Mark mark) {
    if (mark.share() <= 0) {
      return "";
    }
    Coordinate middle = middle(drawn);
    return String.format(
        Locale.ROOT,
        "<circle class=\"count\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
        middle.x,
        middle.y,
        LARGEST * Math.sqrt(mark.share()),
        HtmlText.of(mark.text()));
  }

  private static String area(Geometry drawn, Mark mark) {
    Look look = mark.look();
    Coordinate middle = middle(drawn);
    return "<g><title>"
        + HtmlText.of(mark.text())
        + "</title>"
        + String.format("<path class=\"area %s\" fill-rule=\"evenodd\" d=\"", look.style())
        + path(drawn)
        + "\"/>"
        + (look == Look.VEILED ? "<path class=\"hatch\" d=\"" + path(hatch(drawn)) + "\"/>" : "")
        + Svg.text("sign", middle.x, middle.y + 4, look.sign)
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
    Map<Look, String> used = new TreeMap<>();
    areas.values().forEach(mark -> used.put(mark.look(), mark.meaning()));
    for (Look look : used.keySet()) {
      Geometry swatch = new GeometryFactory().toGeometry(new Envelope(0, 30, 0, 20));
      html.append("<li><svg viewBox=\"0 0 30 20\" aria-hidden=\"true\">")
          .append(String.format("<path class=\"area %s\" d=\"", look.style()))
          .append(path(swatch))
          .append("\"/>")
          .append(
              look == Look.VEILED
                  ? "<path class=\"hatch\" d=\"" + path(hatch(swatch)) + "\"/>"
                  : "")
          .append(
              look == Look.COUNTED ? "<circle class=\"count\" cx=\"15\" cy=\"10\" r=\"8\"/>" : "")
          .append(Svg.text("sign", 15, 14, look.sign))
          .append("</svg> ")
          .append(HtmlText.of(used.get(look)))
          .append("</li>");
    }
    return html.append("</ul>").toString();
  }
}
