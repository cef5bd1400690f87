package org.caudal.phone.person;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.year;

import java.util.regex.Pattern;
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
import org.caudal.load.Masking;
import org.caudal.load.Pseudonyms;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.phone.network.Operators;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.synthetic.phone.SubscriberSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads who registered each SIM card, one registration a line.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code user_id}, written as in the
 * files of {@code load-phone-events}, {@code valid_from} and, where known, {@code operator_id},
 * {@code valid_to} (the day on which it ended), {@code sex} (ISO 5218), {@code birth_year} or
 * {@code age_band} (as 30-44 or 60+), {@code zone_id} (area of registration) and {@code
 * traveller_id} (number of the document that was shown).
 *
 * <p><b>Writes</b> {@link Subscriber}.
 *
 * <p><b>Method.</b> SIM cards get the pseudonyms of phone events and documents those of border
 * crossings, by their letters and digits alone, so that they can be compared. Of two lines of one
 * card, operator and first day the later stays. A card may be registered anew: a registration ends
 * at the latest where the next one of the card begins. With {@code area-pattern} an area that is
 * not like it is rejected ({@code area-known}).
 *
 * <p><b>Known bias.</b> The holder is not always the user: parents buy for children, one member of
 * a household for all, firms for their staff. Cards that were sold on keep their first holder.
 *
 * <p><b>Example.</b> {@code caudal run load-subscribers --conf conf/phone.yaml}
 */
public final class LoadSubscribers implements Job<LoadSubscribers.Params> {
  private static final int EARLIEST_BIRTH = 1890;

  /** Parameters. */
  public record Params(
      @Doc("Files with the registrations") Extract extract,
      @Doc(
              "Regular expression whose first group finds the operator in the name of a file, with the folders between the path and it, such as year=2025/month=6/, where no column or constant holds it")
          @Default("''")
          String operatorPattern,
      @Doc(
              "Regular expression of the whole of an area; what is none is rejected. Empty, every text is an area")
          @Example("XC[0-9]{2}")
          @Default("''")
          String areaPattern)
      implements Loading {

    /** Refuses a pattern without a group, and one that cannot be read. */
    public Params {
      Operators.requirePattern(operatorPattern);
      Pattern.compile(areaPattern); // a message that says where it is wrong
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-subscribers", Params.class)
          .summary("Loads who registered each SIM card.")
          .after(SubscriberSheet.class)
          .loads(plan("", ""));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(), plan(p.operatorPattern(), p.areaPattern()), p.extract(), in::pseudonym);
  }

  private static LoadPlan plan(String operatorPattern, String areaPattern) {
    LoadPlan.Builder plan =
        LoadPlan.into(Subscriber.class)
            .field(Field.text("operator_id").optional().orAbsent())
            .field(Field.identifier("user_id", PhoneEvent.DEVICE))
            .field(Field.date("valid_from"))
            .field(Field.date("valid_to").optional().orAbsent())
            .field(Field.integer("sex").optional().orAbsent())
            .field(Field.integer("birth_year").optional().orAbsent())
            .field(Field.text("age_band").optional().orAbsent())
            .field(Field.text("zone_id").optional().orAbsent())
            .field(
                Field.document("traveller_id", LoadBorderCrossings.TRAVELLERS)
                    .optional()
                    .orAbsent())
            .derive("operator_id", Operators.of(operatorPattern))
            .derive("device_id", Pseudonyms.number(col("user_id")))
            .derive("sex", Codes.sex(col("sex")))
            .derive("birth_year", Codes.whole(col("birth_year")))
            .derive("age_band", coalesce(col("age_band"), lit("")))
            .derive("zone_id", coalesce(col("zone_id"), lit("")));
    return Operators.require(plan)
        .rule(CodeRules.sex())
        .rules(CodeRules.area("zone_id", col("zone_id").equalTo(""), areaPattern, CodeRules.MEND))
        .reject(
            "area-is-no-number",
            "zone_id",
            not(Masking.isNumber(col("zone_id"), "user_id", "traveller_id")),
            "The area is written as a telephone number, or is the number of the user or the document and has seven characters or more.",
            "Look whether columns are exchanged at the source; area-pattern says what an area looks like.")
        .reject(
            "days-in-order",
            "valid_to",
            coalesce(col("valid_to").gt(col("valid_from")), lit(true)),
            "The registration ends on or before its first day.",
            "Give the day on which it ended, or leave it empty while it lasts.")
        .reject(
            "birth-year-possible",
            "birth_year",
            coalesce(
                col("birth_year").between(lit(EARLIEST_BIRTH), year(col("valid_from"))), lit(true)),
            "The holder would be born after the registration, or before 1890.",
            CodeRules.MEND)
        .reject(
            "age-band-readable",
            "age_band",
            AgeBands.isBand(col("age_band")),
            "The age band is no band of completed years.",
            "Write bands as 30-44, the last as 60+, and nothing where the age is not known.")
        .build();
  }
}
