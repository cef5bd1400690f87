package org.caudal.register.stock;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.reference.Characteristics;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.CoverageGroups;
import org.caudal.register.residence.CoveredPersons;
import org.caudal.register.residence.PersonResidence;
import org.caudal.table.TableSchema;

/**
 * Residents by their characteristics from linked registers: those on the list, each standing for as
 * many as the model of coverage says.
 */
final class RegisterStocks {
  /** Characteristics that a register may tell, and the columns of person_residence for them. */
  private static final Map<String, String> TELLABLE = tellable();

  private RegisterStocks() {}

  /** Rows of {@link Stock}. */
  static Dataset<Row> of(Inputs in, EstimateStocks.Params p) {
    List<String> cell =
        Stream.concat(Stream.of("reference_date", "crossed_by"), Stock.CHARACTERISTICS.stream())
            .toList();
    Dataset<Row> cells =
        StockCells.of(
                persons(in), p.crosses(), Stock.CHARACTERISTICS, CoveredPersons.kept("record_key"))
            .join(broadcast(told(in)), "reference_date")
            .filter(size(untold(col("crossed_by"))).equalTo(0));
    return CoveredPersons.cells(in, cells, cell, "record_key")
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

  /** One row a cross that is left out on a day, as no register tells a characteristic of it. */
  static Dataset<Row> leftOut(Inputs in, EstimateStocks.Params p) {
    return told(in)
        .withColumn("cross", explode(lit(p.crosses().toArray(String[]::new))))
        .withColumn("untold", untold(col("cross")))
        .filter(size(col("untold")).gt(0))
        .select(
            concat(
                    lit("cross-left-out ("),
                    col("cross"),
                    lit(" of " + Stock.REGISTERS + " on "),
                    col("reference_date"),
                    lit(": no register tells "),
                    array_join(col("untold"), ", "),
                    lit(")"))
                .as("warning"));
  }

  /** Of a cross the characteristics that are not in {@code told}. */
  private static Column untold(Column cross) {
    Column asked =
        array_intersect(split(cross, " "), lit(TELLABLE.keySet().toArray(String[]::new)));
    return array_except(asked, col("told"));
  }

  /** One row a reference date, with the characteristics that a register tells of somebody. */
  private static Dataset<Row> told(Inputs in) {
    Column[] names =
        TELLABLE.entrySet().stream()
            .map(entry -> when(max(col(entry.getValue()).isNotNull()), entry.getKey()))
            .toArray(Column[]::new);
    return in.table(PersonResidence.class)
        .join(
            broadcast(in.table(CoverageEstimate.class).select("reference_date").distinct()),
            "reference_date")
        .groupBy("reference_date")
        .agg(array_compact(array(names)).as("told"));
  }

  private static Map<String, String> tellable() {
    Map<String, String> tellable = new TreeMap<>();
    Characteristics.TOLD.forEach(name -> tellable.put(name, name));
    tellable.put("length_of_stay", "arrived_on");
    return tellable;
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
