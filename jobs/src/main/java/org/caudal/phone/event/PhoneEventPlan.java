package org.caudal.phone.event;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.load.CalendarDay;
import org.caudal.load.Field;
import org.caudal.load.FileNames;
import org.caudal.load.LoadPlan;
import org.caudal.load.Masking;
import org.caudal.load.Pseudonyms;
import org.caudal.phone.network.Operators;

/**
 * What is read of a phone event, what is derived, and the rules it must meet.
 *
 * <p>The rules are those of the published error codes of multimno 1.0: 1 missing value, 2 out of
 * range, 4 not parseable ({@code wrong-type}), 5 no network, 6 no location; 7, repeated rows, is
 * the matter of the key.
 */
final class PhoneEventPlan {
  private static final double FARTHEST_M = 2e7; // half the way round the Earth

  /** Folders of a day, as Hive and Spark name them. */
  private static final String FOLDERS = "year=([0-9]{4})/month=([0-9]{1,2})/day=([0-9]{1,2})/";

  private PhoneEventPlan() {}

  static LoadPlan of(PhoneEventLimits limits) {
    LoadPlan.Builder plan = LoadPlan.into(PhoneEvent.class);
    fields(plan);
    derive(plan, limits);
    rejectTexts(plan, limits);
    rejectNetworks(plan);
    rejectPlaces(plan, limits);
    return judgeDays(plan, limits).build();
  }

  private static void fields(LoadPlan.Builder plan) {
    plan.field(Field.text("operator_id").optional().orAbsent())
        .field(Field.identifier("user_id", PhoneEvent.DEVICE))
        .field(Field.timestamp("timestamp"))
        .field(Field.text("event_kind").optional().orAbsent())
        .field(Field.text("cell_id").optional().orAbsent())
        .field(Field.number("latitude").optional().orAbsent())
        .field(Field.number("longitude").optional().orAbsent())
        .field(Field.number("loc_error").optional().orAbsent())
        .field(Field.integer("mcc").optional())
        .field(Field.text("mnc").optional())
        .field(Field.integer("plmn").optional().orAbsent())
        .field(Field.integer("year").optional().orAbsent())
        .field(Field.integer("month").optional().orAbsent())
        .field(Field.integer("day").optional().orAbsent());
  }

  private static void derive(LoadPlan.Builder plan, PhoneEventLimits limits) {
    Column visited =
        expr(
            "CASE WHEN plmn_given < 100000 THEN plmn_given DIV 100 ELSE plmn_given DIV 1000 END"); // E.212
    Column abroad =
        col("visited_mcc").isNotNull().and(col("visited_mcc").notEqual(limits.homeMcc()));
    // What is computed from fields alone comes first: Spark then computes it in one step.
    plan.derive("mcc", bounded("mcc"))
        .derive("plmn_given", bounded("plmn"))
        .derive("operator_id", Operators.of(limits.operatorPattern()))
        .derive("device_id", Pseudonyms.number(col("user_id")))
        .derive("event_ts", col("timestamp"))
        .derive("event_kind", coalesce(lower(col("event_kind")), lit("unknown")))
        .derive("cell_given", col("cell_id").isNotNull())
        .derive("position_given", col("latitude").isNotNull().and(col("longitude").isNotNull()))
        .derive("loc_error_m", when(isError(), col("loc_error")))
        .derive("mnc", padded(limits.mncDigits()))
        .derive("file_day", fileDay())
        .derive("event_date", expr("to_date(from_utc_timestamp(event_ts, source_time_zone))"))
        .derive("cell_id", coalesce(col("cell_id"), lit("")))
        .derive("latitude", when(col("position_given"), col("latitude")))
        .derive("longitude", when(col("position_given"), col("longitude")))
        .derive("visited_mcc", visited)
        .derive(
            "domain",
            when(abroad, lit("outbound"))
                .when(col("mcc").equalTo(limits.homeMcc()), lit("domestic"))
                .otherwise(lit("inbound")))
        .derive("plmn", when(abroad, col("plmn_given")).otherwise(lit(0L)))
        .derive("late_days", expr("datediff(file_day, event_date)"));
  }

  /** A number that fits the column, whatever stands in the file. */
  private static Column bounded(String code) {
    return when(col(code).between(0, 999_999_999), col(code)).when(col(code).isNotNull(), lit(-1L));
  }

  /** Whether the error of the position is one: no two places are farther apart. */
  private static Column isError() {
    return col("loc_error").between(0, FARTHEST_M);
  }

  private static Column padded(int digits) {
    return digits == 0
        ? col("mnc")
        : when(length(col("mnc")).lt(digits), lpad(col("mnc"), digits, "0")).otherwise(col("mnc"));
  }

  /** The latest of the day in the name of the file, that of its folders and that in the row. */
  private static Column fileDay() {
    Column ofName = FileNames.part("[0-9]{4}-[0-9]{2}-[0-9]{2}", 0).try_cast(DataTypes.DateType);
    Column ofRow = CalendarDay.of(col("year"), col("month"), col("day"));
    Column ofFolders = CalendarDay.of(folder(1), folder(2), folder(3));
    return greatest(ofName, ofFolders, ofRow);
  }

  private static Column folder(int group) {
    return FileNames.part(FOLDERS, group).try_cast(DataTypes.LongType);
  }

  private static void rejectTexts(LoadPlan.Builder plan, PhoneEventLimits limits) {
    Operators.require(plan)
        .reject(
            "event-kind-known",
            "event_kind",
            col("event_kind").isin("call", "message", "data", "signal", "unknown"),
            "The kind of event is not in the list.",
            "Give call, message, data, signal or unknown, or leave the column out.")
        .reject(
            "cell-is-no-number",
            "cell_id",
            not(col("cell_given")).or(not(Masking.isNumber(col("cell_id"), "user_id"))),
            "The cell identifier is written as a telephone number, or is that of the user and has seven characters or more.",
            "Look whether columns are exchanged at the source.");
    if (!limits.cellIdLengths().isEmpty()) {
      plan.reject(
          "out-of-range-cell-id",
          "cell_id",
          isAbroad()
              .or(not(col("cell_given")))
              .or(length(col("cell_id")).isin(limits.cellIdLengths().toArray())),
          "The cell identifier has a wrong length.",
          "Mend it at the source, or set cell-id-lengths.");
    }
  }

  private static void rejectNetworks(LoadPlan.Builder plan) {
    Column none = col("mcc").isNull().and(col("mnc").isNull()).and(col("plmn_given").isNull());
    plan.reject(
        "no-network",
        "mcc",
        not(none),
        "Neither the network of the SIM nor the one visited is given.",
        "Give mcc and mnc, or set them as constants.");
    for (String code : List.of("mcc", "mnc")) {
      plan.reject(
          "missing-" + code,
          code,
          none.or(col(code).isNotNull()),
          "The " + code + " of the SIM is missing.",
          "Fill it at the source, or set it as a constant.");
    }
    plan.reject(
            "out-of-range-mcc",
            "mcc",
            col("mcc").between(100, 999),
            "The mobile country code has not three digits.",
            "Look whether columns are swapped.")
        .reject(
            "out-of-range-mnc",
            "mnc",
            col("mnc").rlike("^[0-9]{2,3}$"),
            "The mobile network code has not two or three digits.",
            "Look whether columns are swapped; set mnc-digits where leading zeros were lost.")
        .reject(
            "out-of-range-plmn",
            "plmn",
            coalesce(col("plmn_given").between(10000, 999999), lit(true)),
            "The network visited has not five or six digits.",
            "Give country code and network code without a hyphen.");
  }

  private static void rejectPlaces(LoadPlan.Builder plan, PhoneEventLimits limits) {
    PhoneEventLimits.Box box = limits.box();
    rejectPlace(plan, "latitude", box.south(), box.north(), 90);
    rejectPlace(plan, "longitude", box.west(), box.east(), 180);
    plan.reject(
            "no-location",
            "cell_id",
            isAbroad().or(col("cell_given")).or(col("position_given")),
            "The event is in the country and has neither cell nor position.",
            "Give the cell; an event abroad needs the network visited.")
        .warn(
            "position-error-small",
            "loc_error",
            coalesce(not(col("loc_error").between(0.000001, 0.999999)), lit(true)),
            "The error of the position is below one metre: it may be in kilometres.",
            "Look at the unit of loc_error at the source.")
        .warn(
            "position-error-impossible",
            "loc_error",
            coalesce(isError(), lit(true)),
            "The error of the position is below zero or above 20,000 km, and is left out.",
            "Leave it empty where it is not known.");
  }

  /** In the country a position is in the box, abroad anywhere. */
  private static void rejectPlace(
      LoadPlan.Builder plan, String column, double from, double to, double pole) {
    plan.reject(
        "out-of-range-" + column,
        column,
        coalesce(
            when(isAbroad(), col(column).between(-pole, pole))
                .otherwise(col(column).between(from, to)),
            lit(true)),
        "The " + column + " is outside the bounding box or, abroad, off the globe.",
        "Look whether latitude and longitude are exchanged, or set bounding-box.");
  }

  private static Column isAbroad() {
    return col("domain").equalTo("outbound");
  }

  private static LoadPlan.Builder judgeDays(LoadPlan.Builder plan, PhoneEventLimits limits) {
    return plan.reject(
            "out-of-range-day",
            "timestamp",
            expr("event_date BETWEEN DATE'1990-01-01' AND DATE'" + limits.latestDay() + "'"),
            "The event is before 1990 or after the latest day.",
            "Mend the time, or set latest-day to another day.")
        .reject(
            "day-after-file",
            "timestamp",
            coalesce(col("late_days").geq(0), lit(true)),
            "The event is after the day of its file or row; midnight belongs to the day it begins.",
            "Look at extract.values.time-zone and at the clock of the source.")
        .reject(
            "too-late",
            "timestamp",
            coalesce(col("late_days").leq(limits.lateDays()), lit(true)),
            "The event is many days before the day of its file.",
            "Set late-days higher if such late lines are right.")
        .warn(
            "late-line",
            "timestamp",
            coalesce(col("late_days").leq(0), lit(true)),
            "The event is of an earlier day than its file, and is loaded into its own day.",
            "Run again what docs/how-to/phone-records.md lists for a late day: clean-phone-events, summarize-device-days and"
                + " other jobs of days for that day and its neighbours, without days where it is in a baseline,"
                + " assess-phone-quality from it on, estimate-presence for its month and the days before and after, jobs of"
                + " months for its month, flows for the month compared with it, count-visitors for those around,"
                + " label-usual-places for those whose period has it too, then detect-spells.");
  }
}
