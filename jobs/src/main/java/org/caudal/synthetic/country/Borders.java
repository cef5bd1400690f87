package org.caudal.synthetic.country;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import org.locationtech.jts.precision.GeometryPrecisionReducer;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Borders of the fictional country: every place belongs to the nearest town, measured in degrees,
 * within a box around all towns. Areas of one level leave no gap and do not overlap.
 */
final class Borders {
  private static final double MARGIN_DEGREES = 0.3; // from the outermost town to the coast
  private static final PrecisionModel SIX_DIGITS = new PrecisionModel(1e6);

  private Borders() {}

  /** The border of each area of a level by its code, in the order of the codes. */
  static Map<String, Geometry> by(Function<Geography.Town, String> area) {
    Map<String, List<Geometry>> parts = new TreeMap<>();
    Map<Coordinate, Geometry> cells = cells();
    for (Geography.Town town : Geography.TOWNS) {
      parts.computeIfAbsent(area.apply(town), code -> new ArrayList<>()).add(cells.get(at(town)));
    }
    Map<String, Geometry> borders = new TreeMap<>();
    parts.forEach((code, own) -> borders.put(code, united(own)));
    return borders;
  }

  /** The cell of each town; corners are rounded one by one, so that neighbours share them. */
  private static Map<Coordinate, Geometry> cells() {
    List<Coordinate> towns = Geography.TOWNS.stream().map(Borders::at).toList();
    Envelope country = new Envelope();
    towns.forEach(country::expandToInclude);
    country.expandBy(MARGIN_DEGREES);
    VoronoiDiagramBuilder diagram = new VoronoiDiagramBuilder();
    diagram.setSites(towns);
    diagram.setClipEnvelope(country);
    Geometry all = diagram.getDiagram(new GeometryFactory());
    Map<Coordinate, Geometry> cells = new TreeMap<>();
    for (int i = 0; i < all.getNumGeometries(); i++) {
      Geometry cell = all.getGeometryN(i);
      cells.put(
          (Coordinate) cell.getUserData(),
          GeometryPrecisionReducer.reducePointwise(cell, SIX_DIGITS));
    }
    return cells;
  }

  private static Geometry united(List<Geometry> cells) {
    Geometry united =
        CoverageUnion.union(
            cells.get(0).getFactory().createGeometryCollection(cells.toArray(Geometry[]::new)));
    united.normalize();
    return united;
  }

  private static Coordinate at(Geography.Town town) {
    return new Coordinate(town.longitude(), town.latitude());
  }
}
