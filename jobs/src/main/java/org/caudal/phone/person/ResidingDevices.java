package org.caudal.phone.person;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.reference.PopulationMargin;

/** Homes of devices in areas of which residents are known. */
final class ResidingDevices {
  private ResidingDevices() {}

  /**
   * The homes in areas of which residents are known. Where that is none of the areas of a month and
   * level the run ends: their codes are not those of the margins, or these have nobody of {@code
   * fromAge} years and more there. So it does where an area has residents, but no band of ages that
   * reaches {@code fromAge}.
   */
  static Dataset<Row> withResidents(
      Dataset<Row> homes, Dataset<Row> residents, Inputs in, int fromAge) {
    String[] area = {"month", "level", "zone_id"};
    Dataset<Row> known =
        residents.select(Columns.named(List.of(area))).withColumn("is_known", lit(true));
    Dataset<Row> levels =
        homes
            .select(Columns.named(List.of(area)))
            .distinct()
            .join(known, area, "left_outer")
            .join(areas(in, fromAge), new String[] {"level", "zone_id"}, "left_outer")
            .groupBy("month", "level")
            .agg(
                count("is_known").as("areas_known"),
                min("zone_id").as("area"),
                min("of_nobody").as("of_nobody"),
                min("without_ages").as("without_ages"));
    Column ages = lit(fromAge + " years and more in areas of level ");
    Column noAges =
        raise_error(
            concat(
                lit("population_margin has nobody of "),
                ages,
                col("level"),
                lit(", such as "),
                col("without_ages"),
                lit(
                    ": give residents of these areas by bands of age, or weigh-devices from-age"
                        + " 0")));
    Column nobody =
        raise_error(
            concat(
                lit("population_margin has no residents of "),
                ages,
                col("level"),
                lit(" in which devices live, such as "),
                col("of_nobody"),
                lit(", on the day nearest to "),
                date_format(col("month"), "yyyy-MM"),
                lit(": give them, or leave the level out of levels of weigh-devices")));
    Column none =
        raise_error(
            concat(
                lit("No area of level "),
                col("level"),
                lit(" in which devices live in "),
                date_format(col("month"), "yyyy-MM"),
                lit(", such as "),
                col("area"),
                lit(
                    ", is in population_margin: give it the codes of zone, or leave the level out"
                        + " of levels of weigh-devices")));
    Column isKnown =
        when(col("without_ages").isNotNull(), noAges.cast("boolean"))
            .when(col("areas_known").gt(0), col("is_known").isNotNull())
            .when(col("of_nobody").isNotNull(), nobody.cast("boolean"));
    return homes
        .join(broadcast(levels), new String[] {"month", "level"})
        .join(known, area, "left_outer") // a semi-join would be done before anything is raised
        .filter(isKnown.otherwise(none.cast("boolean")))
        .drop("areas_known", "area", "of_nobody", "without_ages", "is_known");
  }

  /**
   * Areas of the margins: {@code without_ages} those with residents but without a band, on any
   * date, that reaches the age, {@code of_nobody} the others, which count where none is known.
   */
  private static Dataset<Row> areas(Inputs in, int fromAge) {
    Column band = col("age_band");
    Column oldest = max(when(band.notEqual(""), AgeBands.lastOrOpen(band)));
    Column isWithout = col("oldest").lt(fromAge).and(col("most").gt(0));
    return in.table(PopulationMargin.class)
        .groupBy("level", "zone_id")
        .agg(coalesce(oldest, lit(0)).as("oldest"), max("persons").as("most"))
        .select(
            col("level"),
            col("zone_id"),
            when(isWithout, col("zone_id")).as("without_ages"),
            when(not(isWithout), col("zone_id")).as("of_nobody"));
  }
}
