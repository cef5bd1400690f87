package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticResidence;

/** Months of formal work, and the lines that the paid ones leave in the files. */
final class Contributions {
  private static final String REGISTER = "social_security";
  private static final int ADULT = 18;
  private static final int RETIRED = 65;
  private static final int MONTH_DAYS = 30;
  private static final int IMPOSSIBLE_DAYS = 45;
  private static final int POSTED_MONTHS = 6;
  private static final int JOB_MONTHS = 24;

  /** Quarters without a job between two, of all quarters. */
  private static final int JOBLESS = 50_000;

  /**
   * Share of jobs that are formal among those with at most primary, secondary, higher education.
   */
  static final List<Integer> FORMAL = List.of(320_000, 580_000, 820_000);

  /** Taken off the share for indigenous people and people of African descent. */
  static final int FORMAL_LESS = 120_000;

  private static final List<String> EMPLOYERS =
      List.of("private", "public", "domestic", "own_account");
  private static final List<Integer> EMPLOYER_SHARES = List.of(620_000, 150_000, 100_000, 130_000);

  /** Wage of a full month by major group of ISCO-08, XTS, before a draw from 0.7 to 1.3. */
  private static final List<Integer> WAGES =
      List.of(700, 1900, 1500, 1000, 750, 600, 450, 620, 680, 420);

  private Contributions() {}

  /** One row a person, country and month of formal work. */
  static Dataset<Row> worked(Inputs inputs, InsuranceParams params) {
    Dataset<Row> people = People.of(inputs).filter(col("occupation").isNotNull());
    Dataset<Row> spells = inputs.table(SyntheticResidence.class).join(people, "person_id");
    Column document =
        when(col("citizenship").equalTo(CountryColumns.HOME), Documents.nationalIdentity())
            .otherwise(Documents.passport(lit(0)));
    Column written =
        Clerk.of(REGISTER, Manner.CAPITALS).writes(document, col("country")); // once a country
    return months(spells(spells, params).withColumn("written", written))
        .filter(
            CountryColumns.age(col("birth_date"), col("month"))
                .geq(ADULT)
                .and(CountryColumns.age(col("birth_date"), col("month")).lt(RETIRED))
                .and(col("days").gt(0))
                .and(drawn("formal-job", col("job")).lt(formal()))
                .and(drawn("jobless", year(col("month")), quarter(col("month"))).geq(JOBLESS)))
        .withColumn(
            "paid",
            Sheets.happens(drawn("unpaid-month", col("month")), params.unpaidMonths())
                .equalTo(false))
        .withColumn(
            "insurance_number", Sheets.mark("", 11, col("person_key"), "insurance", col("country")))
        .withColumn(
            "paid_countries", // of this month: more than one where two countries insure
            count(when(col("paid"), lit(1))).over(Window.partitionBy("person_id", "month")));
  }

  /** Spells in insuring countries; those of posted workers go on for some months after leaving. */
  private static Dataset<Row> spells(Dataset<Row> spells, InsuranceParams params) {
    var life = Window.partitionBy("person_id").orderBy("residence_number");
    Column insuring = col("country").isin(params.agreements().toArray());
    Column posted =
        col("country")
            .equalTo(CountryColumns.HOME)
            .and(col("next_country").isin(params.agreements().toArray()))
            .and(Sheets.happens(drawn("posted", col("residence_number")), params.posted()));
    return spells
        .withColumn("next_country", lead("country", 1).over(life))
        .withColumn("next_end", lead("end_date", 1).over(life))
        .filter(col("country").equalTo(CountryColumns.HOME).or(insuring))
        .filter(CountryColumns.age(col("birth_date"), col("start_date")).lt(RETIRED))
        .withColumn("left_on", col("end_date"))
        .withColumn(
            "end_date",
            when(posted, least(add_months(col("end_date"), POSTED_MONTHS), col("next_end")))
                .otherwise(col("end_date")))
        .filter(col("end_date").gt(col("start_date")));
  }

  private static Dataset<Row> months(Dataset<Row> spells) {
    Column last = trunc(date_sub(col("end_date"), 1), "MM");
    Column all = sequence(trunc(col("start_date"), "MM"), last, expr("INTERVAL 1 MONTH"));
    Column next = add_months(col("month"), 1);
    Column part = datediff(least(col("end_date"), next), greatest(col("start_date"), col("month")));
    Column index = year(col("month")).multiply(12).plus(month(col("month")));
    Column phase = Draw.evenly(Draw.keyed(col("person_key"), "job-phase"), lit(JOB_MONTHS));
    Column whole = sum("days").equalTo(dayofmonth(last_day(col("month"))));
    return spells
        .withColumn("month", explode(all))
        .withColumn("days", part)
        .withColumn("job", floor(index.plus(phase).divide(lit(JOB_MONTHS))))
        .groupBy( // two spells of a month in one country are one line
            "person_id",
            "person_key",
            "birth_date",
            "education",
            "ethnicity",
            "occupation",
            "written",
            "country",
            "month",
            "job")
        .agg(
            when(whole, lit(MONTH_DAYS))
                .otherwise(least(sum("days"), lit(MONTH_DAYS)))
                .cast("int")
                .as("days"),
            expr("max(town_code)").as("town_code"),
            expr("bool_and(month >= left_on)").as("is_posted"));
  }

  private static Column formal() {
    Column level =
        when(col("education").leq(1), lit(0))
            .when(col("education").leq(3), lit(1))
            .otherwise(lit(2));
    Column less =
        when(col("ethnicity").isin("indigenous", "afrodescendant"), lit(FORMAL_LESS))
            .otherwise(lit(0));
    return Draw.at(level, FORMAL).minus(less);
  }

  /** Every line, as {@link Register} promises them. */
  static Dataset<Row> lines(Inputs inputs, InsuranceParams params) {
    Column home = col("country").equalTo(CountryColumns.HOME);
    Column province = CountryColumns.province(col("town_code"));
    Column cents =
        home.and(province.equalTo(params.centsProvince()))
            .and(year(col("month")).equalTo(params.centsYear()));
    Column draw = drawn("contribution-defect", col("month"));
    Column defect =
        when(cents, Sheets.mark(RegisterDefect.CENTS))
            .when(
                Sheets.happens(draw, params.duplicates()),
                Sheets.mark(RegisterDefect.EXACT_DUPLICATE))
            .when(
                Sheets.happens(draw, params.duplicates().add(params.impossibleDays())),
                Sheets.mark(RegisterDefect.IMPOSSIBLE_DAYS))
            .otherwise(lit(""));
    Column file =
        concat(
            when(home, lit(REGISTER + "_")).otherwise(lit(REGISTER + "_exchange_")),
            date_format(col("month"), "yyyy"),
            lit("_"),
            when(home, province).otherwise(col("country")),
            lit(".csv"));
    Dataset<Row> paid =
        worked(inputs, params)
            .filter(col("paid"))
            .withColumn(Sheets.DEFECT, defect)
            .withColumn("file_name", file)
            .withColumn("wage", wage());
    return Sheets.finished(Sheets.repeated(written(paid)), "month", "insurance_number");
  }

  private static Column wage() {
    Column factor = drawn("wage", col("job")).multiply(lit(0.6)).divide(lit(Draw.ONE));
    return Draw.at(col("occupation"), WAGES)
        .multiply(factor.plus(lit(0.7)))
        .multiply(col("days"))
        .divide(lit(MONTH_DAYS))
        .cast("decimal(18,2)");
  }

  private static Dataset<Row> written(Dataset<Row> paid) {
    Column employer =
        Draw.at(Draw.classOf(drawn("employer", col("job")), EMPLOYER_SHARES), EMPLOYERS);
    return paid.select(
        col("file_name"),
        lit(REGISTER).as("register"),
        col("insurance_number").as("record_key"),
        col("written.difference").as("difference"),
        col("person_id"),
        col(Sheets.DEFECT),
        date_format(col("month"), "yyyy-MM").as("month"),
        col("insurance_number"),
        col("country"),
        col("written.document").as("document"),
        col("written.given_names").as("given_names"),
        col("written.surnames").as("surnames"),
        col("written.sex").as("sex"),
        col("written.birth_date").as("birth_date"),
        when(Sheets.is(RegisterDefect.IMPOSSIBLE_DAYS), lit(IMPOSSIBLE_DAYS))
            .otherwise(col("days"))
            .cast("string")
            .as("days"),
        when(col("is_posted"), lit("posted")).otherwise(employer).as("employer_kind"),
        when(
                Sheets.is(RegisterDefect.CENTS),
                col("wage").multiply(lit(100)).cast("decimal(18,0)").cast("string"))
            .otherwise(col("wage").cast("string"))
            .as("wage"));
  }

  private static Column drawn(String stream, Column... part) {
    Column[] parts = new Column[part.length + 1];
    parts[0] = col("country");
    System.arraycopy(part, 0, parts, 1, part.length);
    return Draw.keyed(col("person_key"), stream, parts);
  }
}
