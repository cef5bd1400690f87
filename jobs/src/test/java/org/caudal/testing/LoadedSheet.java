package org.caudal.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.job.Job;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;

/** What a job loads from the lines of a generator, as if from its files. */
public final class LoadedSheet {
  private LoadedSheet() {}

  /** The rows of the table, without those that are rejected; of a key one line stays. */
  public static <P extends Record> Dataset<Row> of(
      SparkSession spark, Dataset<Row> lines, Job<P> loader, P params) {
    Column[] all = Arrays.stream(lines.columns()).map(functions::col).toArray(Column[]::new);
    return classified(new TestInputs(spark), lines, functions.xxhash64(all), loader, params)
        .filter(col(Classification.RULE).isNull())
        .orderBy(col("source_file"), col("source_position"))
        .dropDuplicates(loader.spec().outputSchema().key().toArray(String[]::new));
  }

  /** Each line with what the job says of it. */
  static <P extends Record> Dataset<Row> classified(
      TestInputs in, Dataset<Row> lines, Column position, Job<P> loader, P params) {
    Extract extract = ((Loading) params).extract();
    Dataset<Row> raw =
        lines
            .withColumn(RawColumns.FILE, col("file_name"))
            .withColumn(RawColumns.POSITION, position)
            .withColumn(RawColumns.PROBLEM, lit(null).cast("string"));
    LoadPlan plan = ((Loading) params).plan(((Write.Load) loader.spec().write()).plan());
    for (Map.Entry<String, String> column : RawColumns.requested(plan, extract).entrySet()) {
      raw =
          raw.withColumn(
              column.getKey(),
              Arrays.asList(lines.columns()).contains(column.getValue())
                  ? nullif(col(column.getValue()).cast("string"), lit(""))
                  : lit(null).cast("string"));
    }
    return loader.transform(in.withExtract(raw), params);
  }
}
