package org.caudal.register.missing;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.reference.Codes;
import org.jspecify.annotations.Nullable;

/**
 * Reports by period last seen and delay, a row a category.
 *
 * <p>Where the last day that counts is not the end of a period, delays are counted up to the same
 * day of each period, so that all of the past is seen as it was so long after.
 */
final class MissingReports {
  private static final int YEAR = 12;

  private MissingReports() {}

  /**
   * Columns {@code breakdown}, {@code category}, {@code as_of}, numbers of the {@code first} and
   * {@code last} period, {@code is_over} of the last one, and {@code cells}: a sorted array of
   * period, delay, reports, and found alive and dead.
   */
  static Dataset<Row> byCategory(Dataset<Row> persons, ReportingParams p) {
    int months = p.frequency().months();
    Column end = date_add(add_months(firstDay(number(col("as_of"), months), months), months), -1);
    Column isFound = coalesce(col("found_on").leq(col("as_of")), lit(false));
    return persons
        .crossJoin(broadcast(days(persons, p.asOf())))
        .filter(col("reported_on").leq(col("as_of")))
        .withColumn("first", number(col("first_day"), months))
        .withColumn("last", number(col("as_of"), months))
        .withColumn("is_over", col("as_of").equalTo(end))
        .withColumn("period", number(col("last_seen_on"), months))
        .withColumn(
            "delay",
            number(col("reported_on"), months)
                .minus(col("period"))
                .plus(
                    when(
                            not(col("is_over"))
                                .and(
                                    dayWithin(col("reported_on"), months)
                                        .gt(dayWithin(col("as_of"), months))),
                            1)
                        .otherwise(0)))
        .withColumn("part", explode(parts(p)))
        .select(
            col("part.*"),
            col("as_of"),
            col("first"),
            col("last"),
            col("is_over"),
            col("period"),
            col("delay"),
            isFound.and(col("found_state").equalTo("alive")).as("is_alive"),
            isFound.and(col("found_state").equalTo("dead")).as("is_dead"))
        .groupBy("breakdown", "category", "as_of", "first", "last", "is_over", "period", "delay")
        .agg(
            count(lit(1)).as("reports"),
            count_if(col("is_alive")).as("alive"),
            count_if(col("is_dead")).as("dead"))
        .groupBy("breakdown", "category", "as_of", "first", "last", "is_over")
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            col("period"),
                            col("delay"),
                            col("reports"),
                            col("alive"),
                            col("dead"))))
                .as("cells"));
  }

  /** The last day that counts, and that on which somebody was first last seen. */
  private static Dataset<Row> days(Dataset<Row> persons, @Nullable LocalDate asOf) {
    Column last = greatest(max("reported_on"), max("found_on")); // skips what is null
    Column isKnown = asOf == null ? lit(true) : col("reported_on").leq(lit(asOf));
    return persons.agg(
        (asOf == null ? last : lit(asOf)).as("as_of"),
        min(when(isKnown, col("last_seen_on"))).as("first_day"));
  }

  private static Column parts(ReportingParams p) {
    Column band = AgeBands.groupName(col("age"), p.ageGroups());
    return array(
        part("total", lit(Codes.TOTAL)),
        part("sex", Codes.sexOrUnknown(col("sex"))),
        part("nationality", col("nationality")),
        part("age_band", coalesce(band, lit(Codes.UNKNOWN))));
  }

  private static Column part(String breakdown, Column category) {
    return struct(lit(breakdown).as("breakdown"), category.as("category"));
  }

  /** Periods in a row have numbers in a row. */
  private static Column number(Column day, int months) {
    return floor(year(day).multiply(YEAR).plus(month(day)).minus(1).divide(months)).cast("int");
  }

  /** How far in its period a day is: by the month of a quarter, then by the day of the month. */
  private static Column dayWithin(Column day, int months) {
    return pmod(month(day).minus(1), lit(months)).multiply(31).plus(dayofmonth(day));
  }

  /** The first day of the period of a number. */
  static Column firstDay(Column number, int months) {
    Column first = number.multiply(months);
    return make_date(floor(first.divide(YEAR)).cast("int"), pmod(first, lit(YEAR)).plus(1), lit(1));
  }
}
