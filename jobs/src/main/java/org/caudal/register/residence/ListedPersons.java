package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The persons of all registers, with what their records say together. */
final class ListedPersons {
  private ListedPersons() {}

  /**
   * One row a person.
   *
   * @param records one row a record: a life_sign with {@code person_id} and {@code is_open}
   * @param fromYear first year whose signs count
   */
  static Dataset<Row> of(Dataset<Row> records, int fromYear) {
    Column start = make_date(lit(fromYear), lit(1), lit(1));
    Column isHere = not(col("is_abroad")).and(col("first_day").isNotNull());
    Column isSign = isHere.and(not(col("is_open")));
    Column isOnBooks =
        isHere
            .and(col("is_open"))
            .and(col("first_day").lt(start))
            .and(coalesce(least(col("last_day"), col("left_on")).geq(start), lit(true)));
    return records
        .groupBy("person_id")
        .agg(
            mode(when(col("sex").isin(1, 2), col("sex")), true).as("known_sex"),
            mode(col("birth_date"), true).as("birth_date"),
            mode(col("birth_country"), true).as("birth_country"),
            mode(col("citizenship"), true).as("citizenship"),
            min(when(isHere, col("first_day"))).as("known_from"),
            min(when(isSign, year(col("first_day")))).as("first_seen"),
            max(when(isSign, year(col("first_day")))).as("last_seen"),
            max(when(isSign, col("first_day"))).as("last_began"),
            max(isOnBooks).as("is_on_books"),
            max("died_on").as("died_on"),
            max("left_on").as("left_on"),
            collect_set(year(col("left_on"))).as("years_left"),
            array_sort(
                    collect_list(
                        when(
                            isHere.and(col("area_id").isNotNull()),
                            struct("first_day", "source_id", "record_id", "area_id"))))
                .as("areas"),
            array_sort(
                    collect_list(
                        when(
                            isSign,
                            struct(
                                col("first_day"),
                                coalesce(col("last_day"), col("first_day")).as("last_day")))))
                .as("spans"))
        .withColumn("sex", coalesce(col("known_sex"), lit(0)))
        .withColumn("ended_on", greatest(col("died_on"), col("left_on")));
  }

  /** Completed years on a day. */
  static Column age(Column day) {
    return when(
        col("birth_date").isNotNull(),
        greatest(lit(0), floor(months_between(day, col("birth_date")).divide(12)).cast("int")));
  }

  /** The area of the latest record before a day. */
  static Column area(Column day) {
    return try_element_at(
            filter(col("areas"), record -> record.getField("first_day").lt(day)), lit(-1))
        .getField("area_id");
  }
}
