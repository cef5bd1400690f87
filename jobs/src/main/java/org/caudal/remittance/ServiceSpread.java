package org.caudal.remittance;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.caudal.functions.Decimals;

/**
 * How far the costs of senders lie from the mean of their service, for the interval of a mean of
 * services.
 *
 * <p>A replicate leaves a service of few senders out, or has its one sender whole: neither tells
 * how it varies. Such a service has the variance of all services of the cell, pooled by degrees of
 * freedom, or its own where that is greater. A sender is as far off in all services, also in those
 * of enough senders: with F the sum of √variance · n / total over services of few senders, and E
 * that over the others, F² + 2·F·E of each sender is added to the variance of the sum of services.
 * Degrees of freedom are those of Satterthwaite (1946), Biometrics Bull. 2, rounded down. Where no
 * service shows a variance, nothing is known of those of few senders.
 */
final class ServiceSpread {
  /** Senders from which on a service shows its own variance. */
  static final int ENOUGH = 5;

  /** A sum of deviations beyond it is cut: any interval is too wide then. */
  private static final double FARTHEST = 1e9;

  private final String[] cell;
  private final Dataset<Row> services;

  private ServiceSpread(String[] cell, Dataset<Row> services) {
    this.cell = cell;
    this.services = services;
  }

  /**
   * Spread of services.
   *
   * @param bySender one row a sender, service and cell, with {@code n} transfers and the sum of
   *     their {@code cost}
   */
  static ServiceSpread of(Dataset<Row> bySender, String service, String... cell) {
    String[] key = Stream.concat(Arrays.stream(cell), Stream.of(service)).toArray(String[]::new);
    WindowSpec ofService = Window.partitionBy(columns(key));
    WindowSpec ofCell = Window.partitionBy(columns(cell));
    Column off = col("cost").cast("double").minus(col("n").multiply(col("mean").cast("double")));
    Column cut = greatest(least(off, lit(FARTHEST)), lit(-FARTHEST));
    Column free = col("senders").minus(1);
    Dataset<Row> services =
        bySender
            .withColumn("total", sum("n").over(ofService))
            .withColumn(
                "mean",
                Decimals.rounded(Decimals.ratio(sum("cost").over(ofService), col("total")), 24, 12))
            .groupBy(columns(key))
            .agg(
                first("mean").as("service_mean"),
                count(lit(1)).as("senders"),
                sum(col("n").multiply(col("n"))).cast("double").as("weights"),
                first("total").cast("double").as("total"),
                Decimals.total(cut.multiply(cut)).as("squares"))
            .withColumn("is_few", col("senders").lt(ENOUGH))
            .withColumn(
                "own",
                coalesce(
                    col("squares")
                        .divide(col("weights"))
                        .multiply(col("senders"))
                        .divide(nullif(free, lit(0))),
                    lit(0.0)))
            .withColumn("services", count(lit(1)).over(ofCell))
            .withColumn("all_free", sum(free).over(ofCell))
            .withColumn(
                "pooled",
                coalesce(
                    ordered(collect_list(col("own").multiply(free)).over(ofCell))
                        .divide(nullif(col("all_free"), lit(0))),
                    lit(0.0)))
            .withColumn(
                "variance",
                when(col("is_few"), greatest(col("own"), col("pooled"))).otherwise(col("own")))
            .withColumn(
                "of_mean",
                col("variance")
                    .multiply(col("weights"))
                    .divide(col("total").multiply(col("total"))));
    return new ServiceSpread(cell, services);
  }

  /** One row a service: is_few, its service_mean, and the services of its cell. */
  Dataset<Row> services() {
    return services;
  }

  /**
   * One row a cell: few_variance, what services of few senders add to the variance of the mean of
   * services, with what they have in common with the others, null where that is not known; and
   * free, the degrees of freedom were the senders of services others in each.
   */
  Dataset<Row> ofMeans(Dataset<Row> bySender, String service, String sender) {
    String[] key = Stream.concat(Arrays.stream(cell), Stream.of(service)).toArray(String[]::new);
    String[] senders = Stream.concat(Arrays.stream(cell), Stream.of(sender)).toArray(String[]::new);
    Column share = sqrt(col("variance")).multiply(col("n")).divide(col("total"));
    Column few = col("few");
    Dataset<Row> added =
        bySender
            .join(services, key)
            .groupBy(columns(senders))
            .agg(
                ordered(collect_list(when(col("is_few"), share))).as("few"),
                ordered(collect_list(when(functions.not(col("is_few")), share))).as("enough"))
            .groupBy(columns(cell))
            .agg(
                ordered(collect_list(few.multiply(few.plus(col("enough").multiply(2)))))
                    .as("of_few"));
    Column ofFew = ordered(collect_list(when(col("is_few"), col("of_mean"))));
    Column square = col("of_mean").multiply(col("of_mean")).divide(col("senders").minus(1));
    return services
        .groupBy(columns(cell))
        .agg(
            first("services").cast("double").as("services"),
            first("all_free").as("all_free"),
            first("pooled").gt(0).or(functions.every(functions.not(col("is_few")))).as("is_known"),
            ordered(collect_list("of_mean")).as("of_all"),
            ofFew.as("few_alone"),
            ordered(collect_list(when(functions.not(col("is_few")), square))).as("squares"))
        .join(added, cell)
        .withColumn(
            "few_variance",
            when(col("is_known"), col("of_few").divide(col("services").multiply(col("services")))))
        .withColumn(
            "free",
            coalesce(
                floor(
                        col("of_all")
                            .multiply(col("of_all"))
                            .divide(
                                nullif(
                                    col("squares")
                                        .plus(
                                            coalesce(
                                                col("few_alone")
                                                    .multiply(col("few_alone"))
                                                    .divide(nullif(col("all_free"), lit(0))),
                                                lit(0.0))),
                                    lit(0.0)))
                            .plus(1e-9))
                    .cast("long"),
                col("all_free")))
        .drop("services", "all_free", "is_known", "of_all", "few_alone", "squares", "of_few");
  }

  /** The sum of an array of doubles in the order of their size, so that it is the same. */
  private static Column ordered(Column numbers) {
    return aggregate(array_sort(numbers), lit(0.0), Column::plus);
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }
}
