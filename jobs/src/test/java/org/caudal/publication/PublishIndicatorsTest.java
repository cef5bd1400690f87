package org.caudal.publication;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.EstimateCorridorCosts;
import org.caudal.remittance.EstimateCorridorFlows;
import org.caudal.remittance.QuoteCost;
import org.caudal.remittance.TransferCost;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Indicators of a random log of small corridors in which every cost is known, so that a quarter has
 * exactly the transfers of its months, as an attacker would wish.
 */
@SparkTest(compiled = true)
class PublishIndicatorsTest {
  private static final int CORRIDORS = 50;
  private static final int MINIMUM = 10;
  private static final double LARGEST = 0.80;

  private static final List<TransferCost> LOG = log();
  private static List<Row> flows = List.of();
  private static List<Row> costs = List.of();
  private static List<Row> indicators = List.of();

  private static List<TransferCost> log() {
    Random random = new Random(41);
    List<TransferCost> log = new ArrayList<>();
    for (int corridor = 0; corridor < CORRIDORS; corridor++) {
      int people = 6 + random.nextInt(30);
      double main = 0.3 + 0.65 * random.nextDouble();
      for (int month = 1; month <= 6; month++) {
        double activity = 0.2 + 0.8 * random.nextDouble();
        for (int person = 0; person < people; person++) {
          int transfers = random.nextDouble() < activity ? 1 + random.nextInt(2) : 0;
          for (int i = 0; i < transfers; i++) {
            String provider = random.nextDouble() < main ? "main" : "other" + random.nextInt(3);
            int usd = random.nextDouble() < 0.02 ? 20_000 : 50 + random.nextInt(500);
            log.add(transfer(log.size(), corridor, month, person, provider, usd));
          }
        }
      }
    }
    return log;
  }

  private static TransferCost transfer(
      int id, int corridor, int month, int person, String provider, int usd) {
    BigDecimal pct = new BigDecimal(id % 7);
    return new TransferCost(
        LocalDate.of(2025, month, 1),
        provider,
        "t" + id,
        corridor + "-" + person,
        "USA",
        String.format(java.util.Locale.ROOT, "C%02d", corridor),
        "cash",
        "cash",
        BigDecimal.valueOf(usd),
        BigDecimal.ONE,
        0,
        "official",
        pct,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        pct,
        pct,
        "ok");
  }

  private static QuoteCost quoted(String receiver, String usd) {
    return new QuoteCost(
        LocalDate.of(2025, 1, 1),
        "USA",
        receiver,
        new BigDecimal(usd),
        "simple_average",
        new BigDecimal("4.1855"),
        new BigDecimal("3.1"),
        new BigDecimal("5.2"),
        new BigDecimal("0.95"),
        30,
        7,
        1);
  }

  @BeforeAll
  static void publish(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(LOG)
            .with(
                quoted("C01", "200"),
                quoted("C02", "200.00"),
                quoted("C02", "200.50"),
                quoted("C03", "199.99"),
                quoted("C03", "1200"));
    BigDecimal level = new BigDecimal("0.95");
    flows =
        new EstimateCorridorFlows()
            .transform(inputs, new EstimateCorridorFlows.Params(null, 50, 1, level))
            .collectAsList();
    costs =
        new EstimateCorridorCosts()
            .transform(inputs, new EstimateCorridorCosts.Params(null, 50, 1, level))
            .collectAsList();
    inputs.with(CorridorFlow.class, again(spark, flows));
    inputs.with(CorridorCost.class, again(spark, costs));
    indicators =
        new PublishIndicators()
            .transform(
                inputs,
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, source: the logs, price-source: the survey, minimum-senders: 10, largest-provider-share: 0.80}"))
            .collectAsList();
  }

  private static Dataset<Row> again(SparkSession spark, List<Row> rows) {
    return spark.createDataFrame(rows, rows.get(0).schema()).repartition(3);
  }

  private static boolean isShown(Row row) {
    return row.getAs("disclosure_status").equals("published");
  }

  private static String cell(Row row) {
    return row.getAs("frequency")
        + " "
        + row.getAs("destination_area")
        + " "
        + row.getAs("period_start");
  }

  @Test
  void everyEstimateIsAnIndicatorShownOrSuppressed() {
    long shown = indicators.stream().filter(row -> isShown(row)).count();
    long hidden = indicators.size() - shown;
    assertThat(shown + hidden).isEqualTo(flows.size() + costs.size() + 5L);
    assertThat(shown).isGreaterThan(300);
    assertThat(hidden).isGreaterThan(300);
    assertThat(
            indicators.stream()
                .map(row -> row.getAs("indicator_id") + cell(row) + row.getAs("unit"))
                .collect(toSet()))
        .hasSameSizeAs(indicators);
  }

  @Test
  void everyRowSaysUnitMethodSourceVintageAndLevelAndOnlyShownOnesAFigure() {
    Set<String> figures = Set.of("value", "interval_low", "interval_high", "observations");
    for (Row row : indicators) {
      for (String column : TableSchema.of(Indicator.class).columnNames()) {
        boolean empty = row.getAs(column) == null;
        assertThat(empty).as(column).isEqualTo(figures.contains(column) && !isShown(row));
        if (row.getAs(column) instanceof String text) {
          assertThat(text).as(column).isNotBlank();
        }
      }
      assertThat(row.<BigDecimal>getAs("interval_level")).isEqualByComparingTo("0.95");
    }
  }

  @Test
  void figuresAreTheEstimatesRoundedHalfUp() {
    Map<String, BigDecimal> values = new HashMap<>();
    for (Row row : flows) {
      if (row.getAs("measure").equals("average")) {
        values.put(
            "M " + row.getAs("receiver_country") + " " + row.getAs("month"), row.getAs("estimate"));
      }
    }
    List<Row> averages =
        indicators.stream()
            .filter(row -> isShown(row) && row.getAs("indicator_id").equals("remittance_average"))
            .toList();
    assertThat(averages).isNotEmpty();
    for (Row row : averages) {
      assertThat(row.<BigDecimal>getAs("value"))
          .isEqualByComparingTo(
              Objects.requireNonNull(values.get(cell(row)))
                  .setScale(2, java.math.RoundingMode.HALF_UP));
    }
    assertThat(
            indicators.stream()
                .filter(row -> row.getAs("indicator_id").equals("remittance_price_simple"))
                .map(row -> row.<BigDecimal>getAs("value").setScale(3) + " " + row.getAs("unit")))
        .containsExactlyInAnyOrder(
            "4.186 percent of USD 200",
            "4.186 percent of USD 200",
            "4.186 percent of USD 200.5",
            "4.186 percent of USD 199.99",
            "4.186 percent of USD 1200");
  }

  /** What the log itself says of a group of transfers. */
  private record Truth(long senders, double transferShare, double valueShare) {
    static Truth of(List<TransferCost> transfers) {
      return new Truth(
          transfers.stream().map(TransferCost::senderId).distinct().count(),
          largest(transfers, t -> 1.0),
          largest(transfers, t -> Objects.requireNonNull(t.amountUsd()).doubleValue()));
    }

    private static double largest(
        List<TransferCost> transfers, Function<TransferCost, Double> size) {
      double all = transfers.stream().mapToDouble(size::apply).sum();
      return transfers.stream()
          .collect(groupingBy(TransferCost::providerId, Collectors.summingDouble(size::apply)))
          .values()
          .stream()
          .mapToDouble(share -> share / all)
          .max()
          .orElse(0);
    }

    boolean isSafe() {
      return senders >= MINIMUM
          && transferShare <= LARGEST + 1e-6 // shares have six digits
          && valueShare <= LARGEST + 1e-6;
    }
  }

  private static List<TransferCost> transfers(String corridor, List<LocalDate> months) {
    return LOG.stream()
        .filter(t -> t.receiverCountry().equals(corridor) && months.contains(t.executionMonth()))
        .toList();
  }

  /** The transfers of a cell as its published rows tell them, by any road. */
  private static Map<String, Double> publishedTransfers() {
    Map<String, Double> known = new HashMap<>();
    indicators.stream()
        .filter(row -> row.getAs("observation_unit").equals("transfers"))
        .collect(groupingBy(row -> cell(row)))
        .forEach(
            (cell, rows) -> {
              List<Double> roads = new ArrayList<>();
              Map<String, Double> values = new HashMap<>();
              for (Row row : rows) {
                if (row.getAs("observations") != null) {
                  roads.add(row.<Long>getAs("observations").doubleValue());
                }
                if (row.getAs("value") != null) {
                  values.put(
                      row.getAs("indicator_id"), row.<BigDecimal>getAs("value").doubleValue());
                }
              }
              Double count = values.get("remittance_transfers");
              Double value = values.get("remittance_value");
              Double average = values.get("remittance_average");
              if (count != null) {
                roads.add(count);
              }
              if (value != null && average != null) {
                roads.add(value / average);
              }
              if (!roads.isEmpty()) {
                roads.forEach(road -> assertThat(road).isCloseTo(roads.get(0), within(0.01)));
                known.put(cell, roads.get(0));
              }
            });
    return known;
  }

  @Test
  void noHiddenCountCanBeFoundBySubtractionOrDivision() {
    Map<String, Double> known = publishedTransfers();
    int attacks = 0;
    int primaryAlone = 0;
    for (int corridor = 0; corridor < CORRIDORS; corridor++) {
      String name = String.format(java.util.Locale.ROOT, "C%02d", corridor);
      for (int quarter = 0; quarter < 2; quarter++) {
        List<LocalDate> months = new ArrayList<>();
        List<LocalDate> hidden = new ArrayList<>();
        long primary = 0;
        for (int month = 3 * quarter + 1; month <= 3 * quarter + 3; month++) {
          LocalDate day = LocalDate.of(2025, month, 1);
          if (!transfers(name, List.of(day)).isEmpty()) {
            months.add(day);
            boolean safe = Truth.of(transfers(name, List.of(day))).isSafe();
            primary += safe ? 0 : 1;
            if (known.containsKey("M " + name + " " + day)) {
              assertThat(safe).as(name + day).isTrue();
            } else {
              hidden.add(day);
            }
          }
        }
        LocalDate first = LocalDate.of(2025, 3 * quarter + 1, 1);
        Double whole = known.get("Q " + name + " " + first);
        boolean isSafe = Truth.of(transfers(name, months)).isSafe();
        if (whole == null) {
          // The months must not add up to a hidden quarter.
          assertThat(hidden).as(name + first).isNotEmpty();
        } else {
          assertThat(isSafe).as(name + first).isTrue();
        }
        primaryAlone += isSafe && primary == 1 ? 1 : 0;
        if (whole != null && !hidden.isEmpty()) {
          attacks++;
          double difference = whole;
          for (LocalDate month : months) {
            difference -= known.getOrDefault("M " + name + " " + month, 0.0);
          }
          List<TransferCost> found = transfers(name, hidden);
          assertThat(difference).isCloseTo(found.size(), within(0.01)); // the attack is right
          assertThat(hidden).as(name + first).hasSizeGreaterThan(1); // and finds no single month
          assertThat(Truth.of(found).isSafe()).as(name + first).isTrue();
        }
      }
    }
    assertThat(attacks).isGreaterThan(20);
    assertThat(primaryAlone).isGreaterThan(10); // which primary suppression alone would give away
  }
}
