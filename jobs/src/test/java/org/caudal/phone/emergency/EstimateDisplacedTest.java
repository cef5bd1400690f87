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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** E strikes A and B, of which residents are known; F strikes C, of which they are not. */
@SparkTest
class EstimateDisplacedTest {
  private static final LocalDate START = LocalDate.of(2024, 3, 5); // a Tuesday
  private static final BigDecimal LEVEL = new BigDecimal("0.95");

  private static Displacement day(
      String event, int since, String origin, String place, long seen, long away, int above) {
    BigDecimal figure = BigDecimal.valueOf(above);
    return new Displacement(
        event,
        "m",
        START.plusDays(since),
        origin,
        place,
        99,
        seen,
        away,
        BigDecimal.valueOf(away - above),
        figure,
        BigDecimal.valueOf(5),
        figure,
        figure,
        LEVEL);
  }

  private static List<Displacement> days() {
    List<Displacement> days = new ArrayList<>();
    for (int since = -21; since < 10; since++) {
      boolean last = since == 6;
      days.add(day("E", since, "A", "all", last ? 40 : 50, last ? 6 : 12, last ? 4 : 10));
      days.add(day("E", since, "A", "B", last ? 40 : 50, last ? 6 : 12, 1)); // one place of them
      days.add(day("E", since, "B", "all", 50, 10, 10));
      days.add(day("E", since, "all", "all", 100, 22, 20));
      if (since >= 0 && since < 3) {
        days.add(day("F", since, "D", "all", 10, 10, 10)); // on three days only
      }
      if (since != 3) {
        days.add(day("F", since, "C", "all", 10, 10, 10));
      }
    }
    return days;
  }

  private static CrisisEvent struck(String event, String area, int later) {
    return new CrisisEvent(
        event, "", "disaster", START.plusDays(later), null, "m", area, 21, "", 2);
  }

  private static PopulationMargin residents(String area, LocalDate day, int persons) {
    return new PopulationMargin("m", area, 0, "", day, persons, "", 2);
  }

  private static List<Row> estimated(SparkSession spark, int partitions, String designEffect) {
    List<Displacement> days = days();
    return SyntheticInputs.rows(
        new EstimateDisplaced()
            .transform(
                new TestInputs(spark)
                    .with(Displacement.class, Rows.of(spark, days).repartition(partitions))
                    .with(
                        struck("E", "A", 0),
                        struck("E", "B", 2),
                        struck("F", "C", 0),
                        struck("F", "D", 0))
                    .with(
                        residents("A", LocalDate.of(2023, 7, 1), 1000),
                        residents("A", LocalDate.of(2020, 7, 1), 9999),
                        residents("B", LocalDate.of(2023, 7, 1), 500)),
                new EstimateDisplaced.Params(new BigDecimal(designEffect), LEVEL)),
        DisplacedPersons.class);
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

  @Test
  void personsAreResidentsTimesTheShareOfAWeekThatIsOver(SparkSession spark) {
    Map<String, Row> rows = byOrigin(estimated(spark, 1, "2"));
    // ten days after: the second week is not over
    assertThat(rows.keySet())
        .containsExactly("E A 2024-03-05", "E B 2024-03-05", "E all 2024-03-05", "F C 2024-03-05");
    Row a = Objects.requireNonNull(rows.get("E A 2024-03-05"));
    // six days of 10 in 50 and one of 4 in 40
    assertThat(number(a, "displaced_share")).isCloseTo(64.0 / 340, within(1e-9));
    // seven days of 5 over the same 340; families of two, and 48 devices of 1000 residents are seen
    double error = 35.0 / 340 * Math.sqrt(2 - 0.048);
    assertThat(number(a, "standard_error")).isCloseTo(error, within(1e-9));
    // 340 / 7 = 48.6 devices: Student's t of 47 degrees of freedom, 2.0117
    assertThat(number(a, "interval_high")).isCloseTo(64.0 / 340 + 2.0117 * error, within(1e-4));
    assertThat(number(a, "persons")).isCloseTo(1000 * 64.0 / 340, within(1e-6));
    assertThat(number(a, "persons_low")).isEqualTo(-102); // 188.2 - 289.3, rounded down
    assertThat(number(a, "persons_high")).isEqualTo(478); // 188.2 + 289.3, rounded up
    assertThat(a.<Long>getAs("devices_seen")).isEqualTo(48);
    assertThat(a.<Long>getAs("devices_away")).isEqualTo(12);
    assertThat(a.<Long>getAs("devices_home")).isEqualTo(38);
    assertThat(a.<Integer>getAs("days")).isEqualTo(7);
    // away 78 of 340 among 1000 residents and 10 of 50 among 500
    double away = (1000 * 78.0 / 340 + 500 * 0.2) / 1500;
    // 2 of 100 are away normally; in the baseline 0.24 and 0.2 of those seen were, weighted by
    // residents and by the 340 and 350 seen in the week
    double byResidents = (1000 * 0.24 + 500 * 0.2) / 1500;
    double byDevices = (340 * 0.24 + 350 * 0.2) / 690;
    double normal = 0.02 * byResidents / byDevices;
    Row all = Objects.requireNonNull(rows.get("E all 2024-03-05"));
    assertThat(number(all, "displaced_share")).isCloseTo(away - normal, within(1e-9));
    assertThat(number(all, "persons")).isCloseTo(1500 * (away - normal), within(1e-5));
    // 5 of 100, families, and weights: 340 and 350 devices for 1000 and 500 residents, of whom
    // 100 are seen on a mean day
    double kish = (340 + 350) * (1e6 / 340 + 25e4 / 350) / (1500.0 * 1500);
    assertThat(number(all, "standard_error"))
        .isCloseTo(0.05 * Math.sqrt(2 * kish - 100.0 / 1500), within(1e-8));
    Row c = Objects.requireNonNull(rows.get("F C 2024-03-05"));
    assertThat(c.<Integer>getAs("days")).isEqualTo(6);
    assertThat(number(c, "displaced_share")).isEqualTo(1);
    assertThat(c.<@Nullable Object>getAs("persons")).isNull();
    assertThat(SyntheticInputs.texts(estimated(spark, 5, "2"), DisplacedPersons.class))
        .isEqualTo(SyntheticInputs.texts(List.copyOf(rows.values()), DisplacedPersons.class));
  }

  /**
   * In A 2 % of 900 devices are away on every day, in B 20 % of 100; E changes nothing, and after F
   * another 20 % of B are away. By devices 3.8 % are normally away, by residents, of whom each has
   * 5,000, 11 %. The median of the few of B is taken to be too low, 10 for 20.
   */
  @Test
  void areasThatDifferInWhatIsNormalAndInPhonesAreNotDisplaced(SparkSession spark) {
    List<Displacement> days = new ArrayList<>();
    for (String event : List.of("E", "F")) {
      for (int since = -7; since < 7; since++) {
        int fled = event.equals("F") && since >= 0 ? 20 : 0;
        days.add(day(event, since, "A", "all", 900, 18, 0));
        days.add(day(event, since, "B", "all", 100, 20 + fled, 10 + fled));
        days.add(day(event, since, "all", "all", 1000, 38 + fled, fled));
      }
    }
    LocalDate july = LocalDate.of(2023, 7, 1);
    Map<String, Row> rows =
        byOrigin(
            SyntheticInputs.rows(
                new EstimateDisplaced()
                    .transform(
                        new TestInputs(spark)
                            .with(Displacement.class, Rows.of(spark, days))
                            .with(
                                struck("E", "A", 0),
                                struck("E", "B", 0),
                                struck("F", "A", 0),
                                struck("F", "B", 0))
                            .with(residents("A", july, 5000), residents("B", july, 5000)),
                        new EstimateDisplaced.Params(new BigDecimal("2"), LEVEL)),
                DisplacedPersons.class));
    assertThat(number(rows.get("E all 2024-03-05"), "persons")).isCloseTo(0, within(1e-6));
    // a fifth of B
    assertThat(number(rows.get("F all 2024-03-05"), "persons")).isCloseTo(1000, within(1e-6));
  }

  /**
   * 100 devices of 60 residents, of families of two: 50 persons, 54 at most are taken to be seen.
   */
  @Test
  void whoIsSeenHasNoErrorOfSamplingButNeverAll(SparkSession spark) {
    List<Displacement> days = new ArrayList<>();
    for (int since = -7; since < 7; since++) {
      for (String origin : List.of("A", "all")) {
        days.add(day("E", since, origin, "all", 100, 30, 20));
      }
    }
    Map<Integer, Double> factors = new TreeMap<>();
    for (int residents : List.of(60, 40)) {
      Row a =
          byOrigin(
                  SyntheticInputs.rows(
                      new EstimateDisplaced()
                          .transform(
                              new TestInputs(spark)
                                  .with(Displacement.class, Rows.of(spark, days))
                                  .with(struck("E", "A", 0))
                                  .with(residents("A", LocalDate.of(2023, 7, 1), residents)),
                              new EstimateDisplaced.Params(new BigDecimal("2"), LEVEL)),
                      DisplacedPersons.class))
              .get("E A 2024-03-05");
      factors.put(residents, Math.pow(number(a, "standard_error") / 0.05, 2));
    }
    assertThat(factors.get(60)).isCloseTo(2 - 100.0 / 60, within(1e-6));
    assertThat(factors.get(40)).isCloseTo(2 * (1 - 0.9), within(1e-6));
  }

  @Test
  void aDesignEffectBelowOneIsRefused() {
    assertThatThrownBy(() -> new EstimateDisplaced.Params(new BigDecimal("0.9"), LEVEL))
        .hasMessage("design-effect must be 1 to 20, was 0.9");
  }
}
