package org.caudal.phone.network;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds in which areas the devices of each cell are likely to be.
 *
 * <p><b>Reads</b> {@link Cell}, {@link Zone} and, where it is there, {@link LandUse}. <b>Writes</b>
 * {@link CellZone}.
 *
 * <p><b>Method.</b> A cell reaches over a disc of its range, or over the sector of its beam; a cell
 * with a direction and no width is one of three. Points spread evenly over it weigh as much as its
 * signal dominates there ({@code mobloc}: Tennekes et al. 2020; Eurostat, multimno 1.0): 1 / (1 +
 * exp(-steepness (S - midpoint))), S = 10 log10(power) + 30 - 10 path-loss-exponent log10(distance)
 * dBm. The share of an area is the weight of its points over that of all. Points at sea or abroad
 * count for the area of the nearest point that lies in one; a cell without any such point has no
 * row. On borders and where areas overlap the smallest code counts; so it does between equal
 * shares. A period of a cell ends at the latest on the day before its next one begins, so that a
 * cell stands in one place on a day.
 *
 * <p>With land use a point weighs its signal times the prior of the area of land use it lies in,
 * the sum of the area's shares by {@code land-use} (Tennekes et al. 2020; classes and weights of
 * multimno 1.0). A point in none weighs nothing: give the layer of the whole country, or load none.
 * At a level where nothing is left of a cell, its shares are those without land use; {@code
 * is_by_land_use} tells which are.
 *
 * <p><b>Cost.</b> {@code points} searches in a spatial index a cell, period and level. The index is
 * built once in each executor, which holds all areas: areas of land use that weigh nothing may be
 * left out of the file, as a point in none weighs nothing too.
 *
 * <p><b>Known bias.</b> Without land use people are taken to be everywhere alike, with it to be
 * spread over land of one use as over its area, by night as by day. Cells are taken not to compete
 * with each other, and beams to end sharply. A wrong position puts all devices of the cell
 * elsewhere. At a land border devices abroad are counted inside.
 *
 * <p><b>Example.</b> {@code caudal run map-cells-to-zones --conf conf/phone.yaml}
 */
public final class MapCellsToZones implements Job<MapCellsToZones.Params> {
  private static final int GROUPS = 64; // rows of cells that share one look at the areas
  private static final double THIRD = 120;
  private static final double ALL_AROUND = 360;
  private static final StructType SHARES =
      new StructType()
          .add("operator_id", DataTypes.StringType, false)
          .add("cell_id", DataTypes.StringType, false)
          .add("valid_from", DataTypes.DateType, false)
          .add("valid_to", DataTypes.DateType, true)
          .add("level", DataTypes.StringType, false)
          .add("zone_id", DataTypes.StringType, false)
          .add("share", DataTypes.DoubleType, false)
          .add("is_main", DataTypes.BooleanType, false)
          .add("is_by_land_use", DataTypes.BooleanType, false);

  private static final Column[] AREA = {
    col("level"), col("zone_id"), col("geometry"), col("prior")
  };

  /** How the signal fades. */
  public record Signal(
      @Doc("Power of every antenna in watts") @Default("10") BigDecimal powerW,
      @Doc("Path-loss exponent: 2 in free space, 4 in towns") @Default("3.75")
          BigDecimal pathLossExponent,
      @Doc("Signal in dBm at which the weight is one half") @Default("-92.5")
          BigDecimal midpointDbm,
      @Doc("Steepness of the weight at the midpoint, per dBm") @Default("0.2")
          BigDecimal steepness) {

    /** Refuses signals that do not fade. */
    public Signal {
      if (powerW.signum() <= 0 || pathLossExponent.signum() <= 0 || steepness.signum() <= 0) {
        throw new IllegalArgumentException(
            "power-w, path-loss-exponent and steepness must be above 0, were "
                + powerW
                + ", "
                + pathLossExponent
                + ", "
                + steepness);
      }
    }

    private Footprint.Fading fading() {
      return new Footprint.Fading(
          powerW.doubleValue(),
          pathLossExponent.doubleValue(),
          midpointDbm.doubleValue(),
          steepness.doubleValue());
    }
  }

  /** Parameters. */
  public record Params(
      @Doc("How the signal fades") @Default("{}") Signal signal,
      @Doc("Reach of cells that are listed without one") @Default("{}") Reach reach,
      @Doc("How likely devices are in land of a use, where land_use is loaded") @Default("{}")
          LandUseWeights landUse,
      @Doc("Points over which a cell is spread") @Default("100") int points) {

    /** Refuses too few points for shares of a few per cent, and too many to count. */
    public Params {
      if (points < 16 || points > 10_000) {
        throw new IllegalArgumentException("points must be 16 to 10000, was " + points);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("map-cells-to-zones", Params.class)
        .summary("Finds in which areas the devices of each cell are likely to be.")
        .reads(Cell.class, Zone.class)
        .readsIfThere(LandUse.class)
        .writesWhole(CellZone.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> areas =
        areas(
            in.table(Zone.class)
                .withColumn("prior", lit(null).cast("double"))
                .select(AREA)
                .unionAll(
                    in.table(LandUse.class)
                        .select(
                            lit("").as("level"),
                            col("area_id").as("zone_id"),
                            col("geometry"),
                            p.landUse().prior().as("prior"))));
    return antennas(in.table(Cell.class), p)
        .groupBy(pmod(xxhash64(col("operator_id"), col("cell_id")), lit(GROUPS)).as("cell_group"))
        .agg(collect_list(struct(col("*"))).as("cells"))
        .crossJoin(broadcast(areas))
        .select(inline(shares(p).apply(col("cells"), col("areas"), col("digest"))));
  }

  /** One row: all areas, and what tells them from others. */
  private static Dataset<Row> areas(Dataset<Row> areas) {
    return areas
        .agg(array_sort(collect_list(struct(AREA))).as("areas"))
        .withColumn("digest", sha2(to_json(col("areas")).cast("binary"), 256));
  }

  /** Cells with everything known that a footprint needs. */
  private static Dataset<Row> antennas(Dataset<Row> cells, Params p) {
    Column directed = col("azimuth").isNotNull();
    return cells.select(
        col("operator_id"),
        col("cell_id"),
        col("valid_from"),
        CellPeriods.lastDay().as("valid_to"),
        col("latitude"),
        col("longitude"),
        coalesce(col("range_m"), p.reach().byType()).as("reach"),
        coalesce(col("azimuth"), lit(0.0)).as("azimuth"),
        when(directed, coalesce(col("beam_width"), lit(THIRD)))
            .otherwise(lit(ALL_AROUND))
            .as("width"));
  }

  private static UserDefinedFunction shares(Params p) {
    Footprint.Fading fading = p.signal().fading();
    int points = p.points();
    UDF3<Seq<Row>, Seq<Row>, String, List<Row>> shares =
        (cells, areas, digest) -> {
          ZoneIndex index = ZoneIndex.of(digest, () -> listed(areas));
          List<Row> rows = new ArrayList<>();
          for (Row cell : CollectionConverters.asJava(cells)) {
            Footprint footprint =
                Footprint.of(
                    cell.getDouble(4),
                    cell.getDouble(5),
                    cell.getDouble(6),
                    cell.getDouble(7),
                    cell.getDouble(8),
                    fading,
                    points);
            for (ZoneIndex.Share share : index.shares(footprint)) {
              rows.add(
                  RowFactory.create(
                      cell.get(0),
                      cell.get(1),
                      cell.get(2),
                      cell.get(3),
                      share.level(),
                      share.zoneId(),
                      share.share(),
                      share.isMain(),
                      share.isByLandUse()));
            }
          }
          return rows;
        };
    return udf(shares, DataTypes.createArrayType(SHARES)).withName("zone_shares");
  }

  private static List<ZoneIndex.Area> listed(Seq<Row> areas) {
    return CollectionConverters.asJava(areas).stream()
        .map(
            a ->
                new ZoneIndex.Area(
                    a.getString(0), a.getString(1), a.getString(2), a.getAs("prior")))
        .toList();
  }
}
