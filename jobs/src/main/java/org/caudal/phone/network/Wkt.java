package org.caudal.phone.network;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Borders as well-known text. */
final class Wkt {
  private static final double POLE = 90;
  private static final double DATE_LINE = 180;

  private Wkt() {}

  /** The polygon or multipolygon of a text; null where it is none. */
  static @Nullable Geometry polygon(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Geometry read = new WKTReader().read(text);
      return read instanceof Polygonal && !read.isEmpty() ? read : null;
    } catch (ParseException | IllegalArgumentException e) { // a ring that does not close
      return null;
    }
  }

  /** Whether a text is a polygon or multipolygon; a missing text is not judged. */
  static @Nullable Boolean isPolygon(@Nullable String text) {
    return text == null ? null : polygon(text) != null;
  }

  /** Whether a polygon has coordinates in degrees. */
  static @Nullable Boolean isOnGlobe(@Nullable String text) {
    Geometry border = polygon(text);
    return border == null ? null : isOnGlobe(border.getEnvelopeInternal());
  }

  /** Whether a polygon does not cross itself. */
  static @Nullable Boolean isValid(@Nullable String text) {
    Geometry border = polygon(text);
    return border == null ? null : border.isValid();
  }

  private static boolean isOnGlobe(Envelope box) {
    return box.getMinX() >= -DATE_LINE
        && box.getMaxX() <= DATE_LINE
        && box.getMinY() >= -POLE
        && box.getMaxY() <= POLE;
  }
}
