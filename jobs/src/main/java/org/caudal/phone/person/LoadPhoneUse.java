package org.caudal.phone.person;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.reference.Codes;
import org.caudal.synthetic.phone.PhoneUseSheet;
import org.caudal.table.Doc;

/**
 * Loads who uses the phones that others registered, one group of users and of holders a line.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code survey_date}, {@code users}
 * and, where known, {@code user_sex} and {@code holder_sex} (ISO 5218), {@code user_age_band} and
 * {@code holder_age_band} (as 30-44 or 60+).
 *
 * <p><b>Writes</b> {@link PhoneUse}.
 *
 * <p><b>Method.</b> Household surveys of the region ask who has a phone, and in whose name the line
 * is. Their answers are counted here as delivered, with the weights of the survey; a person with
 * several cards counts once, by the one used most. Of two lines for one cell the later stays.
 *
 * <p><b>Known bias.</b> People tell a survey what they remember of a contract. Whoever does not
 * answer is not there: give such rows with an empty sex and age of the holder, which count for
 * nothing.
 *
 * <p><b>Example.</b> {@code caudal run load-phone-use --conf conf/phone.yaml}
 */
public final class LoadPhoneUse implements Job<LoadPhoneUse.Params> {
  private static final int FIRM = 9;

  /** Parameters. */
  public record Params(@Doc("Files with the counts") Extract extract) implements Loading {}

  private static final LoadPlan PLAN = plan();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-phone-use", Params.class)
          .summary("Loads who uses the phones that others registered.")
          .after(PhoneUseSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }

  private static LoadPlan plan() {
    LoadPlan.Builder plan =
        LoadPlan.into(PhoneUse.class)
            .field(Field.date("survey_date"))
            .field(Field.integer("user_sex").optional().orAbsent())
            .field(Field.text("user_age_band").optional().orAbsent())
            .field(Field.integer("holder_sex").optional().orAbsent())
            .field(Field.text("holder_age_band").optional().orAbsent())
            .field(Field.decimal("users", 18, 6));
    for (String who : List.of("user", "holder")) {
      String sex = who + "_sex";
      String band = who + "_age_band";
      Column known = who.equals("user") ? col(sex).isin(0, 1, 2) : col(sex).isin(0, 1, 2, FIRM);
      plan.derive(sex, Codes.sex(col(sex)))
          .derive(band, coalesce(col(band), lit("")))
          .reject(
              who + "-sex-known",
              sex,
              known,
              "The sex is no code of ISO 5218 that a " + who + " can have.",
              "Use 1 male, 2 female, 0 or nothing where it is not known; 9 only of a holder that is a firm.")
          .reject(
              who + "-age-band-readable",
              band,
              AgeBands.isBand(col(band)),
              "The age band is no band of completed years.",
              "Write bands as 30-44, the last as 60+, and nothing where the age is not known.");
    }
    return plan.reject(
            "users-possible",
            "users",
            col("users").geq(0),
            "The number of users is below zero.",
            "Mend the number at the source.")
        .whole()
        .build();
  }
}
