package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.presence.PresentPopulation;
import org.caudal.statistics.Normal;
import org.caudal.statistics.PersonInterval;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five provinces on a Friday, a Saturday, and the Monday and Tuesday after by day. */
@SparkTest
class PresenceIndicatorsTest {
  private static final double Z = Normal.twoSided(0.95);
  private static final LocalDate FRIDAY = LocalDate.of(2025, 6, 6);
  private static final PublishIndicators.Params TEN = params("0.03");

  private static PublishIndicators.Params params(String leastDays) {
    return JobParams.of(
        new PublishIndicators(),
        "{vintage: 2025-07-01, phone-source: operators, minimum-devices: 10,"
            + " presence: {least-days: "
            + leastDays
            + "}}");
  }

  private static PresentPopulation present(
      int later, int hour, String zone, long devices, long residents, @Nullable Integer persons) {
    return present(later, hour, zone, devices, residents, persons, BigDecimal.ONE);
  }

  private static PresentPopulation present(
      int later,
      int hour,
      String zone,
      long devices,
      long residents,
      @Nullable Integer persons,
      BigDecimal personsPerDevice) {
    return present(later, hour, zone, devices, residents, persons, personsPerDevice, 0);
  }

  private static PresentPopulation present(
      int later,
      int hour,
      String zone,
      long devices,
      long residents,
      @Nullable Integer persons,
      BigDecimal personsPerDevice,
      int error) {
    BigDecimal figure = persons == null ? null : new BigDecimal(persons);
    BigDecimal counted = personsPerDevice.multiply(BigDecimal.valueOf(residents));
    PersonInterval ends =
        PersonInterval.of(
            persons == null ? 0 : persons, error, counted.doubleValue(), (double) residents, Z);
    BigDecimal amount = new BigDecimal(devices);
    return new PresentPopulation(
        FRIDAY.plusDays(later),
        zone.length() == 1 ? "province" : "municipality",
        hour,
        zone,
        devices,
        residents,
        counted,
        amount,
        amount,
        BigDecimal.ONE,
        amount,
        amount,
        figure,
        figure,
        figure == null ? null : new BigDecimal(error),
        figure == null ? null : BigDecimal.valueOf(Math.floor(ends.low())),
        figure == null ? null : BigDecimal.valueOf(Math.ceil(ends.high())),
        new BigDecimal("0.95"));
  }

  private static TestInputs inputs(SparkSession spark, int partitions) {
    List<PresentPopulation> present = new ArrayList<>();
    present.add(present(0, 3, "A", 20, 20, 100));
    present.add(present(1, 3, "A", 90, 24, 121));
    present.add(present(0, 3, "B", 60, 9, 150)); // most are visitors
    present.add(present(0, 3, "C", 12, 12, 60));
    present.add(present(1, 3, "C", 1, 1, 60));
    present.add(present(0, 3, "E", 30, 30, 300));
    for (String zone : List.of("A", "B", "C", "D", "E")) {
      present.add(present(0, 14, zone, 50, 50, 500));
      present.add(present(1, 14, zone, 50, 50, 900)); // a Saturday
      if (!zone.equals("E")) {
        present.add(present(3, 14, zone, 50, 50, 500));
        present.add(present(4, 14, zone, 50, 50, 500));
      }
    }
    present.add(present(0, 15, "A", 70, 70, 700)); // another hour, another level
    present.add(present(0, 14, "A1", 70, 70, 700));
    present.add(present(-30, 14, "A", 70, 70, null)); // without weights
    return new TestInputs(spark)
        .with(PresentPopulation.class, Rows.of(spark, present).repartition(partitions))
        .with(
            PhoneFigures.province("A"),
            PhoneFigures.province("B"),
            PhoneFigures.province("C"),
            PhoneFigures.province("D"),
            PhoneFigures.province("E"));
  }

  private static Map<String, Row> byArea(Dataset<Row> published) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : published.collectAsList()) {
      String id = row.getAs("indicator_id");
      rows.put(id.replace("phone_present_", "") + " " + row.getAs("destination_area"), row);
    }
    return rows;
  }

  private static String figure(Map<String, Row> rows, String name) {
    return PublishedFigure.text(Objects.requireNonNull(rows.get(name), name));
  }

  @Test
  void meansOfAMonthAreShownWhereEnoughDevicesWereSeenAndTheOthersAreProtected(SparkSession spark) {
    Map<String, Row> rows = byArea(new PublishIndicators().transform(inputs(spark, 1), TEN));
    assertThat(rows).hasSize(10);
    // (100 + 121) / 2 nights; without an error as many as 20 devices of 20 persons, of the first
    // step, would have: 20 + 80 (1 + 1/20) = 104 and 20 + 101 (1 + 1/20) = 126.05, 127
    assertThat(figure(rows, "night A")).isEqualTo("111 (111 to 116) of 20");
    // 300 / 2, there in one of two nights, in the other between none and 30 + 270 (1 + 1/30)
    assertThat(figure(rows, "night E")).isEqualTo("150 (150 to 309) of 30");
    assertThat(figure(rows, "night B")).isEqualTo("suppressed_primary: fewer than 10 devices");
    // nobody and few look alike
    assertThat(figure(rows, "night D")).isEqualTo("suppressed_primary: fewer than 10 devices");
    // all areas add up to the residents: B and D alone would be told as a sum of few devices
    assertThat(figure(rows, "night C"))
        .isEqualTo("suppressed_secondary: protects an area with few devices");
    assertThat(figure(rows, "day E")).isEqualTo("167 (167 to 509) of 50"); // 500 / 3
    for (String zone : List.of("A", "B", "C", "D")) {
      // 50 + 450 (1 + 1/50)
      assertThat(figure(rows, "day " + zone)).isEqualTo("500 (500 to 509) of 50");
    }
    String night =
        "mean of 2 of 30 days at 03:00; devices seen, in full steps of 10, raked to residents";
    assertThat(method(rows, "night A")).isEqualTo(night);
    assertThat(method(rows, "night E")).isEqualTo(night + "; without devices on 1 of 2 days");
    // June 2025 begins on a Sunday: four weeks, and a Monday
    assertThat(method(rows, "day A"))
        .isEqualTo(
            "mean of 3 of 21 working days at 14:00; devices seen, in full steps of 10, raked to residents");
    // few on one of two nights, nobody on both, and what protects them
    for (String hidden : List.of("night B", "night D", "night C")) {
      assertThat(method(rows, hidden)).isEqualTo(night);
    }
    assertThat(byArea(PresenceIndicators.of(inputs(spark, 5), TEN))).isEqualTo(rows);

    String page =
        new Page(
                TableSchema.of(Indicator.class),
                rows.values().stream().map(IndicatorRow::of).toList(),
                "run",
                List.of(new MapArea("province", "A", "North", "POLYGON EMPTY")))
            .html();
    assertThat(page).doesNotContain("<svg"); // no area has a border
    assertThat(page)
        .contains("<h1>Present population</h1>")
        .contains(
            "North (A)</th><td class=\"number\">111</td><td class=\"number\">111 – 116</td>"
                + "<td class=\"number\">500</td>")
        .contains("B</th><td class=\"number\">suppressed</td><td class=\"number\"></td>");
  }

  /**
   * Where 137 devices live in a province of A and B, whose own stocks are hidden, 102 seen in A at
   * night would say that 35 live in B: told is 100 to 109, and so 28 to 37.
   */
  @Test
  void devicesAreToldInFullStepsOfTheMinimum(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(present(0, 3, "A", 102, 102, 816), present(0, 3, "B", 35, 35, 280))
            .with(PhoneFigures.province("A"), PhoneFigures.province("B"));
    Map<String, Row> rows = byArea(PresenceIndicators.of(inputs, TEN));
    // 100 + 716 (1 + 1/100) = 823.16; 30 + 250 (1 + 1/30) = 288.3
    assertThat(figure(rows, "night A")).isEqualTo("816 (816 to 824) of 100");
    assertThat(figure(rows, "night B")).isEqualTo("280 (280 to 289) of 30");
  }

  /** As many residents with the same error: 13 devices of ten nights in a row, or 25. */
  @Test
  void intervalsDoNotTellTheDevicesOfAStep(SparkSession spark) {
    List<String> figures = new ArrayList<>();
    for (int devices : new int[] {13, 19, 25}) { // ten persons have 12.5 devices
      List<PresentPopulation> present = new ArrayList<>();
      for (int night = 0; night < 10; night++) {
        BigDecimal persons = new BigDecimal("0.8");
        present.add(present(night, 3, "A", devices, devices, 1300, persons, 361));
      }
      TestInputs inputs =
          new TestInputs(spark)
              .with(PresentPopulation.class, Rows.of(spark, present))
              .with(PhoneFigures.province("A"));
      figures.add(figure(byArea(PresenceIndicators.of(inputs, params("0.03"))), "night A"));
    }
    assertThat(figures).containsOnly(figures.get(0)).first().asString().endsWith(" of 13");
  }

  /**
   * With 0.87 persons to a device ten persons have 11.5 devices, and twelve are asked for, also
   * where C, of days not weighed anew, has 1; where the flows of the release or the rules of
   * displacement say 0.8, 12.5 and thirteen, of presence too.
   */
  @Test
  void theMinimumIsOfPersonsToo(SparkSession spark) {
    BigDecimal persons = new BigDecimal("0.87");
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                present(0, 3, "A", 40, 11, 110, persons),
                present(0, 3, "B", 40, 12, 120, persons),
                present(0, 3, "C", 40, 40, 400, BigDecimal.ONE),
                present(0, 3, "D", 50, 50, 500, persons))
            .with(
                PhoneFigures.province("A"),
                PhoneFigures.province("B"),
                PhoneFigures.province("C"),
                PhoneFigures.province("D"));
    Map<String, Row> rows = byArea(PresenceIndicators.of(inputs, TEN));
    assertThat(figure(rows, "night A")).isEqualTo("suppressed_primary: fewer than 12 devices");
    assertThat(figure(rows, "night B"))
        .isEqualTo("suppressed_secondary: protects an area with few devices");
    assertThat(figure(rows, "night D"))
        .isEqualTo("500 (500 to 510) of 48"); // 41.76 + 458.24 (1 + 1/48)
    assertThat(Objects.requireNonNull(rows.get("night D")).<String>getAs("disclosure_rule"))
        .isEqualTo("at least 12 devices");

    assertThat(
            figure(
                byArea(
                    PresenceIndicators.of(
                        inputs, params("0.03}, displacement: {persons-per-device: 0.8"))),
                "night B"))
        .isEqualTo("suppressed_primary: fewer than 13 devices");
    inputs.with(PhoneFigures.ofHundredDevices(80));
    assertThat(figure(byArea(PresenceIndicators.of(inputs, TEN)), "night B"))
        .isEqualTo("suppressed_primary: fewer than 13 devices");
  }

  @Test
  void anAreaWithDevicesOnFewDaysOfTheMonthIsNotShown(SparkSession spark) {
    // one night is fewer than 0.05 * 30, one working day fewer than 0.05 * 21
    Map<String, Row> rows = byArea(PresenceIndicators.of(inputs(spark, 1), params("0.05")));
    for (String area : List.of("night E", "day E")) {
      assertThat(figure(rows, area))
          .isEqualTo("suppressed_primary: devices on fewer than 0.05 of the days of the month");
      assertThat(method(rows, area)).doesNotContain("without devices");
    }
    assertThat(figure(rows, "night A")).isEqualTo("111 (111 to 116) of 20");
    assertThat(byArea(PresenceIndicators.of(inputs(spark, 1), params("0.8")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"28, mean of all days at", "23, mean of 23 of 28 days at", "22, "})
  void aMonthOfWhichMostDaysAreMissingHasNoFigure(
      int nights, @Nullable String method, SparkSession spark) {
    List<PresentPopulation> february = new ArrayList<>();
    for (int night = 0; night < nights; night++) {
      february.add(present(night - 125, 3, "A", 50, 50, 500)); // from the 1st of February on
    }
    Map<String, Row> rows =
        byArea(
            PresenceIndicators.of(
                new TestInputs(spark)
                    .with(PresentPopulation.class, Rows.of(spark, february))
                    .with(PhoneFigures.province("A")),
                params("0.8"))); // 22.4 of 28
    assertThat(rows).hasSize(method == null ? 0 : 1);
    if (method != null) {
      assertThat(method(rows, "night A")).startsWith(method);
    }
  }

  private static String square(int west) {
    return String.format(
        Locale.ROOT, "POLYGON ((%1$d 0, %2$d 0, %2$d 1, %1$d 1, %1$d 0))", west, west + 1);
  }

  /**
   * By night and by day 100 and 200 in N, 100 and 140 in O, 200 and 100 in P, 200 and 195 in Q:
   * with an error of 5 the intervals overlap in Q alone. The largest change of a hundred is +100.
   */
  @Test
  void theMapHasTheDayAgainstTheNight(SparkSession spark) {
    List<PresentPopulation> present = new ArrayList<>();
    String[] zones = {"N", "O", "P", "Q", "R"};
    int[] night = {100, 100, 200, 200, 300};
    int[] day = {200, 140, 100, 195, 300};
    TestInputs inputs = new TestInputs(spark);
    List<MapArea> areas = new ArrayList<>();
    for (int i = 0; i < zones.length; i++) {
      long devices = i < 4 ? 50 : 3; // few in R
      BigDecimal one = BigDecimal.ONE;
      present.add(present(0, 3, zones[i], devices, devices, night[i], one, 5));
      present.add(present(0, 14, zones[i], devices + 1, devices + 1, day[i], one, 5));
      areas.add(new MapArea("province", zones[i], "Province", square(i)));
    }
    present.add(present(0, 3, "S", 40, 40, 400)); // hidden with R
    present.add(present(0, 14, "S", 40, 40, 400));
    areas.add(new MapArea("province", "T", "Bare", square(6))); // without a figure
    areas.add(new MapArea("municipality", "N1", "Town", square(7)));
    inputs
        .with(PresentPopulation.class, Rows.of(spark, present))
        .with(
            PhoneFigures.province("N"),
            PhoneFigures.province("O"),
            PhoneFigures.province("P"),
            PhoneFigures.province("Q"),
            PhoneFigures.province("R"),
            PhoneFigures.province("S"));
    String page =
        new Page(
                TableSchema.of(Indicator.class),
                PresenceIndicators.of(inputs, TEN).collectAsList().stream()
                    .map(IndicatorRow::of)
                    .toList(),
                "run",
                areas)
            .html();
    assertThat(page)
        .contains("Present on working days against nights, 2025-06</title>")
        .contains("Province (N): +100 % (night 100, day 200)</title><path class=\"area gain\"")
        .contains("Province (O): +40 % (night 100, day 140)</title><path class=\"area some-gain\"")
        .contains("Province (P): −50 % (night 200, day 100)</title><path class=\"area loss\"")
        .contains("Province (Q): −3 % (night 200, day 195)</title><path class=\"area still\"")
        .contains("Province (R): suppressed</title><path class=\"area veiled\"")
        .contains("Bare (T)</title><path class=\"area plain\"")
        .contains("more by day, by 50 % or more", "fewer by day, by 50 % or more")
        .doesNotContain("Town (N1)");
  }

  private static String method(Map<String, Row> rows, String name) {
    return Objects.requireNonNull(rows.get(name), name).getAs("method");
  }

  @Test
  void nightAndDayAreTwoHours() {
    assertThatThrownBy(() -> new PublicationRules.Presence("province", 3, 3, BigDecimal.ONE))
        .hasMessageContaining("two hours of 0 to 23");
    assertThatThrownBy(() -> new PublicationRules.Presence("province", 24, 3, BigDecimal.ONE))
        .hasMessageContaining("two hours of 0 to 23");
  }

  @Test
  void aLevelThatIsNotThereEndsTheRun(SparkSession spark) {
    PublishIndicators job = new PublishIndicators();
    PublishIndicators.Params params =
        JobParams.of(job, "{vintage: 2025-07-01, presence: {level: canton}}");
    assertThatThrownBy(() -> job.transform(inputs(spark, 2), params).collectAsList())
        .hasStackTraceContaining(" has no level canton, but ")
        .hasStackTraceContaining("province: give presence.level");
  }
}
