package org.caudal.testing;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
import org.caudal.load.LongTermKeyColumns;
import org.caudal.load.Pseudonyms;

/** Inputs put together by a test. */
public final class TestInputs implements Inputs {
  /** The key of long-term keys. */
  public static final String EXCHANGE_KEY = "a key of the tests that two offices share";

  private final SparkSession spark;
  private final Map<Class<? extends Record>, Dataset<Row>> tables = new HashMap<>();
  private Dataset<Row> extract;
  private BiFunction<Column, String, Column> pseudonyms =
      (identifier, domain) -> substring(sha2(concat(lit(domain + ":"), identifier), 256), 1, 32);

  /** Inputs with no table. */
  public TestInputs(SparkSession spark) {
    this.spark = spark;
    this.extract = spark.emptyDataFrame();
  }

  /** Adds the table of the given records. */
  public TestInputs with(Record first, Record... others) {
    return with(first.getClass(), Rows.of(spark, first, others));
  }

  /** Adds the table of the given records, of which there is one at least. */
  public TestInputs with(List<? extends Record> records) {
    return with(records.get(0).getClass(), Rows.of(spark, records));
  }

  /** Adds a table. */
  public TestInputs with(Class<? extends Record> table, Dataset<Row> rows) {
    tables.put(table, rows);
    return this;
  }

  /** Sets the raw rows of the extract. */
  public TestInputs withExtract(Dataset<Row> rows) {
    this.extract = rows;
    return this;
  }

  /** Makes pseudonyms as a platform with this key does. */
  public TestInputs withKey(Pseudonyms key) {
    this.pseudonyms = key;
    return this;
  }

  /** The same tables, each in so many partitions. */
  public TestInputs inPartitions(int partitions) {
    TestInputs same = new TestInputs(spark);
    tables.forEach((table, rows) -> same.with(table, rows.repartition(partitions)));
    return same.withExtract(extract);
  }

  @Override
  public Dataset<Row> table(Class<? extends Record> table) {
    Dataset<Row> rows = tables.get(table);
    return rows == null ? Rows.none(spark, table) : rows;
  }

  @Override
  public boolean isThere(Class<? extends Record> table) {
    return tables.containsKey(table);
  }

  @Override
  public Dataset<Row> extract() {
    return extract;
  }

  @Override
  public Dataset<Row> kept(Dataset<Row> rows) {
    return rows;
  }

  @Override
  public Dataset<Row> sequence(long count) {
    return spark.range(count).toDF();
  }

  @Override
  public Column pseudonym(Column identifier, String domain) {
    return pseudonyms.apply(identifier, domain);
  }

  @Override
  public Column longTermKey(Column values, String schema) {
    return new LongTermKeyColumns(EXCHANGE_KEY.getBytes(StandardCharsets.UTF_8))
        .apply(values, schema);
  }
}
