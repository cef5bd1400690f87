package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.Months;
import org.caudal.load.Extract;
import org.caudal.publication.PublishIndicators;
import org.caudal.reference.ExchangeRate;
import org.caudal.reference.LoadExchangeRates;
import org.caudal.reference.RateKind;
import org.caudal.remittance.AverageQuotes;
import org.caudal.remittance.CostTransfers;
import org.caudal.remittance.EstimateCorridorCosts;
import org.caudal.remittance.EstimateCorridorFlows;
import org.caudal.remittance.LoadPriceQuotes;
import org.caudal.remittance.LoadTransfers;
import org.caudal.remittance.PriceQuote;
import org.caudal.remittance.Transfer;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.remittance.DefectShares;
import org.caudal.synthetic.remittance.SynthesizeExchangeRates;
import org.caudal.synthetic.remittance.SynthesizePriceQuotes;
import org.caudal.synthetic.remittance.SynthesizeTransfers;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Jobs of remittances give the same rows however their inputs are cut and ordered. */
@SparkTest
class PartitionsTest {
  private static final Months MONTHS = Months.parse("2025-02..2025-03");
  private static final BigDecimal LEVEL = new BigDecimal("0.95");

  private final Map<Class<? extends Record>, List<Row>> tables = new HashMap<>();

  @Test
  void oneAndSevenPartitionsGiveTheSameRows(SparkSession spark) {
    load(spark);
    assertThat(rows(Transfer.class)).hasSizeGreaterThan(300);

    compute(
        spark,
        new CostTransfers(),
        new CostTransfers.Params(null, 3, new BigDecimal("20"), RateKind.OFFICIAL, List.of()));
    compute(
        spark, new EstimateCorridorFlows(), new EstimateCorridorFlows.Params(null, 50, 1, LEVEL));
    compute(
        spark, new EstimateCorridorCosts(), new EstimateCorridorCosts.Params(null, 50, 1, LEVEL));
    compute(spark, new AverageQuotes(), new AverageQuotes.Params(50, 1, LEVEL));
    // What comes from phone records and registers is not there, and has tests of its own.
    compute(
        spark,
        new PublishIndicators(),
        JobParams.of(
            new PublishIndicators(),
            "{vintage: 2025-07-01, source: logs, price-source: prices, minimum-senders: 10, largest-provider-share: 0.80}"));
  }

  /** Computes a table from inputs in one partition and in seven, and keeps its rows. */
  private <P extends Record> void compute(SparkSession spark, Job<P> job, P params) {
    TableSchema output = job.spec().outputSchema();
    List<Row> fromOne = rows(job.transform(inputs(spark, job, 1), params), output);
    List<Row> fromSeven = rows(job.transform(inputs(spark, job, 7), params), output);
    assertThat(fromOne).as(job.spec().name()).isNotEmpty();
    assertThat(sorted(fromSeven)).as(job.spec().name()).isEqualTo(sorted(fromOne));
    tables.put(output.type(), fromOne);
  }

  /** The inputs of a job: the rows up and down, in a number of partitions. */
  private Inputs inputs(SparkSession spark, Job<?> job, int partitions) {
    TestInputs inputs = new TestInputs(spark);
    for (Class<? extends Record> table : job.spec().reads()) {
      if (!tables.containsKey(table)) {
        continue;
      }
      TableSchema schema = TableSchema.of(table);
      Column[] order =
          schema.columnNames().stream()
              .map(name -> partitions == 1 ? col(name).asc() : col(name).desc())
              .toArray(Column[]::new);
      Dataset<Row> rows = spark.createDataFrame(rows(table), schema.bareStructType());
      inputs.with(table, rows.repartition(partitions).sortWithinPartitions(order));
    }
    return inputs;
  }

  private void load(SparkSession spark) {
    BigDecimal some = new BigDecimal("0.01");
    load(
        spark,
        new SynthesizeTransfers(),
        new SynthesizeTransfers.Params(
            MONTHS, 7, new DefectShares(some, some, some, some, some, some, some, some)),
        new LoadTransfers(),
        new LoadTransfers.Params(extract(Map.of()), LocalDate.of(2100, 1, 1), List.of("XCA")));
    load(
        spark,
        new SynthesizeExchangeRates(),
        new SynthesizeExchangeRates.Params(MONTHS, 7),
        new LoadExchangeRates(),
        new LoadExchangeRates.Params(
            extract(Map.of("date", "rate_date", "units_per_base", "units_per_usd")),
            "synthetic",
            RateKind.OFFICIAL,
            "USD"));
    load(
        spark,
        new SynthesizePriceQuotes(),
        new SynthesizePriceQuotes.Params(MONTHS),
        new LoadPriceQuotes(),
        new LoadPriceQuotes.Params(extract(Map.of())));
    assertThat(rows(ExchangeRate.class)).isNotEmpty();
    assertThat(rows(PriceQuote.class)).isNotEmpty();
  }

  /** Loads what a generator makes, as if from its files: the last row of a key stays. */
  private <G extends Record, P extends Record> void load(
      SparkSession spark, Job<G> generator, G size, Job<P> loader, P params) {
    TableSchema output = loader.spec().outputSchema();
    Dataset<Row> lines = generator.transform(SyntheticInputs.of(spark), size);
    Dataset<Row> loaded = LoadedSheet.of(spark, lines, loader, params);
    tables.put(output.type(), rows(loaded, output));
  }

  private static Extract extract(Map<String, String> columns) {
    return new Extract(
        List.of("generated"),
        Extract.Format.CSV,
        new Extract.Csv(",", "\"", java.nio.charset.StandardCharsets.UTF_8),
        new Extract.Values(
            false,
            List.of("yyyy-MM-dd"),
            List.of("yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd HH:mm:ss"),
            java.time.ZoneId.of("America/Mexico_City"),
            List.of()),
        columns,
        Map.of(),
        Map.of());
  }

  private List<Row> rows(Class<? extends Record> table) {
    return java.util.Objects.requireNonNull(tables.get(table));
  }

  private static List<Row> rows(Dataset<Row> rows, TableSchema schema) {
    return rows.select(columns(schema.columnNames().toArray(String[]::new))).collectAsList();
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }

  private static List<String> sorted(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }
}
