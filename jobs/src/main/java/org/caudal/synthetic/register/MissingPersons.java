package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticStay;

/** Those with whom contact was lost, and the lines of the list of those reported. */
final class MissingPersons {
  private static final Manner MANNER = // the list has ages, no dates of birth
      Manner.INFORMAL.but(
          Map.of(
              Slip.DAY_AND_MONTH_SWAPPED, 0,
              Slip.YEAR_OFF, 0,
              Slip.FIRST_OF_JANUARY, 0,
              Slip.BIRTH_DATE_MISSING, 0));
  private static final String REGISTER = "missing_person";
  private static final int OF_AGE = 18;
  private static final int WITHIN_DAYS = 60;
  private static final int REPORTED_AFTER = 20;
  private static final int FOUND_AFTER = 90;

  private MissingPersons() {}

  /** One row a person and stay in which contact was lost. */
  static Dataset<Row> all(Inputs inputs, MissingParams params) {
    return dated(
            onTheWay(inputs.table(SyntheticStay.class)).join(People.of(inputs), "person_id"),
            params)
        .withColumn("reported", col("is_reported").and(col("reported_on").lt(col("end_day"))))
        .withColumn(
            "report_id",
            when(
                col("reported"),
                Sheets.mark("M", 9, col("person_key"), "missing", col("stay_number"))));
  }

  private static Dataset<Row> onTheWay(Dataset<Row> stays) {
    Column route =
        when(col("crossing").equalTo("irregular"), lit("irregular"))
            .when(col("reason").isin("transit", "caravan"), col("reason"));
    return stays.withColumn("route", route).filter(col("route").isNotNull());
  }

  private static Dataset<Row> dated(Dataset<Row> stays, MissingParams params) {
    Column draw = drawn("missing");
    Column lost =
        when(col("route").equalTo("irregular"), Sheets.happens(draw, params.irregular()))
            .when(col("route").equalTo("transit"), Sheets.happens(draw, params.transit()))
            .otherwise(Sheets.happens(draw, params.caravan()));
    Column length =
        greatest(lit(1), least(lit(WITHIN_DAYS), datediff(col("end_date"), col("start_date"))));
    Column reported = drawn("missing-reported");
    return stays
        .filter(lost)
        .withColumn(
            "last_seen_on", date_add(col("start_date"), Draw.evenly(drawn("missing-day"), length)))
        .withColumn("age", CountryColumns.age(col("birth_date"), col("last_seen_on")))
        .withColumn(
            "is_reported",
            when(col("age").lt(OF_AGE), Sheets.happens(reported, params.childrenReported()))
                .otherwise(Sheets.happens(reported, params.adultsReported())))
        .withColumn(
            "reported_on",
            date_add(
                People.after(
                    col("last_seen_on"), REPORTED_AFTER, "missing-report", col("stay_number")),
                1))
        .withColumn(
            "found_on",
            when(
                Sheets.happens(drawn("missing-found"), params.found()),
                People.after(
                    col("reported_on"), FOUND_AFTER, "missing-found-day", col("stay_number"))));
  }

  /** Every line, as {@link Register} promises them; none is defect. */
  static Dataset<Row> lines(Inputs inputs, MissingParams params) {
    Column found = col("found_on").lt(col("end_day"));
    Column state =
        when(col("death_date").leq(col("found_on")), lit("dead")).otherwise(lit("alive"));
    Dataset<Row> reported =
        all(inputs, params)
            .filter(col("reported"))
            .withColumn(Sheets.DEFECT, lit(""))
            .withColumn("record_key", col("report_id"))
            .withColumn("written", Clerk.of(REGISTER, MANNER).writes(lit(""), col("stay_number")))
            .withColumn(
                "file_name",
                concat(lit(REGISTER + "_"), date_format(col("reported_on"), "yyyy"), lit(".csv")));
    return Sheets.finished(Sheets.repeated(reported), "reported_on", "report_id")
        .select(
            lit(REGISTER).as("register"),
            col("record_key"),
            col("person_id"),
            col("written.difference").as("difference"),
            col("is_delivered"),
            col("is_repeated"),
            col("defects"),
            col("file_name"),
            col("line_number"),
            col("report_id"),
            col("written.given_names").as("given_names"),
            col("written.surnames").as("surnames"),
            col("reported_on").cast("string").as("reported_on"),
            col("last_seen_on").cast("string").as("last_seen_on"),
            coalesce(col("town_code"), col("country")).as("last_seen_place"),
            col("age").cast("string").as("age"),
            col("written.sex").as("sex"),
            col("written.country").as("nationality"),
            Sheets.text(when(found, col("found_on"))).as("found_on"),
            Sheets.text(when(found, state)).as("found_state"));
  }

  private static Column drawn(String stream) {
    return Draw.keyed(col("person_key"), stream, col("stay_number"));
  }
}
