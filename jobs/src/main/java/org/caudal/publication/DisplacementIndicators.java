package org.caudal.publication;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.emergency.DisplacedPersons;

/**
 * Residents displaced by an event, week by week, of all of it and of each struck area of one level.
 * Days by themselves are not published, and no level but one.
 *
 * <p>A figure rests on those away as well as on those who are not: of both, on the days with most
 * of them, the fewer are the devices behind it, and of persons who have two as many more are asked
 * for as of flows; they are told in full steps of the minimum, rounded down. What is below zero is
 * published as zero, and a share above all as all.
 *
 * <p><b>Disclosure.</b> {@link AreaSuppression} for areas, which add up to about all of the event;
 * all of it is hidden by its own devices alone. Share and persons of a row have one status. Of two
 * events with an area in common one could be taken from the other: in weeks that overlap, that of
 * the first code is published.
 */
final class DisplacementIndicators {
  private static final String ALL = "all";
  private static final int DAYS = 7; // of a week
  private static final String[] WEEK = {"event_id", "level", "week"};

  private DisplacementIndicators() {}

  /** One row an event, week, area or all of them and measure, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> found =
        Chosen.of(
                in, DisplacedPersons.class, "level", p.displacement().level(), "displacement.level")
            .crossJoin(FlowRelease.leastDevices(in, p))
            .withColumnRenamed("origin", "zone_id")
            .withColumn("devices", least(col("devices_away"), col("devices_home")));
    Dataset<Row> areas =
        found
            .groupBy(WEEK[0], WEEK[1], WEEK[2])
            .agg(max("interval_level").as("week_level"), max("least_devices").as("week_devices"))
            .join(
                broadcast(in.table(CrisisEvent.class).select(WEEK[0], WEEK[1], "zone_id")),
                new String[] {WEEK[0], WEEK[1]})
            .join(found, new String[] {WEEK[0], WEEK[1], WEEK[2], "zone_id"}, "left_outer")
            .withColumn("interval_level", col("week_level"))
            .withColumn("devices", coalesce(col("devices"), lit(0L)))
            .withColumn("least_devices", col("week_devices"))
            .drop("week_level", "week_devices");
    Dataset<Row> all = found.filter(col("zone_id").equalTo(ALL));
    return PublishedRows.ofSubjects(
        described(
            measured(
                apart(
                    decided(areas).unionByName(decided(all), /* allowMissingColumns= */ true),
                    areas)),
            p),
        p.vintage());
  }

  /** Hides the weeks of an event that overlap those of an earlier code with an area in common. */
  private static Dataset<Row> apart(Dataset<Row> decided, Dataset<Row> areas) {
    Dataset<Row> other =
        areas.select(
            col("event_id").as("other_event"),
            col("level").as("other_level"),
            col("week").as("other_week"),
            col("zone_id").as("other_zone"));
    Dataset<Row> shared =
        areas
            .select(col(WEEK[0]), col(WEEK[1]), col(WEEK[2]), col("zone_id"))
            .join(
                other,
                col("other_event")
                    .lt(col("event_id"))
                    .and(col("other_level").equalTo(col("level")))
                    .and(col("other_zone").equalTo(col("zone_id")))
                    .and(abs(datediff(col("week"), col("other_week"))).lt(DAYS)))
            .select(WEEK[0], WEEK[1], WEEK[2])
            .distinct()
            .withColumn("is_shared", lit(true));
    Column hides = col("is_shared").and(Suppression.isShown());
    return decided
        .join(broadcast(shared), WEEK, "left_outer")
        .withColumn(
            Suppression.RULE,
            when(hides, "shares areas with another event").otherwise(col(Suppression.RULE)))
        .withColumn(
            Suppression.STATUS,
            when(hides, Suppression.SECONDARY).otherwise(col(Suppression.STATUS)));
  }

  private static Dataset<Row> decided(Dataset<Row> figures) {
    return AreaSuppression.decided(figures, List.of(WEEK), col("least_devices"));
  }

  /** Each row once for the share and, where residents of the event are known, for persons. */
  private static Dataset<Row> measured(Dataset<Row> rows) {
    Column persons =
        struct(
            lit("displaced").as("measure"),
            lit("persons").as("unit"),
            atLeastNone("persons").as("estimate"),
            atLeastNone("persons_low").as("interval_low"),
            atLeastNone("persons_high").as("interval_high"));
    Column share =
        struct(
            lit("displaced_share").as("measure"),
            lit("percent of residents").as("unit"),
            percent("displaced_share").as("estimate"),
            percent("interval_low").as("interval_low"),
            percent("interval_high").as("interval_high"));
    Column areKnown = count(col("persons")).over(Window.partitionBy(WEEK[0], WEEK[1])).gt(0);
    return rows.withColumn("are_known", areKnown)
        .withColumn("figure", explode(array(share, when(col("are_known"), persons))))
        .filter(col("figure").isNotNull())
        .drop("interval_low", "interval_high")
        .select(col("*"), col("figure.*"))
        .filter(not(Suppression.isShown()).or(col("estimate").isNotNull()));
  }

  private static Column atLeastNone(String persons) {
    return when(
            col("residents").isNotNull(),
            greatest(least(col(persons), col("residents")), lit(BigDecimal.ZERO)))
        .cast("decimal(24,9)");
  }

  private static Column percent(String share) {
    return when(
            col(share).isNotNull(),
            greatest(least(col(share), lit(BigDecimal.ONE)), lit(BigDecimal.ZERO)))
        .multiply(lit(100))
        .cast("decimal(24,9)");
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublishIndicators.Params p) {
    return rows.withColumn("variant", lit("displacement"))
        .withColumn("subject_id", col("event_id"))
        .withColumn("frequency", lit("W"))
        .withColumn("period_start", col("week"))
        .withColumn("area_level", col("level"))
        .withColumn(
            "origin_area", when(col("zone_id").equalTo(ALL), "_T").otherwise(col("zone_id")))
        .withColumn("destination_area", lit(PublishedRows.NONE))
        .withColumn("observations", PublishedRows.inSteps(col("devices"), col("least_devices")))
        .withColumn("observation_unit", lit("devices"))
        .withColumn("source", lit(p.phoneSource()))
        .withColumn(
            "method",
            concat(
                lit(
                    "devices seen only away from where they usually are, above normal; mean of the"
                        + " days of a week; variance times the design effect of families; devices"
                        + " in full steps of "),
                col("least_devices")));
  }
}
