package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.register.Documents;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates who registered each SIM card, one CSV file an operator.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link SubscriberSheet} as extracts.
 *
 * <p><b>Method.</b> Local SIM cards that were ever in use up to the day. The holder is the owner;
 * of owners who are under 18 when the card begins it is the mother, else the father, of the
 * household, else nobody is named. Machines belong to firms. Sex, year of birth and document are
 * missing at random of a share of the cards. The passport that was valid when the card began, as
 * border posts read it, is the document of a share of the others, drawn by holder; of the rest it
 * is the one that the person shows in registers.
 *
 * <p><b>Known bias.</b> On purpose: cards of children count as their mothers'. Who buys for others
 * than children is not there, and years of birth and numbers of documents are right.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-subscribers --conf conf/phone.yaml}
 */
public final class SynthesizeSubscribers implements Job<SynthesizeSubscribers.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Day of the register") LocalDate day,
      @Doc("Share of the cards of persons without sex and year of birth, 0 to 1") @Default("0.05")
          BigDecimal unknownShare,
      @Doc("Share of the other holders who show the passport, 0 to 1") @Default("0.5")
          BigDecimal passportShare) {

    /** Refuses shares that are none. */
    public Params {
      List<BigDecimal> shares = List.of(unknownShare, passportShare);
      if (Collections.min(shares).signum() < 0
          || Collections.max(shares).compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "unknown-share and passport-share must be 0 to 1, were " + shares);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-subscribers", Params.class)
        .summary("Generates who registered each SIM card")
        .reads(SyntheticSim.class, SyntheticPerson.class, SyntheticHousehold.class)
        .exports(SubscriberSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column day = lit(params.day());
    Dataset<Row> persons = inputs.table(SyntheticPerson.class);
    Dataset<Row> cards =
        CardHolders.of(
                inputs
                    .table(SyntheticSim.class)
                    .filter(col("kind").notEqual("foreign").and(col("valid_from").leq(day))),
                persons)
            .drop("person_id"); // of the owner
    Dataset<Row> holders =
        persons
            .join(
                inputs.table(SyntheticHousehold.class).select("household_id", "first_day"),
                "household_id")
            .select("person_id", "person_key", "citizenship", "first_day", "sex", "birth_date");
    return written(
        cards.join(holders, col("holder_id").equalTo(col("person_id")), "left_outer"), params);
  }

  private static Dataset<Row> written(Dataset<Row> cards, Params params) {
    int unknown = params.unknownShare().movePointRight(6).intValue();
    int passports = params.passportShare().movePointRight(6).intValue();
    Column isAsked = Draw.keyed(col("sim_key"), "registration").geq(unknown);
    Column document =
        when(
                Draw.keyed(col("person_key"), "registration-document").lt(passports),
                Documents.passportOn(col("valid_from"), lit(false)))
            .otherwise(Documents.shown());
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
        coalesce(when(isAsked, year(col("birth_date")).cast("string")), lit("")).as("birth_year"),
        CountryColumns.province(col("town_code")).as("zone_id"),
        coalesce(when(isAsked, document), lit("")).as("document"));
  }
}
