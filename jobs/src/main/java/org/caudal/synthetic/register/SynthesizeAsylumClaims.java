package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates the register of asylum claims.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay}.
 * <b>Writes</b> {@link AsylumSheet} as extracts, one CSV file a year of claim.
 *
 * <p><b>Method.</b> Of the foreigners who cross the border to live in the country or pass through
 * it, a share by citizenship claims asylum in the first such stay, on average 30 days after
 * arrival: 0.2 from Venezuela, 0.6 Nicaragua, 0.5 Cuba, 0.4 Haiti, 0.3 Honduras. A decision takes
 * 180 days and on average 360 more: recognised with probability 0.35, else refused. A claimant who
 * leaves for good or dies before is recorded as abandoned on that day, a claim not decided at the
 * end of the simulation as pending. Half show no document. Names, dates and documents are written
 * by {@link Clerk}, in the manner {@link Manner#HURRIED}; defects are planted as in {@link
 * RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> One claim a person; no appeals. Recognition does not depend on country or
 * person. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-asylum-claims --conf conf/synthetic.yaml}
 */
public final class SynthesizeAsylumClaims implements Register {
  private static final Form FORM =
      new Form("asylum_claim", Manner.HURRIED, AsylumSheet.class, "claimed_on", Form.Period.YEAR);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-asylum-claims", RegisterParams.class)
        .summary("Generates a register of asylum claims with decisions")
        .reads(SyntheticPerson.class, SyntheticHousehold.class, SyntheticStay.class)
        .exports(AsylumSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  /** Claimants among arrivals, in millionths. */
  private static final Map<String, Integer> CLAIMING =
      Map.of("VEN", 200_000, "NIC", 600_000, "CUB", 500_000, "HTI", 400_000, "HND", 300_000);

  private static Dataset<Row> records(Inputs inputs) {
    Column claims = lit(false);
    for (Map.Entry<String, Integer> country : CLAIMING.entrySet()) {
      claims =
          claims.or(
              col("citizenship")
                  .equalTo(country.getKey())
                  .and(People.chance(country.getValue(), "asylum")));
    }
    Column decision = People.after(date_add(col("claimed_on"), 180), 360, "asylum-decision");
    Column isOpen = col("decision").geq(col("left_on"));
    Column isPending = isOpen.and(col("left_on").geq(col("end_day")));
    return firstStays(
            People.staying(inputs).filter(claims).filter(not(CountryColumns.isNational())))
        .withColumn(
            "claimed_on",
            People.atLatestInStay(People.after(col("stay_start"), 30, "asylum-claim")))
        .withColumn("decision", decision)
        .select(
            col("*"),
            when(isPending, lit("pending"))
                .when(isOpen, lit("abandoned"))
                .when(People.chance(350_000, "asylum-recognised"), lit("recognised"))
                .otherwise(lit("refused"))
                .as("status"),
            when(not(isPending), when(isOpen, col("left_on")).otherwise(col("decision")))
                .as("decided_on"),
            CountryColumns.municipality(col("town_code")).as("municipality_code"),
            when(People.chance(500_000, "asylum-papers"), Documents.shown()).as("document"),
            lit(1).as("record_number"),
            col("claimed_on").as("file_day"),
            lit(null).cast("string").as("file_part"));
  }

  /** First stays, with the day on which the person left the country for good. */
  private static Dataset<Row> firstStays(Dataset<Row> staying) {
    return staying
        .withColumn("left_on", max("stay_end").over(Window.partitionBy("person_id")))
        .filter(col("crossing").isNotNull())
        .filter(col("stay_reason").notEqual("visit"))
        .withColumn(
            "arrival", row_number().over(Window.partitionBy("person_id").orderBy("stay_number")))
        .filter(col("arrival").equalTo(1));
  }
}
