package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.phone.emergency.BorderWatch;
import org.caudal.phone.emergency.WatchBorders;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SynthesizeCountry;
import org.caudal.synthetic.country.SynthesizeStays;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The caravan and the closed border of the synthetic country, in the days of those who pass through
 * or visit: each has a phone and is seen on four days of five.
 */
@SparkTest(compiled = true)
class WatchedBordersTest {
  private static final long PEOPLE = 300_000;

  /** The caravan comes on this and the two days after. */
  private static final LocalDate CARAVAN = LocalDate.of(2022, 1, 15);

  /** No one comes from this day on, for five months. */
  private static final LocalDate CLOSURE = LocalDate.of(2021, 4, 1);

  /** Where caravans enter, and where they go next. */
  private static final String BORDER = "XC05";

  private static final String CAPITAL = "XC01";
  private static final List<String> CORRIDOR =
      List.of(BORDER, CAPITAL, "XC02", "XC03", "XC04", "XC06");

  @SuppressWarnings("NullAway.Init")
  private static List<Row> caravan;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> dayAfter;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> closure;

  @BeforeAll
  static void watch(SparkSession spark) {
    Dataset<Row> passing =
        new SynthesizeCountry()
            .transform(SyntheticInputs.of(spark), new SynthesizeCountry.Params(PEOPLE, 2021, 5, 7))
            .filter(col("kind").isin("visitor", "transit", "caravan"));
    TestInputs households =
        new TestInputs(spark)
            .with(
                SyntheticHousehold.class,
                PhoneWorld.stored(spark, SyntheticHousehold.class, passing, 2));
    Dataset<Row> stays =
        PhoneWorld.stored(
            spark,
            SyntheticStay.class,
            new SynthesizeStays()
                .transform(households, new SynthesizeStays.Params())
                .filter("country = 'XCA' AND start_date < DATE'2022-02-01'"),
            2);
    Days arrival = new Days(CARAVAN, CARAVAN);
    caravan = watched(spark, stays, CARAVAN, new Days(CARAVAN.minusDays(42), CARAVAN.plusDays(9)));
    dayAfter = watched(spark, stays, CARAVAN, arrival);
    closure = watched(spark, stays, CLOSURE, new Days(CLOSURE.minusDays(42), CLOSURE.plusDays(40)));
  }

  private static List<Row> watched(
      SparkSession spark, Dataset<Row> stays, LocalDate event, Days days) {
    LocalDate first = event.minusDays(43);
    Dataset<Row> seen =
        stays
            .selectExpr(
                "person_id",
                "substr(town_code, 1, 4) AS cell_id",
                "explode(sequence(start_date, date_sub(end_date, 1))) AS event_date")
            .filter(col("event_date").between(lit(first), lit(days.lastDay())))
            .filter("pmod(xxhash64(person_id, event_date), 5) > 0")
            .selectExpr(
                "event_date",
                "'01' AS operator_id",
                "person_id AS device_id",
                "'inbound' AS domain",
                "cell_id",
                "'XCA' AS country",
                "799 AS mcc",
                "1 AS event_count",
                "1 AS hour_bits",
                "0 AS first_second",
                "0 AS last_second");
    List<CellZone> zones = new ArrayList<>();
    for (String code : CORRIDOR) {
      zones.add(
          new CellZone(
              "province", "01", code, LocalDate.of(2020, 1, 1), null, code, 1, true, false));
    }
    return SyntheticInputs.rows(
        new WatchBorders()
            .transform(
                new TestInputs(spark)
                    .with(DeviceDay.class, seen.unionByName(resident(spark, first, days.lastDay())))
                    .with(CellZone.class, Rows.of(spark, zones)),
                new WatchBorders.Params(
                    days,
                    new Days(event.minusDays(42), event.minusDays(1)),
                    CORRIDOR,
                    "province",
                    new BigDecimal("0.95"))),
        BorderWatch.class);
  }

  /** Someone who is there on every day, so that a day without visitors is one with records. */
  private static Dataset<Row> resident(SparkSession spark, LocalDate first, LocalDate last) {
    return spark
        .range(last.toEpochDay() - first.toEpochDay() + 1)
        .selectExpr(
            "date_add(DATE'" + first + "', CAST(id AS INT)) AS event_date",
            "'01' AS operator_id",
            "-1L AS device_id",
            "'domestic' AS domain",
            "'XC01' AS cell_id",
            "'XCA' AS country",
            "799 AS mcc",
            "1 AS event_count",
            "1 AS hour_bits",
            "0 AS first_second",
            "0 AS last_second");
  }

  private static List<Row> rows(
      List<Row> all, String zone, String measure, Predicate<LocalDate> on) {
    return all.stream()
        .filter(row -> row.getAs("device_group").equals("visitors"))
        .filter(row -> row.getAs("zone_id").equals(zone) && row.getAs("measure").equals(measure))
        .filter(row -> on.test(day(row)))
        .sorted(Comparator.comparing(WatchedBordersTest::day))
        .toList();
  }

  private static LocalDate day(Row row) {
    return row.<java.sql.Date>getAs("day").toLocalDate();
  }

  private static boolean isOutside(Row row) {
    return row.<Boolean>getAs("is_outside");
  }

  private static double excess(Row row) {
    return row.<BigDecimal>getAs("excess").doubleValue();
  }

  /** A table of docs/explanation/displacement.md. */
  private static void print(String title, List<Row> rows) {
    StringBuilder lines = new StringBuilder(title + "\n");
    for (Row row : rows) {
      lines.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %d | %.1f | %.1f | %.1f to %.1f | %s |%n",
              day(row),
              row.getAs("zone_id"),
              row.getAs("measure"),
              row.<Long>getAs("devices"),
              row.<BigDecimal>getAs("expected").doubleValue(),
              excess(row),
              row.<BigDecimal>getAs("interval_low").doubleValue(),
              row.<BigDecimal>getAs("interval_high").doubleValue(),
              isOutside(row) ? "outside" : ""));
    }
    System.out.println(lines);
  }

  @Test
  void theCaravanIsAnExcessThatMovesFromTheBorderToTheCapital() {
    Predicate<LocalDate> three = d -> !d.isBefore(CARAVAN) && d.isBefore(CARAVAN.plusDays(3));
    List<Row> entering = rows(caravan, BORDER, "entering", three);
    print("caravan", entering);
    print("caravan", rows(caravan, CAPITAL, "present", d -> !d.isBefore(CARAVAN)));
    assertThat(entering).hasSize(3).allMatch(row -> isOutside(row) && excess(row) > 0);
    // One to six days at the border, then two to four in the capital: the excess comes later there.
    assertThat(mostOn(CAPITAL)).isAfter(mostOn(BORDER));
    assertThat(rows(caravan, CAPITAL, "present", mostOn(CAPITAL)::equals))
        .allMatch(WatchedBordersTest::isOutside);
  }

  private static LocalDate mostOn(String zone) {
    return rows(caravan, zone, "present", d -> !d.isBefore(CARAVAN)).stream()
        .max(Comparator.comparing(WatchedBordersTest::excess))
        .map(WatchedBordersTest::day)
        .orElseThrow();
  }

  @Test
  void theFirstFigureIsThereOnTheDayAfter() {
    List<Row> first = rows(dayAfter, BORDER, "entering", d -> true);
    assertThat(first).isEqualTo(rows(caravan, BORDER, "entering", CARAVAN::equals)).hasSize(1);
    assertThat(first).allMatch(WatchedBordersTest::isOutside);
  }

  @Test
  void theClosedBorderIsADropOnceTheLastVisitsAreOver() {
    List<Row> after = rows(closure, "all", "present", d -> !d.isBefore(CLOSURE));
    print("closure", after);
    // The longest visit is of 20 days.
    assertThat(after.subList(21, after.size()))
        .isNotEmpty()
        .allMatch(row -> isOutside(row) && excess(row) < 0);
  }

  @Test
  void quietDaysAreOutsideAtMostAsOftenAsTheLevelSays() {
    List<Row> quiet =
        new ArrayList<>(caravan.stream().filter(r -> day(r).isBefore(CARAVAN)).toList());
    quiet.addAll(closure.stream().filter(r -> day(r).isBefore(CLOSURE)).toList());
    List<Row> visitors =
        quiet.stream().filter(row -> row.getAs("device_group").equals("visitors")).toList();
    long outside = visitors.stream().filter(WatchedBordersTest::isOutside).count();
    System.out.printf("%d of %d figures of quiet days outside%n", outside, visitors.size());
    assertThat(visitors).hasSize(2 * 42 * 7 * 3);
    assertThat(outside / (double) visitors.size()).isLessThanOrEqualTo(0.05);
  }
}
