package org.caudal.run;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
import org.caudal.job.JobSpec;
import org.caudal.table.TableSchema;

/** Gives a job its declared tables, and refuses any other. */
final class StoreInputs implements Inputs {
  private final SparkSession spark;
  private final JobSpec<?> spec;
  private final boolean isLoaded;
  private final Function<TableSchema, Dataset<Row>> reader;
  private final Predicate<TableSchema> there;
  private final Supplier<Dataset<Row>> extract;
  private final UnaryOperator<Dataset<Row>> keeper;
  private final Keyed keyed;

  StoreInputs(
      SparkSession spark,
      JobSpec<?> spec,
      Function<TableSchema, Dataset<Row>> reader,
      Predicate<TableSchema> there,
      Supplier<Dataset<Row>> extract,
      UnaryOperator<Dataset<Row>> keeper,
      Keyed keyed) {
    this(spark, spec, false, reader, there, extract, keeper, keyed);
  }

  private StoreInputs(
      SparkSession spark,
      JobSpec<?> spec,
      boolean isLoaded,
      Function<TableSchema, Dataset<Row>> reader,
      Predicate<TableSchema> there,
      Supplier<Dataset<Row>> extract,
      UnaryOperator<Dataset<Row>> keeper,
      Keyed keyed) {
    this.spark = spark;
    this.spec = spec;
    this.isLoaded = isLoaded;
    this.reader = reader;
    this.there = there;
    this.extract = extract;
    this.keeper = keeper;
    this.keyed = keyed;
  }

  /** Inputs with the declared schemas and no rows, for planning. */
  static StoreInputs empty(SparkSession spark, JobSpec<?> spec, Dataset<Row> emptyExtract) {
    return new StoreInputs(
        spark,
        spec,
        schema -> spark.createDataFrame(List.of(), schema.bareStructType()),
        schema -> true,
        () -> emptyExtract,
        UnaryOperator.identity(),
        new Keyed((identifier, domain) -> identifier, (values, schema) -> values.cast("string")));
  }

  /** The same with the table that the job loaded. */
  StoreInputs loaded() {
    return new StoreInputs(spark, spec, true, reader, there, extract, keeper, keyed);
  }

  @Override
  public Dataset<Row> table(Class<? extends Record> table) {
    return reader.apply(declared(table));
  }

  @Override
  public boolean isThere(Class<? extends Record> table) {
    return there.test(declared(table));
  }

  private TableSchema declared(Class<? extends Record> table) {
    if (!spec.reads().contains(table) && !(isLoaded && spec.output().equals(table))) {
      throw new IllegalStateException(
          spec.name() + " reads " + table.getSimpleName() + " but does not declare it.");
    }
    return TableSchema.of(table);
  }

  @Override
  public Dataset<Row> extract() {
    return extract.get();
  }

  @Override
  public Dataset<Row> kept(Dataset<Row> rows) {
    return keeper.apply(rows);
  }

  @Override
  public Dataset<Row> sequence(long count) {
    return spark.range(count).toDF();
  }

  @Override
  public Column pseudonym(Column identifier, String domain) {
    return keyed.pseudonyms().apply(identifier, domain);
  }

  @Override
  public Column longTermKey(Column values, String schema) {
    return keyed.longTermKeys().apply(values, schema);
  }
}
