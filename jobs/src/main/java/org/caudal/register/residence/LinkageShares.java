package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.jspecify.annotations.Nullable;

/** How well a count was linked: by the parameters, else by what clerks found. */
final class LinkageShares {
  /** Columns with the shares and their errors. */
  static final List<String> COLUMNS =
      List.of("recall", "recall_error", "false_share", "false_share_error");

  private LinkageShares() {}

  /** Refuses some without the others, and a linkage that finds as many wrong as right. */
  static void requireSound(
      @Nullable BigDecimal recall,
      @Nullable BigDecimal recallError,
      @Nullable BigDecimal falseShare,
      @Nullable BigDecimal falseShareError) {
    if (recall == null || recallError == null || falseShare == null || falseShareError == null) {
      if (Stream.of(recall, recallError, falseShare, falseShareError).anyMatch(Objects::nonNull)) {
        throw new IllegalArgumentException(
            "recall, recall-error, false-share and false-share-error must be given together, or none of them");
      }
      return;
    }
    if (recallError.signum() < 0 || falseShareError.signum() < 0) {
      throw new IllegalArgumentException(
          "recall-error and false-share-error must be 0 or more, were "
              + recallError
              + " and "
              + falseShareError);
    }
    if (recall.compareTo(BigDecimal.ONE) > 0
        || falseShare.signum() < 0
        || recall.compareTo(falseShare) <= 0) {
      throw new IllegalArgumentException(
          "recall must be at most 1 and above false-share, which must be 0 or more");
    }
  }

  /** With {@link #COLUMNS}, the same in all rows; a failure where nobody tells them. */
  static Dataset<Row> with(
      Dataset<Row> rows, Inputs in, EstimateCoverage.Params p, String source, LocalDate day) {
    if (p.recall() != null) {
      return rows.withColumn("recall", share(p.recall()))
          .withColumn("recall_error", share(p.recallError()))
          .withColumn("false_share", share(p.falseShare()))
          .withColumn("false_share_error", share(p.falseShareError()));
    }
    Column isAsked =
        col("count_source")
            .equalTo(source)
            .and(col("reference_date").equalTo(lit(day)))
            .and(col("is_confirmed").equalTo(p.confirmed()));
    Dataset<Row> found =
        in.table(CountLinkage.class).filter(isAsked).select(Columns.named(COLUMNS));
    Column unknown =
        raise_error(
            lit(
                String.format(
                    Locale.ROOT,
                    "nobody knows how well %s of %s was linked with the list (confirmed: %s): run sample-counted-persons, have clerks look for those it draws, and run load-person-labels and estimate-count-linkage, all of the same count, day and confirmed; or give recall, recall-error, false-share and false-share-error of estimate-coverage",
                    source,
                    day,
                    p.confirmed())));
    return rows.join(broadcast(found), lit(true), "left")
        .withColumn(
            "recall",
            when(col("recall").isNull(), unknown.cast("decimal(10,9)")).otherwise(col("recall")));
  }

  private static Column share(@Nullable BigDecimal share) {
    return lit(share).cast("decimal(10,9)");
  }
}
