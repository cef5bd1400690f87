package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates births, vaccinations and visits in health facilities.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay}.
 * <b>Writes</b> {@link HealthSheet} as extracts, one CSV file a month.
 *
 * <p><b>Method.</b> Everybody who is in the country is seen, whatever the papers. A birth in the
 * country is an event with probability 0.95; so is each of five vaccinations, due 2, 4, 6, 12 and
 * 18 months after birth and given up to 19 days later, with probability 0.85. In every 120 days of
 * a stay, a person comes for a visit with probability 0.25: 0.45 below 5 and from 65 years of age.
 * Foreigners show a document in half of the cases. Names, dates and documents are written by {@link
 * Clerk}, in the manner {@link Manner#HURRIED}; defects are planted as in {@link RegisterLines}.
 * All rates are invented.
 *
 * <p><b>Known bias.</b> Visits depend on age alone; women and men, rich and poor come equally
 * often. See docs/explanation/synthetic-registers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-health-visits --conf conf/demo.yaml}
 */
public final class SynthesizeHealthVisits implements Job<RegisterParams>, Register {
  private static final Form FORM =
      new Form("health_visit", Manner.HURRIED, HealthSheet.class, "happened_on", Form.Period.MONTH);

  @Override
  public JobSpec<RegisterParams> spec() {
    return JobSpec.named("synthesize-health-visits", RegisterParams.class)
        .summary("Generates events in health facilities, many without a document")
        .reads(SyntheticPerson.class, SyntheticHousehold.class, SyntheticStay.class)
        .exports(HealthSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, RegisterParams params) {
    return RegisterLines.delivered(lines(inputs, params));
  }

  @Override
  public Dataset<Row> lines(Inputs inputs, RegisterParams params) {
    return RegisterLines.of(FORM, records(inputs), params);
  }

  private static final int SLOT_DAYS = 120;

  private static Dataset<Row> records(Inputs inputs) {
    Dataset<Row> staying = People.staying(inputs);
    Column document =
        when(People.isNational().or(People.chance(500_000, "health-papers")), Documents.shown());
    return births(staying)
        .unionByName(vaccinations(staying))
        .unionByName(visits(staying))
        .filter(People.inStay(col("happened_on")))
        .withColumn("facility_code", concat(col("town_code"), lit("H")))
        .withColumn("document", document)
        .withColumn("file_day", col("happened_on"))
        .withColumn("file_part", lit(null).cast("string"));
  }

  private static Dataset<Row> births(Dataset<Row> staying) {
    return staying
        .filter(People.chance(950_000, "health-birth"))
        .withColumn("event", lit("birth"))
        .withColumn("happened_on", col("birth_date"))
        .withColumn("record_number", lit(0));
  }

  private static Dataset<Row> vaccinations(Dataset<Row> staying) {
    Column number = col("record_number");
    Column due = add_months(col("birth_date"), Draw.at(number.minus(1), List.of(2, 4, 6, 12, 18)));
    Column late = Draw.evenly(Draw.keyed(col("person_key"), "vaccination-day", number), lit(20));
    return staying
        .withColumn("event", lit("vaccination"))
        .withColumn("record_number", explode(sequence(lit(1), lit(5))))
        .withColumn("happened_on", date_add(due, late))
        .filter(People.chance(850_000, "vaccination", number))
        .select(columns(staying));
  }

  private static Dataset<Row> visits(Dataset<Row> staying) {
    Column last = floor(datediff(col("stay_end"), col("stay_start")).minus(1).divide(SLOT_DAYS));
    Column[] part = {col("stay_number"), col("slot")};
    Column day =
        date_add(
            col("stay_start"),
            col("slot")
                .multiply(lit(SLOT_DAYS))
                .plus(Draw.evenly(Draw.keyed(col("person_key"), "visit-day", part), lit(SLOT_DAYS)))
                .cast("int"));
    Column isFrail = not(People.age(col("happened_on")).between(5, 64));
    return staying
        .withColumn("event", lit("visit"))
        .withColumn("slot", explode(sequence(lit(0), last.cast("int"))))
        .withColumn("happened_on", day)
        .filter(
            when(isFrail, People.chance(450_000, "visit", part))
                .otherwise(People.chance(250_000, "visit", part)))
        .withColumn("record_number", col("stay_number").multiply(lit(1000)).plus(col("slot")))
        .select(columns(staying));
  }

  private static Column[] columns(Dataset<Row> staying) {
    return Stream.concat(
            Stream.of(staying.columns()), Stream.of("event", "happened_on", "record_number"))
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
