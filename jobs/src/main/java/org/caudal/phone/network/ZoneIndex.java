package org.caudal.phone.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** Finds the area in which a point lies; the last index is kept, one in each executor. */
final class ZoneIndex {
  private static final GeometryFactory POINTS = new GeometryFactory();
  private static final AtomicReference<@Nullable Kept> KEPT = new AtomicReference<>();

  /**
   * An area: level, code and border as WKT.
   *
   * @param prior of an area of land use, how likely devices are there; null for the areas that
   *     cells are mapped to
   */
  record Area(String level, String zoneId, String border, @Nullable Double prior) {}

  /** The share of a cell's devices in an area, and whether land use weighed in. */
  record Share(String level, String zoneId, double share, boolean isMain, boolean isByLandUse) {}

  private record Kept(String digest, ZoneIndex index) {}

  private record Bordered(Area area, PreparedGeometry border) {}

  private final Map<String, STRtree> levels = new TreeMap<>();
  private final STRtree landUse = new STRtree();

  /** An index over areas; borders that are no polygon are left out. */
  ZoneIndex(List<Area> areas) {
    for (Area area : areas) {
      Geometry border = Wkt.polygon(area.border());
      if (border != null) {
        STRtree areasOfItsKind =
            area.prior() == null
                ? levels.computeIfAbsent(area.level(), level -> new STRtree())
                : landUse;
        areasOfItsKind.insert(
            border.getEnvelopeInternal(),
            new Bordered(area, PreparedGeometryFactory.prepare(border)));
      }
    }
    levels.values().forEach(STRtree::build);
    landUse.build();
  }

  /** The index of areas with a digest, built unless it is the last one that was asked for. */
  static ZoneIndex of(String digest, Supplier<List<Area>> areas) {
    synchronized (KEPT) {
      Kept kept = KEPT.get();
      if (kept == null || !kept.digest().equals(digest)) {
        kept = new Kept(digest, new ZoneIndex(areas.get()));
        KEPT.set(kept);
      }
      return kept.index();
    }
  }

  /**
   * The shares of a footprint at every level that it touches. A point in no area counts for the
   * area of the nearest point that lies in one. Land use weighs points where there is any; at a
   * level where it leaves nothing of the footprint, it does not.
   */
  List<Share> shares(Footprint footprint) {
    double[] weight = footprint.weight;
    double[] weighed = landUse.isEmpty() ? new double[weight.length] : weighed(footprint);
    List<Share> shares = new ArrayList<>();
    levels.forEach(
        (level, areas) -> {
          List<Share> byLandUse = shares(level, areas, footprint, weighed, true);
          shares.addAll(
              byLandUse.isEmpty() ? shares(level, areas, footprint, weight, false) : byLandUse);
        });
    return shares;
  }

  /** Weights of the points by signal and land use; without a use that is known there is none. */
  private double[] weighed(Footprint footprint) {
    double[] weighed = footprint.weight.clone();
    for (int i = 0; i < weighed.length; i++) {
      if (weighed[i] > 0) {
        Area area = areaAt(landUse, footprint.longitude(i), footprint.latitude(i));
        weighed[i] *= area == null || area.prior() == null ? 0 : area.prior();
      }
    }
    return weighed;
  }

  private static List<Share> shares(
      String level, STRtree areas, Footprint footprint, double[] weight, boolean isByLandUse) {
    int points = weight.length;
    @Nullable String[] found = new @Nullable String[points];
    for (int i = 0; i < points; i++) {
      Area area =
          weight[i] > 0 ? areaAt(areas, footprint.longitude(i), footprint.latitude(i)) : null;
      found[i] = area == null ? null : area.zoneId();
    }
    Map<String, Double> weights = new TreeMap<>();
    double total = 0;
    for (int i = 0; i < points; i++) {
      if (weight[i] > 0) {
        String area = found[i] == null ? nearest(footprint, found, i) : found[i];
        if (area != null) {
          weights.merge(area, weight[i], Double::sum);
          total += weight[i];
        }
      }
    }
    String main =
        weights.entrySet().stream()
            .min(
                Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse("");
    List<Share> shares = new ArrayList<>();
    for (Map.Entry<String, Double> area : weights.entrySet()) {
      shares.add(
          new Share(
              level,
              area.getKey(),
              area.getValue() / total,
              area.getKey().equals(main),
              isByLandUse));
    }
    return shares;
  }

  /** The area at a place; on a border and where areas overlap the smallest code; else null. */
  private static @Nullable Area areaAt(STRtree areas, double longitude, double latitude) {
    Point point = POINTS.createPoint(new Coordinate(longitude, latitude));
    Area smallest = null;
    for (Object candidate : areas.query(new Envelope(point.getCoordinate()))) {
      Bordered bordered = (Bordered) candidate;
      Area area = bordered.area();
      if ((smallest == null || area.zoneId().compareTo(smallest.zoneId()) < 0)
          && bordered.border().intersects(point)) {
        smallest = area;
      }
    }
    return smallest;
  }

  private static @Nullable String nearest(
      Footprint footprint, @Nullable String[] found, int point) {
    String nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < found.length; i++) {
      double east = footprint.east[i] - footprint.east[point];
      double north = footprint.north[i] - footprint.north[point];
      double distance = east * east + north * north;
      if (found[i] != null && distance < least) {
        nearest = found[i];
        least = distance;
      }
    }
    return nearest;
  }
}
