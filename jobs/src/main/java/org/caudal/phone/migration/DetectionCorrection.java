package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.phone.place.DeviceBehaviour;

/**
 * Counts what was found with what was not, as devices are seen too seldom: each counts as many as
 * the factor of its device's activity class, and of the length of the stay, says. The variance is Σ
 * m² over devices, with m what counts for one, and (Σ f n e / r)² with the sum over classes and
 * lengths, f the factor, n the number, r the rate and e its error: the chance of who it is, and
 * that of the rates. The errors of rates add up, as all rates are of the same devices, thinned by
 * the same draws; so the sum is not too small, however they go together.
 *
 * <p>Where all that was found is of classes whose factor is 0, as their rate is below the least,
 * there is no estimate: others stand for these classes, and they found nothing. Stays of a length
 * of which no class has a rate are counted, and have no part in the estimate.
 */
final class DetectionCorrection {
  private static final List<String> RATED =
      List.of("level", "method", "spell_definition", "kind", "definition", "activity_class");

  private DetectionCorrection() {}

  /**
   * One row a cell: {@code devices}, {@code counted}, and {@code estimate} with error and interval.
   *
   * @param found one row a cell, device and length: the cell, {@code kind}, {@code operator_id},
   *     {@code device_id}, {@code days} and {@code number}
   * @param countryFrom the level whose rates are those of the level country; where it is empty or
   *     has none, that level has its own
   */
  static Dataset<Row> of(
      Inputs in, Dataset<Row> found, List<String> cell, String countryFrom, BigDecimal level) {
    Column relative = when(col("rate").gt(0), col("error").divide(col("rate")));
    WindowSpec device = Window.partitionBy(Columns.named(cell, "operator_id", "device_id"));
    return rated(in, found, countryFrom)
        .groupBy(Columns.named(cell, "operator_id", "device_id", "activity_class", "least_days"))
        .agg(
            sum("number").as("counted"),
            max("factor").as("factor"),
            max(coalesce(relative, lit(0.0))).as("relative"))
        .withColumn("made", col("factor").multiply(col("counted")))
        .withColumn("made_by_device", Decimals.total(col("made"), device))
        .withColumn("is_first", col("least_days").equalTo(min("least_days").over(device)))
        .groupBy(Columns.named(cell, "activity_class", "least_days"))
        .agg(
            count_if(col("is_first")).as("devices"),
            sum("counted").as("counted"),
            Decimals.total(col("made")).as("made"),
            Decimals.total(col("made").multiply(col("made_by_device"))).as("squares"),
            max("relative").as("relative"))
        .groupBy(Columns.named(cell))
        .agg(
            sum("devices").as("devices"),
            sum("counted").as("counted"),
            Decimals.total(col("made")).as("made"),
            sqrt(Decimals.total(col("squares"))
                    .plus(pow(Decimals.total(col("made").multiply(col("relative"))), 2)))
                .as("error"))
        .withColumns(estimate(level))
        .withColumn("interval_level", lit(level).cast("decimal(7,6)"))
        .drop("made", "error");
  }

  /** Estimate, error and interval, where a class that has a factor found something. */
  private static Map<String, Column> estimate(BigDecimal level) {
    Map<String, Column> figures =
        new TreeMap<>(
            UnitErrors.interval("estimate", "", col("made"), col("error"), col("devices"), level));
    figures.replaceAll((name, figure) -> when(col("made").gt(0), figure));
    return figures;
  }

  /** The rows of devices of a class, with the rate and factor of it. */
  private static Dataset<Row> rated(Inputs in, Dataset<Row> found, String countryFrom) {
    WindowSpec lengths = Window.partitionBy(Columns.named(RATED)).orderBy("least_days");
    Column isOfLength =
        col("days")
            .geq(col("least_days"))
            .and(coalesce(col("days").lt(col("longer_from")), lit(true)));
    Dataset<Row> rates =
        SpellHistory.withCountry(in.table(DetectionRate.class), countryFrom)
            .select(
                col("level"),
                col("method"),
                col("spell_definition"),
                col("kind"),
                col("definition"),
                col("activity_class"),
                col("least_days"),
                col("least_span"),
                col("rate"),
                col("standard_error").as("error"),
                coalesce(col("factor"), lit(0.0)).as("factor"))
            .withColumn("longer_from", lead("least_days", 1).over(lengths));
    return found
        .join(
            DeviceBehaviour.overSpans(in, DetectSpells.ALL_HOURS),
            new String[] {"operator_id", "device_id"})
        .join(rates, RATED.toArray(String[]::new))
        .filter(col("span").geq(col("least_span")).and(isOfLength));
  }
}
