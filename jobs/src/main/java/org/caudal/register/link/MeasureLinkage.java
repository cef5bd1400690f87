package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.register.TrueLink;

/**
 * Compares linked persons with the truth.
 *
 * <p><b>Reads</b> {@link LinkedPerson} and {@link TrueLink}.
 *
 * <p><b>Writes</b> {@link LinkageAccuracy}.
 *
 * <p><b>Method.</b> All pairs of records of one person count, those joined through others included;
 * precision, recall and their harmonic mean, for each two registers and for all.
 *
 * <p><b>Known bias.</b> Persons with many records weigh more, with the square of their number.
 * Records that the truth does not know, and those that were rejected when they were loaded, are
 * left out: recall is that of linkage, not of the whole way.
 *
 * <p><b>Example.</b> {@code caudal run measure-linkage --conf conf/linkage.yaml}
 */
public final class MeasureLinkage implements Job<MeasureLinkage.Params> {

  /** No parameters. */
  public record Params() {}

  private static final String[] SOURCES = {"left_source", "right_source"};

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-linkage", Params.class)
        .summary("Compares linked persons with the truth.")
        .reads(LinkedPerson.class, TrueLink.class)
        .usesPseudonyms()
        .writesWhole(LinkageAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> records =
        in.table(LinkedPerson.class)
            .join(TrueRecords.of(in), new String[] {"source_id", "record_id"}, "inner")
            .select("source_id", "person_id", "true_person");
    Dataset<Row> counted =
        pairs(records, "true_pairs", "true_person")
            .join(pairs(records, "linked_pairs", "person_id"), SOURCES, "full")
            .join(pairs(records, "right_pairs", "true_person", "person_id"), SOURCES, "full");
    Column scopes =
        array(
            struct("left_source", "right_source"),
            struct(lit("all").as("left_source"), lit("all").as("right_source")));
    Column right = col("right_pairs");
    return counted
        .select(inline(scopes), number("true_pairs"), number("linked_pairs"), number("right_pairs"))
        .groupBy("left_source", "right_source")
        .agg(
            sum("true_pairs").as("true_pairs"),
            sum("linked_pairs").as("linked_pairs"),
            sum("right_pairs").as("right_pairs"))
        .withColumn("precision", right.divide(nullif(col("linked_pairs"), lit(0))))
        .withColumn("recall", right.divide(nullif(col("true_pairs"), lit(0))))
        .withColumn(
            "f1",
            right.multiply(2).divide(nullif(col("true_pairs").plus(col("linked_pairs")), lit(0))));
  }

  private static Column number(String pairs) {
    return coalesce(col(pairs), lit(0L)).as(pairs);
  }

  /** Pairs of records with one key, by their registers. */
  private static Dataset<Row> pairs(Dataset<Row> records, String name, String... key) {
    Dataset<Row> groups =
        records
            .groupBy(
                Stream.concat(Arrays.stream(key), Stream.of("source_id"))
                    .map(column -> col(column))
                    .toArray(Column[]::new))
            .agg(count(lit(1)).as("n"));
    Dataset<Row> left =
        groups.withColumnRenamed("source_id", "left_source").withColumnRenamed("n", "left_n");
    Dataset<Row> right =
        groups.withColumnRenamed("source_id", "right_source").withColumnRenamed("n", "right_n");
    return left.join(right, key, "inner")
        .filter(col("left_source").leq(col("right_source")))
        .groupBy("left_source", "right_source")
        .agg(
            sum(when(
                        col("left_source").equalTo(col("right_source")),
                        col("left_n").multiply(col("left_n").minus(1)).divide(2))
                    .otherwise(col("left_n").multiply(col("right_n")))
                    .cast("bigint"))
                .as(name));
  }
}
