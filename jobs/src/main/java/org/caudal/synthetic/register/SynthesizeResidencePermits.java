package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the register of residence permits of foreigners.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}. <b>Writes</b> {@link PermitSheet} as extracts, one CSV file a year of
 * issue.
 *
 * <p><b>Method.</b> A foreigner who comes to have usual residence holds permits with a probability
 * by citizenship, 0.5 for Haiti to 0.8 for Colombia; the others are irregular and absent. The first
 * permit is issued on average 90 days after the spell began, at the latest on the last day of the
 * stay; for those who lived there on the first simulated day the first one seen is a renewal, on
 * any day of two years. Permits are valid for two years; each is renewed with probability 0.85, at
 * multiples of two years after the first and on average 30 days later, if the person is in the
 * country on that day: the first renewal after the expiry, a later one half of the time before that
 * of the one before, which came late itself. The reason is drawn by citizenship; children, and who
 * came to a member of the family, get family. With it the head of the household, where in the
 * country, is the sponsor. Permits say since when the holder has lived in the country. Names, dates
 * and documents are written by {@link Clerk}, in the manner {@link Manner#CAPITALS}; defects are
 * planted as in {@link RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> A person keeps the reason of the first permit; there is no naturalisation.
 * See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-residence-permits --conf conf/synthetic.yaml}
 */
public final class SynthesizeResidencePermits implements Register {
  private static final Form FORM =
      new Form(
          "residence_permit", Manner.CAPITALS, PermitSheet.class, "issued_on", Form.Period.YEAR);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-residence-permits", RegisterParams.class)
        .summary("Generates a register of residence permits, with gaps between them")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class)
        .exports(PermitSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static final int VALID_MONTHS = 24;
  private static final String FAMILY = "family";
  private static final List<String> REASONS =
      List.of("work", FAMILY, "study", "protection", "agreement");

  /**
   * What permits the citizens of a country get.
   *
   * @param holding those who hold permits at all, in millionths
   * @param reasons shares of {@link #REASONS}, in millionths
   */
  private record Practice(String citizenship, int holding, List<Integer> reasons) {}

  private static final List<Practice> PRACTICES =
      List.of(
          new Practice("VEN", 650_000, List.of(300_000, 200_000, 50_000, 350_000, 100_000)),
          new Practice("NIC", 700_000, List.of(450_000, 250_000, 50_000, 250_000, 0)),
          new Practice("COL", 800_000, List.of(200_000, 200_000, 100_000, 50_000, 450_000)),
          new Practice("HTI", 500_000, List.of(400_000, 250_000, 50_000, 300_000, 0)),
          new Practice("CUB", 750_000, List.of(300_000, 250_000, 50_000, 400_000, 0)),
          new Practice("HND", 600_000, List.of(500_000, 300_000, 50_000, 150_000, 0)));
  private static final Practice ELSEWHERE =
      new Practice("", 700_000, List.of(500_000, 300_000, 200_000, 0, 0));

  /** Whether a foreigner is one of those who hold permits when they live in the country. */
  static Column holdsPermits() {
    Column holds = People.chance(ELSEWHERE.holding(), "permit-holder");
    for (Practice practice : PRACTICES) {
      holds =
          when(
                  col("citizenship").equalTo(practice.citizenship()),
                  People.chance(practice.holding(), "permit-holder"))
              .otherwise(holds);
    }
    return holds;
  }

  private static Column reason() {
    Column reason = reason(ELSEWHERE);
    for (Practice practice : PRACTICES) {
      reason =
          when(col("citizenship").equalTo(practice.citizenship()), reason(practice))
              .otherwise(reason);
    }
    return when(
            CountryColumns.age(col("birth_date"), col("issued_on"))
                .lt(18)
                .or(col("came_by").equalTo("reunification")),
            lit(FAMILY))
        .otherwise(reason);
  }

  private static Column reason(Practice practice) {
    Column draw = Draw.keyed(col("person_key"), "permit-reason");
    return Draw.at(Draw.classOf(draw, practice.reasons()), REASONS);
  }

  private static Dataset<Row> records(Inputs inputs) {
    Dataset<Row> lived =
        inputs
            .table(SyntheticResidence.class)
            .filter(col("country").equalTo(CountryColumns.HOME))
            .groupBy("person_id")
            .agg(min("start_date").as("lived_from"), max("end_date").as("lived_until"));
    Dataset<Row> people =
        Arrivals.with(inputs, People.of(inputs))
            .filter(not(CountryColumns.isNational()))
            .filter(holdsPermits());
    Dataset<Row> firsts =
        People.stays(inputs)
            .filter(col("stay_country").equalTo(CountryColumns.HOME))
            .join(lived, "person_id")
            .filter(People.inStay(col("lived_from")))
            .join(people, "person_id")
            .withColumn("first_issued", People.atLatestInStay(firstIssued()))
            .withColumnRenamed("stay_reason", "came_by")
            .drop("stay_number", "stay_country", "town_code", "stay_start", "stay_end")
            .drop("crossing");
    return renewed(firsts)
        .join(
            People.stays(inputs).filter(col("stay_country").equalTo(CountryColumns.HOME)),
            "person_id")
        .filter(People.inStay(col("issued_on")))
        .withColumn("permit_reason", reason())
        .join(sponsors(inputs), isSponsored(), "left")
        .drop("sponsor_household", "sponsor_from", "sponsor_until")
        .select(
            col("*"),
            Arrivals.lastBy(col("issued_on")).as("arrived_on"),
            date_sub(add_months(col("issued_on"), VALID_MONTHS), 1).as("expires_on"),
            when(col("sponsor_document").isNotNull(), kinship()).as("kinship"),
            CountryColumns.municipality(col("town_code")).as("municipality_code"),
            Documents.shown().as("document"),
            col("renewal").as("record_number"),
            col("issued_on").as("file_day"),
            lit(null).cast("string").as("file_part"));
  }

  /** Heads of households while they are in the country. */
  private static Dataset<Row> sponsors(Inputs inputs) {
    return People.staying(inputs)
        .filter(col("role").equalTo("head"))
        .select(
            col("household_id").as("sponsor_household"),
            col("stay_start").as("sponsor_from"),
            col("stay_end").as("sponsor_until"),
            Documents.shown().as("sponsor_document"));
  }

  private static Column isSponsored() {
    return col("permit_reason")
        .equalTo(FAMILY)
        .and(col("role").notEqual("head"))
        .and(col("household_id").equalTo(col("sponsor_household")))
        .and(col("issued_on").geq(col("sponsor_from")))
        .and(col("issued_on").lt(col("sponsor_until")));
  }

  private static Column kinship() {
    return when(col("role").equalTo("partner"), lit("spouse")).otherwise(col("role"));
  }

  /** Who lived there before the first day has a permit that runs out within its validity. */
  private static Column firstIssued() {
    Column evenly =
        Draw.evenly(Draw.keyed(col("person_key"), "permit-first"), lit(VALID_MONTHS * 30));
    return when(col("lived_from").equalTo(col("first_day")), date_add(col("lived_from"), evenly))
        .otherwise(People.after(col("lived_from"), 90, "permit-first"));
  }

  /** One row a permit; the number of renewals is geometric. */
  private static Dataset<Row> renewed(Dataset<Row> firsts) {
    Column left =
        lit(Draw.ONE)
            .minus(Draw.keyed(col("person_key"), "permit-renewals"))
            .divide(lit((double) Draw.ONE));
    Column most =
        floor(months_between(col("lived_until"), col("first_issued")).divide(lit(VALID_MONTHS)));
    Column renewals = least(floor(log(left).divide(lit(Math.log(0.85)))), most).cast("int");
    Column due = add_months(col("first_issued"), col("renewal").multiply(lit(VALID_MONTHS)));
    return firsts
        .withColumn("renewal", explode(sequence(lit(0), renewals)))
        .withColumn(
            "issued_on",
            when(col("renewal").equalTo(0), col("first_issued"))
                .otherwise(People.after(due, 30, "permit-renewed", col("renewal"))))
        .filter(col("issued_on").lt(col("lived_until")));
  }
}
