package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticResidence;

/**
 * A stratified sample in two stages: in each province towns with a probability proportional to
 * their households (systematic selection; Madow 1949), in each town households with equal ones.
 */
final class SurveySample {
  private static final String REGISTER = "survey";
  private static final String EMIGRANTS = "survey_emigrant";
  private static final String MEMBERS = "survey_member";

  /** Share that receives remittances among households with a member abroad, in millionths. */
  static final int RECEIVING = 600_000;

  /** The same among other households. */
  static final int RECEIVING_OTHERS = 50_000;

  private SurveySample() {}

  /** One row a household with usual residents: its town, size and whether its head is foreign. */
  static Dataset<Row> frame(Inputs inputs, SurveyParams params) {
    return Enumeration.residing(inputs, params.day())
        .filter(col("residence_country").equalTo(CountryColumns.HOME))
        .join(People.of(inputs).select("person_id", "household_id", "citizenship"), "person_id")
        .groupBy("household_id")
        .agg(
            min(struct("person_id", "residence_town", "citizenship")).as("first"),
            count(lit(1)).as("members"))
        .join(
            inputs.table(SyntheticHousehold.class).select("household_id", "household_key"),
            "household_id")
        .select(
            col("household_id"),
            col("household_key"),
            col("members"),
            col("first.residence_town").as("town_code"),
            col("first.citizenship").notEqual(CountryColumns.HOME).as("is_foreign"));
  }

  /**
   * The households drawn from a frame, with {@code design_weight}.
   *
   * <p>A town that is hit h times by the selection, at a distance of d households, gives h times
   * the households asked for, or all it has; each stands for d h over their number. The weights of
   * a province add up to its households.
   */
  static Dataset<Row> drawn(Dataset<Row> frame, SurveyParams params) {
    WindowSpec province = Window.partitionBy("stratum");
    WindowSpec upToTown =
        province.orderBy("town_code").rowsBetween(Window.unboundedPreceding(), 0L);
    Column start =
        Draw.keyed(col("province_key"), "survey-start")
            .divide(lit((double) Draw.ONE))
            .multiply(col("distance"));
    Column hits =
        ceil(col("up_to").minus(start).divide(col("distance")))
            .minus(ceil(col("up_to").minus(col("size")).minus(start).divide(col("distance"))));
    Dataset<Row> towns =
        frame
            .groupBy("town_code")
            .agg(count(lit(1)).as("size"), min("household_key").as("town_key"))
            .withColumn("stratum", CountryColumns.province(col("town_code")))
            .withColumn("up_to", sum("size").over(upToTown))
            .withColumn(
                "distance",
                sum("size").over(province).cast("double").divide(params.townsPerProvince()))
            .withColumn("province_key", min("town_key").over(province))
            .withColumn("hits", hits)
            .filter(col("hits").gt(0))
            .withColumn(
                "taken", least(col("size"), col("hits").multiply(params.householdsPerTown())))
            .select("town_code", "stratum", "distance", "hits", "taken");
    Column order =
        row_number()
            .over(
                Window.partitionBy("town_code")
                    .orderBy(
                        Draw.keyed(col("household_key"), "survey-household"), col("household_id")));
    return frame
        .join(towns, "town_code")
        .withColumn("place", order)
        .filter(col("place").leq(col("taken")))
        .withColumn(
            "design_weight",
            col("distance").multiply(col("hits")).divide(col("taken")).cast("decimal(18,6)"));
  }

  private static Dataset<Row> visited(Inputs inputs, SurveyParams params) {
    Column draw = Draw.keyed(col("household_key"), "survey-answer");
    BigDecimal share = params.notAnswering();
    Column silent =
        when(col("is_foreign"), Sheets.happens(draw, share.multiply(BigDecimal.valueOf(2))))
            .when(
                col("members").equalTo(1),
                Sheets.happens(draw, share.multiply(new BigDecimal("1.5"))))
            .otherwise(Sheets.happens(draw, share));
    return drawn(frame(inputs, params), params)
        .withColumn("result", when(silent, lit("refused")).otherwise(lit("complete")))
        .withColumn("household", Sheets.mark("", 10, col("household_key"), REGISTER));
  }

  /**
   * Members of any household who left the country, on {@code left_on}, or had left it before the
   * first day; those left out are not declared.
   */
  private static Dataset<Row> abroad(Inputs inputs, SurveyParams params) {
    Dataset<Row> departures =
        inputs
            .table(SyntheticResidence.class)
            .filter(col("country").equalTo(CountryColumns.HOME))
            .filter(col("end_date").leq(lit(params.day())))
            .groupBy("person_id")
            .agg(max("end_date").as("left_on"));
    Column wasAway =
        col("household_kind")
            .isin("native", "settled")
            .and(col("birth_date").lt(col("first_day"))); // not born abroad since
    return Enumeration.residing(inputs, params.day())
        .filter(col("residence_country").notEqual(CountryColumns.HOME))
        .join(People.of(inputs), "person_id")
        .join(departures, new String[] {"person_id"}, "left")
        .filter(col("left_on").isNotNull().or(wasAway))
        .withColumn("age", CountryColumns.age(col("birth_date"), lit(params.day())))
        .withColumn(
            "is_declared",
            Draw.keyed(col("person_key"), "survey-left-out")
                .geq(RegisterShares.millionths(params.membersLeftOut())));
  }

  /** The lines of the households. */
  static Dataset<Row> households(Inputs inputs, SurveyParams params) {
    Dataset<Row> members =
        abroad(inputs, params)
            .groupBy("household_id")
            .agg(
                count(lit(1)).as("true_abroad"),
                count(when(col("is_declared"), lit(1))).as("declared_abroad"));
    Column receiving =
        Draw.keyed(col("household_key"), "survey-remittances")
            .lt(when(col("true_abroad").gt(0), lit(RECEIVING)).otherwise(lit(RECEIVING_OTHERS)));
    Column complete = col("result").equalTo("complete");
    return Sheets.finished(
        visited(inputs, params)
            .join(members, new String[] {"household_id"}, "left")
            .select(
                file(REGISTER),
                lit("").as(Sheets.DEFECT),
                lit(0).as("copy"),
                col("household").as("record_key"),
                col("household"),
                col("stratum"),
                col("town_code"),
                col("design_weight").cast("string").as("design_weight"),
                col("result"),
                Sheets.text(when(complete, col("members"))).as("members"),
                when(complete, when(receiving, lit("yes")).otherwise(lit("no")))
                    .otherwise(lit(""))
                    .as("remittances"),
                Sheets.text(when(complete, coalesce(col("declared_abroad"), lit(0L))))
                    .as("members_abroad")),
        "household");
  }

  /** Every line of the members abroad, as {@link Register} promises them. */
  static Dataset<Row> emigrants(Inputs inputs, SurveyParams params) {
    Dataset<Row> answering =
        visited(inputs, params)
            .filter(col("result").equalTo("complete"))
            .select("household_id", "household", "stratum", "town_code", "design_weight");
    return Sheets.finished(
        abroad(inputs, params)
            .filter(col("is_declared"))
            .join(answering, "household_id")
            .withColumn("record_id", Sheets.mark("", 12, col("person_key"), EMIGRANTS))
            .select(
                file(EMIGRANTS),
                lit("").as(Sheets.DEFECT),
                lit(0).as("copy"),
                lit(EMIGRANTS).as("register"),
                col("record_id").as("record_key"),
                col("person_id"),
                lit("").as("difference"),
                col("household"),
                col("record_id"),
                col("stratum"),
                col("town_code"),
                CountryColumns.province(col("town_code")).as("province_code"),
                col("design_weight").cast("string").as("design_weight"),
                lit(params.day().toString()).as("reference_date"),
                col("sex").cast("string").as("sex"),
                col("age").cast("string").as("age"),
                col("residence_country").as("destination"),
                Sheets.text(year(col("left_on"))).as("year")),
        "household",
        "record_id");
  }

  /** The lines of the members who usually live in the country. */
  static Dataset<Row> members(Inputs inputs, SurveyParams params) {
    Dataset<Row> answering =
        visited(inputs, params)
            .filter(col("result").equalTo("complete"))
            .select("household_id", "household", "stratum", "town_code", "design_weight");
    return Sheets.finished(
        Enumeration.residing(inputs, params.day())
            .filter(col("residence_country").equalTo(CountryColumns.HOME))
            .join(Arrivals.with(inputs, People.of(inputs)), "person_id")
            .join(answering, "household_id")
            .withColumn("record_id", Sheets.mark("", 12, col("person_key"), MEMBERS))
            .select(
                file(MEMBERS),
                lit("").as(Sheets.DEFECT),
                lit(0).as("copy"),
                col("record_id").as("record_key"),
                col("household"),
                col("record_id"),
                col("stratum"),
                col("town_code"),
                CountryColumns.province(col("residence_town")).as("province_code"),
                col("design_weight").cast("string").as("design_weight"),
                lit(params.day().toString()).as("reference_date"),
                col("sex").cast("string").as("sex"),
                CountryColumns.age(col("birth_date"), lit(params.day())).cast("string").as("age"),
                col("birth_country"),
                col("citizenship"),
                Sheets.text(col("second_citizenship")).as("second_citizenship"),
                col("ethnicity"),
                col("difficulties"),
                col("education").cast("string").as("education"),
                coalesce(col("occupation").cast("string"), lit("_Z")).as("occupation"),
                Sheets.text(Arrivals.lastBy(lit(params.day()))).as("arrived_on")),
        "household",
        "record_id");
  }

  private static Column file(String register) {
    return concat(lit(register + "_"), col("stratum"), lit(".csv")).as("file_name");
  }
}
