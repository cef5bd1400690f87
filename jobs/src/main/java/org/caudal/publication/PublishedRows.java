package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.table.TableSchema;

/** Estimates with a status as rows of {@link Indicator}: rounded, and empty where suppressed. */
final class PublishedRows {
  static final String SHOWN = "published";

  /** What has no value, in SDMX. */
  static final String NONE = "_Z";

  /** Not specified, in SDMX. */
  static final String UNKNOWN = "_X";

  /** All, in SDMX. */
  static final String TOTAL = "_T";

  /** Measures that are whole numbers. */
  private static final List<String> COUNTS =
      Stream.concat(Stream.of("transfers", "senders"), IndicatorCode.counts()).toList();

  private static final int TENS = 10;
  private static final double ROUNDING = 1e-6; // three thirds of a person are one

  private PublishedRows() {}

  /** In full tens, rounded down. */
  static Column inTens(Column persons) {
    return inSteps(persons, lit(TENS));
  }

  /** In full steps, rounded down. */
  static Column inSteps(Column number, Column step) {
    return floor(number.plus(ROUNDING).divide(step)).multiply(step).cast("long");
  }

  /** Rounded down. */
  static Column whole(Column persons) {
    return floor(persons.plus(ROUNDING)).cast("long");
  }

  /** The columns of the table, of no subject but areas, empty where the cell is suppressed. */
  static Dataset<Row> of(Dataset<Row> rows, LocalDate vintage) {
    return ofSubjects(rows.withColumn("subject_id", lit(NONE)), vintage);
  }

  /** The columns of the table, of the subject in {@code subject_id}, empty where suppressed. */
  static Dataset<Row> ofSubjects(Dataset<Row> rows, LocalDate vintage) {
    return rows.withColumn("indicator_id", code())
        .withColumn("value", shown(rounded("estimate")))
        .withColumn("interval_low", shown(rounded("interval_low")))
        .withColumn("interval_high", shown(rounded("interval_high")))
        .withColumn("observations", shown(col("observations")))
        .withColumn("vintage", lit(vintage))
        .select(
            TableSchema.of(Indicator.class).columnNames().stream()
                .map(functions::col)
                .toArray(Column[]::new));
  }

  private static Column shown(Column value) {
    return when(Suppression.isShown(), value);
  }

  private static Column rounded(String column) {
    Column cents = round(col(column), 2);
    return when(col("measure").isin("value", "average"), cents)
        .when(col("measure").isin(COUNTS.toArray()), round(col(column), 0))
        .otherwise(round(col(column), 3))
        .cast("decimal(24,6)");
  }

  /** The indicator of a measure and variant. */
  private static Column code() {
    Column[] cases =
        Arrays.stream(IndicatorCode.values())
            .map(
                code ->
                    when(
                        col("measure")
                            .equalTo(code.measure())
                            .and(col("variant").equalTo(code.variant())),
                        code.code()))
            .toArray(Column[]::new);
    return functions.get(functions.array_compact(array(cases)), lit(0));
  }
}
