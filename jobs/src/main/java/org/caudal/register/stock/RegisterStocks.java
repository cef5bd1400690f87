package org.caudal.register.stock;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.CoverageGroups;
import org.caudal.register.residence.PersonResidence;
import org.caudal.table.TableSchema;

/**
 * Residents by their characteristics from linked registers: those on the list, each standing for as
 * many as the coverage of sex, age and origin says.
 */
final class RegisterStocks {
  /** What registers say of a person. */
  private static final List<String> KNOWN =
      List.of("area_id", "sex", "age_band", "birth_country", "citizenship", "migration_status");

  private static final String[] GROUP = {"reference_date", "sex", "age_group", "origin"};
  private static final String[] STRATUM = {
    "stratum",
    "stratum_listed",
    "stratum_counted",
    "stratum_matched",
    "recall",
    "false_share",
    "weight",
    "linkage_error"
  };

  private RegisterStocks() {}

  /** Rows of {@link Stock}. */
  static Dataset<Row> of(Inputs in, EstimateStocks.Params p) {
    List<String> cell =
        Stream.concat(Stream.of("reference_date", "crossed_by"), Stock.CHARACTERISTICS.stream())
            .toList();
    List<String> crosses = p.crosses().stream().filter(RegisterStocks::isKnown).toList();
    String[] kept =
        Stream.concat(Stream.of("reference_date"), Arrays.stream(STRATUM)).toArray(String[]::new);
    Column variance =
        CoverageGroups.variance(
            col("listed"),
            col("listed").multiply(col("stratum_matched")).divide(col("stratum_listed")));
    Dataset<Row> cells =
        StockCells.of(listed(in), crosses, kept)
            .groupBy(Columns.named(cell, STRATUM))
            .agg(count(lit(1)).as("listed"))
            .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
            .withColumn("variance", Decimals.rounded(variance, 28, 9))
            .groupBy(Columns.named(cell))
            .agg(
                sum("listed").as("sampled"),
                sum("persons").cast("decimal(24,9)").as("persons"),
                sum("variance").cast("decimal(28,9)").as("variance"),
                sum(col("persons").multiply(col("linkage_error")))
                    .cast("decimal(28,9)")
                    .as("linkage_error"));
    return cells
        .join(broadcast(wholes(in)), "reference_date")
        .withColumn("source_id", lit(Stock.REGISTERS))
        .withColumn(
            "standard_error",
            Decimals.rounded(
                sqrt(col("variance").plus(col("linkage_error").multiply(col("linkage_error")))),
                24,
                9))
        .withColumns(CoverageGroups.interval(col("counted"), p.intervalLevel()))
        .withColumn("degrees", CoverageGroups.degrees(col("counted")))
        .withColumn("clusters", col("sampled"))
        .withColumn("is_calibrated", lit(true))
        .select(Columns.named(TableSchema.of(Stock.class).columnNames()));
  }

  private static boolean isKnown(String cross) {
    return KNOWN.containsAll(List.of(cross.trim().split("\\s+")));
  }

  /** By reference date the share of all residents on the list, and who was counted. */
  private static Dataset<Row> wholes(Inputs in) {
    return chosen(in)
        .filter(col("sex").equalTo(StockCells.TOTAL))
        .select(
            col("reference_date"),
            col("counted"),
            Decimals.rounded(col("listed").divide(col("persons")), 18, 9).as("sampled_share"));
  }

  private static Dataset<Row> chosen(Inputs in) {
    return in.table(CoverageEstimate.class).filter(col("is_chosen"));
  }

  /** Persons on the list with their characteristics and stratum. */
  private static Dataset<Row> listed(Inputs in) {
    Dataset<Row> groups = chosen(in).filter(col("sex").notEqual(StockCells.TOTAL));
    Dataset<Row> dates =
        groups
            .groupBy("reference_date", "least_index", "is_confirmed", "country")
            .agg(array_sort(collect_set(col("age_group").try_cast("int"))).as("first_ages"));
    Column group =
        try_element_at(filter(col("first_ages"), first -> first.leq(col("age"))), lit(-1))
            .cast("string");
    return in.table(PersonResidence.class)
        .join(broadcast(dates), "reference_date")
        .filter(CoverageGroups.isListed(col("least_index"), col("is_confirmed")))
        .withColumn("origin", CoverageGroups.origin(col("country")))
        .withColumn("age_group", coalesce(group, lit(StockCells.UNKNOWN)))
        .withColumn("age_band", StockCells.ageBand(col("age")))
        .withColumn("sex", Codes.sexOrUnknown(col("sex")))
        .join(broadcast(groups.select(Columns.named(List.of(GROUP), STRATUM))), GROUP)
        .withColumn("second_citizenship", lit(null).cast("string"))
        .withColumn("migration_status", SurveyAnswers.migrationStatus(col("country")))
        .withColumn("area_id", coalesce(col("area_id"), lit(StockCells.UNKNOWN)))
        .withColumn("birth_country", SurveyAnswers.known("birth_country"))
        .withColumn("citizenship", SurveyAnswers.known("citizenship"));
  }
}
