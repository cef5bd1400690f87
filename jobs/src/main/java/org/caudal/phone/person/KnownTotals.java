package org.caudal.phone.person;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.reference.PopulationMargin;
import org.caudal.reference.SubscriberCount;

/** What devices are weighed to, month by month: residents of areas and SIM cards of operators. */
public final class KnownTotals {
  private KnownTotals() {}

  /**
   * Residents of each month, level and area, of the reference date with such ages that is nearest
   * to the first day of the month, of two the earlier. It is one for all areas of a level: else
   * residents of an area that was split would count twice. An area lived in that has others alone,
   * and a band of ages that {@code fromAge} cuts, or that overlaps another and counts, end the run.
   *
   * @param lived one row a month, level and area in which devices live
   */
  public static Dataset<Row> residents(
      Inputs in, Dataset<Row> lived, Dataset<Row> months, int fromAge) {
    Column counted = AgeBands.first(col("age_band")).geq(fromAge);
    Column both = col("sex").equalTo(0);
    Column all = col("age_band").equalTo("");
    Column byAge = coalesce(sum(when(both.and(counted), persons())), sum(when(counted, persons())));
    Column ofAll = sum(when(both.and(all), persons()));
    Column total = coalesce(ofAll, byAge, sum(when(all, persons())));
    Column counts = fromAge == 0 ? ofAll.isNull() : lit(true);
    Column cut =
        concat(
            places(),
            lit(
                ", which from-age "
                    + fromAge
                    + " of weigh-devices cuts: give the first age of a band, or margins with a"
                    + " band that begins there"));
    Dataset<Row> margins =
        margins(in, fromAge)
            .groupBy("level", "zone_id", "reference_date")
            .agg(
                (fromAge == 0 ? total : byAge).as("residents"),
                coalesce(
                        min(when(AgeBands.isCut(col("age_band"), fromAge), cut)),
                        when(counts, min(when(col("overlaps"), overlapping()))))
                    .as("fault"))
            .filter(col("residents").isNotNull().or(col("fault").isNotNull()));
    return ofOneDate(margins, lived, months, fromAge)
        .withColumn("fault", coalesce(col("fault"), col("lacking")))
        .filter(col("residents").gt(0).or(col("fault").isNotNull()))
        .withColumn(
            "residents",
            when(col("fault").isNull(), col("residents")).otherwise(raise_error(col("fault"))))
        .drop("fault", "lacking");
  }

  /**
   * Totals of the nearest date, with the text in {@code lacking} where an area has others alone.
   */
  private static Dataset<Row> ofOneDate(
      Dataset<Row> totals, Dataset<Row> lived, Dataset<Row> months, int fromAge) {
    WindowSpec level = Window.partitionBy("month", "level");
    Column isLacking = col("is_lived").and(not(col("is_there")));
    Column text =
        concat(
            lit("population_margin has residents of " + fromAge + " years and more in area "),
            min(when(isLacking, col("zone_id"))).over(level),
            lit(" of level "),
            col("level"),
            lit(" on another day, but not on "),
            col("nearest").cast("string"),
            lit(", the day nearest to "),
            date_format(col("month"), "yyyy-MM"),
            lit(": give all areas of the level on one day"));
    String[] area = {"month", "level", "zone_id"};
    return totals
        .crossJoin(months)
        .withColumn("nearest", min(distance("reference_date")).over(level).getField("date"))
        .withColumn("is_nearest", col("reference_date").equalTo(col("nearest")))
        .withColumn(
            "is_there", max("is_nearest").over(Window.partitionBy("month", "level", "zone_id")))
        .join(broadcast(lived.withColumn("is_lived", lit(true))), area, "left_outer")
        .withColumn("lacking", text) // null where no area lacks the day
        .filter("is_nearest")
        .drop("nearest", "is_nearest", "is_there", "is_lived");
  }

  /** Margins, and whether the band of ages {@code overlaps} one before it, from an age on. */
  private static Dataset<Row> margins(Inputs in, int fromAge) {
    Column first = AgeBands.first(col("age_band"));
    Column last = AgeBands.lastOrOpen(col("age_band"));
    WindowSpec before =
        Window.partitionBy("level", "zone_id", "reference_date", "sex")
            .orderBy(first, last)
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column counted = first.geq(fromAge);
    Column reached = max(when(counted, last)).over(before);
    return in.table(PopulationMargin.class)
        .withColumn("overlaps", coalesce(counted.and(first.leq(reached)), lit(false)));
  }

  private static Column overlapping() {
    return concat(
        places(),
        lit(
            ", which overlaps another of its area, sex and day: leave one of them out of"
                + " population_margin"));
  }

  /**
   * Residents of each month, level and area by {@code part}, {@code sex} or {@code age_band}, and
   * its {@code name}, of the reference date of the area nearest to the month, by whose phones they
   * use where a survey tells; none where nobody knows who registered devices. They are shares of
   * the {@link #residents} of the area, so that none counts twice. A band of ages that {@code
   * age-groups} cut, or that overlaps another, ends the run.
   */
  static Dataset<Row> classes(Inputs in, Dataset<Row> months, WeighDevices.Params p) {
    Column age = AgeBands.first(col("age_band"));
    Column counted = age.geq(p.fromAge());
    Column isAll = col("age_band").equalTo("");
    Column cut =
        raise_error(
            concat(
                places(),
                lit(
                    ", which age-groups of weigh-devices cut: give first ages of bands, or [0] for"
                        + " no groups of age")));
    Column sex =
        when(col("sex").isin(1, 2).and(counted.or(isAll.and(lit(p.fromAge() == 0)))), col("sex"));
    Column band =
        when(
            counted,
            when(col("overlaps"), raise_error(overlapping()))
                .otherwise(coalesce(AgeBands.groupOfBand(col("age_band"), p.ageGroups()), cut)));
    Dataset<Row> known =
        margins(in, p.fromAge())
            .filter(col("level").isin(p.levels().toArray()).and(lit(in.isThere(Subscriber.class))))
            .select(
                col("level"),
                col("zone_id"),
                col("reference_date"),
                col("persons"),
                inline(
                    array(
                        struct(
                            lit("sex").as("part"),
                            sex.cast("string").as("name"),
                            isAll.as("is_sum")),
                        struct(
                            lit("age_band").as("part"),
                            band.as("name"),
                            col("sex").equalTo(0).as("is_sum")))))
            .filter(col("name").isNotNull())
            .groupBy("level", "zone_id", "reference_date", "part", "name")
            .agg(coalesce(sum(when(col("is_sum"), persons())), sum(persons())).as("residents"));
    return UsedPhones.byHolder(
        nearest(known, months, "reference_date", "level", "zone_id", "part"), in, months, p);
  }

  private static Column places() {
    return concat(
        col("source_file"),
        lit(":"),
        col("source_position"),
        lit(" has the age band "),
        col("age_band"));
  }

  /**
   * SIM cards of each month: a map of operators and their cards in {@code operators}, of each
   * operator those of its count nearest to the month.
   */
  static Dataset<Row> operators(Inputs in, Dataset<Row> months) {
    Dataset<Row> counts =
        in.table(SubscriberCount.class)
            .filter(col("sex").notEqual(9)) // machines
            .groupBy("count_date", "operator_id")
            .agg(sum("sims").cast("double").as("sims"));
    return nearest(counts, months, "count_date", "operator_id")
        .groupBy("month")
        .agg(RakedCells.totals("operator_id", "sims").as("operators"));
  }

  private static Column persons() {
    return col("persons").cast("double");
  }

  /** Totals of each month, of the date nearest to its first day, of two the earlier. */
  static Dataset<Row> nearest(Dataset<Row> totals, Dataset<Row> months, String date, String... by) {
    String[] keys = Arrays.copyOf(by, by.length + 1);
    keys[by.length] = "month";
    Dataset<Row> dated = totals.crossJoin(months);
    Dataset<Row> chosen =
        dated
            .groupBy(Columns.named(List.of(keys)))
            .agg(min(distance(date)).getField("date").as(date));
    String[] on = Arrays.copyOf(keys, keys.length + 1);
    on[keys.length] = date;
    return dated.join(chosen, on);
  }

  /** Days from the first of the month; of two dates as near the earlier is the less. */
  private static Column distance(String date) {
    return struct(abs(datediff(col(date), col("month"))), col(date).as("date"));
  }
}
