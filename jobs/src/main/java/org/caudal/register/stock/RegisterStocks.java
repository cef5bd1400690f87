package org.caudal.register.stock;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.NameSets;
import org.caudal.job.Inputs;
import org.caudal.register.residence.CountedPersons;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.CoverageGroups;
import org.caudal.register.residence.LifeSign;
import org.caudal.register.residence.PersonResidence;
import org.caudal.table.TableSchema;

/**
 * Residents by their characteristics from linked registers: those on the list, each standing for as
 * many as the model of coverage says.
 */
final class RegisterStocks {
  /** What registers say of a person. */
  private static final List<String> KNOWN =
      List.of("area_id", "sex", "age_band", "birth_country", "citizenship", "migration_status");

  private static final String UNKNOWN_GROUP =
      "coverage_estimate has no group of a person of the registers or the count:"
          + " run estimate-coverage again";

  private static final List<String> GROUP =
      List.of("reference_date", "sex", "age_group", "citizenship", "area_id");
  private static final String[] KEPT = {
    "reference_date", "is_listed", "in_count", "levels", "weight", "linkage_error", "record_key"
  };

  private RegisterStocks() {}

  /** Rows of {@link Stock}. */
  static Dataset<Row> of(Inputs in, EstimateStocks.Params p) {
    List<String> cell =
        Stream.concat(Stream.of("reference_date", "crossed_by"), Stock.CHARACTERISTICS.stream())
            .toList();
    List<String> crosses = p.crosses().stream().filter(RegisterStocks::isKnown).toList();
    Dataset<Row> cells =
        StockCells.of(persons(in), crosses, KEPT)
            .groupBy(Columns.named(cell, "levels", "weight", "linkage_error"))
            .agg(
                count(when(col("is_listed"), 1)).as("listed"),
                sum("record_key").as("record_keys"),
                count(when(col("in_count"), 1)).as("counted"),
                count(when(col("is_listed").and(col("in_count")), 1)).as("matched"))
            .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
            .groupBy(Columns.named(cell))
            .agg(
                sum("listed").as("sampled"),
                StockCells.cellKey(sum("record_keys")).as("cell_key"),
                sum("persons").cast("decimal(24,9)").as("persons"),
                CoverageGroups.design(List.of()).as("groups"),
                sum(col("persons").multiply(col("linkage_error")))
                    .cast("decimal(28,9)")
                    .as("linkage_error"))
            .filter(col("sampled").gt(0));
    return cells
        .join(broadcast(wholes(in)), "reference_date")
        .withColumn("variance", CoverageGroups.variance(col("design"), col("groups")))
        .withColumn("source_id", lit(Stock.REGISTERS))
        .withColumn(
            "standard_error",
            Decimals.rounded(
                sqrt(col("variance").plus(col("linkage_error").multiply(col("linkage_error")))),
                24,
                9))
        .withColumns(CoverageGroups.interval(col("all_counted"), p.intervalLevel()))
        .withColumn("degrees", CoverageGroups.degrees(col("all_counted")))
        .withColumn("clusters", col("sampled"))
        .withColumn("is_calibrated", lit(true))
        .select(Columns.named(TableSchema.of(Stock.class).columnNames()));
  }

  private static boolean isKnown(String cross) {
    return KNOWN.containsAll(NameSets.names(cross));
  }

  /** By reference date the groups of the model, the share on the list, and who was counted. */
  private static Dataset<Row> wholes(Inputs in) {
    Column all = sum("persons");
    return groups(in)
        .groupBy("reference_date", "recall", "false_share")
        .agg(
            CoverageGroups.design(GROUP.subList(1, GROUP.size())).as("design"),
            sum("counted").as("all_counted"),
            Decimals.rounded(sum("listed").divide(all), 18, 9).as("sampled_share"));
  }

  private static Dataset<Row> groups(Inputs in) {
    return in.table(CoverageEstimate.class)
        .filter(col("is_chosen").and(col("sex").notEqual(StockCells.TOTAL)));
  }

  /** Persons on the list and in the count with their characteristics and group. */
  private static Dataset<Row> persons(Inputs in) {
    Dataset<Row> groups = groups(in);
    Dataset<Row> dates =
        groups
            .groupBy("reference_date", "least_index", "is_confirmed", "count_source", "country")
            .agg(array_sort(collect_set(col("age_group").try_cast("int"))).as("first_ages"));
    Dataset<Row> registers =
        in.table(PersonResidence.class)
            .join(broadcast(dates.select("reference_date")), "reference_date");
    Dataset<Row> count =
        in.table(LifeSign.class)
            .join(
                broadcast(dates.select(col("reference_date"), col("count_source").as("source_id"))),
                "source_id");
    Column group =
        try_element_at(filter(col("first_ages"), first -> first.leq(col("age"))), lit(-1))
            .cast("string");
    return CountedPersons.of(in, registers, count)
        .join(broadcast(dates), "reference_date")
        .withColumn("is_listed", CoverageGroups.isListed(col("least_index"), col("is_confirmed")))
        .filter(col("is_listed").or(col("in_count")))
        .withColumn(
            "record_key", when(col("is_listed"), StockCells.recordKey(in, col("kept_person_id"))))
        .withColumn("age_group", coalesce(group, lit(StockCells.UNKNOWN)))
        .withColumn("age_band", StockCells.ageBand(col("age")))
        .join(
            broadcast(groups.select(Columns.named(GROUP, "levels", "weight", "linkage_error"))),
            GROUP.toArray(String[]::new),
            "left")
        .withColumn("levels", coalesce(col("levels"), raise_error(lit(UNKNOWN_GROUP))))
        .withColumn("second_citizenship", lit(null).cast("string"))
        .withColumn("migration_status", SurveyAnswers.migrationStatus(col("country")));
  }
}
