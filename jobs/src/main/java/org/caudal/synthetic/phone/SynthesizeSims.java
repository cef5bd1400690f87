package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/**
 * Gives SIM cards to the synthetic persons, unequally as in life.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}, {@link SyntheticTown}.
 * <b>Writes</b> {@link SyntheticSim}.
 *
 * <p><b>Method.</b> A person has a phone from an age of 10 to 14 on with a chance of 0.90 less 0.13
 * in small towns, 0.15 for indigenous persons (together 0.62 as in Chiapas, against 0.895 in Baja
 * California: ENDUTIH 2022), 0.18 from 65 years on, 0.10 for those who emigrate later, 0.15 for
 * those passing through and 0.02 for women. A new SIM replaces the old with a chance of 0.15 a
 * year, of an operator drawn afresh in 0.4 of the cases, else of that of the first. Operators
 * differ by province, age and sex. Second SIMs: 0.12 of adults, 0.25 of young urban men. Half of
 * the heads of households share the phone with members of 10 years and more who have none. A
 * household in 80 has a machine with a SIM. Visitors, persons in transit and arriving persons bring
 * a SIM of the country of their citizenship; those who arrive to stay change it after 30 days for a
 * local one. Rates without a source are invented.
 *
 * <p><b>Known bias.</b> On purpose: a count of devices shows too many young urban men, too few
 * women, old, rural and indigenous persons, no children, and too few of those who will emigrate; it
 * counts machines as people. SIMs of emigrants stay valid. Citizens abroad who visit use their old
 * SIM again. Age and activity do not change over the span. Activity is drawn by the same hash as
 * that of senders in synthesize-transfers: no busy phone user sends often. No job joins the two.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-sims --conf conf/demo.yaml}
 */
public final class SynthesizeSims implements Job<SynthesizeSims.Params> {
  /** Nothing to choose: all follows from the persons. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-sims", Params.class)
        .summary("Gives SIM cards to the synthetic persons")
        .reads(SyntheticPerson.class, SyntheticStay.class, SyntheticTown.class)
        .writesWhole(SyntheticSim.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return written(Cards.of(owners(people(inputs))));
  }

  private static Dataset<Row> people(Inputs inputs) {
    Column here = col("country").equalTo(CountryColumns.HOME);
    Dataset<Row> lives =
        inputs
            .table(SyntheticStay.class)
            .groupBy("person_id")
            .agg(
                min("start_date").as("first_day"),
                max("end_date").as("end_day"),
                min(when(here, col("start_date"))).as("arrival"),
                min(when(here, struct(col("stay_number"), col("town_code")))).as("first_stay"),
                bool_or(col("reason").equalTo("emigration")).as("is_leaver"))
            .withColumn("town_code", col("first_stay").getField("town_code"))
            .drop("first_stay");
    Dataset<Row> towns =
        inputs
            .table(SyntheticTown.class)
            .select(col("town_code"), col("share").lt(Operator.SMALL_TOWN).as("is_rural"));
    Column days = datediff(col("end_day"), col("birth_date"));
    return inputs
        .table(SyntheticPerson.class)
        .join(lives, "person_id")
        .join(broadcast(towns), "town_code") // never in the country: no SIM
        .select(
            col("*"),
            days.gt(15 * Cards.YEAR).and(days.lt(30 * Cards.YEAR)).as("is_young"),
            days.geq(65 * Cards.YEAR).as("is_old"),
            col("sex").equalTo(2).as("is_woman"),
            col("ethnicity").equalTo("indigenous").as("is_indigenous"),
            col("household_kind").isin("visitor", "transit", "caravan").as("is_passing"),
            col("household_kind")
                .isin("visitor", "transit", "caravan", "arriving")
                .and(col("birth_country").notEqual(CountryColumns.HOME))
                .as("is_foreign"));
  }

  private static Dataset<Row> owners(Dataset<Row> people) {
    Column firstAge =
        Draw.evenly(draw("phone-age"), lit(Subscription.FIRST_PHONE_YEARS))
            .plus(Subscription.YOUNGEST);
    Dataset<Row> owners =
        people
            .withColumn("is_owner", draw("phone").lt(Subscription.chance()))
            .withColumn(
                "phone_from",
                greatest(col("first_day"), add_months(col("birth_date"), firstAge.multiply(12))));
    Column old = add_months(col("birth_date"), Subscription.YOUNGEST * 12).lt(col("end_day"));
    Dataset<Row> households =
        owners
            .groupBy("household_id")
            .agg(
                min("person_key").as("home_key"),
                count_if(not(col("is_owner")).and(old)).cast("int").as("without_phone"));
    return owners.join(households, "household_id");
  }

  private static Dataset<Row> written(Dataset<Row> cards) {
    Column isMachine = col("kind").equalTo("machine");
    Column isForeign = col("kind").equalTo("foreign");
    Column first =
        col("place").lt(Cards.SECOND).and(draw("switch", col("place")).geq(Subscription.SWITCH));
    Column activity =
        when(col("kind").equalTo("second"), lit(0))
            .when(isMachine, lit(1))
            .otherwise(Subscription.activity(draw("activity")));
    Column citizenship = col("citizenship");
    Column number = lpad(col("sim_id").cast("string"), 10, "0");
    Column operator =
        Subscription.operator(draw("operator", when(first, lit(0)).otherwise(col("place"))));
    return cards
        .withColumnRenamed("card_kind", "kind")
        .select(
            col("*"),
            col("person_id").multiply(Cards.PLACES).plus(col("place")).as("sim_id"),
            xxhash64(col("person_key"), lit("sim"), col("place")).as("sim_key"),
            operator.as("operator"),
            activity.as("level"))
        .withColumn("person_id", when(not(isMachine), col("person_id")))
        .select(
            col("*"),
            when(isForeign, Subscription.home(citizenship, Subscription.Home::mcc))
                .otherwise(lit(Operator.MCC))
                .as("home_mcc"),
            when(isForeign, Subscription.home(citizenship, Subscription.Home::mnc))
                .otherwise(col("operator"))
                .as("home_mnc"),
            concat(
                    when(isForeign, Subscription.home(citizenship, Subscription.Home::callingCode))
                        .otherwise(concat(lit(Integer.toString(Operator.MCC)), col("operator"))),
                    number)
                .as("msisdn"),
            Draw.at(col("level"), Subscription.ACTIVITIES).as("activity"),
            when(isMachine, lit(Subscription.MACHINE_EVENTS))
                .otherwise(Draw.at(col("level"), Subscription.MEAN_EVENTS))
                .as("mean_events"),
            when(col("kind").equalTo("shared"), col("without_phone"))
                .otherwise(lit(0))
                .as("shared_with"),
            col("occupation")
                .isNotNull()
                .and(not(isMachine))
                .and(not(col("is_passing")))
                .as("commutes"));
  }

  private static Column draw(String stream, Column... part) {
    return Draw.keyed(col("person_key"), stream, part);
  }
}
