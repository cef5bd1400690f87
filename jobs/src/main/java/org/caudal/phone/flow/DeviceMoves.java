package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.MinimalMovement;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The moves of each device between its homes of two months, by {@link MinimalMovement}. */
public final class DeviceMoves {
  /** Units of a whole device. */
  private static final long WHOLE = 1_000_000_000;

  private static final int DIGITS = 9; // of a unit

  private static final StructType MOVES =
      new StructType()
          .add("origin", DataTypes.StringType, false)
          .add("destination", DataTypes.StringType, false)
          .add("units", DataTypes.LongType, false);

  private static final UserDefinedFunction COUPLED =
      udf(
              (UDF4<Seq<String>, Seq<Double>, Seq<String>, Seq<Double>, List<Row>>)
                  DeviceMoves::coupled,
              DataTypes.createArrayType(MOVES))
          .withName("minimal_movement");

  private DeviceMoves() {}

  /** Homes with all areas of a device in one row: {@code zones} and {@code weights}, in order. */
  public static Dataset<Row> gathered(Dataset<Row> homes, Column... device) {
    return homes
        .groupBy(device)
        .agg(array_sort(collect_list(struct(col("zone_id"), col("weight")))).as("home"))
        .withColumn("zones", transform(col("home"), h -> h.getField("zone_id")))
        .withColumn("weights", transform(col("home"), h -> h.getField("weight")))
        .drop("home");
  }

  /**
   * One row a device, {@code origin} and {@code destination} with the {@code part} that goes there.
   * A side without a home, null, is empty.
   */
  public static Dataset<Row> between(Dataset<Row> pairs) {
    return pairs
        .select(
            col("*"),
            inline(
                COUPLED.apply(
                    col("before_zones"),
                    col("before_weights"),
                    col("after_zones"),
                    col("after_weights"))))
        .withColumn(
            "part",
            col("units").cast("decimal(10,0)").multiply(lit(BigDecimal.valueOf(1, DIGITS))));
  }

  private static List<Row> coupled(
      @Nullable Seq<String> zonesBefore,
      @Nullable Seq<Double> weightsBefore,
      @Nullable Seq<String> zonesAfter,
      @Nullable Seq<Double> weightsAfter) {
    Map<String, Long> before = units(zonesBefore, weightsBefore);
    Map<String, Long> after = units(zonesAfter, weightsAfter);
    List<Row> rows = new ArrayList<>();
    if (before.isEmpty()) {
      after.forEach((zone, units) -> rows.add(RowFactory.create("", zone, units)));
    } else if (after.isEmpty()) {
      before.forEach((zone, units) -> rows.add(RowFactory.create(zone, "", units)));
    } else {
      TreeSet<String> zones = new TreeSet<>(before.keySet());
      zones.addAll(after.keySet());
      List<String> places = List.copyOf(zones);
      long[][] flows = MinimalMovement.flows(aligned(places, before), aligned(places, after));
      for (int i = 0; i < flows.length; i++) {
        for (int j = 0; j < flows.length; j++) {
          if (flows[i][j] > 0) {
            rows.add(RowFactory.create(places.get(i), places.get(j), flows[i][j]));
          }
        }
      }
    }
    return rows;
  }

  /** Weights as units that add up to a whole device. */
  private static Map<String, Long> units(
      @Nullable Seq<String> zones, @Nullable Seq<Double> weights) {
    Map<String, Long> units = new TreeMap<>();
    if (zones != null && weights != null) {
      List<String> places = CollectionConverters.asJava(zones);
      long[] raw =
          CollectionConverters.asJava(weights).stream()
              .mapToLong(weight -> Math.round(weight * WHOLE))
              .toArray();
      long[] whole = MinimalMovement.apportioned(WHOLE, raw);
      for (int i = 0; i < whole.length; i++) {
        units.put(places.get(i), whole[i]);
      }
    }
    return units;
  }

  private static long[] aligned(List<String> places, Map<String, Long> units) {
    return places.stream().mapToLong(place -> units.getOrDefault(place, 0L)).toArray();
  }
}
