package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.synthetic.Draw;

/**
 * The lines of the files of events: the true events as texts, with the defects planted.
 *
 * <p>The columns are those of {@link PhoneEventLog}, with {@code defect}, the code of a {@link
 * PhoneDefectKind} or an empty text.
 */
final class EventLines {
  /** Code of the defect of a line; empty for a good one. */
  static final String DEFECT = "defect";

  private static final String NONE = "";
  private static final int UNIT_DAY = 1;
  private static final int MISSING_DAY = 3;
  private static final int SPIKE_DAY = 4;
  private static final int SPIKE_HOUR = 12;
  private static final int SPIKE_STEP_S = 7;
  private static final int LATE_BY = 2;
  private static final String NOWHERE = "799990000009999";

  private EventLines() {}

  /** Name of the file of an operator and day. */
  static String file(LocalDate day, String operator) {
    return "phone_events_" + day + "_" + operator + ".csv";
  }

  /** The file that is missing. */
  static String missingFile(PhoneWindow window) {
    return file(window.dayAt(MISSING_DAY), "03");
  }

  /** The file with location errors in kilometres. */
  static String unitFile(PhoneWindow window) {
    return file(window.dayAt(UNIT_DAY), "02");
  }

  /** Files that are wrong as a whole, with their kinds. */
  static boolean hasMissingFile(PhoneWindow window, PhoneDefectShares shares) {
    return shares.wholeFiles() && window.days() > MISSING_DAY;
  }

  /** Whether a file has its location errors in kilometres. */
  static boolean hasUnitFile(PhoneWindow window, PhoneDefectShares shares) {
    return shares.wholeFiles() && window.days() > UNIT_DAY;
  }

  /** The lines that the true events leave in the files. */
  static Dataset<Row> of(Dataset<Row> events, PhoneWindow window, PhoneDefectShares shares) {
    return numbered(written(copied(met(events, window, shares), shares), window, shares));
  }

  private static Dataset<Row> met(
      Dataset<Row> events, PhoneWindow window, PhoneDefectShares shares) {
    Dataset<Row> there =
        hasMissingFile(window, shares)
            ? events.filter(of("03", window.dayAt(MISSING_DAY)).equalTo(false))
            : events;
    Column spike =
        of("01", window.dayAt(SPIKE_DAY))
            .and(col("second").geq(SPIKE_HOUR * CleanEvents.HOUR))
            .and(col("second").lt((SPIKE_HOUR + 1) * CleanEvents.HOUR))
            .and(lit(shares.spikeFold() > 1));
    Column late =
        of("01", window.firstDay())
            .and(draw("late").lt(PhoneDefectShares.millionths(shares.lateLines())))
            .and(lit(window.days() > LATE_BY));
    Column drawn =
        Draw.at(
            Draw.classOf(draw(DEFECT), shares.ofEvents()),
            Stream.concat(
                    PhoneDefectKind.ofEvents().stream().map(PhoneDefectKind::code), Stream.of(NONE))
                .toList());
    Column impossible =
        is(PhoneDefectKind.CONFLICTING_DUPLICATE)
            .and(coalesce(col("cell_id").equalTo(col("other_cell")), lit(true)))
            .or(is(PhoneDefectKind.UNKNOWN_CELL).and(col("cell_id").isNull()))
            .or(is(PhoneDefectKind.SWAPPED_POSITION).and(col("latitude").isNull()));
    return there
        .withColumn(DEFECT, drawn)
        .withColumn(
            DEFECT,
            when(late, lit(PhoneDefectKind.LATE_LINE.code()))
                .when(spike, lit(PhoneDefectKind.SPIKE.code()))
                .when(impossible, lit(NONE))
                .otherwise(col(DEFECT)));
  }

  /** One row a line; of several lines of an event the first is the true one. */
  private static Dataset<Row> copied(Dataset<Row> met, PhoneDefectShares shares) {
    Column again =
        when(is(PhoneDefectKind.SPIKE), lit(shares.spikeFold() - 1))
            .when(
                is(PhoneDefectKind.EXACT_DUPLICATE).or(is(PhoneDefectKind.CONFLICTING_DUPLICATE)),
                lit(1))
            .otherwise(lit(0));
    Column start = col("second").minus(col("second").mod(lit(CleanEvents.HOUR)));
    Column shifted =
        start.plus(
            col("second").plus(col("copy").multiply(SPIKE_STEP_S)).mod(lit(CleanEvents.HOUR)));
    return met.withColumn("again", again)
        .withColumn("copy", explode(sequence(lit(0), col("again"))))
        .withColumn(
            DEFECT,
            when(col("again").gt(0).and(col("copy").equalTo(0)), lit(NONE)).otherwise(col(DEFECT)))
        .withColumn("second", when(is(PhoneDefectKind.SPIKE), shifted).otherwise(col("second")));
  }

  private static Dataset<Row> written(
      Dataset<Row> copies, PhoneWindow window, PhoneDefectShares shares) {
    Column swapped = is(PhoneDefectKind.SWAPPED_POSITION);
    Column late = is(PhoneDefectKind.LATE_LINE);
    Column fileDay = when(late, date_add(col("day"), LATE_BY)).otherwise(col("day"));
    Column date =
        when(
                is(PhoneDefectKind.IMPOSSIBLE_DATE),
                concat(year(col("day")).cast("string"), lit("-02-30")))
            .otherwise(col("day").cast("string"));
    Column cell =
        when(is(PhoneDefectKind.UNKNOWN_CELL), lit(NOWHERE))
            .when(is(PhoneDefectKind.CONFLICTING_DUPLICATE), col("other_cell"))
            .otherwise(col("cell_id"));
    Column kilometres = of("02", window.dayAt(UNIT_DAY)).and(lit(hasUnitFile(window, shares)));
    Column error =
        when(kilometres, format_number(col("loc_error").divide(lit(1000.0)), 3))
            .otherwise(col("loc_error").cast("string"));
    return copies.select(
        col(DEFECT),
        col("copy"),
        col("number"),
        col("second"),
        col("day").as("event_day"),
        concat(lit("phone_events_"), fileDay.cast("string"), lit("_"), col("operator"), lit(".csv"))
            .as("file_name"),
        col("user_id"),
        concat(date, lit(" "), timeOfDay()).as("timestamp"),
        text(cell).as("cell_id"),
        text(error).as("loc_error"),
        lit("False").as("is_modified"),
        text(degrees(when(swapped, col("latitude")).otherwise(col("longitude")))).as("longitude"),
        text(degrees(when(swapped, col("longitude")).otherwise(col("latitude")))).as("latitude"),
        col("home_mcc").cast("string").as("mcc"),
        col("home_mnc").as("mnc"),
        col("plmn"),
        year(col("day")).cast("string").as("year"),
        month(col("day")).cast("string").as("month"),
        dayofmonth(col("day")).cast("string").as("day"));
  }

  private static Dataset<Row> numbered(Dataset<Row> lines) {
    return lines.withColumn(
        "line_number",
        row_number()
            .over(
                Window.partitionBy("file_name")
                    .orderBy("event_day", "second", "user_id", "number", "copy"))
            .plus(1)
            .cast("long"));
  }

  /** Time of the day as 08:15:00. */
  static Column timeOfDay() {
    Column second = col("second");
    List<Column> parts =
        List.of(
            second.divide(CleanEvents.HOUR).cast("int"),
            second.mod(lit(CleanEvents.HOUR)).divide(lit(60)).cast("int"),
            second.mod(lit(60)));
    List<Column> texts = parts.stream().map(p -> lpad(p.cast("string"), 2, "0")).toList();
    return concat(texts.get(0), lit(":"), texts.get(1), lit(":"), texts.get(2));
  }

  private static Column of(String operator, LocalDate day) {
    return col("operator").equalTo(operator).and(col("day").equalTo(lit(day)));
  }

  private static Column is(PhoneDefectKind kind) {
    return col(DEFECT).equalTo(kind.code());
  }

  private static Column degrees(Column number) {
    return number.cast("decimal(9,6)").cast("string");
  }

  private static Column text(Column value) {
    return coalesce(value, lit(""));
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("sim_key"), stream, col("day"), col("number"));
  }
}
