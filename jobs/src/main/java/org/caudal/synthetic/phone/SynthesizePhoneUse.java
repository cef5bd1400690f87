package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates a household survey on who uses phones, and in whose name they are, one CSV file.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticPerson}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link PhoneUseSheet} as extracts.
 *
 * <p><b>Method.</b> Of the usual residents on the day who have a local SIM card in use, a share is
 * asked, drawn by person. Each names the holder of the first of the cards, by the rule of {@link
 * SynthesizeSubscribers}; answers are counted by sex and age of both on the day.
 *
 * <p><b>Known bias.</b> Everybody answers, and knows. Who shares the phone of another without a
 * card is not asked.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-phone-use --conf conf/phone.yaml}
 */
public final class SynthesizePhoneUse implements Job<SynthesizePhoneUse.Params> {
  private static final List<Integer> FIRST_AGES = List.of(0, 10, 15, 18, 30, 45, 60);

  /** Parameters. */
  public record Params(
      @Doc("Day of the survey") LocalDate day,
      @Doc("Share of the users of phones who are asked, above 0 to 1") @Default("0.2")
          BigDecimal share) {

    /** Refuses a share that is none. */
    public Params {
      if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("share must be above 0, to 1, was " + share);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-phone-use", Params.class)
        .summary("Generates a survey on who uses phones, and in whose name they are")
        .reads(SyntheticSim.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(PhoneUseSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column day = lit(params.day());
    Column asked =
        Draw.keyed(col("person_key"), "phone-use").lt(params.share().movePointRight(6).intValue());
    Dataset<Row> persons = inputs.table(SyntheticPerson.class);
    Dataset<Row> users =
        persons
            .filter(asked)
            .join(
                inputs.table(SyntheticResidence.class).filter(CountryColumns.isHereOn(day)),
                new String[] {"person_id"},
                "left_semi")
            .select(col("person_id"), col("sex").as("user_sex"), ageBand(day).as("user_age_band"));
    Dataset<Row> holders =
        persons.select(
            col("person_id").as("holder_id"),
            col("sex").as("holder_sex"),
            ageBand(day).as("holder_age_band"));
    Dataset<Row> cards =
        CardHolders.of(inputs.table(SyntheticSim.class).filter(CardHolders.isLocalOn(day)), persons)
            .groupBy("person_id")
            .agg(min_by(col("holder_id"), col("sim_id")).as("holder_id"));
    return users
        .join(cards, "person_id")
        .join(holders, new String[] {"holder_id"}, "left_outer")
        .select(
            col("user_sex").cast("string").as("user_sex"),
            col("user_age_band"),
            coalesce(col("holder_sex").cast("string"), lit("")).as("holder_sex"),
            coalesce(col("holder_age_band"), lit("")).as("holder_age_band"))
        .groupBy("user_sex", "user_age_band", "holder_sex", "holder_age_band")
        .agg(count(lit(1)).cast("string").as("users"))
        .withColumn("survey_date", lit(params.day().toString()))
        .withColumn("file_name", lit("phone_use_" + params.day() + ".csv"));
  }

  private static Column ageBand(Column day) {
    return AgeBands.groupName(CountryColumns.age(col("birth_date"), day), FIRST_AGES);
  }
}
