package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/** Who stayed after the last day of the admission, without a permit or a claim of asylum. */
final class Overstays {
  private Overstays() {}

  /**
   * Entries with an admission and whether they are overstays in {@code answer}: yes, no or maybe.
   * Who had a permit or a claim of asylum by the last day of the admission that had not ended
   * before the entry, and one on the last day in the country, the last day to look at where the
   * traveller is there still, overstays not. Where permits or claims are not loaded nobody knows:
   * what would be yes is maybe.
   *
   * @param visits entries of foreigners of {@link Journeys#withNext}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> visits) {
    Dataset<Row> admitted =
        visits.filter(col("admitted_until").isNotNull()).withColumn("answer", Journeys.overstays());
    Column isYes = col("answer").equalTo("yes");
    boolean isWhole = in.isThere(ResidencePermit.class) && in.isThere(AsylumClaim.class);
    Dataset<Row> judged =
        titles(in)
            .map(titles -> admitted.join(titles, new String[] {"traveller_id"}, "left"))
            .map(
                rows ->
                    rows.withColumn("answer", when(isEntitled(), "no").otherwise(col("answer"))))
            .orElse(admitted);
    return isWhole
        ? judged
        : judged.withColumn("answer", when(isYes, "maybe").otherwise(col("answer")));
  }

  /** Permits and claims of each traveller, {@code titles}, with their first and last days. */
  private static Optional<Dataset<Row>> titles(Inputs in) {
    return Stream.of(
            titles(in, ResidencePermit.class, "holder_id", "issued_on", "expires_on"),
            titles(in, AsylumClaim.class, "claimant_id", "claimed_on", "ended_on"))
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .map(
            rows ->
                rows.groupBy("traveller_id")
                    .agg(collect_list(struct("since", "until")).as("titles")));
  }

  private static Optional<Dataset<Row>> titles(
      Inputs in, Class<? extends Record> table, String holder, String since, String until) {
    return in.isThere(table)
        ? Optional.of(
            Travellers.first(in, in.table(table), holder)
                .filter(col(holder).isNotNull())
                .select(
                    col(holder).as("traveller_id"), col(since).as("since"), col(until).as("until")))
        : Optional.empty();
  }

  private static Column isEntitled() {
    Column last = coalesce(col("next_date"), col("as_of"));
    Column inTime =
        exists(
            col("titles"),
            title ->
                title
                    .getField("since")
                    .leq(col("admitted_until"))
                    .and(isUntil(title, col("crossing_date"))));
    Column valid =
        exists(col("titles"), title -> last.geq(title.getField("since")).and(isUntil(title, last)));
    return coalesce(last.gt(col("admitted_until")).and(inTime).and(valid), lit(false));
  }

  /** Whether a title ends on a day or later, or has no end. */
  private static Column isUntil(Column title, Column day) {
    return coalesce(title.getField("until").geq(day), lit(true));
  }
}
