package org.caudal.register.stock;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.TrueStock;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Compares stocks with the truth.
 *
 * <p><b>Reads</b> {@link Stock} and {@link TrueStock}. <b>Writes</b> {@link StockAccuracy}.
 *
 * <p><b>Method.</b> Stocks of a first of January are compared with the truth, those of other days
 * with nothing. Every cell counts alike, whatever its size; the total of all residents and cells of
 * a known number have an interval without width and count as held where they are right to half a
 * person. A cell that nobody who was asked belongs to has no interval and is counted apart, of
 * crosses that the source has; registers do not know all characteristics.
 *
 * <p><b>Known bias.</b> Who comes, goes, is born or dies on that very day is in one and not in the
 * other. Length of stay is compared only where it began during the simulation.
 *
 * <p><b>Example.</b> {@code caudal run measure-stocks --conf conf/stocks.yaml}
 */
public final class MeasureStocks implements Job<MeasureStocks.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Characteristics that were crossed, as in estimate-stocks") @Default(StockCells.USUAL)
          List<String> crosses) {

    /** Refuses unknown characteristics. */
    public Params {
      crosses = List.copyOf(crosses);
      StockCells.requireKnown(crosses, Stock.CHARACTERISTICS);
    }
  }

  private static final List<String> CELL =
      Stream.concat(Stream.of("reference_date", "crossed_by"), Stock.CHARACTERISTICS.stream())
          .toList();
  private static final List<String> CLASS =
      List.of("source_id", "reference_date", "crossed_by", "sampled_class");

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-stocks", Params.class)
        .summary("Compares stocks with the truth.")
        .reads(Stock.class, TrueStock.class)
        .writesWhole(StockAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> stocks =
        in.table(Stock.class)
            .filter(isComparable())
            .join(
                broadcast(in.table(TrueStock.class).select("reference_date").distinct()),
                new String[] {"reference_date"},
                "left_semi");
    Dataset<Row> crossed = stocks.select("source_id", "reference_date", "crossed_by").distinct();
    Dataset<Row> truth =
        truth(in, p)
            .filter(isComparable())
            .join(broadcast(crossed), new String[] {"reference_date", "crossed_by"});
    String[] key = Stream.concat(Stream.of("source_id"), CELL.stream()).toArray(String[]::new);
    Column isSeen = col("sampled").isNotNull();
    Column off =
        when(col("interval_high").equalTo(col("interval_low")), new BigDecimal("0.5"))
            .otherwise(BigDecimal.ZERO);
    Column holds =
        coalesce(col("true_persons"), lit(0L))
            .between(col("interval_low").minus(off), col("interval_high").plus(off));
    Column size =
        when(col("sampled").lt(10), "1-9").when(col("sampled").lt(30), "10-29").otherwise("30+");
    return stocks
        .join(truth, key, "full")
        .withColumn("is_held", holds)
        .withColumn(
            "sampled_class",
            explode(when(isSeen, array(size, lit("all"))).otherwise(array(lit("all")))))
        .withColumn("crossed_by", explode(array(col("crossed_by"), lit("all"))))
        .withColumn(
            "half_width",
            expr("CAST((interval_high - interval_low) / 2 / nullif(persons, 0) AS DOUBLE)"))
        .groupBy(Columns.named(CLASS))
        .agg(
            count(col("interval_low")).as("cells"),
            count(when(col("is_held"), 1)).as("within"),
            median(col("half_width")).as("median_half_width"),
            count(when(not(isSeen), 1)).as("unseen"),
            coalesce(sum(when(not(isSeen), col("true_persons"))), lit(0L)).as("unseen_persons"))
        .withColumn("within_share", col("within").divide(nullif(col("cells"), lit(0L))));
  }

  /** Of the length of stay only what both know: it is told in years since a day. */
  private static Column isComparable() {
    return not(col("length_of_stay").isin("since_birth", "5+", StockCells.UNKNOWN));
  }

  private static Dataset<Row> truth(Inputs in, Params p) {
    Dataset<Row> residents =
        in.table(TrueStock.class)
            .filter(col("territory").rlike("[0-9]"))
            .withColumn("area_id", col("territory"))
            .withColumn("sex", col("sex").cast("string"))
            .withColumn("education", col("education").cast("string"))
            .withColumn(
                "occupation",
                when(col("occupation").equalTo(-1), StockCells.NONE)
                    .otherwise(col("occupation").cast("string")))
            .withColumn(
                "length_of_stay",
                when(col("length_of_stay").equalTo("before_start"), StockCells.UNKNOWN)
                    .otherwise(col("length_of_stay")));
    return StockCells.of(residents, p.crosses(), Stock.CHARACTERISTICS, "reference_date", "persons")
        .groupBy(Columns.named(CELL))
        .agg(sum("persons").as("true_persons"));
  }
}
