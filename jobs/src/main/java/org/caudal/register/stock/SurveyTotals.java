package org.caudal.register.stock;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;

/** Sums of the weights of a survey by cell, with the error of its design. */
final class SurveyTotals {
  /** Columns of a person whom sums are of. */
  static final String[] KEPT = {
    "source_id",
    "reference_date",
    "stratum_id",
    "cluster_id",
    "group",
    "target",
    "told",
    "weight",
    "asked",
    "record_key"
  };

  private static final List<String> SOURCE = List.of("source_id", "reference_date");
  private static final List<String> HOMES = List.of("source_id", "reference_date", "home");
  private static final List<String> FIGURES =
      List.of("persons", "standard_error", "interval_low", "interval_high");

  /** What tells the persons of a part apart, and what of them goes into its figure. */
  private static final List<String> DRAWN =
      List.of("stratum_id", "cluster_id", "group", "weights", "asked");

  private SurveyTotals() {}

  /**
   * One row a cell that somebody has, with figure, error and interval, and how many were asked.
   *
   * @param sample all who were asked, as {@link KnownResidents} groups them, with {@code asked}, 1:
   *     of sampling units of whom nobody is in a cell too
   * @param cells those of the cells, with the columns kept, {@code crossed_by} and characteristics
   * @param area as {@link StockTotals} wants it
   */
  static Dataset<Row> of(
      Dataset<Row> sample,
      Dataset<Row> cells,
      List<String> characteristics,
      Column area,
      BigDecimal level) {
    List<String> cell =
        Stream.of(SOURCE, List.of("crossed_by"), characteristics).flatMap(List::stream).toList();
    Column isTold = size(array_except(split(col("crossed_by"), " "), col("told"))).equalTo(0);
    Column part = struct(Columns.named(DRAWN, "is_told"));
    Dataset<Row> designs =
        parts(sample.withColumn("home", col("area_id")), HOMES)
            .groupBy(Columns.named(SOURCE))
            .agg(
                array_sort(collect_list(struct(Columns.named(DRAWN, "target", "home"))))
                    .as("design"),
                sum("asked").as("all_asked"),
                max(col("target").isNotNull()).as("is_calibrated"));
    return parts(cells, cell)
        .withColumn("is_told", isTold)
        .groupBy(Columns.named(cell))
        .agg(
            array_sort(collect_list(part)).as("parts"),
            sum("asked").as("sampled"),
            StockCells.cellKey(sum("record_keys")).as("cell_key"),
            countDistinct(col("stratum_id"), col("cluster_id")).as("clusters"))
        .join(broadcast(designs), SOURCE.toArray(String[]::new))
        .withColumn("total", StockTotals.of(col("design"), col("parts"), area, level.doubleValue()))
        .withColumns(figures(level));
  }

  /** Sums of weights of the persons of a cluster and group, with how many were asked. */
  private static Dataset<Row> parts(Dataset<Row> persons, List<String> by) {
    return persons
        .groupBy(Columns.named(by, "stratum_id", "cluster_id", "group"))
        .agg(
            sum("weight").cast("decimal(28,6)").as("weights"),
            sum("asked").as("asked"),
            sum("record_key").as("record_keys"),
            max("target").as("target"),
            max("told").as("told"));
  }

  private static Map<String, Column> figures(BigDecimal level) {
    Map<String, Column> figures = new HashMap<>();
    for (String figure : FIGURES) {
      figures.put(figure, Decimals.rounded(col("total").getField(figure), 24, 9));
    }
    figures.put("interval_level", lit(level).cast("decimal(7,6)"));
    figures.put("degrees", col("total.degrees"));
    figures.put(
        "sampled_share", Decimals.rounded(col("all_asked").divide(col("total.people")), 18, 9));
    return figures;
  }
}
