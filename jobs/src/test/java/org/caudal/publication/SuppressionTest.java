package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each case is a corridor of its own, named by its receiving country; ten senders, 80 %. */
@SparkTest
class SuppressionTest {
  private static final Map<String, String> STATUSES = new TreeMap<>();
  private static final Map<String, String> RULES = new TreeMap<>();

  private static final List<Record> MONTHS = new ArrayList<>();
  private static final List<Record> QUARTERS = new ArrayList<>();

  @BeforeAll
  static void decide(SparkSession spark) {
    quarter("OPEN", 40).month(1, 20).month(2, 20).month(3, 20);
    quarter("EDGE", 10, "0.80", "0.80").month(1, 10, 20, "0.80", "0.80").month(2, 10);
    quarter("FEW", 30).month(1, 9).month(2, 20).month(3, 15);
    quarter("TIE", 30).month(1, 9).month(2, 15).month(3, 15);
    quarter("SAME", 22).month(1, 5).month(2, 5).month(3, 20);
    quarter("TWO", 25).month(1, 9).month(2, 20);
    quarter("ONE", 11).month(1, 12, 100, "0.83", "0.5");
    quarter("BIG", 60).month(1, 30, 100, "0.95", "0.5").month(2, 20, 20, "0.5", "0.5").month(3, 25);
    quarter("MIX", 60).month(1, 30, 100, "0.95", "0.5").month(2, 20).month(3, 25);
    quarter("RICH", 60).month(1, 30, 100, "0.5", "0.9").month(2, 20).month(3, 25);
    quarter("OWN", 60, "0.85", "0.5").month(1, 30, 100, "0.95", "0.5").month(2, 20).month(3, 25);
    quarter("DEAR", 60, "0.5", "0.81").month(1, 30, 100, "0.5", "0.9").month(2, 20).month(3, 25);
    quarter("MANY", 30).month(1, 9, 1_000_000, "0.5", "0.5").month(2, 20).month(3, 15);
    new Case("NONE").month(1, 9).month(2, 20);
    quarter("RATE", 60).converted(1, 40, 2).month(2, 20).month(3, 25);
    quarter("EVEN", 60).converted(1, 40, 10).converted(2, 40, 0).month(3, 25);
    quarter("GONE", 36).month(1, 6).converted(2, 14, 0).month(3, 30);
    quarter("VAIN", 50).converted(1, 6, 0).month(2, 20).month(3, 30);
    quarter("DOUBT", 50, 5).month(1, 9).month(2, 14).month(3, 30);
    quarter("DOUBTS", 90, 14).month(1, 30, 100, "0.95", "0.5").month(2, 12).month(3, 60);
    quarter("HELP", 60).month(1, 9).converted(2, 40, 11).month(3, 12);

    Dataset<Row> months = Rows.of(spark, MONTHS).repartition(5);
    Dataset<Row> quarters = Rows.of(spark, QUARTERS);
    Suppression rules = new Suppression(10, new BigDecimal("0.80"));
    remember(rules.ofMonths(months, quarters), "month");
    remember(rules.ofQuarters(months, quarters), "quarter");
  }

  private static void remember(Dataset<Row> decisions, String period) {
    for (Row row : decisions.collectAsList()) {
      String month = row.getAs(period).toString().substring(5, 7);
      String key =
          row.getAs("receiver_country") + (period.equals("month") ? " " + month : " quarter");
      assertThat(STATUSES.put(key, row.getAs("disclosure_status"))).as(key).isNull();
      RULES.put(key, row.getAs("disclosure_rule"));
    }
  }

  /** Statuses of a case by month, then that of the quarter: shown, primary, secondary. */
  private static String of(String name) {
    return STATUSES.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name + " "))
        .map(e -> e.getValue().replace("suppressed_", "").replace("published", "shown"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void cellsAtTheLimitsAreShown() {
    assertThat(of("OPEN")).isEqualTo("shown shown shown shown");
    assertThat(of("EDGE")).isEqualTo("shown shown shown");
    assertThat(RULES)
        .containsEntry(
            "EDGE quarter", "at least 10 senders, no provider above 80 % of transfers or value");
  }

  @Test
  void aMonthWithFewSendersTakesTheMonthWithTheNextFewestWithIt() {
    assertThat(of("FEW")).isEqualTo("primary shown secondary shown");
    assertThat(of("TIE")).isEqualTo("primary secondary shown shown"); // the earlier of equals
    assertThat(RULES)
        .containsEntry("FEW 01", "fewer than 10 senders")
        .containsEntry("FEW 03", "protects a hidden month of the same quarter");
  }

  /** Fault D3 of multimno 1.0: there a factor lifts a small cell over the threshold. */
  @Test
  void sendersDecideHoweverLargeTheEstimate() {
    assertThat(of("MANY")).isEqualTo(of("FEW"));
  }

  @Test
  void twoMonthsOfFiveSendersMayBeFivePersonsSoTheyNeedAThird() {
    assertThat(of("SAME")).isEqualTo("primary primary secondary shown");
  }

  @Test
  void whereAllMonthsAreHiddenTheQuarterGivesNoneAway() {
    assertThat(of("TWO")).isEqualTo("primary secondary shown");
  }

  @Test
  void aQuarterThatIsItsOnlyMonthIsHiddenWithIt() {
    assertThat(of("ONE")).isEqualTo("primary secondary");
    assertThat(RULES).containsEntry("ONE quarter", "protects a hidden month of the quarter");
  }

  @Test
  void aProviderThatRulesTheHiddenMonthsTogetherIsHiddenWithMore() {
    // (95 + 10) / 120 = 87.5 % of the transfers: two months are not enough.
    assertThat(of("BIG")).isEqualTo("primary secondary secondary shown");
    // (95 + 50) / 200 = 72.5 %: they are.
    assertThat(of("MIX")).isEqualTo("primary secondary shown shown");
    assertThat(RULES).containsEntry("MIX 01", "one provider has more than 80 % of the transfers");
  }

  @Test
  void aProviderWithFewButHugeTransfersDominatesTheValue() {
    assertThat(of("RICH")).isEqualTo("primary secondary shown shown");
    assertThat(RULES).containsEntry("RICH 01", "one provider has more than 80 % of the value");
  }

  @Test
  void aQuarterHiddenForItselfNeedsNoMoreMonthsHidden() {
    assertThat(of("OWN")).isEqualTo("primary shown shown primary");
    assertThat(of("DEAR")).isEqualTo("primary shown shown primary");
    assertThat(of("NONE")).isEqualTo("primary shown");
  }

  @Test
  void aValueOfFewSendersIsHiddenHoweverManyHaveNoRate() {
    assertThat(of("RATE")).isEqualTo("primary secondary shown shown");
    assertThat(RULES).containsEntry("RATE 01", "fewer than 10 senders of converted transfers");
    // Where nothing could be converted there is no value, only counts of all 40.
    assertThat(of("EVEN")).isEqualTo("shown shown shown shown");
  }

  @Test
  void monthsWithTheFewestSendersOfAValueProtectFirst() {
    assertThat(of("HELP")).isEqualTo("primary secondary shown shown");
  }

  /** Its transfers are in no cost: the quarter less March would be January. */
  @Test
  void aMonthInWhichNothingWasConvertedProtectsNone() {
    assertThat(of("GONE")).isEqualTo("primary shown secondary shown");
    assertThat(of("VAIN")).isEqualTo("primary shown shown shown");
  }

  @Test
  void costsUnderReviewMayBeOfAnyMonthAndEachOfAnotherSender() {
    // 14 - 5 senders of February are surely in the cost of the quarter
    assertThat(of("DOUBT")).isEqualTo("primary secondary secondary shown");
    // all 12 of February may be under review: January, of one provider, would stand alone
    assertThat(of("DOUBTS")).isEqualTo("primary secondary secondary shown");
  }

  private static Case quarter(String name, long senders) {
    return quarter(name, senders, "0.5", "0.5");
  }

  private static Case quarter(String name, long senders, long excluded) {
    return quarter(name, senders, excluded, "0.5", "0.5");
  }

  private static Case quarter(String name, long senders, String share, String valueShare) {
    return quarter(name, senders, 0, share, valueShare);
  }

  private static Case quarter(
      String name, long senders, long excluded, String share, String valueShare) {
    for (String measure : List.of("median", "simple_average")) {
      QUARTERS.add(
          new CorridorCost(
              LocalDate.of(2025, 1, 1),
              "USA",
              name,
              measure,
              "headline",
              new BigDecimal("3"),
              new BigDecimal("2"),
              new BigDecimal("4"),
              new BigDecimal("0.95"),
              200,
              senders,
              4,
              excluded,
              "official",
              new BigDecimal(share),
              new BigDecimal(valueShare)));
    }
    return new Case(name);
  }

  /** The months of a case; each sends 100 USD a transfer. */
  private record Case(String name) {
    Case month(int month, long senders) {
      return month(month, senders, 100, "0.5", "0.5");
    }

    /** A month of which only some senders have transfers with a rate. */
    Case converted(int month, long senders, long converted) {
      return month(month, senders, converted, 100, "0.5", "0.5");
    }

    Case month(int month, long senders, long transfers, String share, String valueShare) {
      return month(month, senders, senders, transfers, share, valueShare);
    }

    private Case month(
        int month, long senders, long converted, long transfers, String share, String valueShare) {
      for (String measure : List.of("value", "transfers")) {
        BigDecimal estimate =
            BigDecimal.valueOf(measure.equals("value") ? 100 * transfers : transfers);
        MONTHS.add(
            new CorridorFlow(
                LocalDate.of(2025, month, 1),
                "USA",
                name,
                measure,
                estimate,
                measure,
                estimate,
                estimate,
                new BigDecimal("0.95"),
                transfers,
                senders,
                0,
                converted,
                "official",
                new BigDecimal(share),
                new BigDecimal(valueShare)));
      }
      return this;
    }
  }
}
