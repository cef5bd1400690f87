package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.phone.person.DeviceBehaviour;

/**
 * Counts what was found with what was not, as devices are seen too seldom: each counts as many as
 * the factor of its device's activity class says. The variance is Σ f² S + Σ (f n e / r)² over
 * classes, with n the number of the class, S the squares of those of its devices, r its rate and e
 * the error of that: the chance of who it is, and that of the rate.
 */
final class DetectionCorrection {
  private static final String[] RATED = {
    "rate_level", "method", "spell_definition", "kind", "definition", "activity_class"
  };

  private DetectionCorrection() {}

  /**
   * One row a cell: {@code devices}, {@code counted}, and {@code estimate} with error and interval.
   *
   * @param found one row a cell and device: the cell, {@code kind}, {@code operator_id}, {@code
   *     device_id} and {@code number}
   * @param countryFrom the level whose rates are those of the level country
   */
  static Dataset<Row> of(
      Inputs in, Dataset<Row> found, List<String> cell, String countryFrom, BigDecimal level) {
    Column number = col("number").cast("double");
    Column relative = when(col("rate").gt(0), col("error").divide(col("rate")));
    return rated(in, found, countryFrom)
        .groupBy(Columns.named(cell, "activity_class"))
        .agg(
            count(lit(1)).as("devices"),
            sum("number").as("counted"),
            sum(number.multiply(number)).as("squares"),
            max("factor").as("factor"),
            max(coalesce(relative, lit(0.0))).as("relative"))
        .withColumn("made", col("factor").multiply(col("counted")))
        .groupBy(Columns.named(cell))
        .agg(
            sum("devices").as("devices"),
            sum("counted").as("counted"),
            Decimals.total(col("made")).as("made"),
            sqrt(Decimals.total(
                    pow(col("factor"), 2)
                        .multiply(col("squares"))
                        .plus(pow(col("made").multiply(col("relative")), 2))))
                .as("error"))
        .withColumns(
            UnitErrors.interval("estimate", "", col("made"), col("error"), col("devices"), level))
        .withColumn("interval_level", lit(level).cast("decimal(7,6)"))
        .drop("made", "error");
  }

  /** The rows of devices of a class, with the rate and factor of it. */
  private static Dataset<Row> rated(Inputs in, Dataset<Row> found, String countryFrom) {
    Column isCountry = col("level").equalTo(SpellHistory.COUNTRY);
    Dataset<Row> rates =
        in.table(DetectionRate.class)
            .filter(col("factor").isNotNull())
            .select(
                col("level").as("rate_level"),
                col("method"),
                col("spell_definition"),
                col("kind"),
                col("definition"),
                col("activity_class"),
                col("least_span"),
                col("rate"),
                col("standard_error").as("error"),
                col("factor"));
    return found
        .withColumn("rate_level", when(isCountry, countryFrom).otherwise(col("level")))
        .join(
            DeviceBehaviour.overSpans(in, DetectSpells.ALL_HOURS),
            new String[] {"operator_id", "device_id"})
        .join(rates, RATED)
        .filter(col("span").geq(col("least_span")));
  }
}
