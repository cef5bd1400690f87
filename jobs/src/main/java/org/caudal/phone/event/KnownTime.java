package org.caudal.phone.event;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.reference.MobileCountries;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** For how long an event tells where its device was; the defaults are those of multimno 1.0. */
public record KnownTime(
    @Doc("Seconds between two events in different cells up to which the time between is known")
        @Default("900")
        int betweenCellsS,
    @Doc("The same for two events in one cell, or abroad in one country") @Default("7200")
        int inCellS,
    @Doc("The same where both of them are in the night") @Default("28800") int inCellAtNightS,
    @Doc("Seconds before and after an event that are known without another near it") @Default("450")
        int reachS,
    @Doc("Hour from which on it is night, 12 to 23") @Default("23") int nightFrom,
    @Doc("Hour until which it is night, 0 to 12") @Default("9") int nightTo) {
  private static final int HOUR = 3600;
  private static final int NOON = 12;
  private static final int LAST_HOUR = 23;

  /** Refuses times below zero, and nights that are days. */
  public KnownTime {
    if (Math.min(Math.min(betweenCellsS, inCellS), Math.min(inCellAtNightS, reachS)) < 0) {
      throw new IllegalArgumentException("no time of known-time may be below 0 seconds");
    }
    if (nightFrom < NOON || nightFrom > LAST_HOUR || nightTo < 0 || nightTo > NOON) {
      throw new IllegalArgumentException(
          "a night must begin at 12 to 23 and be over at 0 to 12, was "
              + nightFrom
              + " to "
              + nightTo);
    }
  }

  /**
   * Divides the day of each device among its events without a flag, at the middle between two, and
   * adds what of its part an event tells: {@code known_seconds}, and {@code unknown_seconds}, the
   * rest. Neighbours are of the same day; {@code local_second} is there.
   */
  Dataset<Row> divided(Dataset<Row> events, ZoneId zone) {
    Column second = col("local_second");
    return events
        .withColumn("stay", when(col("error_flag").equalTo(0), stay()))
        .withColumn("before", lag(col("stay"), 1, null, true).over(CleanPhoneEvents.IN_TIME))
        .withColumn("after", lead(col("stay"), 1, null, true).over(CleanPhoneEvents.IN_TIME))
        .withColumn("since", ofTheDay("before", second.minus(col("before.second"))))
        .withColumn("until", ofTheDay("after", col("after.second").minus(second)))
        .withColumn("part_before", coalesce(expr("since - since DIV 2"), second))
        .withColumn("part_after", coalesce(expr("until DIV 2"), LocalDay.rest(zone)))
        .withColumn(
            "known_seconds",
            ofNoFlag(
                known("part_before", "since", "before")
                    .plus(known("part_after", "until", "after"))))
        .withColumn(
            "unknown_seconds",
            ofNoFlag(col("part_before").plus(col("part_after")).minus(col("known_seconds"))));
  }

  /** Where and when an event is: abroad in a country; without a cell in none like another. */
  private static Column stay() {
    Column abroad = col("domain").equalTo("outbound");
    return struct(
        col("event_date"),
        col("local_second").as("second"),
        when(abroad, lit("")).when(col("cell_id").notEqual(""), col("cell_id")).as("cell"),
        when(abroad, expr(MobileCountries.codeOf("plmn"))).otherwise(lit(0)).as("country"));
  }

  private static Column ofTheDay(String other, Column seconds) {
    return when(col(other + ".event_date").equalTo(col("event_date")), seconds);
  }

  private static Column ofNoFlag(Column seconds) {
    return when(col("error_flag").equalTo(0), seconds).otherwise(lit(0)).cast("int");
  }

  /** What is known of an event's part on one side, by the seconds to its neighbour there. */
  private Column known(String part, String seconds, String other) {
    Column isSamePlace =
        col(other + ".cell")
            .equalTo(col("stay.cell"))
            .and(col(other + ".country").equalTo(col("stay.country")));
    Column most =
        when(isSamePlace.and(isNight("stay")).and(isNight(other)), lit(inCellAtNightS))
            .when(isSamePlace, lit(inCellS))
            .otherwise(lit(betweenCellsS));
    return when(col(seconds).leq(most), col(part)).otherwise(least(col(part), lit(reachS)));
  }

  private Column isNight(String stay) {
    Column second = col(stay + ".second");
    return second.geq(nightFrom * HOUR).or(second.lt(nightTo * HOUR));
  }
}
