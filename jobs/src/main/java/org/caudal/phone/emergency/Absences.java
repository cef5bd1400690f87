package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.FirstReturn;
import org.caudal.statistics.KaplanMeier;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Absences of devices and the curve of their returns, as columns. */
final class Absences {
  private static final StructType ABSENCE =
      new StructType()
          .add("days", DataTypes.IntegerType, false)
          .add("returned", DataTypes.BooleanType, false);

  private static final StructType STEP =
      new StructType()
          .add("days", DataTypes.IntegerType, false)
          .add("at_risk", DataTypes.LongType, false)
          .add("returned", DataTypes.LongType, false)
          .add("lost", DataTypes.LongType, false)
          .add("away_share", DataTypes.DoubleType, false)
          .add("standard_error", DataTypes.DoubleType, false)
          .add("interval_low", DataTypes.DoubleType, false)
          .add("interval_high", DataTypes.DoubleType, false);

  private Absences() {}

  /**
   * Days until the return and whether it was seen, by {@link FirstReturn}; null for who did not
   * leave.
   *
   * @param sights array of day and whether the device was where expected, in order
   */
  static Column of(Column sights, int lastLeaving, int run) {
    UDF1<Seq<Row>, @Nullable Row> absence =
        rows -> absence(CollectionConverters.asJava(rows), lastLeaving, run);
    return udf(absence, ABSENCE).withName("first_return").apply(sights);
  }

  /**
   * Array of the steps of {@link KaplanMeier}.
   *
   * @param counts array of days, number returned and number lost from sight
   */
  static Column curve(Column counts, double level) {
    UDF1<Seq<Row>, List<Row>> curve = rows -> curve(CollectionConverters.asJava(rows), level);
    return udf(curve, DataTypes.createArrayType(STEP, false))
        .withName("kaplan_meier")
        .apply(counts);
  }

  private static @Nullable Row absence(List<Row> sights, int lastLeaving, int run) {
    int[] day = sights.stream().mapToInt(sight -> sight.getInt(0)).toArray();
    boolean[] expected = new boolean[day.length];
    for (int i = 0; i < day.length; i++) {
      expected[i] = sights.get(i).getBoolean(1);
    }
    return FirstReturn.of(day, expected, lastLeaving, run)
        .map(absence -> RowFactory.create(absence.days(), absence.returned()))
        .orElse(null);
  }

  private static List<Row> curve(List<Row> counts, double level) {
    return KaplanMeier.curve(
            counts.stream().mapToInt(count -> count.getInt(0)).toArray(),
            counts.stream().mapToLong(count -> count.getLong(1)).toArray(),
            counts.stream().mapToLong(count -> count.getLong(2)).toArray(),
            level)
        .stream()
        .map(
            step ->
                RowFactory.create(
                    step.time(),
                    step.atRisk(),
                    step.events(),
                    step.lost(),
                    step.share(),
                    step.standardError(),
                    step.low(),
                    step.high()))
        .toList();
  }
}
