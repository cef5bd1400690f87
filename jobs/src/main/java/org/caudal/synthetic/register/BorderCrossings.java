package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/** Crossings of the border that follow from the stays, and the lines they leave in the files. */
final class BorderCrossings {
  private static final String REGISTER = "border_crossing";
  private static final String ENTRY = "entry";
  private static final int VISIT_DAYS = 90;
  private static final int SECOND_PASSPORT = 400_000;
  private static final int OPENS_S = 5 * 3600;
  private static final int OPEN_FOR_S = 17 * 3600;
  private static final int PARTY_PASSES_S = 180;

  private BorderCrossings() {}

  /** Every crossing with its status, as in {@link TrueCrossing}, and what a line needs of it. */
  static Dataset<Row> all(Inputs inputs, CrossingParams params) {
    Dataset<Row> people = People.of(inputs);
    Dataset<Row> leaders =
        people.select(col("person_id").as("party_id"), col("person_key").as("leader_key"));
    Dataset<Row> posts =
        inputs
            .table(SyntheticTown.class)
            .filter(col("border_post").notEqual(""))
            .groupBy(col("border_post").as("transport"))
            .agg(sort_array(collect_list("town_code")).as("posts"));
    return judged(
        moves(inputs.table(SyntheticStay.class))
            .join(people, "person_id")
            .join(leaders, key("party_id"), "left")
            .withColumn("party_key", coalesce(col("leader_key"), col("person_key")))
            .join(broadcast(posts), key("transport"), "left"),
        params);
  }

  private static String[] key(String column) {
    return new String[] {column};
  }

  /** Pairs of consecutive stays of which exactly one is in the country. */
  private static Dataset<Row> moves(Dataset<Row> stays) {
    Column before = lag("country", 1).over(Window.partitionBy("person_id").orderBy("stay_number"));
    Column entry = col("country").equalTo(CountryColumns.HOME);
    return stays
        .withColumn("country_before", before)
        .filter(entry.notEqual(col("country_before").equalTo(CountryColumns.HOME)))
        .select(
            col("person_id"),
            col("stay_number"),
            col("party_id"),
            col("reason"),
            col("start_date").as("crossed_on"),
            when(entry, lit(ENTRY)).otherwise(lit("exit")).as("direction"),
            when(entry, col("country_before")).otherwise(col("country")).as("other_country"),
            col("crossing").as("transport"));
  }

  private static Dataset<Row> judged(Dataset<Row> moves, CrossingParams params) {
    Column post =
        element_at(
            col("posts"),
            Draw.evenly(
                    Draw.keyed(col("party_key"), "crossing-post", col("crossed_on")),
                    size(col("posts")))
                .plus(1));
    Column draw = Draw.keyed(col("person_key"), "crossing-missed", col("stay_number"));
    Column air = col("transport").equalTo("air");
    Column missed =
        when(
                isEntry(),
                when(air, Sheets.happens(draw, params.missedEntriesByAir()))
                    .otherwise(Sheets.happens(draw, params.missedEntries())))
            .otherwise(
                when(air, Sheets.happens(draw, params.missedExitsByAir()))
                    .otherwise(Sheets.happens(draw, params.missedExits())));
    return moves
        .withColumn("post", post)
        .withColumn(
            "status",
            when(col("post").isNull(), lit("irregular"))
                .when(missed, lit("missed"))
                .when(at(params, params.lostDay()), lit("lost"))
                .otherwise(lit("recorded")))
        .withColumn(
            "direction_wrong",
            col("status")
                .equalTo("recorded")
                .and(
                    Sheets.happens(
                        Draw.keyed(col("person_key"), "crossing-direction", col("stay_number")),
                        params.wrongDirections())))
        .withColumn(
            "crossing_id", Sheets.mark("X", 13, col("person_key"), "crossing", col("stay_number")));
  }

  /** Every line, as {@link Register} promises them. */
  static Dataset<Row> lines(Inputs inputs, CrossingParams params) {
    Column draw = Draw.keyed(col("person_key"), "crossing-defect", col("stay_number"));
    Column defect =
        when(col("status").equalTo("lost"), Sheets.mark(RegisterDefect.LOST_DAY))
            .when(at(params, params.spikeDay()), Sheets.mark(RegisterDefect.SPIKE))
            .when(
                date_format(col("crossed_on"), "yyyy-MM").equalTo(params.swappedMonth().toString()),
                Sheets.mark(RegisterDefect.SWAPPED_COLUMNS))
            .when(
                Sheets.happens(draw, params.duplicates()),
                Sheets.mark(RegisterDefect.EXACT_DUPLICATE))
            .when(
                Sheets.happens(draw, params.duplicates().add(params.impossibleDays())),
                Sheets.mark(RegisterDefect.IMPOSSIBLE_DATE))
            .otherwise(lit(""));
    Dataset<Row> recorded =
        all(inputs, params)
            .filter(col("status").isin("recorded", "lost"))
            .withColumn(Sheets.DEFECT, defect)
            .withColumn(
                "file_name",
                concat(
                    lit(REGISTER + "_"), date_format(col("crossed_on"), "yyyy-MM"), lit(".csv")));
    return Sheets.finished(
        Sheets.repeated(written(recorded)), "crossed_on", "second", "crossing_id");
  }

  private static Dataset<Row> written(Dataset<Row> recorded) {
    Column swapped = Sheets.is(RegisterDefect.SWAPPED_COLUMNS);
    Column second =
        col("second_citizenship")
            .isNotNull()
            .and(
                Draw.keyed(col("person_key"), "crossing-passport", col("stay_number"))
                    .lt(SECOND_PASSPORT));
    Column visitor =
        isEntry()
            .and(col("citizenship").notEqual(CountryColumns.HOME))
            .and(not(col("reason").isin("home", "return")));
    return recorded
        .withColumn("is_second", second)
        .withColumn(
            "citizenship", when(second, col("second_citizenship")).otherwise(col("citizenship")))
        .withColumn("second", timeOfDay())
        .withColumn(
            "written",
            Clerk.of(REGISTER, Manner.CAPITALS)
                .writes(
                    Documents.passportOn(col("crossed_on"), col("is_second")), col("stay_number")))
        .select(
            lit(REGISTER).as("register"),
            col("crossing_id").as("record_key"),
            col("written.difference").as("difference"),
            col("file_name"),
            col("person_id"),
            col(Sheets.DEFECT),
            col("crossed_on"),
            col("second"),
            col("crossing_id"),
            concat(day(), clock()).as("crossed_at"),
            col("post"),
            col("transport"),
            when(isEntry().notEqual(col("direction_wrong")), lit(ENTRY))
                .otherwise(lit("exit"))
                .as("direction"),
            col("written.document").as("document"),
            when(swapped, col("other_country")).otherwise(col("citizenship")).as("nationality"),
            col("written.given_names").as("given_names"),
            col("written.surnames").as("surnames"),
            col("written.sex").as("sex"),
            col("written.birth_date").as("birth_date"),
            when(swapped, col("citizenship")).otherwise(col("other_country")).as("other_country"),
            when(visitor, date_add(col("crossed_on"), VISIT_DAYS).cast("string"))
                .otherwise(lit(""))
                .as("admitted_until"),
            Sheets.mark("G", 10, col("party_key"), "crossing-party", col("crossed_on"))
                .as("party"));
  }

  private static Column timeOfDay() {
    Column party =
        Draw.evenly(
            Draw.keyed(col("party_key"), "crossing-time", col("crossed_on")), lit(OPEN_FOR_S));
    Column member =
        Draw.evenly(
            Draw.keyed(col("person_key"), "crossing-time", col("stay_number")),
            lit(PARTY_PASSES_S));
    return party.plus(member).plus(lit(OPENS_S));
  }

  private static Column day() {
    return when(
            Sheets.is(RegisterDefect.IMPOSSIBLE_DATE),
            concat(date_format(col("crossed_on"), "yyyy"), lit("-02-30")))
        .otherwise(col("crossed_on").cast("string"));
  }

  private static Column clock() {
    Column hours = floor(col("second").divide(lit(3600)));
    Column minutes = floor(col("second").mod(lit(3600)).divide(lit(60)));
    Column seconds = col("second").mod(lit(60));
    return concat(
        lit("T"),
        digits(hours),
        lit(":"),
        digits(minutes),
        lit(":"),
        digits(seconds),
        lit("-06:00"));
  }

  private static Column digits(Column number) {
    return lpad(number.cast("string"), 2, "0");
  }

  private static Column isEntry() {
    return col("direction").equalTo(ENTRY);
  }

  private static Column at(CrossingParams params, LocalDate day) {
    return col("post").equalTo(params.faultyPost()).and(col("crossed_on").equalTo(lit(day)));
  }
}
