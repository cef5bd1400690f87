package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Columns;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.statistics.Normal;
import org.caudal.statistics.PersonInterval;
import org.caudal.statistics.RakedReplicates;
import org.jspecify.annotations.Nullable;

/** Sums of raked weights with standard errors and intervals, from the moves of devices. */
public final class PersonFigures {
  /** Columns of what is raked together. */
  static final List<String> RAKED = List.of("month", "level", "definition");

  /** Columns of a figure. */
  static final List<String> CELL =
      List.of("month", "level", "definition", "kind", "origin", "destination");

  /** The kind of residents of whom nothing is known in the later month. */
  public static final String UNREACHED = "unreached";

  private static final int PERSON_DIGITS = 6; // smaller parts of a person are rounding

  private static final String REPLICATE = PoissonBootstrap.REPLICATE;
  private static final StructType INTERVAL =
      new StructType()
          .add("low", DataTypes.DoubleType, false)
          .add("high", DataTypes.DoubleType, false);

  private PersonFigures() {}

  /**
   * {@code estimate} and {@code standard_error} of each {@link #CELL}.
   *
   * @param moves one row a device, area of the earlier month {@code zone_id} and cell, with {@code
   *     unit}, {@code stratum}, {@code persons} and {@code part}
   * @param before weights of the earlier month, which say how many residents areas and strata have,
   *     with {@code operators_left_out}, null of an operator that is not compared
   */
  static Dataset<Row> of(Dataset<Row> moves, Dataset<Row> before, int replicates, long seed) {
    Dataset<Row> counts =
        PoissonBootstrap.replicated(moves, "unit", replicates, seed)
            .groupBy(Columns.named(CELL, "zone_id", "stratum", REPLICATE))
            .agg(
                sum(col("part").multiply(col(PoissonBootstrap.WEIGHT))).as("count"),
                max("persons").as("persons"));
    Column part =
        struct(col("zone_id"), col("stratum"), col("spread"), col("weights"), col("counts"));
    return counts
        .groupBy(Columns.named(CELL, "zone_id", "stratum"))
        .agg(entries().as("counts"))
        .join(weights(counts, moves, before, replicates), names(RAKED, "zone_id", "stratum"))
        .groupBy(Columns.named(CELL))
        .agg(RakedCells.figure(array_sort(collect_list(part))).as("figure"))
        .select(Columns.named(CELL, "figure.estimate", "figure.standard_error"));
  }

  /**
   * Rows of the kind {@link #UNREACHED}: residents of each area that no device with a home in the
   * later month stands for, so that with them the stocks add up to all residents.
   *
   * @param moves as above; they say what months and definitions there are
   * @param before weights of the earlier month
   */
  static Dataset<Row> unreached(Dataset<Row> moves, Dataset<Row> before) {
    Column isCompared = bool_or(col("is_reached")).over(Window.partitionBy(Columns.named(RAKED)));
    return areas(moves, before)
        .withColumn("is_compared", isCompared)
        .withColumn("estimate", round(col("residents"), PERSON_DIGITS))
        .filter(col("is_compared").and(not(col("is_reached"))).and(col("estimate").gt(0)))
        .withColumnRenamed("zone_id", "origin")
        .withColumn("kind", lit(UNREACHED))
        .withColumn("destination", lit(""))
        .withColumn("standard_error", lit(0.0))
        .select(Columns.named(CELL, "estimate", "standard_error"));
  }

  /**
   * Residents of each area, and whether a device with a home in the later month stands for some.
   */
  private static Dataset<Row> areas(Dataset<Row> moves, Dataset<Row> before) {
    Dataset<Row> seen =
        moves
            .filter(col("kind").isin("stayer", "mover"))
            .select(Columns.named(RAKED, "zone_id", "stratum"))
            .distinct()
            .withColumn("is_seen", lit(true));
    Column counts = col("is_seen").isNotNull().and(col("residents").gt(0));
    return before
        .groupBy(Columns.named(RAKED, "zone_id", "stratum"))
        .agg(total("weight").as("residents"))
        .join(seen, names(RAKED, "zone_id", "stratum"), "left_outer")
        .withColumn("counts", counts)
        .groupBy(Columns.named(RAKED, "zone_id"))
        .agg(total("residents").as("residents"), bool_or(col("counts")).as("is_reached"));
  }

  /**
   * Residents that devices of each operator and activity class are to stand for: those of each area
   * that is reached, shared by the weights of what is compared there.
   */
  private static Dataset<Row> shared(Dataset<Row> moves, Dataset<Row> before) {
    Column inArea =
        sum(col("weight").cast("decimal(24,12)"))
            .over(Window.partitionBy(Columns.named(RAKED, "zone_id")))
            .cast("double");
    return before
        .filter(col("operators_left_out").isNotNull())
        .withColumn("raked_column", operatorAndClass())
        .groupBy(Columns.named(RAKED, "zone_id", "raked_column"))
        .agg(total("weight").as("weight"))
        .filter(col("weight").gt(0))
        .withColumn("share", col("weight").divide(inArea))
        .join(areas(moves, before).filter(col("is_reached")), names(RAKED, "zone_id"))
        .withColumn("weight", col("residents").multiply(col("share")));
  }

  /** Weights of devices by area and stratum, in the sample and in each replicate. */
  private static Dataset<Row> weights(
      Dataset<Row> counts, Dataset<Row> moves, Dataset<Row> before, int replicates) {
    Dataset<Row> weighed = before.withColumn("raked_column", operatorAndClass());
    Dataset<Row> cells =
        counts
            .filter(col("kind").isin("stayer", "mover"))
            .groupBy(Columns.named(RAKED, "zone_id", "stratum", REPLICATE))
            .agg(sum("count").as("count"), max("persons").as("persons"))
            .groupBy(Columns.named(RAKED, "zone_id", "stratum"))
            .agg(entries().as("counts"), max("persons").as("persons"));
    Dataset<Row> units =
        weighed
            .groupBy(Columns.named(RakedCells.NAMES))
            .agg(total("weight").divide(total("share")).as("weight"));
    Column sex = struct(lit("sex").as("part"), col("sex").cast("string").as("name"));
    Column age = struct(lit("age_band").as("part"), col("age_band").as("name"));
    Dataset<Row> classes =
        weighed
            .withColumn("class", explode(array(sex, age)))
            .filter(not(col("class.name").isin(HolderClasses.UNKNOWN.toArray())))
            .groupBy(Columns.named(RAKED, "class.part", "zone_id", "class.name"))
            .agg(total("weight").as("residents"));
    Dataset<Row> targets =
        totals(weighed, "zone_id", "areas")
            .join(totals(shared(moves, before), "raked_column", "columns"), names(RAKED))
            .join(RakedCells.classes(classes, names(RAKED)), names(RAKED), "left_outer");
    return RakedCells.weights(
        cells.join(units, names(RAKED, "zone_id", "stratum")),
        targets,
        replicates,
        RakedReplicates.Calibration.RAKING,
        RakedColumns.OPERATORS_AND_CLASSES);
  }

  /** Operator and activity class of a device: what margins call a column. */
  public static Column operatorAndClass() {
    return concat_ws("/", col("operator_id"), col("activity_class"));
  }

  private static Dataset<Row> totals(Dataset<Row> weighed, String of, String name) {
    return weighed
        .groupBy(Columns.named(RAKED, of))
        .agg(total("weight").as("residents"))
        .groupBy(Columns.named(RAKED))
        .agg(RakedCells.totals(of, "residents").as(name));
  }

  private static Column entries() {
    return array_sort(collect_list(struct(col(REPLICATE), col("count").cast("double"))));
  }

  /**
   * Columns {@code interval_low} and {@code interval_high} from {@code estimate}, {@code
   * standard_error}, {@code persons_counted} and {@code devices}: {@link PersonInterval}. Null
   * where there is no estimate.
   */
  public static Dataset<Row> withInterval(Dataset<Row> figures, double level) {
    UDF5<@Nullable Double, @Nullable Double, Double, Double, Double, @Nullable Row> interval =
        (estimate, error, counted, devices, z) -> {
          if (estimate == null || error == null) {
            return null;
          }
          PersonInterval ends = PersonInterval.of(estimate, error, counted, devices, z);
          return RowFactory.create(ends.low(), ends.high());
        };
    return figures
        .withColumn(
            "interval",
            udf(interval, INTERVAL)
                .withName("person_interval")
                .apply(
                    col("estimate"),
                    col("standard_error"),
                    col("persons_counted").cast("double"),
                    col("devices").cast("double"),
                    lit(Normal.twoSided(level))))
        .withColumn("interval_low", col("interval.low"))
        .withColumn("interval_high", col("interval.high"))
        .drop("interval");
  }

  /** The sum of doubles, whatever their order. */
  public static Column total(String column) {
    return sum(col(column).cast("decimal(24,12)")).cast("double");
  }

  private static String[] names(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
