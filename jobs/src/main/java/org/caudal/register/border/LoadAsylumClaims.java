package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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
import org.caudal.synthetic.register.AsylumSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads claims of asylum with the days on which claimants might stay for them.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code claim_id}, {@code claimant_id},
 * {@code claimed_on}, {@code status}, {@code decided_on} and, where the source has it, {@code
 * nationality}. <b>Writes</b> {@link AsylumClaim}.
 *
 * <p><b>Method.</b> Marks become pseudonyms, those of claimants of the domain of travellers at the
 * border: one document has one pseudonym in both. A claim is one to stay from its day on; with a
 * status of {@code ended-statuses} until the day of the decision, with one of {@code open-statuses}
 * without end. Other statuses are rejected. The nationality is alpha-3, or one of travel documents
 * as of {@link LoadBorderCrossings}; where {@code codes} names it, it is written in any way, as it
 * held on the day of the claim; a code that did not hold then is warned about, unless {@code
 * codes.wrong} says otherwise ({@code …-valid}).
 *
 * <p>A family may have one mark: each claimant has a claim of it, of which the last line stays.
 *
 * <p><b>Known bias.</b> Of several claimants of one mark without a document or number the last line
 * stays. Documents are compared by their letters and digits, in capitals: a hyphen more is the same
 * document, a wrong digit or a leading zero less is another. An appeal that the source does not
 * write as an open claim is none.
 *
 * <p><b>Example.</b> {@code caudal run load-asylum-claims --conf conf/border.yaml}
 */
public final class LoadAsylumClaims implements Job<LoadAsylumClaims.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the claims") Extract extract,
      @Doc("Codes of nationalities beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("Statuses of claims to stay, not decided or granted, in small letters")
          @Default(
              "[pending, appealed, recognised, recognized, granted, pendiente, en trámite, reconocida, reconocido, pendente, em análise, reconhecida, reconhecido, deferida, deferido]")
          List<String> openStatuses,
      @Doc("Statuses of claims that ended on the day of the decision, in small letters")
          @Default(
              "[refused, rejected, abandoned, withdrawn, closed, denegada, denegado, rechazada, rechazado, abandonada, abandonado, desistida, desistido, recusada, recusado, indeferida, indeferido, arquivada, arquivado, extinta, extinto]")
          List<String> endedStatuses,
      @Doc("Whether the nationality may be written in other ways than alpha-3") @Default("{}")
          CountryColumns codes)
      implements Loading {

    /** Keeps the lists; refuses words that no row has, or that say both, and other columns. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      openStatuses = List.copyOf(openStatuses);
      endedStatuses = List.copyOf(endedStatuses);
      codes.requireOf(List.of("nationality"));
      CodeRules.requireSmallLetters(
          "open-statuses and ended-statuses",
          Stream.concat(openStatuses.stream(), endedStatuses.stream()).toList());
      for (String word : openStatuses) {
        if (endedStatuses.contains(word)) {
          throw new IllegalArgumentException(
              "a status must be of open-statuses or of ended-statuses, of both was " + word);
        }
      }
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-asylum-claims", Params.class)
          .summary("Loads claims of asylum with the days on which claimants might stay for them.")
          .after(AsylumSheet.class)
          .loads(plan(List.of(), List.of(), List.of(), CountryColumns.NONE));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.otherCountries(), p.openStatuses(), p.endedStatuses(), p.codes()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(
      List<String> otherCountries, List<String> open, List<String> ended, CountryColumns codes) {
    List<String> known = Codes.nationalities(otherCountries);
    Column isOpen = col("status").isin(open.toArray());
    Column isEnded = col("status").isin(ended.toArray());
    LoadPlan.Builder plan =
        LoadPlan.into(AsylumClaim.class)
            .field(Field.identifier("claim_id", "asylum-claim"))
            .field(Field.document("claimant_id", LoadBorderCrossings.TRAVELLERS).optional())
            .field(Field.code("nationality").optional().orAbsent())
            .field(Field.date("claimed_on"))
            .field(Field.text("status"))
            .field(Field.date("decided_on").optional())
            .derive("status", lower(col("status")))
            .derive("ended_on", when(isEnded, col("decided_on")));
    plan.derive("nationality", Codes.nationality(col("nationality")));
    return codes
        .read(plan, "nationality", col("claimed_on"), known)
        .reject(
            "status-known",
            "status",
            isOpen.or(isEnded),
            "The status is neither of open-statuses nor of ended-statuses.",
            "Name it in the list whose meaning it has.")
        .reject(
            "end-known",
            "decided_on",
            not(isEnded).or(col("decided_on").isNotNull()),
            "The claim has ended and has no day of decision.",
            "Fill in the day at the source.")
        .reject(
            "days-in-order",
            "decided_on",
            coalesce(col("decided_on").geq(col("claimed_on")), lit(true)),
            "The claim was decided before it was made.",
            "Mend the days at the source.")
        .rules(codes.rules("nationality", known))
        .build();
  }
}
