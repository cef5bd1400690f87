package org.caudal.phone.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class CountVisitorsTest {
  private static final int USA = 310;
  private static final int MEX = 334;
  private static final int BRA = 724;
  private static final int SATELLITE = 901;

  @Test
  void factorsByWhatIsNoCountryAreRefused() {
    Map<String, BigDecimal> factors =
        Map.of("US", BigDecimal.ONE, "usa", BigDecimal.ONE, "MEX", BigDecimal.ONE);
    assertThatThrownBy(() -> byCountry(factors, Map.of()))
        .hasMessage(
            "deduplication-factors must be by ISO 3166-1 alpha-3 codes, such as USA, of countries"
                + " with a mobile country code; no such codes are US, usa");
    assertThatThrownBy(() -> byCountry(Map.of(), factors))
        .hasMessageStartingWith("population-factors must be by ISO 3166-1 alpha-3 codes");
  }

  private static CountVisitors.Params byCountry(
      Map<String, BigDecimal> deduplication, Map<String, BigDecimal> population) {
    return new CountVisitors.Params(
        null, 3, 30, deduplication, BigDecimal.ONE, population, BigDecimal.ONE);
  }

  private static CountVisitors.Params params(@Nullable Months months) {
    return new CountVisitors.Params(
        months,
        3,
        30,
        Map.of("USA", new BigDecimal("0.25")),
        new BigDecimal("0.5"),
        Map.of("USA", new BigDecimal("8")),
        new BigDecimal("3"));
  }

  private static List<DeviceDay> days() {
    List<DeviceDay> days = new ArrayList<>();
    add(days, 1, USA, "2024-06-10", "2024-06-11", "2024-06-12"); // the June of another year
    add(days, 1, USA, "2025-06-10", "2025-06-11", "2025-06-14"); // a gap of three days: one stay
    add(days, 2, MEX, "2025-06-05"); // a visit of a day
    add(days, 3, MEX, "2025-06-29", "2025-06-30", "2025-07-02"); // over the end of the month
    add(days, 4, SATELLITE, "2025-06-01", "2025-06-06"); // a gap of five days: two visits
    add(days, 6, USA, "2025-07-19", "2025-07-20"); // not yet over
    for (LocalDate day = LocalDate.of(2025, 1, 1); day.getYear() < 2026; day = day.plusDays(3)) {
      if (day.isBefore(LocalDate.of(2025, 7, 20))) {
        add(days, 7, BRA, day.toString()); // has moved here
      }
    }
    days.add(day(5, "domestic", 799, "2025-07-20"));
    return days;
  }

  private static void add(List<DeviceDay> days, long device, int mcc, String... dates) {
    for (String date : dates) {
      days.add(day(device, "inbound", mcc, date));
    }
  }

  private static DeviceDay day(long device, String domain, int mcc, String date) {
    return new DeviceDay(
        LocalDate.parse(date), "01", device, domain, "c", "XCA", mcc, 1, 1, 0, 0, 0, 0);
  }

  private static Dataset<Row> counted(SparkSession spark, int partitions, @Nullable Months months) {
    List<DeviceDay> days = days();
    Dataset<Row> rows = Rows.of(spark, days);
    return new CountVisitors()
        .transform(
            new TestInputs(spark).with(DeviceDay.class, rows.repartition(partitions)),
            params(months));
  }

  private static VisitorCount row(
      String month,
      String country,
      long devices,
      long stays,
      long dayVisits,
      long nights,
      long stayNights) {
    boolean own = country.equals("USA");
    double factors = own ? 0.25 * 8 : 0.5 * 3;
    return new VisitorCount(
        LocalDate.parse(month + "-01"),
        "01",
        country,
        devices,
        stays,
        dayVisits,
        nights,
        stayNights,
        own ? 0.25 : 0.5,
        own ? 8 : 3,
        stays * factors,
        nights * factors);
  }

  private static final VisitorCount[] JUNE = {
    row("2025-06", "USA", 1, 1, 0, 4, 4), // 10 to 14 June, not the nights of 2024
    row("2025-06", "MEX", 2, 0, 1, 2, 0), // the stay of device 3 ends in July
    row("2025-06", "", 1, 0, 2, 0, 0)
  };

  /**
   * Faults D3 (devices counted after factors), D6 (default factors) and D10 (months without their
   * year) of multimno 1.0.
   */
  @Test
  void staysCountInTheMonthAndYearOfTheirEndAndDefaultsAreThoseOfTheirOwnFactor(
      SparkSession spark) {
    assertThatTable(counted(spark, 1, null))
        .hasRows(
            row("2024-06", "USA", 1, 1, 0, 2, 2),
            row("2025-01", "BRA", 1, 0, 0, 30, 0), // no visit from the thirtieth night on
            JUNE[0],
            JUNE[1],
            JUNE[2],
            row("2025-07", "MEX", 1, 1, 0, 1, 3),
            row("2025-07", "USA", 1, 0, 0, 1, 0));
  }

  /**
   * The operator is silent on 3 July, after which a stay until 30 June is over, and on no other.
   */
  @Test
  void aStayIsOverWhereTheOperatorIsSilentOnTheLastDayItMayGoOn(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>();
    add(days, 1, USA, "2025-06-28", "2025-06-29", "2025-06-30");
    days.add(day(5, "domestic", 799, "2025-07-02"));
    days.add(day(5, "domestic", 799, "2025-07-04"));
    VisitorCount june = row("2025-06", "USA", 1, 1, 0, 2, 2);
    for (Months months : new Months[] {null, Months.parse("2025-06")}) {
      assertThatTable(
              new CountVisitors().transform(new TestInputs(spark).with(days), params(months)))
          .hasRows(june);
    }
  }

  /** Fault D12: nothing depends on the order of rows; and a month reads what it needs. */
  @Test
  void aMonthByItselfIsTheSameInAnyPartitioning(SparkSession spark) {
    assertThatTable(counted(spark, 5, Months.parse("2025-06"))).hasRows(JUNE);
  }
}
