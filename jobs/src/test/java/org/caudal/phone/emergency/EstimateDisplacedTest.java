package org.caudal.phone.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shares and errors of weeks by hand, device by device. */
@SparkTest
class EstimateDisplacedTest {
  private static final LocalDate START = LocalDate.of(2024, 3, 5); // a Tuesday
  private static final LocalDate JULY = LocalDate.of(2023, 7, 1);
  private static final BigDecimal LEVEL = new BigDecimal("0.95");

  /** Days of devices, the struck areas and the residents. */
  private static final class World {
    private final List<DeviceWhereabouts> days = new ArrayList<>();
    private final List<CrisisEvent> events = new ArrayList<>();
    private final List<PopulationMargin> residents = new ArrayList<>();

    /** On one day the first devices of the area were seen, of which the first were away. */
    World day(String event, String area, int since, int seen, int away) {
      for (int device = 0; device < seen; device++) {
        device(event, area, since, device, device < away);
      }
      return this;
    }

    World days(String event, String area, int first, int end, int seen, int away) {
      IntStream.range(first, end).forEach(since -> day(event, area, since, seen, away));
      return this;
    }

    World device(String event, String area, int since, int device, boolean away) {
      days.add(
          new DeviceWhereabouts(
              event,
              "m",
              START.plusDays(since),
              since,
              21,
              "01",
              1000L * area.charAt(0) + device,
              area,
              away ? "elsewhere" : area,
              !away));
      return this;
    }

    World struck(String event, String area, int later) {
      events.add(
          new CrisisEvent(
              event, "", "disaster", START.plusDays(later), null, "m", area, 21, "", 2));
      return this;
    }

    World residents(String area, LocalDate day, int persons) {
      residents.add(new PopulationMargin("m", area, 0, "", day, persons, "", 2));
      return this;
    }

    List<Row> rows(SparkSession spark, int partitions, EstimateDisplaced.Params p) {
      TestInputs inputs =
          new TestInputs(spark)
              .with(DeviceWhereabouts.class, Rows.of(spark, days).repartition(partitions))
              .with(CrisisEvent.class, Rows.of(spark, events));
      if (!residents.isEmpty()) {
        inputs.with(PopulationMargin.class, Rows.of(spark, residents));
      }
      return SyntheticInputs.rows(
          new EstimateDisplaced().transform(inputs, p), DisplacedPersons.class);
    }

    Map<String, Row> estimated(SparkSession spark, String designEffect) {
      return byOrigin(rows(spark, 1, params(designEffect)));
    }
  }

  private static EstimateDisplaced.Params params(String designEffect) {
    return new EstimateDisplaced.Params(0, null, new BigDecimal(designEffect), LEVEL);
  }

  private static Map<String, Row> byOrigin(List<Row> rows) {
    Map<String, Row> origins = new TreeMap<>();
    rows.forEach(
        row ->
            origins.put(
                String.join(
                    " ", row.getAs("event_id"), row.getAs("origin"), row.getAs("week").toString()),
                row));
    return origins;
  }

  private static double number(@Nullable Row row, String column) {
    return Objects.requireNonNull(row).<BigDecimal>getAs(column).doubleValue();
  }

  /** As many devices with days seen and days away. */
  private record Devices(int many, double seen, double away) {}

  /** Variance of the ratio of totals over devices drawn, n / (n - 1) Σ (a - p s)² / (Σ s)². */
  private static double between(Devices... devices) {
    double n = 0;
    double seen = 0;
    double away = 0;
    for (Devices some : devices) {
      n += some.many;
      seen += some.many * some.seen;
      away += some.many * some.away;
    }
    double squares = 0;
    for (Devices some : devices) {
      squares += some.many * Math.pow(some.away - away / seen * some.seen, 2);
    }
    return n / (n - 1) * squares / (seen * seen);
  }

  /** E strikes A and B, of which residents are known; F strikes C and D, of which they are not. */
  private static World two() {
    return new World()
        .struck("E", "A", 0)
        .struck("E", "B", 2)
        .days("E", "A", -21, 0, 50, 2)
        .days("E", "A", 0, 6, 50, 12)
        .day("E", "A", 6, 40, 6)
        .days("E", "A", 7, 10, 50, 12)
        .days("E", "B", -21, 0, 50, 0)
        .days("E", "B", 0, 10, 50, 10)
        .residents("A", JULY, 1000)
        .residents("A", LocalDate.of(2020, 7, 1), 9999)
        .residents("B", JULY, 500)
        .struck("F", "C", 0)
        .struck("F", "D", 0)
        .days("F", "C", -21, 0, 10, 0)
        .days("F", "C", 0, 3, 10, 10)
        .days("F", "C", 4, 10, 10, 10)
        .days("F", "D", -21, 0, 10, 0)
        .days("F", "D", 0, 3, 10, 10); // on three days only
  }

  @Test
  void personsAreResidentsTimesTheShareOfAWeekThatIsOver(SparkSession spark) {
    Map<String, Row> rows = two().estimated(spark, "2");
    // ten days after: the second week is not over
    assertThat(rows.keySet())
        .containsExactly(
            "E A 2024-03-05",
            "E B 2024-03-05",
            "E all 2024-03-05",
            "F C 2024-03-05",
            "F all 2024-03-05");
    Row a = Objects.requireNonNull(rows.get("E A 2024-03-05"));
    // away on six days 12 of 50 and on one 6 of 40, of whom 2 of 50 would be on a normal day
    double share = 78.0 / 340 - 0.04;
    assertThat(number(a, "displaced_share")).isCloseTo(share, within(1e-9));
    // six devices were away on seven days, six on six; 28 never, and ten neither, seen on six
    double ofA =
        between(
            new Devices(6, 7, 7),
            new Devices(6, 7, 6),
            new Devices(28, 7, 0),
            new Devices(10, 6, 0));
    // families of two; those seen on seven days and on six count as 49.8 of 1000 residents
    double asMany = 340.0 * 340 / (40 * 49 + 10 * 36);
    double variance = ofA * (2 - asMany / 1000);
    assertThat(number(a, "standard_error")).isCloseTo(Math.sqrt(variance), within(1e-9));
    // Student's t of 48 degrees of freedom, 2.0106
    double low = share - 2.0106 * Math.sqrt(variance);
    double high = share + 2.0106 * Math.sqrt(variance);
    assertThat(number(a, "interval_high")).isCloseTo(high, within(1e-4));
    assertThat(number(a, "persons")).isCloseTo(1000 * share, within(1e-6));
    assertThat(number(a, "persons_low")).isEqualTo(Math.floor(1000 * low));
    assertThat(number(a, "persons_high")).isEqualTo(Math.ceil(1000 * high));
    assertThat(a.<Long>getAs("devices_seen")).isEqualTo(48); // 340 / 7
    assertThat(a.<Long>getAs("devices_away")).isEqualTo(12);
    assertThat(a.<Long>getAs("devices_home")).isEqualTo(38);
    assertThat(a.<Integer>getAs("days")).isEqualTo(7);
    // away 78 of 340 among 1000 residents and 10 of 50 among 500
    double away = (1000 * 78.0 / 340 + 500 * 0.2) / 1500;
    // 4 % of 1000 residents are away normally and none of 500: 2.667 %, of devices 2 of 100
    double normal = 0.02 * ((1000 * 0.04) / 1500) / 0.02;
    assertThat(normal).isCloseTo(0.02667, within(1e-5));
    Row all = Objects.requireNonNull(rows.get("E all 2024-03-05"));
    assertThat(number(all, "displaced_share")).isCloseTo(away - normal, within(1e-9));
    assertThat(number(all, "persons")).isCloseTo(1500 * (away - normal), within(1e-5));
    // areas are drawn apart; all 50 devices of B on all days, and two more make its variance larger
    double ofB = between(new Devices(11, 7, 7), new Devices(41, 7, 0)) * (2 - 50.0 / 500);
    assertThat(number(all, "standard_error"))
        .isCloseTo(Math.sqrt(1e6 * variance + 25e4 * ofB) / 1500, within(1e-8));
    // 49.8 + 50 devices and two areas: Student's t of 97 degrees of freedom, 1.9847
    assertThat(number(all, "interval_high"))
        .isCloseTo(away - normal + 1.9847 * number(all, "standard_error"), within(1e-4));
    assertThat(SyntheticInputs.texts(two().rows(spark, 5, params("2")), DisplacedPersons.class))
        .isEqualTo(SyntheticInputs.texts(List.copyOf(rows.values()), DisplacedPersons.class));
  }

  /** Of ten devices all are away: with two more, one of them at home, eleven of twelve. */
  @Test
  void allAwayIsNotCertain(SparkSession spark) {
    Row c = Objects.requireNonNull(two().estimated(spark, "2").get("F C 2024-03-05"));
    assertThat(c.<Integer>getAs("days")).isEqualTo(6);
    assertThat(number(c, "displaced_share")).isEqualTo(1);
    assertThat(c.<@Nullable Object>getAs("persons")).isNull();
    // 12/11 · (11 · (6 - 5.5)² + 5.5²) / 72² = 36 / 5184, times two for families
    assertThat(number(c, "standard_error")).isCloseTo(Math.sqrt(2 * 36.0 / 5184), within(1e-9));
  }

  /**
   * In A 2 % of 450 devices are away on every day, in B 20 % of 50; E changes nothing, and after F
   * another 20 % of B are away. By devices 3.8 % are normally away, by residents, of whom each has
   * 5,000, 11 %.
   */
  @Test
  void areasThatDifferInWhatIsNormalAndInPhonesAreNotDisplaced(SparkSession spark) {
    World world = new World().residents("A", JULY, 5000).residents("B", JULY, 5000);
    for (String event : List.of("E", "F")) {
      world
          .struck(event, "A", 0)
          .struck(event, "B", 0)
          .days(event, "A", -7, 7, 450, 9)
          .days(event, "B", -7, 0, 50, 10)
          .days(event, "B", 0, 7, 50, event.equals("F") ? 20 : 10);
    }
    Map<String, Row> rows = world.estimated(spark, "2");
    assertThat(number(rows.get("E all 2024-03-05"), "persons")).isCloseTo(0, within(1e-6));
    // a fifth of B
    assertThat(number(rows.get("F all 2024-03-05"), "persons")).isCloseTo(1000, within(1e-6));
  }

  /**
   * A and B have 5,000 residents each. Before, 10 of 500 and 10 of 50 are away on every day: 2 %
   * and 20 %, of all residents 11 %. After E nine tenths of the phones of A are silent, after F
   * those of B; of those still seen 1 of 50 and 10 of 50, or 10 of 500 and 1 of 5, are away as
   * ever, and of residents 11 %.
   */
  @Test
  void phonesThatFallSilentInOneAreaDisplaceNobody(SparkSession spark) {
    Map<String, Row> rows =
        silent().residents("A", JULY, 5000).residents("B", JULY, 5000).estimated(spark, "2");
    assertThat(number(rows.get("E all 2024-03-05"), "persons")).isCloseTo(0, within(1e-5));
    assertThat(number(rows.get("F all 2024-03-05"), "persons")).isCloseTo(0, within(1e-5));
    // 11 of 100 and 11 of 505 devices; nor do devices of which no residents are known
    Map<String, Row> devices = silent().estimated(spark, "2");
    assertThat(number(devices.get("E all 2024-03-05"), "displaced_share"))
        .isCloseTo(0, within(1e-9));
    assertThat(number(devices.get("F all 2024-03-05"), "displaced_share"))
        .isCloseTo(0, within(1e-9));
  }

  private static World silent() {
    World world = new World();
    for (String event : List.of("E", "F")) {
      boolean silentInA = event.equals("E");
      world
          .struck(event, "A", 0)
          .struck(event, "B", 0)
          .days(event, "A", -7, 0, 500, 10)
          .days(event, "B", -7, 0, 50, 10)
          .days(event, "A", 0, 7, silentInA ? 50 : 500, silentInA ? 1 : 10)
          .days(event, "B", 0, 7, silentInA ? 50 : 5, silentInA ? 10 : 1);
    }
    return world;
  }

  /** Of A and B, which E strikes, the day nearest to March 2024 has A alone. */
  @Test
  void residentsOfAreasOfDifferentDaysEndTheRun(SparkSession spark) {
    World world =
        new World()
            .struck("E", "A", 0)
            .struck("E", "B", 0)
            .days("E", "A", -7, 7, 10, 1)
            .residents("A", LocalDate.of(2024, 1, 1), 60)
            .residents("B", LocalDate.of(2020, 1, 1), 60)
            .residents("C", LocalDate.of(2020, 1, 1), 60);
    assertThatThrownBy(() -> world.estimated(spark, "2"))
        .hasMessageContaining("in area B of level m on another day, but not on 2024-01-01")
        .hasMessageContaining("give all areas of the level on one day");
  }

  /** Only days after the event were followed: of E none before it, of F none of area D. */
  @Test
  void areasWithoutADayBeforeTheEventEndTheRun(SparkSession spark) {
    World fresh = new World().struck("E", "A", 0).days("E", "A", 0, 7, 50, 5);
    assertThatThrownBy(() -> fresh.residents("A", JULY, 1000).estimated(spark, "2"))
        .hasMessageContaining("device_whereabouts has no day before event E of area A of level m")
        .hasMessageContaining("run follow-devices once without --days");
    World added =
        new World()
            .struck("F", "C", 0)
            .struck("F", "D", 0)
            .days("F", "C", -21, 1, 50, 0)
            .day("F", "D", 0, 50, 5); // in a week that is not over
    assertThatThrownBy(() -> added.estimated(spark, "2"))
        .hasMessageContaining("before event F of area D of level m");
  }

  /** 100 devices of 60 residents, of families of two: 50 persons; of 40 at most 36 are seen. */
  @Test
  void whoIsSeenHasNoErrorOfSamplingButNeverAll(SparkSession spark) {
    double all = between(new Devices(30, 7, 7), new Devices(70, 7, 0));
    Map<Integer, Double> factors = new TreeMap<>();
    for (int residents : List.of(60, 40)) {
      World world =
          new World()
              .struck("E", "A", 0)
              .days("E", "A", -7, 0, 100, 10)
              .days("E", "A", 0, 7, 100, 30)
              .residents("A", JULY, residents);
      Row a = world.estimated(spark, "2").get("E A 2024-03-05");
      factors.put(residents, Math.pow(number(a, "standard_error"), 2) / all);
    }
    assertThat(factors.get(60)).isCloseTo(2 - 100.0 / 60, within(1e-6));
    assertThat(factors.get(40)).isCloseTo(2 * (1 - 0.9), within(1e-6));
  }

  /**
   * Of ten residents one is away all week, one at home, and of two that are seen on four days of
   * seven nobody knows the other three, though they themselves are seen.
   */
  @Test
  void daysOnWhichADeviceIsSilentAreDrawnToo(SparkSession spark) {
    World world =
        new World()
            .struck("E", "A", 0)
            .days("E", "A", -7, 0, 4, 0)
            .days("E", "A", 0, 7, 2, 1)
            .residents("A", JULY, 10);
    for (int since = 0; since < 4; since++) {
      world.device("E", "A", since, 2, since < 2).device("E", "A", since, 3, since < 2);
    }
    double between = between(new Devices(1, 7, 7), new Devices(1, 7, 0), new Devices(2, 4, 2));
    double within = 2 * (1 - 4 / 7.0) * 2 * (4 - 2) / (4 - 1) / (22 * 22);
    double asMany = 22 * 22 / (2 * 49.0 + 2 * 16);
    assertThat(number(world.estimated(spark, "1").get("E A 2024-03-05"), "standard_error"))
        .isCloseTo(Math.sqrt(between * (1 - asMany / 10) + within * asMany / 10), within(1e-9));
  }

  /**
   * Of 100 devices 2, 4 and 6 are away in three weeks: 3 from the median of the two others, none,
   * and 3, of which the mean square counts.
   */
  @Test
  void weeksOfTheBaselineTellHowFarANormalOneLies(SparkSession spark) {
    World world =
        new World()
            .struck("E", "A", 0)
            .days("E", "A", -21, -14, 100, 2)
            .days("E", "A", -14, -7, 100, 4)
            .days("E", "A", -7, 0, 100, 6)
            .days("E", "A", 0, 7, 100, 30);
    Row a = world.estimated(spark, "1").get("E A 2024-03-05");
    assertThat(number(a, "displaced_share")).isCloseTo(0.26, within(1e-9));
    double chance = between(new Devices(30, 7, 7), new Devices(70, 7, 0));
    assertThat(number(a, "standard_error"))
        .isCloseTo(Math.sqrt(chance + (9 + 0 + 9) / 3.0 / 1e4), within(1e-9));
  }

  /**
   * Of 300 devices 60 and 120 are away in turn, in three weeks each: a week lies 60 from the median
   * of the others. So the weeks weigh 57 times as much as the chance of the devices, and the
   * interval is theirs.
   */
  @Test
  void fewWeeksOfTheBaselineDecideWhereManyDevicesAreSeen(SparkSession spark) {
    World world = new World().struck("E", "A", 0).days("E", "A", 0, 7, 300, 90);
    for (int week = 0; week < 6; week++) {
      world.days("E", "A", 7 * week - 42, 7 * week - 35, 300, week % 2 == 0 ? 60 : 120);
    }
    Row a = world.estimated(spark, "1").get("E A 2024-03-05");
    double chance = between(new Devices(90, 7, 7), new Devices(210, 7, 0));
    double ofNormal = 0.2 * 0.2;
    assertThat(ofNormal / chance).isCloseTo(57, within(0.1));
    double error = Math.sqrt(chance + ofNormal);
    assertThat(number(a, "displaced_share")).isCloseTo(0, within(1e-9));
    assertThat(number(a, "standard_error")).isCloseTo(error, within(1e-9));
    // (57 + 1)² / (1 / 299 + 57² / 5) = 5.2: Student's t of 5 degrees of freedom, 2.5706
    assertThat(number(a, "interval_high")).isCloseTo(2.5706 * error, within(1e-5));
  }

  /** Ten devices, five of them away; only those at home are seen a month later. */
  @Test
  void aClosedPanelHasThoseSeenAgain(SparkSession spark) {
    World world =
        new World().struck("E", "A", 0).days("E", "A", -7, 0, 10, 0).days("E", "A", 0, 7, 10, 5);
    IntStream.range(5, 10).forEach(device -> world.device("E", "A", 30, device, false));
    EstimateDisplaced.Params closed =
        new EstimateDisplaced.Params(30, 60, BigDecimal.valueOf(2), LEVEL);
    Map<String, Double> shares =
        byOrigin(world.rows(spark, 1, closed)).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, row -> number(row.getValue(), "displaced_share")));
    assertThat(shares).containsEntry("E A 2024-03-05", 0.0);
    assertThat(number(world.estimated(spark, "2").get("E A 2024-03-05"), "displaced_share"))
        .isEqualTo(0.5);
  }

  @Test
  void aDesignEffectBelowOneIsRefused() {
    assertThatThrownBy(() -> params("0.9")).hasMessage("design-effect must be 1 to 20, was 0.9");
  }
}
