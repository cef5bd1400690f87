package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.reference.CountryColumns;
import org.caudal.synthetic.register.PermitSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads residence permits with the family members who brought their holders.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code permit_id}, {@code holder_id},
 * {@code reason}, {@code issued_on}, {@code expires_on} and, where the source has them, {@code
 * nationality}, {@code kinship} and {@code sponsor_id}. <b>Writes</b> {@link ResidencePermit}.
 *
 * <p><b>Method.</b> Marks become pseudonyms, those of holders and sponsors of the domain of
 * travellers at the border: one document has one pseudonym in both. A permit whose sponsor is its
 * holder has none; one without an end is for good. Reasons and kinships of members of a family are
 * named by {@code family-reasons} and {@code kin}. The nationality is alpha-3, or one of travel
 * documents as of {@link LoadBorderCrossings}; where {@code codes} names it, it is written in any
 * way, as it held on the day of issue; a code that did not hold then is warned about, unless {@code
 * codes.wrong} says otherwise ({@code …-valid}).
 *
 * <p><b>Known bias.</b> Documents are compared by their letters and digits, in capitals: a hyphen
 * more is the same document, a wrong digit or a leading zero less is another.
 *
 * <p><b>Example.</b> {@code caudal run load-residence-permits --conf conf/border.yaml}
 */
public final class LoadResidencePermits implements Job<LoadResidencePermits.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the permits") Extract extract,
      @Doc("Codes of nationalities beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("Reasons of members of a family, in small letters")
          @Default(
              "[family, familia, família, reagrupación familiar, reunificación familiar, reunião familiar]")
          List<String> familyReasons,
      @Doc("What spouses, partners, children and parents are called, in small letters")
          @Default(
              "[spouse, partner, child, parent, cónyuge, cônjuge, pareja, hijo, hija, filho, filha, padre, madre, pai, mãe]")
          List<String> kin,
      @Doc("Whether the nationality may be written in other ways than alpha-3") @Default("{}")
          CountryColumns codes)
      implements Loading {

    /** Keeps the lists; refuses words that no row has, and columns without a country. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      codes.requireOf(List.of("nationality"));
      familyReasons = List.copyOf(familyReasons);
      kin = List.copyOf(kin);
      CodeRules.requireSmallLetters(
          "family-reasons and kin", Stream.concat(familyReasons.stream(), kin.stream()).toList());
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-residence-permits", Params.class)
          .summary("Loads residence permits with the family members who brought their holders.")
          .after(PermitSheet.class)
          .loads(plan(List.of(), List.of(), List.of(), CountryColumns.NONE));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.otherCountries(), p.familyReasons(), p.kin(), p.codes()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(
      List<String> otherCountries,
      List<String> familyReasons,
      List<String> kin,
      CountryColumns codes) {
    List<String> known = Codes.nationalities(otherCountries);
    LoadPlan.Builder plan =
        LoadPlan.into(ResidencePermit.class)
            .field(Field.identifier("permit_id", "residence-permit"))
            .field(Field.document("holder_id", LoadBorderCrossings.TRAVELLERS).optional())
            .field(Field.code("nationality").optional().orAbsent())
            .field(Field.text("reason"))
            .field(Field.text("kinship").optional().orAbsent())
            .field(
                Field.document("sponsor_id", LoadBorderCrossings.TRAVELLERS).optional().orAbsent())
            .field(Field.date("issued_on"))
            .field(Field.date("expires_on").optional())
            .derive("reason", lower(col("reason")))
            .derive("kinship", lower(col("kinship")))
            .derive(
                "is_family",
                coalesce(
                    col("reason")
                        .isin(familyReasons.toArray())
                        .or(coalesce(col("kinship").isin(kin.toArray()), lit(false))),
                    lit(false)))
            .derive(
                "sponsor_id",
                when(not(col("sponsor_id").eqNullSafe(col("holder_id"))), col("sponsor_id")));
    plan.derive("nationality", Codes.nationality(col("nationality")));
    return codes
        .read(plan, "nationality", col("issued_on"), known)
        .reject(
            "days-in-order",
            "expires_on",
            coalesce(col("expires_on").geq(col("issued_on")), lit(true)),
            "The permit ends before it begins.",
            "Mend the days at the source.")
        .rules(codes.rules("nationality", known))
        .build();
  }
}
