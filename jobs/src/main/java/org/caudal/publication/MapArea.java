package org.caudal.publication;

import org.apache.spark.sql.Row;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * An area as the page draws it: public reference material, no figure.
 *
 * @param border WKT, longitude before latitude
 */
public record MapArea(String level, String zoneId, String zoneName, String border) {

  /** Reads a row of the table {@code zone}. */
  public static MapArea of(Row row) {
    return new MapArea(
        row.getAs("level"), row.getAs("zone_id"), row.getAs("zone_name"), row.getAs("geometry"));
  }

  /** Name and code. */
  String label() {
    return zoneName + " (" + zoneId + ")";
  }

  /** Whether there is anything to draw. */
  boolean hasBorder() {
    return !geometry().isEmpty();
  }

  /** The border without crossings of itself. */
  Geometry geometry() {
    try {
      Geometry read = new WKTReader().read(border);
      return read.isValid() ? read : read.buffer(0);
    } catch (ParseException e) {
      throw new IllegalArgumentException("The border of " + zoneId + " is no WKT.", e);
    }
  }
}
