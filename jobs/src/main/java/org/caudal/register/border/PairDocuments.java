package org.caudal.register.border;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.border.DocumentChains;
import org.caudal.statistics.border.RenewalRates;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Pairs documents with those that followed them: renewed passports, and second ones of dual
 * nationals.
 *
 * <p><b>Reads</b> {@link BorderCrossing}. <b>Writes</b> {@link DocumentPair}, which {@link
 * DecideCrossings}, {@link RewindCrossings} and {@link CountBorderEvents} use where it is there.
 *
 * <p><b>Method.</b> A document that was last seen and one of the same birth date and sex that is
 * first seen later, by {@code most-months} at most, are a candidate: in turn if the two crossings
 * are in opposite directions, with a crossing missing if not. Crossings at one moment, as those of
 * one day where a source has days only, take turns, as in {@link DecideCrossings}. Chance makes so
 * many a month: the documents that are first seen in that month, in that direction, of that sex and
 * nationality (of any other, where it changes), times the share of the birth date, which is the
 * share of its year among documents of the sex times that of its day in the year among all; in the
 * odds not less than that of the documents of the birth date beside the two. Pairs of one birth
 * date and opposite sex cannot be one traveller: by as much as there are more of them than chance
 * makes, by kind, chance is raised. How many more candidates there are than chance makes, by kind,
 * by months, and by whether the document was last seen at an entry or an exit, and once or more
 * often, says how often one is followed by another ({@link RenewalRates}). The odds of a candidate
 * are the one rate over the other, and over the square of the share of documents that are not
 * followed; where more than half seem to be followed, nothing is paired. Of all choices in which a
 * document follows, and is followed by, one at most, that of the greatest total log-odds is taken,
 * exactly ({@link DocumentChains}); of it pairs stay whose probability beside all others is {@code
 * least-probability} or more. Candidates of odds below 1 to 99 are left out.
 *
 * <p><b>Known bias.</b> Two documents that are used in turns overlap, and are not found. Where a
 * country is large many are born on one day, and few pairs are probable, least of frequent
 * nationalities. Of twins of one sex either may be paired with the other's document. Birth dates
 * that a post misread are of another traveller. Documents do not begin at random: families travel
 * and renew together. All later documents of a person count as following, so that rates are too
 * high where many have three.
 *
 * <p><b>Example.</b> {@code caudal run pair-documents --conf conf/border.yaml}
 */
public final class PairDocuments implements Job<PairDocuments.Params> {
  private static final String[] BLOCK = {"birth_date", "sex"};

  /** Parameters. */
  public record Params(
      @Doc("Most months between the end of a document and the beginning of the next, 1 to 240")
          @Default("48")
          int mostMonths,
      @Doc("Lowest probability of a pair") @Default("0.5") BigDecimal leastProbability,
      @Doc("Most documents of one birth date and sex; where there are more none is paired")
          @Default("2000")
          int mostDocuments) {

    /** Refuses what pairs nothing or everything. */
    public Params {
      Shares.requireBetween("least-probability", leastProbability);
      if (mostMonths < 1 || mostMonths > 240) {
        throw new IllegalArgumentException("most-months must be 1 to 240, was " + mostMonths);
      }
      if (mostDocuments < 2) {
        throw new IllegalArgumentException(
            "most-documents must be 2 or more, was " + mostDocuments);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("pair-documents", Params.class)
        .summary("Pairs documents of travellers with those that followed them.")
        .reads(BorderCrossing.class)
        .writesWhole(DocumentPair.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> documents =
        in.kept(SeenDocuments.of(in.table(BorderCrossing.class), p.mostDocuments()));
    Dataset<Row> candidates =
        in.kept(SeenDocuments.candidates(documents, documents, p.mostMonths()));
    Dataset<Row> rates = DocumentRates.of(documents, candidates, p.mostMonths());
    return likely(SeenDocuments.withFlows(candidates, documents), rates)
        .groupBy(BLOCK[0], BLOCK[1])
        .agg(array_sort(collect_list(row())).as("candidates"))
        .select(inline(DocumentRates.paired(col("candidates"), p.leastProbability())))
        .withColumn("gap_days", datediff(col("began_on"), col("ended_on")))
        .withColumn("odds", Decimals.rounded(col("odds"), 24, 6))
        .withColumn("probability", Decimals.rounded(col("probability"), 7, 6));
  }

  /** Candidates with their odds, where these are worth a look. */
  private static Dataset<Row> likely(Dataset<Row> candidates, Dataset<Row> rates) {
    return candidates
        .join(broadcast(rates), new String[] {"kind", "span"}, "inner")
        .withColumn("odds", col("rate").divide(DocumentRates.chance()))
        .filter(col("odds").geq(DocumentRates.LEAST_ODDS));
  }

  private static Column row() {
    return struct(
        col("ended_at"),
        col("traveller_id"),
        col("began_at"),
        col("next_traveller_id"),
        col("ended_on"),
        col("began_on"),
        col("is_crossing_missing"),
        not(col("is_kept")).as("is_nationality_changed"),
        col("odds"));
  }
}
