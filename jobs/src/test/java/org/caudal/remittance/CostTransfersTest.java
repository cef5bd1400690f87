package org.caudal.remittance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.reference.ExchangeRate;
import org.caudal.reference.RateKind;
import org.caudal.remittance.CostTransfers.Params;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class CostTransfersTest {
  private static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
  private static final Params DEFAULTS =
      new Params(null, 3, new BigDecimal("20"), RateKind.OFFICIAL, List.of());

  @Test
  void theWorkedCaseCosts29518And29131PerCent(SparkSession spark) {
    // 300 USD, fee 3.99, applied 17.10, mid 17.3819:
    // fee 1.33 %, margin 1 - 17.10/17.3819 = 1.6218 %; exact 1 - (300 * 17.10/17.3819)/303.99.
    Row cost =
        cost(
            spark,
            transfer("300", "3.99", "17.10", "USD", "MXN", MONDAY),
            usd("MXN", "17.3819", MONDAY));

    assertThat(rounded(cost, "fee_pct", 4)).isEqualByComparingTo("1.3300");
    assertThat(rounded(cost, "margin_pct", 4)).isEqualByComparingTo("1.6218");
    assertThat(rounded(cost, "total_pct", 4)).isEqualByComparingTo("2.9518");
    assertThat(rounded(cost, "exact_pct", 4)).isEqualByComparingTo("2.9131");
    assertThat((String) cost.getAs("cost_status")).isEqualTo("ok");
    assertThat((BigDecimal) cost.getAs("amount_usd")).isEqualByComparingTo("300");
  }

  @Test
  void whatIsTakenAtPayOutIsACost(SparkSession spark) {
    // The worked case, of which 40 of the 5,130 pesos were kept: 40/17.3819/300 = 0.7671 %, in all
    // 2.9518 + 0.7671 = 3.7189; exact 1 - (5090/17.3819)/303.99 = 3.6701 %.
    Row kept = paidOut(spark, "3.99", "5090");
    assertThat(rounded(kept, "margin_pct", 4)).isEqualByComparingTo("1.6218");
    assertThat(rounded(kept, "deduction_pct", 4)).isEqualByComparingTo("0.7671");
    assertThat(rounded(kept, "total_pct", 4)).isEqualByComparingTo("3.7189");
    assertThat(rounded(kept, "exact_pct", 4)).isEqualByComparingTo("3.6701");
    assertThat((String) kept.getAs("cost_status")).isEqualTo("ok");
    // 5 dollars were taken from the principal: 295 * 17.10 = 5,044.50 pesos are
    // 5/300 + 1.6218 % * 295/300 = 3.2614 %.
    Row taken = paidOut(spark, "0", "5044.50");
    assertThat(rounded(taken, "total_pct", 4)).isEqualByComparingTo("3.2614");
    assertThat(rounded(taken, "exact_pct", 4)).isEqualByComparingTo("3.2614");
  }

  @Test
  void whatIsRoundedToCoinsIsNoDeductionAndMoreThanPromisedIsANegativeOne(SparkSession spark) {
    // 5,130 - 5,124.88 = 5.12 is within a thousandth, 5.12488; 5,130 - 5,124.87 = 5.13 is not.
    assertThat((BigDecimal) paidOut(spark, "0", "5124.88").getAs("deduction_pct")).isZero();
    Row beyond = paidOut(spark, "0", "5124.87");
    assertThat(rounded(beyond, "deduction_pct", 4)).isEqualByComparingTo("0.0984"); // 5.13/5214.57
    Row more = paidOut(spark, "0", "5182.139"); // 52.139/5214.57 is 0.9999 %
    assertThat(rounded(more, "deduction_pct", 4)).isEqualByComparingTo("-0.9999");
  }

  @Test
  void aFeeThatIsTakenAtPayOutIsJudgedAsOneOnTopIs(SparkSession spark) {
    // 5 of 20 dollars: on top 25 + 1.6218 %, taken 25 + 1.6218 * 15/20 %; 15 * 17.10 = 256.50.
    ExchangeRate mid = usd("MXN", "17.3819", MONDAY);
    Row onTop = cost(spark, transfer("20", "5", "17.10", "USD", "MXN", MONDAY), mid);
    assertThat(rounded(onTop, "total_pct", 4)).isEqualByComparingTo("26.6218");
    assertThat((String) onTop.getAs("cost_status")).isEqualTo("ok");
    BigDecimal pesos = new BigDecimal("256.50");
    Row taken = cost(spark, transfer("20", "0", "17.10", "USD", "MXN", MONDAY, pesos), mid);
    assertThat(rounded(taken, "total_pct", 4)).isEqualByComparingTo("26.2164");
    assertThat((String) taken.getAs("cost_status")).isEqualTo("ok");
  }

  @Test
  void amountsPaidOutThatAreNotOfTheRateAreSetAside(SparkSession spark) {
    // The principal is 300 * 17.3819 = 5,214.57 pesos; half of it less than 5,130 is 2,522.715, and
    // a fifth more than it 6,257.484.
    assertThat(statusPaidOut(spark, "17.10", "2522.715")).isEqualTo("ok");
    assertThat(statusPaidOut(spark, "17.10", "2522.71")).isEqualTo("margin_review");
    assertThat(statusPaidOut(spark, "17.10", "6257.48")).isEqualTo("ok");
    assertThat(statusPaidOut(spark, "17.10", "6257.49")).isEqualTo("margin_review");
    assertThat(statusPaidOut(spark, "17.10", "300")).isEqualTo("margin_review"); // dollars
    // Paid out as 17.10 would, at a rate that is written 1.5 times as high, or the other way round.
    assertThat(statusPaidOut(spark, "25.65", "5130")).isEqualTo("margin_review");
    assertThat(statusPaidOut(spark, "0.0584795322", "5130")).isEqualTo("rate_inverted");
  }

  @Test
  void aBetterRateThanTheMidRateIsANegativeCostAndIsKept(SparkSession spark) {
    // fee 0, margin 1 - 20.488/20 = -2.44 %, as the cheapest quote of USA to MEX.
    Row cost =
        cost(spark, transfer("200", "0", "20.488", "USD", "MXN", MONDAY), usd("MXN", "20", MONDAY));

    assertThat(rounded(cost, "total_pct", 6)).isEqualByComparingTo("-2.440000");
    assertThat((String) cost.getAs("cost_status")).isEqualTo("ok");
  }

  @Test
  void eurosToPesosGoThroughTheCommonBase(SparkSession spark) {
    // 1 USD = 0.9 EUR and 4,000 COP: mid 4000/0.9 = 4444.4444444444; applied 4400 loses 1 %.
    Row cost =
        cost(
            spark,
            transfer("100", "2", "4400", "EUR", "COP", MONDAY),
            usd("EUR", "0.9", MONDAY),
            usd("COP", "4000", MONDAY));

    assertThat((BigDecimal) cost.getAs("mid_rate")).isEqualByComparingTo("4444.4444444444");
    assertThat(rounded(cost, "margin_pct", 6)).isEqualByComparingTo("1.000000");
    assertThat((BigDecimal) cost.getAs("amount_usd")).isEqualByComparingTo("111.1111");
  }

  @Test
  void aRateServesTheWeekendAndThreeBusinessDaysAndNoMore(SparkSession spark) {
    LocalDate friday = LocalDate.of(2025, 2, 28);
    ExchangeRate rate = usd("MXN", "20", friday);
    assertThat(status(spark, friday.plusDays(1), rate)).isEqualTo("ok 0"); // Saturday
    assertThat(status(spark, friday.plusDays(3), rate)).isEqualTo("ok 1"); // Monday
    assertThat(status(spark, friday.plusDays(5), rate)).isEqualTo("ok 3"); // Wednesday
    assertThat(status(spark, friday.plusDays(6), rate)).isEqualTo("rate_unknown null");
    assertThat(status(spark, friday.minusDays(1), rate)).isEqualTo("rate_unknown null");
  }

  @Test
  void wrongRatesAreSetAsideWithTheirReason(SparkSession spark) {
    ExchangeRate mid = usd("MXN", "20", MONDAY);
    assertThat(statusOf(spark, "0.0501", mid)).isEqualTo("rate_inverted"); // 0.0501 * 20 = 1.002
    assertThat(statusOf(spark, "1", mid)).isEqualTo("rate_placeholder");
    assertThat(statusOf(spark, "15", mid)).isEqualTo("margin_review"); // margin 25 %
    assertThat(statusOf(spark, "16", mid)).isEqualTo("ok"); // margin 20 %
    assertThat(statusOf(spark, "1", usd("MXN", "1.02", MONDAY))).isEqualTo("ok"); // mid near 1
  }

  @Test
  void wrongRatesAreSetAsideWithinTheLimitTooButNotWhereAllAreNearOne(SparkSession spark) {
    ExchangeRate dollars = usd("MXN", "1.10", MONDAY); // as of euros
    assertThat(statusOf(spark, "0.9091", dollars, "220")).isEqualTo("rate_inverted"); // 17.36 %
    assertThat(statusOf(spark, "1", dollars, "220")).isEqualTo("rate_placeholder"); // 9.09 %
    assertThat(statusOf(spark, "1", dollars)).isEqualTo("rate_placeholder"); // 200 for 200
    assertThat(statusOf(spark, "1.03", dollars)).isEqualTo("ok"); // 6.36 %
    // 1 and the inverse of 1.05 are margins of less than 10 %.
    ExchangeRate near = usd("MXN", "1.05", MONDAY);
    assertThat(statusOf(spark, "0.9524", near, "210")).isEqualTo("ok");
    assertThat(statusOf(spark, "1", near)).isEqualTo("ok");
    assertThat(statusOf(spark, "1", usd("MXN", "0.94", MONDAY))).isEqualTo("rate_placeholder");
  }

  @Test
  void aRateAtWhichMoneyWasPaidOutIsNotInverted(SparkSession spark) {
    // 0.9990 * 1.0510 = 1.04995, and 200 * 0.9990 = 199.80; a hundredth of 197.82 is 1.9782.
    ExchangeRate mid = usd("MXN", "1.0510", MONDAY);
    assertThat(statusOf(spark, "0.9990", mid)).isEqualTo("ok"); // 4.95 %
    assertThat(statusOf(spark, "0.9990", mid, "197.83")).isEqualTo("ok");
    assertThat(statusOf(spark, "0.9990", mid, "197.82")).isEqualTo("rate_inverted");
    assertThat(statusOf(spark, "1.06", usd("MXN", "0.94", MONDAY))).isEqualTo("ok"); // -12.77 %
    assertThat(statusOf(spark, "1.06", usd("MXN", "0.94", MONDAY), "188"))
        .isEqualTo("rate_inverted");
    // Beyond the limit it is, whatever was paid out: 0.84 is 26.96 % below 1.15, and inverts it.
    assertThat(statusOf(spark, "0.84", usd("MXN", "1.15", MONDAY))).isEqualTo("rate_inverted");
  }

  @Test
  void marginsOfWeakCurrenciesAreOfAllDigitsOfTheirRates(SparkSession spark) {
    // 1 / 4141.53 = 0.0002414567; 1 - 0.0002342000/0.0002414567 = 3.005384 %.
    Row pesos =
        cost(
            spark,
            transfer("1000000", "0", "0.0002342000", "COP", "USD", MONDAY),
            usd("COP", "4141.53", MONDAY));
    assertThat((BigDecimal) pesos.getAs("mid_rate")).isEqualByComparingTo("0.0002414567");
    assertThat((BigDecimal) pesos.getAs("margin_pct")).isEqualByComparingTo("3.005384");
    assertThat((String) pesos.getAs("cost_status")).isEqualTo("ok");
    // 1 / 3,000,300 = 0.0000003333; 1 - 0.0000003/0.0000003333 = 9.990999 %.
    Row weaker =
        cost(
            spark,
            transfer("90000000", "0", "0.0000003", "IRR", "USD", MONDAY),
            usd("IRR", "3000300", MONDAY));
    assertThat((BigDecimal) weaker.getAs("margin_pct")).isEqualByComparingTo("9.990999");
    // 27 dollars less 1 that was kept: 1 / 90,000,000 / 0.0000003333 = 1 / 29.997.
    Row kept =
        cost(
            spark,
            transfer("90000000", "0", "0.0000003", "IRR", "USD", MONDAY, new BigDecimal("26.00")),
            usd("IRR", "3000300", MONDAY));
    assertThat((BigDecimal) kept.getAs("deduction_pct")).isEqualByComparingTo("3.333667");
  }

  @Test
  void ratesFarOffAreSetAsideWhereTheirMarginIsTooLargeForItsColumn(SparkSession spark) {
    // Amount and rate are swapped: 3,000,000 / 0.0002414567 is a margin of -1.24e12 %.
    Row swapped =
        cost(
            spark,
            transfer("0.0002", "0", "3000000", "COP", "USD", MONDAY),
            usd("COP", "4141.53", MONDAY));
    assertThat((String) swapped.getAs("cost_status")).isEqualTo("margin_review");
    assertThat((BigDecimal) swapped.getAs("fee_pct")).isEqualByComparingTo("0");
    assertThat((BigDecimal) swapped.getAs("margin_pct")).isNull();
    assertThat((BigDecimal) swapped.getAs("total_pct")).isNull();
    assertThat((BigDecimal) swapped.getAs("exact_pct")).isNull();
    assertThat((BigDecimal) swapped.getAs("amount_usd")).isEqualByComparingTo("0");
    // 0.78 / 89,500 = 0.0000087151 pounds for one of Lebanon; 114,743.59 is the other way round.
    Row inverted =
        cost(
            spark,
            transfer("2000000", "0", "114743.59", "LBP", "GBP", MONDAY),
            usd("LBP", "89500", MONDAY),
            usd("GBP", "0.78", MONDAY));
    assertThat((String) inverted.getAs("cost_status")).isEqualTo("rate_inverted");
  }

  @Test
  void aFeeTooLargeForItsColumnIsSetAside(SparkSession spark) {
    // 10,000,000 / 0.0001 = 1e11, which is 1e13 %.
    Row cost =
        cost(
            spark,
            transfer("0.0001", "10000000", "20", "USD", "MXN", MONDAY),
            usd("MXN", "20", MONDAY));
    assertThat((BigDecimal) cost.getAs("fee_pct")).isNull();
    assertThat((BigDecimal) cost.getAs("margin_pct")).isEqualByComparingTo("0");
    assertThat((String) cost.getAs("cost_status")).isEqualTo("margin_review");
    // 1 - 0.0001 / 10,000,000.0001 is 100 % but for 1e-9 of it.
    assertThat((BigDecimal) cost.getAs("exact_pct")).isEqualByComparingTo("100");
  }

  @Test
  void parallelRatesAreOfTheCurrenciesThatHaveThem(SparkSession spark) {
    // Dollars to bolivianos at 12 of the street: 1 - 11.4/12 = 5 %; pesos at the official 4,000.
    ExchangeRate[] rates = {
      usd("BOB", "6.9", MONDAY),
      usd("COP", "4000", MONDAY),
      new ExchangeRate("street", "parallel", "USD", "BOB", MONDAY, new BigDecimal("12"), "f.csv", 3)
    };
    Params parallel = new Params(null, 3, new BigDecimal("20"), RateKind.PARALLEL, List.of());
    Row dollars = cost(spark, parallel, transfer("100", "0", "11.4", "USD", "BOB", MONDAY), rates);
    assertThat((BigDecimal) dollars.getAs("margin_pct")).isEqualByComparingTo("5");
    assertThat((BigDecimal) dollars.getAs("amount_usd")).isEqualByComparingTo("100");
    assertThat((String) dollars.getAs("rate_kind")).isEqualTo("parallel");
    Row pesos = cost(spark, parallel, transfer("40000", "0", "0.003", "COP", "BOB", MONDAY), rates);
    assertThat((BigDecimal) pesos.getAs("mid_rate")).isEqualByComparingTo("0.003"); // 12 / 4000
    assertThat((BigDecimal) pesos.getAs("amount_usd")).isEqualByComparingTo("10");
  }

  @Test
  void equalCurrenciesHaveNoMargin(SparkSession spark) {
    Row cost =
        cost(spark, transfer("200", "5", "1", "USD", "USD", MONDAY), usd("MXN", "20", MONDAY));
    assertThat(rounded(cost, "total_pct", 6)).isEqualByComparingTo("2.5");
    assertThat((String) cost.getAs("cost_status")).isEqualTo("ok");
  }

  /** The cost of 300 dollars at 17.10 pesos, mid 17.3819. */
  private static Row paidOut(SparkSession spark, String fee, String pesos) {
    return paidOut(spark, fee, "17.10", pesos);
  }

  private static Row paidOut(SparkSession spark, String fee, String rate, String pesos) {
    return cost(
        spark,
        transfer("300", fee, rate, "USD", "MXN", MONDAY, new BigDecimal(pesos)),
        usd("MXN", "17.3819", MONDAY));
  }

  private static String statusPaidOut(SparkSession spark, String rate, String pesos) {
    return paidOut(spark, "0", rate, pesos).getAs("cost_status");
  }

  private static String statusOf(SparkSession spark, String applied, ExchangeRate mid) {
    return cost(spark, transfer("200", "0", applied, "USD", "MXN", MONDAY), mid)
        .getAs("cost_status");
  }

  private static String statusOf(
      SparkSession spark, String applied, ExchangeRate mid, String paidOut) {
    BigDecimal pesos = new BigDecimal(paidOut);
    return cost(spark, transfer("200", "0", applied, "USD", "MXN", MONDAY, pesos), mid)
        .getAs("cost_status");
  }

  private static String status(SparkSession spark, LocalDate day, ExchangeRate rate) {
    Row cost = cost(spark, transfer("200", "0", "20", "USD", "MXN", day), rate);
    return cost.getAs("cost_status") + " " + cost.getAs("rate_age_days");
  }

  private static Row cost(
      SparkSession spark, Transfer transfer, ExchangeRate first, ExchangeRate... more) {
    List<ExchangeRate> rates = new ArrayList<>(List.of(more));
    rates.add(first);
    return cost(spark, DEFAULTS, transfer, rates.toArray(ExchangeRate[]::new));
  }

  private static Row cost(
      SparkSession spark, Params params, Transfer transfer, ExchangeRate... rates) {
    return new CostTransfers()
        .transform(new TestInputs(spark).with(transfer).with(List.of(rates)), params)
        .collectAsList()
        .get(0);
  }

  private static BigDecimal rounded(Row row, String column, int scale) {
    return ((BigDecimal) row.getAs(column)).setScale(scale, java.math.RoundingMode.HALF_UP);
  }

  private static ExchangeRate usd(String currency, String units, LocalDate day) {
    return new ExchangeRate(
        "central bank", "official", "USD", currency, day, new BigDecimal(units), "f.csv", 2);
  }

  private static Transfer transfer(
      String sent, String fee, String rate, String from, String to, LocalDate day) {
    BigDecimal paid = new BigDecimal(sent).multiply(new BigDecimal(rate));
    return transfer(sent, fee, rate, from, to, day, paid);
  }

  private static Transfer transfer(
      String sent,
      String fee,
      String rate,
      String from,
      String to,
      LocalDate day,
      BigDecimal paid) {
    return new Transfer(
        day.withDayOfMonth(1),
        "p1",
        "mto",
        "t1",
        "s1",
        "r1",
        "USA",
        null,
        "MEX",
        null,
        1,
        2,
        null,
        "cash",
        "cash",
        new BigDecimal(sent),
        from,
        new BigDecimal(fee),
        paid,
        to,
        new BigDecimal(rate),
        Instant.parse(day + "T12:00:00Z"),
        day,
        "f.csv",
        2);
  }
}
