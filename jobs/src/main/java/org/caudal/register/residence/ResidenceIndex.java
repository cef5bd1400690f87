package org.caudal.register.residence;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The index of residence, year by year. */
final class ResidenceIndex {
  private static final String INDEX = "decimal(7,6)";

  private ResidenceIndex() {}

  /** The index of every year, from that of the year before. */
  static Dataset<Row> of(Dataset<Row> years, EstimateResidence.Params p) {
    Column step =
        struct(
            col("year"),
            coalesce(col("weight"), lit(BigDecimal.ZERO)).as("weight"),
            coalesce(col("signs"), lit(0)).as("signs"),
            col("is_ended"),
            coalesce(col("is_born"), lit(false)).as("is_born"));
    Column start = when(max("is_on_books"), lit(1)).otherwise(lit(0)).cast(INDEX);
    return years
        .groupBy("person_id")
        .agg(array_sort(collect_list(step)).as("steps"), start.as("start"))
        .withColumn(
            "indices",
            aggregate(
                col("steps"),
                array(col("start")),
                (before, now) -> concat(before, array(next(element_at(before, -1), now, p)))))
        .select(
            col("person_id"),
            inline(
                arrays_zip(
                    functions.transform(col("steps"), now -> now.getField("year")).as("year"),
                    functions.transform(col("steps"), now -> now.getField("signs")).as("signs"),
                    functions
                        .transform(
                            col("steps"),
                            (now, at) -> try_element_at(col("steps"), at.plus(2)).getField("signs"))
                        .as("signs_after"),
                    slice(col("indices"), 2, p.toYear() - p.fromYear() + 1).as("index"))))
        .withColumn("reference_date", make_date(col("year").plus(1), lit(1), lit(1)));
  }

  private static Column next(Column before, Column now, EstimateResidence.Params p) {
    Column sum =
        before
            .multiply(lit(p.keep()))
            .plus(now.getField("weight").multiply(lit(p.gain())))
            .cast("decimal(18,6)");
    return when(now.getField("is_ended"), lit(0).cast(INDEX))
        .when(now.getField("is_born").and(now.getField("signs").gt(0)), lit(1).cast(INDEX))
        .otherwise(least(sum, lit(BigDecimal.ONE)).cast(INDEX));
  }
}
