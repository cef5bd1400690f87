package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.emergency.DeviceWhereabouts;
import org.caudal.phone.emergency.DisplacedPersons;
import org.caudal.phone.emergency.Displacement;
import org.caudal.phone.emergency.EstimateDisplaced;
import org.caudal.phone.emergency.EstimateReturns;
import org.caudal.phone.emergency.FollowDevices;
import org.caudal.phone.emergency.MeasureDisplacement;
import org.caudal.phone.emergency.ReturnCurve;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.CountDisplaced;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The displaced of the synthetic country in its phone records, against those who fled. Areas are
 * towns, so that many people work in another area than that of their home.
 */
@SparkTest(compiled = true)
class TrueDisplacedTest {
  private static final LocalDate DAY = LocalDate.of(2023, 11, 16);
  private static final int BASELINE = 42;
  private static final int AFTER = 30;
  private static final PhoneWindow WINDOW =
      new PhoneWindow(DAY.minusDays(BASELINE), BASELINE + AFTER + 1, new BigDecimal("5"), 60);
  private static final String STRICKEN = "town_code RLIKE '^XC020[12]'";

  /** How often phones are drawn: who has one, and on which days it is seen. People stay. */
  private static final int DRAWS = Integer.getInteger("displaced.draws", 1);

  private static final int ENOUGH_DRAWS = 20; // for a share of intervals

  @SuppressWarnings("NullAway.Init")
  private static Map<LocalDate, Long> displaced;

  private static long residents;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> whereabouts;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> figures;

  @SuppressWarnings("NullAway.Init")
  private static List<Row> weeks;

  /** The weeks of each draw, by design effect. */
  private static Map<Integer, List<Row>> drawn = new TreeMap<>();

  @SuppressWarnings("NullAway.Init")
  private static List<Row> curve;

  @BeforeAll
  static void estimate(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Dataset<Row> before =
        country
            .table(SyntheticStay.class)
            .filter(col("start_date").lt(DAY).and(col("end_date").geq(DAY)));
    residents = before.filter(STRICKEN).count();
    displaced = displaced(country);
    for (int draw = DRAWS - 1; draw >= 0; draw--) { // the first is what is left
      follow(spark, country, before, draw);
    }
    curve =
        SyntheticInputs.rows(
            new EstimateReturns()
                .transform(
                    followed(spark),
                    new EstimateReturns.Params(null, 7, 3, new BigDecimal("0.95"))),
            ReturnCurve.class);
  }

  private static void follow(
      SparkSession spark, SyntheticInputs country, Dataset<Row> before, int draw) {
    TestInputs phones = phones(spark, country, before.filter("town_code LIKE 'XC02%'"), draw);
    TestInputs seen = seen(spark, phones);
    whereabouts =
        SyntheticInputs.rows(
            new FollowDevices().transform(seen, new FollowDevices.Params(null, 10, 20, 7, AFTER)),
            DeviceWhereabouts.class);
    figures =
        SyntheticInputs.rows(
            new MeasureDisplacement()
                .transform(
                    followed(spark),
                    new MeasureDisplacement.Params(null, 0, null, 50, 1, new BigDecimal("0.95"))),
            Displacement.class);
    for (int designEffect = 1; designEffect <= 2; designEffect++) {
      weeks = weeks(spark, before, seen, designEffect);
      drawn.computeIfAbsent(designEffect, effect -> new ArrayList<>()).addAll(struck(weeks));
    }
  }

  private static List<Row> weeks(
      SparkSession spark, Dataset<Row> before, TestInputs seen, int designEffect) {
    return SyntheticInputs.rows(
        new EstimateDisplaced()
            .transform(
                followed(spark)
                    .with(CrisisEvent.class, seen.table(CrisisEvent.class))
                    .with(PopulationMargin.class, residentsOfTowns(before)),
                new EstimateDisplaced.Params(
                    0, null, BigDecimal.valueOf(designEffect), new BigDecimal("0.95"))),
        DisplacedPersons.class);
  }

  private static TestInputs followed(SparkSession spark) {
    return new TestInputs(spark)
        .with(
            DeviceWhereabouts.class,
            PhoneWorld.table(spark, DeviceWhereabouts.class, whereabouts, 1));
  }

  /** Those who were there on the day before, as a register would count them. */
  private static Dataset<Row> residentsOfTowns(Dataset<Row> before) {
    return before
        .groupBy(col("town_code").as("zone_id"))
        .count()
        .select(
            lit("town").as("level"),
            col("zone_id"),
            lit(0).as("sex"),
            lit("").as("age_band"),
            lit(java.sql.Date.valueOf(DAY)).as("reference_date"),
            col("count").as("persons"),
            lit("").as("source_file"),
            lit(1L).as("source_position"));
  }

  private static Map<LocalDate, Long> displaced(SyntheticInputs country) {
    Map<LocalDate, Long> days = new HashMap<>();
    for (Row row :
        new CountDisplaced()
            .transform(country, new CountDisplaced.Params())
            .filter(col("day").leq(DAY.plusDays(AFTER)))
            .select("day", "displaced")
            .collectAsList()) {
      days.merge(row.getDate(0).toLocalDate(), row.getLong(1), Long::sum);
    }
    return days;
  }

  /** The phones of those who were in the province on the day before. */
  private static TestInputs phones(
      SparkSession spark, SyntheticInputs country, Dataset<Row> there, int draw) {
    Dataset<Row> them = there.select("person_id");
    String[] person = {"person_id"};
    Dataset<Row> stays = country.table(SyntheticStay.class).join(them, person, "left_semi");
    Dataset<Row> sims =
        new SynthesizeSims()
            .transform(
                new TestInputs(spark)
                    .with(SyntheticTown.class, country.table(SyntheticTown.class))
                    .with(
                        SyntheticPerson.class,
                        country
                            .table(SyntheticPerson.class)
                            .join(them, person, "left_semi")
                            .withColumn(
                                "person_key",
                                draw == 0
                                    ? col("person_key")
                                    : xxhash64(col("person_key"), lit(draw))))
                    .with(SyntheticStay.class, stays),
                new SynthesizeSims.Params());
    Dataset<Row> cells =
        new SynthesizeCells()
            .transform(country, new SynthesizeCells.Params(LocalDate.of(2023, 1, 1), 365, 600));
    return new TestInputs(spark)
        .with(SyntheticCell.class, PhoneWorld.stored(spark, SyntheticCell.class, cells, 1))
        .with(SyntheticSim.class, PhoneWorld.stored(spark, SyntheticSim.class, sims, 1))
        .with(SyntheticStay.class, stays);
  }

  /** Days of devices, each cell in its town, and the event with one where nothing happened. */
  private static TestInputs seen(SparkSession spark, TestInputs phones) {
    Dataset<Row> cells = phones.table(SyntheticCell.class);
    List<CrisisEvent> events = new ArrayList<>();
    for (Row town :
        cells.filter("town_code LIKE 'XC02%'").select("town_code").distinct().collectAsList()) {
      String code = town.getString(0);
      String event = code.charAt(5) <= '2' ? "struck" : "spared";
      events.add(
          new CrisisEvent(
              event, event, "disaster", DAY, null, "town", code, BASELINE, "events.csv", 2));
    }
    return new TestInputs(spark)
        .with(
            CellZone.class,
            cells.select(
                lit("town").as("level"),
                col("operator").as("operator_id"),
                col("cell_id"),
                col("valid_from"),
                date_sub(col("valid_to"), 1).as("valid_to"),
                col("town_code").as("zone_id"),
                lit(1.0).as("share"),
                lit(true).as("is_main")))
        .with(
            DeviceDay.class,
            PhoneWorld.stored(spark, DeviceDay.class, TrueHomesTest.days(phones, WINDOW), 2))
        .with(CrisisEvent.class, Rows.of(spark, events));
  }

  /** Rows of all origins and places together, from one day to another. */
  private static List<Row> all(String event, int from, int to) {
    return figures.stream()
        .filter(row -> row.getAs("event_id").equals(event))
        .filter(row -> row.getAs("origin").equals("all") && row.getAs("place").equals("all"))
        .filter(row -> since(row) >= from && since(row) <= to)
        .toList();
  }

  private static long since(Row row) {
    return ChronoUnit.DAYS.between(DAY, row.<java.sql.Date>getAs("day").toLocalDate());
  }

  private static double number(Row row, String column) {
    return row.<Number>getAs(column).doubleValue();
  }

  private static double mean(List<Row> rows, ToDoubleFunction<Row> of) {
    return rows.stream().mapToDouble(of).average().orElseThrow();
  }

  /** Devices a day that were last seen in another area than that of their home. */
  private static double naive(String event, int from, int to) {
    return whereabouts.stream()
            .filter(row -> row.getAs("event_id").equals(event))
            .filter(row -> since(row) >= from && since(row) <= to)
            .filter(row -> !row.getAs("place").equals(row.getAs("origin")))
            .count()
        / (to - from + 1.0);
  }

  private static double share(Row row, String column) {
    return 100 * number(row, column) / number(row, "devices_seen");
  }

  private static double trueShare(Row row) {
    return 100.0 * displaced.getOrDefault(DAY.plusDays(since(row)), 0L) / residents;
  }

  /** The table of docs/explanation/displacement.md. */
  private static String table(List<Row> rows) {
    StringBuilder lines =
        new StringBuilder(
            "| day | seen | away | expected | displaced, % | interval | truth, % |\n");
    for (Row row : rows) {
      lines.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %.1f | %.1f | %.1f to %.1f | %.1f |%n",
              since(row),
              row.<Long>getAs("devices_seen"),
              row.<Long>getAs("devices_away"),
              number(row, "expected_away"),
              share(row, "above_normal"),
              share(row, "interval_low"),
              share(row, "interval_high"),
              trueShare(row)));
    }
    return lines.toString();
  }

  @Test
  void theShareDisplacedIsTheTrueOneFromTheDayAfterOn() {
    System.out.println(
        table(
            all("struck", 1, AFTER).stream()
                .filter(row -> since(row) <= 3 || since(row) % 7 == 0)
                .sorted(Comparator.comparing(TrueDisplacedTest::since))
                .toList()));
    for (Row row : all("struck", 1, AFTER)) {
      assertThat(trueShare(row))
          .as(row + " of which displaced in truth")
          .isBetween(share(row, "interval_low"), share(row, "interval_high"));
    }
    // and not because the intervals say nothing: that of the day after is 16 points wide
    Row dayAfter = all("struck", 1, 1).get(0);
    assertThat(share(dayAfter, "interval_high") - share(dayAfter, "interval_low")).isLessThan(20);
    List<Row> all = all("struck", 3, AFTER);
    assertThat(mean(all, row -> share(row, "above_normal")))
        .isCloseTo(mean(all, TrueDisplacedTest::trueShare), within(4.0));
  }

  @Test
  void thePersonsDisplacedInAWeekAreTheTrueOnes() {
    List<Row> all = struck(weeks);
    assertThat(all).hasSize((AFTER + 1) / 7);
    System.out.println("of " + residents + " residents");
    for (Row week : all) {
      LocalDate first = week.<java.sql.Date>getAs("week").toLocalDate();
      double truth = truth(week);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f to %.1f | %.0f | %.0f to %.0f | %.1f | %.0f |%n",
          first,
          100 * number(week, "displaced_share"),
          100 * number(week, "interval_low"),
          100 * number(week, "interval_high"),
          number(week, "persons"),
          number(week, "persons_low"),
          number(week, "persons_high"),
          100 * truth / residents,
          truth);
      assertThat(number(week, "residents")).isEqualTo((double) residents);
      assertThat(truth).isBetween(number(week, "persons_low"), number(week, "persons_high"));
    }
    // where nobody fled the intervals have zero in them
    assertThat(weeks)
        .filteredOn(
            row -> row.getAs("event_id").equals("spared") && row.getAs("origin").equals("all"))
        .hasSize((AFTER + 1) / 7)
        .allMatch(row -> number(row, "persons_low") <= 0 && number(row, "persons_high") >= 0);
  }

  /** The figures of all struck areas together. */
  private static List<Row> struck(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getAs("event_id").equals("struck") && row.getAs("origin").equals("all"))
        .toList();
  }

  /** Persons displaced on a mean day of the week. */
  private static double truth(Row week) {
    LocalDate first = week.<java.sql.Date>getAs("week").toLocalDate();
    return first
        .datesUntil(first.plusDays(7))
        .mapToLong(day -> displaced.getOrDefault(day, 0L))
        .average()
        .orElseThrow();
  }

  /** Who has a phone is drawn person by person, so that families have no effect here. */
  @Test
  void intervalsOfWeeksHoldTheTruthWhoeverHasAPhone() {
    drawn.forEach(
        (designEffect, all) -> {
          double held = share(all, week -> low(week) <= truth(week) && truth(week) <= high(week));
          System.out.printf(
              Locale.ROOT,
              "design effect %d: %.1f %% of %d weeks of %d draws hold the truth, %.1f %% lie above"
                  + " it; mean %.1f, true %.1f; squared errors to those given %.2f%n",
              designEffect,
              100 * held,
              all.size(),
              DRAWS,
              100 * share(all, week -> low(week) > truth(week)),
              mean(all, week -> number(week, "persons")),
              mean(all, TrueDisplacedTest::truth),
              mean(
                  all,
                  week ->
                      Math.pow(
                          (number(week, "displaced_share") - truth(week) / residents)
                              / number(week, "standard_error"),
                          2)));
          assertThat(all).hasSize(DRAWS * ((AFTER + 1) / 7));
          assertThat(held).isGreaterThanOrEqualTo(0.85);
          if (designEffect == 1 && DRAWS >= ENOUGH_DRAWS) { // and not all of them
            assertThat(held).isBetween(0.9, 0.99);
          }
        });
  }

  private static double low(Row week) {
    return number(week, "persons_low");
  }

  private static double high(Row week) {
    return number(week, "persons_high");
  }

  private static double share(List<Row> rows, Predicate<Row> which) {
    return mean(rows, row -> which.test(row) ? 1 : 0);
  }

  @Test
  void whereNobodyWasDisplacedLessThanAFifthOfTheNaiveCountIsLeft() {
    List<Row> before = all("struck", -BASELINE, -1);
    List<Row> spared = all("spared", 0, AFTER);
    System.out.printf(
        "naive %.2f, displaced %.2f, in either direction %.2f (before)%n"
            + "naive %.2f, displaced %.2f, in either direction %.2f of %.0f (spared)%n",
        naive("struck", -BASELINE, -1),
        mean(before, row -> number(row, "above_normal")),
        mean(before, row -> Math.abs(number(row, "above_normal"))),
        naive("spared", 0, AFTER),
        mean(spared, row -> number(row, "above_normal")),
        mean(spared, row -> Math.abs(number(row, "above_normal"))),
        mean(spared, row -> number(row, "devices_seen")));
    assertThat(naive("struck", -BASELINE, -1)).isGreaterThan(5);
    assertThat(mean(before, row -> Math.abs(number(row, "above_normal"))))
        .isLessThan(0.2 * naive("struck", -BASELINE, -1)); // of a day, in either direction
    assertThat(Math.abs(mean(before, row -> number(row, "above_normal"))))
        .isLessThan(0.05 * naive("struck", -BASELINE, -1));
    assertThat(Math.abs(mean(spared, row -> number(row, "above_normal"))))
        .isLessThan(0.2 * naive("spared", 0, AFTER));
    assertThat(before)
        .hasSize(BASELINE)
        .allMatch(row -> number(row, "interval_low") <= 0 && number(row, "interval_high") >= 0);
  }

  @Test
  void placesAddUpToAll() {
    Map<Integer, Double> places = new TreeMap<>();
    for (Row row : figures) {
      if (row.getAs("event_id").equals("struck") && row.getAs("origin").equals("all")) {
        double part = row.getAs("place").equals("all") ? -1 : 1;
        places.merge((int) since(row), part * number(row, "above_normal"), Double::sum);
      }
    }
    assertThat(places)
        .hasSize(BASELINE + AFTER + 1)
        .allSatisfy((day, rest) -> assertThat(rest).isCloseTo(0, within(1e-6)));
  }

  @Test
  void theCurveHoldsTheRateOfReturn() {
    Row month =
        curve.stream()
            .filter(
                row -> row.getAs("event_id").equals("struck") && row.getAs("origin").equals("all"))
            .filter(row -> row.<Integer>getAs("days") <= 24)
            .reduce((a, b) -> b)
            .orElseThrow();
    // 12 % stay for good, the others a mean of 75 days: 0.12 + 0.88 exp(-24 / 75) = 0.759
    assertThat(0.759).isBetween(number(month, "interval_low"), number(month, "interval_high"));
    assertThat(number(month, "interval_high") - number(month, "interval_low")).isLessThan(0.3);
  }
}
