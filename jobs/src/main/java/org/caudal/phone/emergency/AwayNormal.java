package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Columns;
import org.caudal.statistics.WeekdayNormal;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The share of devices that is normally away on a day, by {@link WeekdayNormal}. */
final class AwayNormal {
  private static final StructType NORMAL =
      new StructType()
          .add("usual_share", DataTypes.DoubleType, false)
          .add("deviation", DataTypes.DoubleType, false)
          .add("usual_weeks", DataTypes.IntegerType, false);

  private static final UserDefinedFunction OF_DAY =
      udf((UDF2<Seq<Row>, Integer, Row>) AwayNormal::normal, NORMAL).withName("weekday_normal");

  private AwayNormal() {}

  /**
   * The rows with {@code usual_share}, {@code deviation}, a standard deviation of the share, and
   * {@code usual_weeks} of the baseline. A struck area without a day of the baseline ends the run.
   *
   * @param totals one row a struck area, or all of an event, and day: {@code days_since}, below 0
   *     in the baseline, {@code away} and {@code devices_seen}
   */
  static Dataset<Row> of(Dataset<Row> totals) {
    Column share = col("away").divide(col("devices_seen"));
    Column baseline =
        collect_list(
                when(
                    col("days_since").lt(0),
                    struct(col("days_since"), share.cast("double").as("share"))))
            .over(Window.partitionBy(Columns.named(AwayPlaces.ORIGIN)));
    Column isTold = size(col("baseline")).gt(0).or(col("origin").equalTo(AwayPlaces.ALL));
    Column usual = when(isTold, col("normal.usual_share")).otherwise(raise_error(lacking()));
    return totals
        .withColumn("baseline", baseline)
        .withColumn("normal", OF_DAY.apply(array_sort(col("baseline")), col("days_since")))
        .select(
            col("*"), usual.as("usual_share"), col("normal.deviation"), col("normal.usual_weeks"))
        .drop("normal", "baseline");
  }

  private static Column lacking() {
    return concat(
        lit("device_whereabouts has no day before event "),
        col("event_id"),
        lit(" of area "),
        col("origin"),
        lit(" of level "),
        col("level"),
        lit(", so that nobody knows what is normal there: run follow-devices once without --days"));
  }

  private static Row normal(Seq<Row> baseline, Integer day) {
    List<Row> days = CollectionConverters.asJava(baseline);
    WeekdayNormal normal =
        new WeekdayNormal(
            days.stream().mapToInt(row -> row.getInt(0)).toArray(),
            days.stream().mapToDouble(row -> row.getDouble(1)).toArray());
    return RowFactory.create(normal.expected(day), normal.deviation(), normal.weeks());
  }
}
