package org.caudal.register.stock;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.NameSets;
import org.caudal.job.Inputs;
import org.caudal.register.residence.CoverageGroups;
import org.caudal.register.residence.CoveredPersons;
import org.caudal.table.TableSchema;

/**
 * Residents by their characteristics from linked registers: those on the list, each standing for as
 * many as the model of coverage says.
 */
final class RegisterStocks {
  /** What registers say of a person. */
  private static final List<String> KNOWN =
      List.of("area_id", "sex", "age_band", "birth_country", "citizenship", "migration_status");

  private RegisterStocks() {}

  /** Rows of {@link Stock}. */
  static Dataset<Row> of(Inputs in, EstimateStocks.Params p) {
    List<String> cell =
        Stream.concat(Stream.of("reference_date", "crossed_by"), Stock.CHARACTERISTICS.stream())
            .toList();
    List<String> crosses = p.crosses().stream().filter(RegisterStocks::isKnown).toList();
    return CoveredPersons.cells(
            in,
            StockCells.of(
                persons(in), crosses, Stock.CHARACTERISTICS, CoveredPersons.kept("record_key")),
            cell,
            "record_key")
        .withColumn("cell_key", StockCells.cellKey(col("record_key")))
        .withColumnRenamed("listed", "sampled")
        .withColumn("source_id", lit(Stock.REGISTERS))
        .withColumns(CoverageGroups.interval(col("all_counted"), p.intervalLevel()))
        .withColumn("degrees", CoverageGroups.degrees(col("all_counted")))
        .withColumn("clusters", col("sampled"))
        .withColumn("is_calibrated", lit(true))
        .withColumn("sampling_error", lit(null).cast("decimal(24,9)"))
        .withColumn("linkage_error", Decimals.rounded(abs(col("linkage_error")), 24, 9))
        .select(Columns.named(TableSchema.of(Stock.class).columnNames()));
  }

  private static boolean isKnown(String cross) {
    return KNOWN.containsAll(NameSets.names(cross));
  }

  private static Dataset<Row> persons(Inputs in) {
    return CoveredPersons.of(in)
        .withColumn(
            "record_key", when(col("is_listed"), StockCells.recordKey(in, col("kept_person_id"))))
        .withColumn("age_band", StockCells.ageBand(col("age")))
        .withColumn("second_citizenship", lit(null).cast("string"))
        .withColumn("migration_status", SurveyAnswers.migrationStatus(col("country")));
  }
}
