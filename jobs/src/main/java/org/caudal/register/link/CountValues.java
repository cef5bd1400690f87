package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Counts how common the values are of which agreement counts by it.
 *
 * <p><b>Reads</b> {@link LinkRecord}.
 *
 * <p><b>Writes</b> {@link ValueShare}.
 *
 * <p><b>Method.</b> Of each field for which the settings adjust weights by frequency: records with
 * the value among records with any, over all registers, as Splink's term frequencies.
 *
 * <p><b>Known bias.</b> A person with many records makes the own name common.
 *
 * <p><b>Example.</b> {@code caudal run count-values --conf conf/linkage.yaml}
 */
public final class CountValues implements Job<CountValues.Params> {

  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text) {

    /** Refuses settings that cannot be read. */
    public Params {
      Comparer.requireReadable(SplinkSettings.model(settings), List.of());
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-values", Params.class)
        .summary("Counts how common the values are of which agreement counts by it.")
        .reads(LinkRecord.class)
        .writesWhole(ValueShare.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    List<String> counted = SplinkSettings.model(p.settings()).frequencyFields();
    Column[] keys =
        IntStream.range(0, counted.size())
            .mapToObj(i -> ComparedRecords.key(col(ComparedRecords.value(i))))
            .toArray(Column[]::new);
    Column[] names = counted.stream().map(functions::lit).toArray(Column[]::new);
    return ComparedRecords.parsed(in.table(LinkRecord.class), counted, p.text())
        .select(
            posexplode(array(keys).cast("array<bigint>")).as(new String[] {"number", "value_key"}))
        .filter(col("value_key").isNotNull())
        .groupBy("number", "value_key")
        .agg(count(lit(1)).as("records"))
        .withColumn("field", get(array(names).cast("array<string>"), col("number")))
        .withColumn("text", lit(ComparedRecords.name(p.text())))
        .withColumn(
            "share", col("records").divide(sum("records").over(Window.partitionBy("field"))));
  }
}
