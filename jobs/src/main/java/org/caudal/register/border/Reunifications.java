package org.caudal.register.border;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/**
 * Who came to a member of the family who lived in the country before, by permits and crossings.
 *
 * <p>Of each holder the first permit counts. The holder <i>arrived</i> with the last entry until
 * the day of issue that was not the end of a trip: the crossing before it is none, or an exit of
 * {@value CircularMoves#SHORTEST} days or more before. One whose crossing before is an entry too
 * may be the end of a trip; it is no arrival. Whose first crossing is an exit was here before the
 * records.
 */
final class Reunifications {
  /** Most days from the arrival to the first permit: no more are to come a year after a month. */
  static final int PERMIT_DAYS = 365;

  private Reunifications() {}

  /**
   * Arrivals of who got a first permit as a member of a family within {@value #PERMIT_DAYS} days,
   * with the {@code answer}. Yes, if nothing was seen of the holder before, and the sponsor
   * arrived, or had a permit and was not first seen entering from then on, more than a day before.
   * No, if nothing was seen of either before, and the sponsor arrived with the holder or later.
   * Maybe, where the sponsor is not known or is the holder, has no permit or no arrival, or either
   * was here before.
   *
   * @param crossings of {@link Journeys#withNext}
   * @param days of {@link Journeys#days}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> crossings, Dataset<Row> days) {
    Dataset<Row> holders = holders(in, crossings, days);
    Dataset<Row> sponsors =
        holders.select(
            col("traveller_id").as("sponsor_id"),
            col("issued_on").as("sponsor_issued"),
            col("next_direction").as("sponsor_next"),
            col("arrived_on").as("sponsor_arrived"),
            col("is_first").as("sponsor_is_first"));
    Column eve = date_sub(col("arrived_on"), 1);
    // one whose permit was issued abroad is seen entering
    Column isPermitted =
        col("sponsor_issued").lt(eve).and(not(col("sponsor_next").eqNullSafe("entry")));
    return holders
        .filter(
            col("is_family").and(datediff(col("issued_on"), col("arrived_on")).leq(PERMIT_DAYS)))
        .join(sponsors, new String[] {"sponsor_id"}, "left")
        .withColumn(
            "answer",
            when(col("is_first").and(col("sponsor_arrived").lt(eve).or(isPermitted)), "yes")
                .when(
                    col("is_first")
                        .and(col("sponsor_is_first"))
                        .and(col("sponsor_arrived").geq(eve)),
                    "no")
                .otherwise("maybe"))
        .select(
            col("arrived_on").as("day"),
            col("nationality"),
            col("traveller_id"),
            col("answer"),
            col("crossing_id"));
  }

  /**
   * One row a holder: the first permit until the last day to look at, the arrival, null where there
   * is none, and the direction of the next crossing after the issue.
   */
  private static Dataset<Row> holders(Inputs in, Dataset<Row> crossings, Dataset<Row> days) {
    Dataset<Row> byHolder = Travellers.first(in, in.table(ResidencePermit.class), "holder_id");
    Dataset<Row> permits =
        Travellers.first(in, byHolder, "sponsor_id")
            .crossJoin(broadcast(days.select("as_of")))
            .filter(col("holder_id").isNotNull().and(col("issued_on").leq(col("as_of"))))
            .withColumn("sponsor_id", nullif(col("sponsor_id"), col("holder_id")))
            .groupBy(col("holder_id").as("traveller_id"))
            .agg(
                min_by(
                        struct("issued_on", "is_family", "sponsor_id"),
                        struct("issued_on", "permit_id"))
                    .as("permit"))
            .select("traveller_id", "permit.*");
    Column isUntil = col("crossing_date").leq(col("issued_on"));
    Column arrival =
        struct(
            col("crossing_date").as("arrived_on"),
            col("crossing_id"),
            col("nationality"),
            col("is_first"));
    Dataset<Row> arrivals =
        withArrivals(crossings)
            .join(permits.select("traveller_id", "issued_on"), "traveller_id")
            .groupBy("traveller_id")
            .agg(
                max(when(isUntil.and(col("is_arrival")), arrival)).as("arrival"),
                min(when(not(isUntil), struct("crossed_at", "turn", "direction"))).as("next"))
            .select(
                col("traveller_id"), col("next.direction").as("next_direction"), col("arrival.*"));
    return permits.join(arrivals, new String[] {"traveller_id"}, "left");
  }

  private static Dataset<Row> withArrivals(Dataset<Row> crossings) {
    Column away = datediff(col("crossing_date"), col("date_before"));
    Column isFromAfar =
        col("direction_before").equalTo("exit").and(away.geq(CircularMoves.SHORTEST));
    return crossings
        .withColumn("direction_before", lag("direction", 1).over(Journeys.IN_ORDER))
        .withColumn("date_before", lag("crossing_date", 1).over(Journeys.IN_ORDER))
        .withColumn("is_first", col("direction_before").isNull())
        .withColumn(
            "is_arrival", col("direction").equalTo("entry").and(col("is_first").or(isFromAfar)));
  }
}
