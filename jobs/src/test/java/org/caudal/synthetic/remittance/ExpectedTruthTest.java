package org.caudal.synthetic.remittance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.List;
import org.caudal.synthetic.remittance.ExpectedCost.Outcome;
import org.junit.jupiter.api.Test;

class ExpectedTruthTest {
  private static final Corridor TO_HAITI = corridor("XCA", "HTI");
  private static final Corridor FROM_USA = corridor("USA", "XCA");
  private static final BigDecimal WOMEN = new BigDecimal("0.306");

  private static Corridor corridor(String from, String to) {
    return Corridor.ALL.stream()
        .filter(c -> c.from().code().equals(from) && c.to().code().equals(to))
        .findFirst()
        .orElseThrow();
  }

  private static String six(BigDecimal number) {
    return number.setScale(6, RoundingMode.HALF_UP).toPlainString();
  }

  @Test
  void everyListOfSharesAddsUpToOne() {
    for (List<Integer> shares :
        List.of(
            Mix.WIDE.shares(),
            Mix.NARROW.shares(),
            Mix.DOMINATED.shares(),
            Habits.ACTIVITY_SHARES,
            Habits.AMOUNTS_OF_WOMEN,
            Habits.AMOUNTS_OF_MEN)) {
      assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000_000);
    }
  }

  @Test
  void meansByObservedSexAreThePublishedOnes() {
    // CEMLA-Banorte 2022: women 30.6 % of transfers, 26.5 % of value, means 380 and 464, all 438
    assertThat(ExpectedFlow.meanUsd(Habits.AMOUNTS_OF_WOMEN)).isEqualByComparingTo("380");
    assertThat(ExpectedFlow.meanUsd(Habits.AMOUNTS_OF_MEN)).isEqualByComparingTo("464");
    BigDecimal all = ExpectedFlow.of(Month.MAY, 306, 694).averageUsd();
    assertThat(all).isEqualByComparingTo("438.296"); // .306 x 380 + .694 x 464
    BigDecimal ofWomen = new BigDecimal("0.306").multiply(new BigDecimal("380"));
    assertThat(ofWomen.divide(all, 3, RoundingMode.HALF_UP)).isEqualByComparingTo("0.265");
  }

  @Test
  void flowsAreSendersTimesOccasionsTimesRates() {
    ExpectedFlow july = ExpectedFlow.of(Month.JULY, 36, 54);
    // 90 senders; season 1.06, so rates .954, .583 and .265
    // 4 (.55 x .954 + .30 x .583 + .15 x .265) = 2.9574 transfers each
    assertThat(july.transfers()).isEqualByComparingTo("266.166");
    // 266.166 x (.4 x 380 + .6 x 464)
    assertThat(six(july.valueUsd())).isEqualTo("114557.846400");
    // .55 (1 - .046^4) + .30 (1 - .417^4) + .15 (1 - .735^4)
    double active =
        0.55 * (1 - Math.pow(0.046, 4))
            + 0.30 * (1 - Math.pow(0.417, 4))
            + 0.15 * (1 - Math.pow(0.735, 4));
    assertThat(july.activeSenders().doubleValue())
        .isCloseTo(90 * active, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void volumeWeightedCostIsExpectedFeeOverExpectedPrincipalAndExpectedMargin() {
    // shares .60, .34, .06; margins 1.80, 1.40, 2.40 and surcharge 1.00: 2.70 on average
    // above 300: .306 x .350 + .694 x .452 = .420788 of transfers
    // fee: .60 x 4 + .34 x .99 + .06 x 12 = 3.4566, steps .60 x 3 + .34 x 1 + .06 x 8 = 2.62
    // (3.4566 + 2.62 x .420788) / 438.296 = 1.040179... %
    BigDecimal feePct =
        new BigDecimal("455.906456").divide(new BigDecimal("438.296"), 6, RoundingMode.HALF_UP);
    assertThat(six(ExpectedCost.of(TO_HAITI, WOMEN).volumeWeighted(Outcome::headlinePct)))
        .isEqualTo(feePct.add(new BigDecimal("2.70")).toPlainString());
  }

  @Test
  void countWeightedCostIsTheMeanOfFeeOverPrincipal() {
    double feePct = 0;
    double[] shares = {0.60, 0.34, 0.06};
    double[][] fees = {{4, 3}, {0.99, 1}, {12, 8}};
    int[] usd = {50, 100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000};
    int[] women = {30, 90, 110, 190, 100, 130, 110, 90, 60, 50, 20, 20};
    int[] men = {20, 70, 90, 160, 78, 130, 130, 110, 80, 60, 30, 42};
    for (int s = 0; s < 3; s++) {
      for (int a = 0; a < 12; a++) {
        double fee = fees[s][0] + (usd[a] > 300 ? fees[s][1] : 0);
        feePct += shares[s] * (0.306 * women[a] + 0.694 * men[a]) / 1000 * fee / usd[a] * 100;
      }
    }
    assertThat(ExpectedCost.of(TO_HAITI, WOMEN).countWeighted(Outcome::headlinePct).doubleValue())
        .isCloseTo(feePct + 2.70, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void simpleCostAtTwoHundredDollarsIsTheMeanOfThePriceLists() {
    // 2.00 + 2.80, .495 + 2.40, 6.00 + 3.40: 17.095 / 3
    assertThat(six(ExpectedCost.of(TO_HAITI, WOMEN).simpleAt(200, Outcome::headlinePct)))
        .isEqualTo("5.698333");
  }

  @Test
  void exactCostIsWhatIsLostOfTheMoneyPaid() {
    // envios-luna by bank at USD 200: fee 2.30; margin .90 and no noise
    BigDecimal exact =
        costs(FROM_USA).stream()
            .filter(o -> o.service() == 4 && o.usd().intValueExact() == 200)
            .filter(o -> o.headlinePct().compareTo(new BigDecimal("2.075")) == 0) // 1.15 + .925
            .map(Outcome::exactPct)
            .findFirst()
            .orElseThrow();
    assertThat(six(exact)).isEqualTo("2.051409"); // 1 - 200 x .99075 / 202.30
  }

  @Test
  void halfOfTheTransfersCostNoMoreThanTheMedian() {
    for (Corridor corridor : Corridor.ALL) {
      BigDecimal median = ExpectedCost.of(corridor, WOMEN).median(Outcome::headlinePct);
      double upTo = 0;
      double below = 0;
      for (Outcome outcome : costs(corridor)) {
        int order = outcome.headlinePct().compareTo(median);
        upTo += order <= 0 ? outcome.share().doubleValue() : 0;
        below += order < 0 ? outcome.share().doubleValue() : 0;
      }
      assertThat(upTo).isGreaterThanOrEqualTo(0.5 - 1e-12);
      assertThat(below).isLessThan(0.5);
    }
  }

  private static List<Outcome> costs(Corridor corridor) {
    return ExpectedCost.of(corridor, WOMEN).outcomes();
  }
}
