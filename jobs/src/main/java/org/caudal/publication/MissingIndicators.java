package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.missing.MissingCount;

/**
 * Persons reported missing, those of them not found, and those whose report will come, by when they
 * were last seen: all, and by sex, nationality and age, one at a time. Periods that are not over
 * have no row, nor has a category of which nobody was reported. Of what was reported the interval
 * is the count itself: a minimum, as persons who are never reported are in none.
 *
 * <p><b>Disclosure.</b> A count of fewer than the minimum is hidden, and those not found where
 * those found are fewer. Categories add up to the total: others are hidden with them ({@link
 * AreaSuppression}). What is expected is the count times a factor that a reader can learn from
 * other rows, and is hidden with it. A hidden category has no row: that it has one would tell that
 * somebody of the few is of that sex, that nationality and that age.
 */
final class MissingIndicators {
  /** Of which the categories add up. */
  private static final List<String> SUM = List.of("period_start", "breakdown");

  private static final WindowSpec OF_SUM = Window.partitionBy(Columns.named(SUM));

  private MissingIndicators() {}

  /** One row a measure, period and category, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    PublicationRules.Missing rules = p.missing();
    int minimum = rules.minimumPersons();
    Dataset<Row> counts =
        in.table(MissingCount.class)
            .filter(col("status").notEqual("not_over").and(col("reported").gt(0)));
    Dataset<Row> figures =
        AreaSuppression.protecting(counts, SUM, "reported", "category", lit(minimum))
            .withColumn("found", col("reported").minus(col("still_missing")))
            .withColumn("fewer", least(col("still_missing"), col("found")))
            .withColumn("counts", isPart().and(col("protects")))
            .withColumn("states", isPart().and(min("fewer").over(OF_SUM).lt(minimum)))
            .withColumn("figure", explode(array(reported(), still(), expected())))
            .drop("expected", "protects")
            .select(col("*"), col("figure.*"))
            .filter(col("estimate").isNotNull());
    Dataset<Row> rows = decided(figures, minimum).filter(not(isPart()).or(Suppression.isShown()));
    return PublishedRows.ofSubjects(described(rows, rules), p.vintage());
  }

  private static Column reported() {
    Column persons = col("reported");
    return figure("reported", persons, persons, persons, persons, "counts");
  }

  private static Column still() {
    Column persons = col("still_missing");
    return figure("still", persons, persons, persons, col("fewer"), "states");
  }

  private static Column expected() {
    Column persons = col("expected");
    return figure(
        "expected", persons, col("interval_low"), col("interval_high"), col("reported"), "counts");
  }

  private static Column figure(
      String measure, Column estimate, Column low, Column high, Column behind, String protects) {
    return struct(
        lit(measure).as("measure"),
        estimate.cast("decimal(24,6)").as("estimate"),
        low.as("low"),
        high.as("high"),
        behind.as("behind"),
        col(protects).as("protects"));
  }

  private static Dataset<Row> decided(Dataset<Row> figures, int minimum) {
    Column few = col("behind").lt(minimum);
    return figures
        .withColumn(
            Suppression.STATUS,
            when(few, Suppression.PRIMARY)
                .when(col("protects"), Suppression.SECONDARY)
                .otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(
                    few.and(col("measure").equalTo("still")),
                    "fewer than " + minimum + " persons not found, or found")
                .when(few, "fewer than " + minimum + " persons reported")
                .when(col("protects"), "protects a category of few persons")
                .otherwise("at least " + minimum + " persons"));
  }

  private static Column isPart() {
    return col("category").notEqual(Codes.TOTAL);
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublicationRules.Missing rules) {
    Column known =
        concat(
            lit("count of reports known on "),
            col("as_of").cast("string"),
            lit("; a minimum, as persons who are never reported are in no figure"));
    return rows.withColumn("variant", lit("missing"))
        .withColumn(
            "subject_id",
            when(isPart(), concat_ws("=", col("breakdown"), col("category")))
                .otherwise(PublishedRows.TOTAL))
        .withColumn("interval_low", col("low"))
        .withColumn("interval_high", col("high"))
        .withColumn("area_level", lit("country"))
        .withColumn("origin_area", lit(PublishedRows.NONE))
        .withColumn("destination_area", lit(rules.country()))
        .withColumn("unit", lit("persons"))
        .withColumn("observations", col("reported"))
        .withColumn("observation_unit", lit("persons"))
        .withColumn("source", lit(rules.source()))
        .withColumn(
            "method",
            when(
                    col("measure").equalTo("expected"),
                    concat(
                        lit(
                            "chain ladder of how late reports were, with the interval of a count; "),
                        known))
                .otherwise(known));
  }
}
