package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates births, vaccinations and visits in health facilities.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}. <b>Writes</b> {@link HealthSheet} as extracts, one CSV file a month.
 *
 * <p><b>Method.</b> Everybody who is in the country is seen, whatever the papers. A birth in the
 * country is an event with probability 0.95; so is each of five vaccinations, due 2, 4, 6, 12 and
 * 18 months after birth and given up to 19 days later, with probability 0.85. In every 120 days of
 * a stay, a person comes for a visit with probability 0.25: 0.45 below 5 and from 65 years of age.
 * All say where they were born, their ethnic group and difficulties, and since when they have lived
 * in the country. Foreigners show a document in half of the cases. Names, dates and documents are
 * written by {@link Clerk}, in the manner {@link Manner#HURRIED}; defects are planted as in {@link
 * RegisterLines}. All rates are invented.
 *
 * <p><b>Known bias.</b> Visits depend on age alone; women and men, rich and poor come equally
 * often. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-health-visits --conf conf/synthetic.yaml}
 */
public final class SynthesizeHealthVisits implements Register {
  private static final Form FORM =
      new Form("health_visit", Manner.HURRIED, HealthSheet.class, "happened_on", Form.Period.MONTH);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-health-visits", RegisterParams.class)
        .summary("Generates events in health facilities, many without a document")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class)
        .exports(HealthSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static final int SLOT_DAYS = 120;

  private static Dataset<Row> records(Inputs inputs) {
    Column document =
        when(
            CountryColumns.isNational().or(People.chance(500_000, "health-papers")),
            Documents.shown());
    Column recordNumber =
        when(isVisit(), col("stay_number").multiply(lit(1000)).plus(col("slot")))
            .otherwise(col("slot"));
    return Arrivals.with(inputs, People.staying(inputs))
        .select(col("*"), inline(occasions()))
        .withColumn("happened_on", happenedOn())
        .filter(People.inStay(col("happened_on")).and(attended()))
        .select(
            col("*"),
            Arrivals.lastBy(col("happened_on")).as("arrived_on"),
            concat(col("town_code"), lit("H")).as("facility_code"),
            document.as("document"),
            recordNumber.as("record_number"),
            col("happened_on").as("file_day"),
            lit(null).cast("string").as("file_part"));
  }

  /** What may happen in a stay: a birth, five vaccinations, a visit in each slot of days. */
  private static Column occasions() {
    Column last = floor(datediff(col("stay_end"), col("stay_start")).minus(1).divide(SLOT_DAYS));
    return concat(
        array(occasion("birth", lit(0))),
        functions.transform(sequence(lit(1), lit(5)), number -> occasion("vaccination", number)),
        functions.transform(sequence(lit(0), last.cast("int")), slot -> occasion("visit", slot)));
  }

  private static Column occasion(String event, Column slot) {
    return struct(lit(event).as("event"), slot.as("slot"));
  }

  private static Column isVisit() {
    return col("event").equalTo("visit");
  }

  private static Column happenedOn() {
    Column age = get(array(lit(2), lit(4), lit(6), lit(12), lit(18)), col("slot").minus(1));
    Column late =
        Draw.evenly(Draw.keyed(col("person_key"), "vaccination-day", col("slot")), lit(20));
    Column day =
        col("slot")
            .multiply(lit(SLOT_DAYS))
            .plus(
                Draw.evenly(
                    Draw.keyed(col("person_key"), "visit-day", col("stay_number"), col("slot")),
                    lit(SLOT_DAYS)))
            .cast("int");
    return when(col("event").equalTo("birth"), col("birth_date"))
        .when(isVisit(), date_add(col("stay_start"), day))
        .otherwise(date_add(add_months(col("birth_date"), age), late));
  }

  private static Column attended() {
    Column[] part = {col("stay_number"), col("slot")};
    Column isFrail = not(CountryColumns.age(col("birth_date"), col("happened_on")).between(5, 64));
    return when(col("event").equalTo("birth"), People.chance(950_000, "health-birth"))
        .when(isVisit().and(isFrail), People.chance(450_000, "visit", part))
        .when(isVisit(), People.chance(250_000, "visit", part))
        .otherwise(People.chance(850_000, "vaccination", col("slot")));
  }
}
