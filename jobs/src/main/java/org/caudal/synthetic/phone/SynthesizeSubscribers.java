package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates who registered each SIM card, one CSV file an operator.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticPerson}. <b>Writes</b> {@link
 * SubscriberSheet} as extracts.
 *
 * <p><b>Method.</b> Local SIM cards that were ever in use up to the day. The holder is the owner;
 * of owners who are under 18 when the card begins it is the mother, else the father, of the
 * household, else nobody is named. Machines belong to firms. Sex and year of birth are missing at
 * random of a share of the cards.
 *
 * <p><b>Known bias.</b> On purpose: cards of children count as their mothers'. Who buys for others
 * than children is not there, and years of birth are right.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-subscribers --conf conf/phone.yaml}
 */
public final class SynthesizeSubscribers implements Job<SynthesizeSubscribers.Params> {
  private static final int FULL_AGE = 18;

  /** Parameters. */
  public record Params(
      @Doc("Day of the register") LocalDate day,
      @Doc("Share of the cards of persons without sex and year of birth, 0 to 1") @Default("0.05")
          BigDecimal unknownShare) {

    /** Refuses a share that is none. */
    public Params {
      if (unknownShare.signum() < 0 || unknownShare.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("unknown-share must be 0 to 1, was " + unknownShare);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-subscribers", Params.class)
        .summary("Generates who registered each SIM card")
        .reads(SyntheticSim.class, SyntheticPerson.class)
        .exports(SubscriberSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column day = lit(params.day());
    Dataset<Row> persons = inputs.table(SyntheticPerson.class);
    Dataset<Row> holders =
        persons.select(
            col("person_id").as("holder_id"), col("sex"), year(col("birth_date")).as("birth_year"));
    Column isChild = add_months(col("birth_date"), 12 * FULL_AGE).gt(col("valid_from"));
    Column parent = coalesce(col("mother_id"), col("father_id"));
    Dataset<Row> cards =
        inputs
            .table(SyntheticSim.class)
            .filter(col("kind").notEqual("foreign").and(col("valid_from").leq(day)))
            .join(
                persons.select("person_id", "birth_date", "mother_id", "father_id"),
                new String[] {"person_id"},
                "left_outer")
            .withColumn("holder_id", when(isChild, parent).otherwise(col("person_id")));
    return written(cards.join(holders, new String[] {"holder_id"}, "left_outer"), params);
  }

  private static Dataset<Row> written(Dataset<Row> cards, Params params) {
    int unknown = params.unknownShare().movePointRight(6).intValue();
    Column isAsked = Draw.keyed(col("sim_key"), "registration").geq(unknown);
    Column isFirm = col("kind").equalTo("machine");
    Column sex = when(isFirm, lit("9")).when(isAsked, col("sex").cast("string"));
    Column ended = when(col("valid_to").leq(lit(params.day())), col("valid_to").cast("string"));
    return cards.select(
        concat(lit("subscribers_" + params.day() + "_"), col("operator"), lit(".csv"))
            .as("file_name"),
        sha2(col("msisdn").cast("binary"), 256).as("user_id"),
        col("valid_from").cast("string").as("valid_from"),
        coalesce(ended, lit("")).as("valid_to"),
        coalesce(sex, lit("")).as("sex"),
        coalesce(when(isAsked, col("birth_year").cast("string")), lit("")).as("birth_year"),
        CountryColumns.province(col("town_code")).as("zone_id"));
  }
}
