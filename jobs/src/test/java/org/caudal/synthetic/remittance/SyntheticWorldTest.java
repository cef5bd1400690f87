package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.remittance.ExpectedCost.Outcome;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A large draw of true transfers against the expectations. Tolerances are four standard errors; the
 * draw is fixed, so a failure is no accident.
 */
@SparkTest
class SyntheticWorldTest {
  private static final long PEOPLE = 12_000;

  private static List<Transfer> transfers = List.of();
  private static List<Row> senders = List.of();

  /** A transfer of February, May or August; its cost in per cent of the principal. */
  private record Transfer(
      String month,
      int corridor,
      long sender,
      boolean isWoman,
      int occasion,
      double usd,
      double pct) {}

  @BeforeAll
  static void generate(SparkSession spark) {
    SyntheticInputs inputs = new SyntheticInputs(spark, 1, PEOPLE, 11);
    Months months = Months.parse("2025-02..2025-08");
    senders =
        Senders.of(inputs, months)
            .groupBy("month", "corridor")
            .agg(sum(col("is_woman").cast("int")), sum(not(col("is_woman")).cast("int")))
            .collectAsList();
    transfers =
        CleanTransfers.of(inputs, months, 11)
            .filter("month(month) IN (2, 5, 8)")
            .select(
                "month",
                "corridor",
                "sender",
                "is_woman",
                "occasion",
                "amount",
                "fee",
                "applied_rate",
                "sent_units",
                "paid_units")
            .collectAsList()
            .stream()
            .map(row -> transfer(row))
            .toList();
  }

  private static Transfer transfer(Row row) {
    double usd = Habits.AMOUNTS_USD.get(row.<Integer>getAs("amount"));
    double sent = number(row, "sent_units");
    double pct =
        number(row, "fee") / (usd * sent)
            + 1
            - number(row, "applied_rate") * sent / number(row, "paid_units");
    return new Transfer(
        row.getAs("month").toString(),
        row.<Integer>getAs("corridor"),
        row.<Long>getAs("sender"),
        row.<Boolean>getAs("is_woman"),
        row.<Integer>getAs("occasion"),
        usd,
        100 * pct);
  }

  private static double number(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  private static Stream<Transfer> of(String month) {
    return transfers.stream().filter(transfer -> transfer.month().equals(month));
  }

  private record Flow(double senders, double transfers, double usd, double error) {}

  private static Flow flow(int corridor, String month) {
    Map<Long, Double> bySender = new HashMap<>();
    of(month)
        .filter(transfer -> transfer.corridor() == corridor)
        .forEach(transfer -> bySender.merge(transfer.sender(), transfer.usd(), Double::sum));
    double usd = 0;
    double squares = 0;
    for (double sent : bySender.values()) {
      usd += sent;
      squares += sent * sent;
    }
    double count = of(month).filter(transfer -> transfer.corridor() == corridor).count();
    return new Flow(bySender.size(), count, usd, Math.sqrt(squares)); // as of a Poisson count
  }

  @Test
  void flowsOfEveryCorridorAreNearTheirExpectation() {
    Map<String, Month> months = Map.of("2025-02-01", Month.FEBRUARY, "2025-08-01", Month.AUGUST);
    months.forEach(
        (day, month) -> {
          for (int c = 0; c < Corridor.ALL.size(); c++) {
            ExpectedFlow expected = expected(c, day, month);
            Flow found = flow(c, day);
            double people = expected.activeSenders().doubleValue();
            assertThat(found.senders()).isCloseTo(people, within(4 * Math.sqrt(people)));
            assertThat(found.transfers())
                .isCloseTo(expected.transfers().doubleValue(), within(16 * Math.sqrt(people)));
            assertThat(found.usd())
                .isCloseTo(expected.valueUsd().doubleValue(), within(4 * found.error()));
          }
        });
  }

  private static ExpectedFlow expected(int corridor, String day, Month month) {
    Row row =
        senders.stream()
            .filter(r -> r.get(0).toString().equals(day) && r.getInt(1) == corridor)
            .findFirst()
            .orElseThrow();
    return ExpectedFlow.of(month, row.getLong(2), row.getLong(3));
  }

  @Test
  void februaryAndAugustDifferAsTheirSeasonsDo() {
    // 0.849 / 1.073 = 0.791 in transfers a sender; some 1 250 senders of 2.4 and 3.0 transfers: a
    // standard error of .014
    double ratio = each("2025-02-01") / each("2025-08-01");
    assertThat(ratio).isCloseTo(0.791, within(0.056));
  }

  /** Transfers a sender. */
  private static double each(String month) {
    return (double) of(month).count()
        / senders.stream()
            .filter(row -> row.get(0).toString().equals(month))
            .mapToLong(row -> row.getLong(2) + row.getLong(3))
            .sum();
  }

  @Test
  void womenAndMenSendThePublishedMeans() {
    Map<Boolean, double[]> sums = new HashMap<>();
    Stream.concat(of("2025-02-01"), of("2025-08-01"))
        .forEach(
            transfer -> {
              double[] own = sums.computeIfAbsent(transfer.isWoman(), sex -> new double[2]);
              own[0]++;
              own[1] += transfer.usd();
            });
    double[] women = sums.getOrDefault(true, new double[2]);
    double[] men = sums.getOrDefault(false, new double[2]);
    // some 350 women and 900 men send, with habits: standard errors of the means about 21 and 14
    assertThat(women[1] / women[0]).isCloseTo(380, within(85.0));
    assertThat(men[1] / men[0]).isCloseTo(464, within(57.0));
    // .35 against .78 of about as many: about .31 of the transfers; see Habits
    assertThat(women[0] / (women[0] + men[0])).isCloseTo(0.306, within(0.07));
  }

  @Test
  void costsOfACorridorAreNearTheirExpectation() {
    for (int c : new int[] {0, 6}) {
      ExpectedCost expected = ExpectedCost.of(Corridor.ALL.get(c), new BigDecimal("0.31"));
      List<Transfer> own = transfers.stream().filter(t -> t.corridor() == c).toList();
      double usd = own.stream().mapToDouble(Transfer::usd).sum();
      double weighted = own.stream().mapToDouble(t -> t.usd() * t.pct()).sum() / usd;
      double mean = own.stream().mapToDouble(Transfer::pct).average().orElseThrow();
      double median = own.stream().mapToDouble(Transfer::pct).sorted().toArray()[own.size() / 2];
      assertThat(weighted)
          .isCloseTo(expected.volumeWeighted(Outcome::headlinePct).doubleValue(), within(0.28));
      assertThat(mean)
          .isCloseTo(expected.countWeighted(Outcome::headlinePct).doubleValue(), within(0.5));
      assertThat(median)
          .isCloseTo(expected.median(Outcome::headlinePct).doubleValue(), within(0.42));
    }
  }

  @Test
  void theTransfersOfOneSenderAreAlike() {
    // the usual amount twice: .7 x .7; else alike by chance: about .49 + .51 x .12
    Map<Long, Double> first = new HashMap<>();
    of("2025-05-01")
        .filter(transfer -> transfer.occasion() == 0)
        .forEach(transfer -> first.put(transfer.sender(), transfer.usd()));
    List<Transfer> second =
        of("2025-05-01")
            .filter(transfer -> transfer.occasion() == 1 && first.containsKey(transfer.sender()))
            .toList();
    double alike =
        second.stream().filter(t -> t.usd() == first.getOrDefault(t.sender(), 0.0)).count();
    double n = second.size();
    assertThat(n).isGreaterThan(400);
    assertThat(alike / n).isCloseTo(0.55, within(4 * Math.sqrt(0.55 * 0.45 / n)));
  }
}
