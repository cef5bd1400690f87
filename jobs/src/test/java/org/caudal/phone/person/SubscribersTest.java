package org.caudal.phone.person;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.HomeZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who registered SIM cards, and weights by their sex and age. */
@SparkTest
class SubscribersTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final int YOUNG = 2000; // year of birth
  private static final int OLD = 1960;

  private final List<HomeZone> homes = new ArrayList<>();
  private final List<DeviceDay> days = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private long devices;

  private static String pseudonym(String domain, String identifier) {
    return Sha256.hex(domain + ":" + identifier).substring(0, 32);
  }

  private static long device(String identifier) {
    return Long.parseUnsignedLong(pseudonym("phone-device", identifier).substring(0, 16), 16);
  }

  @Test
  void registrationsHaveThePseudonymsOfEventsAndOfTheBorder(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadSubscribers(),
            """
        operator_id,user_id,valid_from,valid_to,sex,birth_year,age_band,zone_id,traveller_id
        01,a,2024-01-01,,2,1980,,P1,ab-12 34
        01,a,2024-03-01,2024-03-02,,,30-44,,
        01,b,2024-01-01,2024-01-01,1,1980,,,
        01,c,2024-01-01,,1,2025,,,
        01,d,2024-01-01,,3,1980,,,
        01,h,2024-01-01,,1,5000000000,,,
        01,e,2024-01-01,,1,,old,,
        01,g,2024-01-01,,1,,30-29,,
        ,f,2024-01-01,,1,,,,
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "days-in-order", 1L,
                "birth-year-possible", 2L,
                "sex-known", 1L,
                "age-band-readable", 2L,
                "operator-known", 1L));
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            new Subscriber(
                "01",
                device("a"),
                LocalDate.of(2024, 1, 1),
                null,
                2,
                1980,
                "",
                "P1",
                pseudonym("border-traveller", "AB1234"),
                JudgedSheet.NAME,
                2),
            new Subscriber(
                "01",
                device("a"),
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 3, 2),
                0,
                null,
                "30-44",
                "",
                null,
                JudgedSheet.NAME,
                3));
  }

  @Test
  void lettersOfASourceStandForCodesAndOthersAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadSubscribers(),
            """
        operator_id,user_id,valid_from,sex
        01,a,2024-01-01,H
        01,b,2024-01-01, M
        01,c,2024-01-01,9
        01,d,2024-01-01,F
        """,
            "{extract: {paths: [x], codes: {sex: {H: 1, M: 2}}}}");
    assertThat(sheet.rejectedByRule()).isEqualTo(Map.of("wrong-type", 1L));
    assertThat(sheet.loaded(spark).select("sex").collectAsList())
        .extracting(row -> row.getInt(0))
        .containsExactly(1, 2, 9);
  }

  @Test
  void anAreaIsOneOfThePattern(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadSubscribers(),
            """
        operator_id,user_id,valid_from,zone_id
        01,a,2024-01-01,XC0101
        01,b,2024-01-01,
        01,c,2024-01-01,Maria Quesada
        01,d,2024-01-01,+50688129001
        """,
            "{extract: {paths: [x]}, area-pattern: 'XC[0-9]{4}'}");
    assertThat(sheet.rejectedByRule()).isEqualTo(Map.of("area-known", 2L));
  }

  /** Where columns have slipped; a short code may also be the number of somebody. */
  @Test
  void anAreaIsNoNumberOfTheHolder(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadSubscribers(),
            """
        operator_id,user_id,valid_from,zone_id,traveller_id
        01,a,2024-01-01,+50688129001,
        01,50688129002,2024-01-01,50688129002,
        01,+50688129003,2024-01-01,50688129003,
        01,b,2024-01-01,AB1234567,AB1234567
        01,0101,2024-01-01,0101,
        01,c,2024-01-01,090150001,AB1234568
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected())
        .containsExactly(
            "2: area-is-no-number",
            "3: area-is-no-number",
            "4: area-is-no-number",
            "5: area-is-no-number");
  }

  /** A device that lives in an area; no registration of sex 0 and no year. */
  private long lives(String zone, int sex, @Nullable Integer birthYear) {
    devices++;
    homes.add(new HomeZone(MAY, "m", "night_days", "01", devices, zone, 1, 20, 20));
    days.add(new DeviceDay(MAY, "01", devices, "domestic", "c", "XCA", 799, 1, 1, 0, 0, 0, 0));
    if (sex != 0 || birthYear != null) {
      register(devices, LocalDate.of(2024, 1, 1), null, sex, birthYear, "");
    }
    return devices;
  }

  private void register(
      long device,
      LocalDate from,
      @Nullable LocalDate to,
      int sex,
      @Nullable Integer birthYear,
      String ageBand) {
    subscribers.add(
        new Subscriber("01", device, from, to, sex, birthYear, ageBand, "", null, "s.csv", device));
  }

  private static PopulationMargin margin(String zone, int sex, String band, long count) {
    return new PopulationMargin("m", zone, sex, band, MAY, count, "m.csv", count);
  }

  private static WeighDevices.Params weighing(Integer... ages) {
    return new WeighDevices.Params(
        null, List.of("m"), BigDecimal.ONE, 0, Calibration.RAKING, List.of(ages));
  }

  /** A text a device: sex, age, stratum and weight. */
  private static Map<Long, String> weights(Dataset<Row> rows) {
    Map<Long, String> weights = new TreeMap<>();
    rows.selectExpr("device_id", "concat_ws(' ', sex, age_band, stratum, round(weight, 6))")
        .collectAsList()
        .forEach(row -> weights.put(row.getLong(0), row.getString(1)));
    return weights;
  }

  @Test
  void devicesAreRakedToSexAndAgeOfTheirAreaByWhoRegisteredThem(SparkSession spark) {
    for (int i = 0; i < 30; i++) {
      lives("A", 1, YOUNG);
    }
    for (int i = 0; i < 20; i++) {
      lives("A", 2, YOUNG);
      lives("A", 2, OLD);
      lives("A", 0, null);
    }
    for (int i = 0; i < 10; i++) {
      lives("A", 1, OLD);
      lives("B", 1, OLD);
    }
    for (int i = 0; i < 12; i++) {
      lives("B", 2, YOUNG);
    }
    long turnsThirty = lives("C", 1, 1995); // in July
    long thirty = lives("C", 2, 1994);
    long ended = lives("C", 0, null);
    register(ended, LocalDate.of(2024, 1, 1), MAY, 1, OLD, "");
    long soldOn = lives("C", 1, OLD);
    register(soldOn, LocalDate.of(2025, 5, 31), null, 2, null, "18-29");
    long later = lives("C", 0, null);
    register(later, JUNE, null, 1, OLD, "");
    long between = lives("C", 9, null);
    register(between, MAY, null, 1, null, "25-34");
    long open = lives("C", 0, null);
    register(open, MAY, null, 9, null, "30+");
    long grown = lives("C", 0, null);
    register(grown, LocalDate.of(2010, 5, 1), null, 1, null, "18-29"); // 38 in the middle
    long maybeThirty = lives("C", 0, null);
    register(maybeThirty, LocalDate.of(2024, 5, 1), null, 2, null, "18-29"); // 24 in the middle
    long underThirty = lives("C", 0, null);
    register(underThirty, LocalDate.of(2024, 5, 2), null, 2, null, "18-29"); // not a year ago
    TestInputs inputs =
        new TestInputs(spark)
            .with(homes)
            .with(days)
            .with(
                margin("A", 0, "", 500),
                margin("A", 1, "", 200),
                margin("A", 2, "", 300),
                margin("A", 1, "00-29", 88),
                margin("A", 2, "00-29", 132),
                margin("A", 1, "30+", 112),
                margin("A", 2, "30+", 168),
                margin("B", 0, "", 66),
                margin("B", 1, "", 11),
                margin("B", 2, "", 55),
                margin("C", 0, "", 20));
    Map<Long, String> without = weights(new WeighDevices().transform(inputs, weighing(0, 30)));
    assertThat(without.get(1L)).isEqualTo("0  01/low 5.0"); // 500 over 100 devices
    assertThat(without.get(90L)).isEqualTo("0  01/low 5.0");
    assertThat(without.values()).contains("0  01/low 3.0", "0  01/low 2.0");
    Dataset<Row> weighed = new WeighDevices().transform(inputs.with(subscribers), weighing(0, 30));
    Map<Long, String> weights = weights(weighed);
    // A: of 100 devices 20 are of unknown holders, who stand for a fifth of 500, 5 each. The other
    // 400 are 160 men and 240 women, 176 young and 224 old. Raking keeps the odds ratio of the
    // devices, 30 x 20 / (10 x 20) = 3; 96, 64, 80 and 160 have it, 96 x 160 / (64 x 80), and these
    // margins: weights 96/30, 64/10, 80/20, 160/20.
    // B: 10 men and 12 women are too few to be told apart, 66 over 22.
    // C: nobody knows its residents by sex: 20 over 10.
    assertThat(weights.values().stream().distinct())
        .containsExactlyInAnyOrder(
            "1 00-29 01/low/1/00-29 3.2",
            "1 30+ 01/low/1/30+ 6.4",
            "2 00-29 01/low/2/00-29 4.0",
            "2 30+ 01/low/2/30+ 8.0",
            "0  01/low 5.0",
            "1 30+ 01/low/1/30+ 3.0",
            "2 00-29 01/low/2/00-29 3.0",
            "1 00-29 01/low/1/00-29 2.0",
            "2 30+ 01/low/2/30+ 2.0",
            "2 00-29 01/low/2/00-29 2.0",
            "1  01/low/1/ 2.0",
            "1 30+ 01/low/1/30+ 2.0",
            "0 30+ 01/low/0/30+ 2.0",
            "0  01/low 2.0");
    assertThat(weights.get(turnsThirty)).startsWith("1 00-29 ");
    assertThat(weights.get(thirty)).startsWith("2 30+ ");
    assertThat(weights.get(ended)).startsWith("0  01/low ");
    assertThat(weights.get(soldOn)).startsWith("2 00-29 ");
    assertThat(weights.get(later)).startsWith("0  01/low ");
    assertThat(weights.get(between)).startsWith("1  ");
    assertThat(weights.get(open)).startsWith("0 30+ ");
    assertThat(weights.get(grown)).startsWith("1 30+ ");
    assertThat(weights.get(maybeThirty)).startsWith("2 00-29 ");
    assertThat(weights.get(underThirty)).startsWith("2 00-29 ");
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, weighing(0, 40))))
        .hasMessageContaining(
            " has the age band 30+, which age-groups of weigh-devices cut: give first ages"
                + " of bands, or [0] for no groups of age");
  }

  @Test
  void whenALaterRegistrationEndsTheFirstHolderIsNotBack(SparkSession spark) {
    long soldOn = lives("C", 2, OLD);
    register(soldOn, LocalDate.of(2024, 6, 1), LocalDate.of(2025, 3, 1), 1, YOUNG, "");
    TestInputs inputs =
        new TestInputs(spark).with(homes).with(days).with(subscribers).with(margin("C", 0, "", 2));
    assertThat(weights(new WeighDevices().transform(inputs, weighing(0, 30))).get(soldOn))
        .isEqualTo("0  01/low 2.0");
  }

  @Test
  void areasWhoseDevicesCannotMeetSexAndAgeEndTheRun(SparkSession spark) {
    for (int i = 0; i < 20; i++) {
      lives("A", 1, YOUNG);
      lives("A", 2, OLD);
    }
    assertThatThrownBy(
            () ->
                weights(
                    new WeighDevices()
                        .transform(
                            new TestInputs(spark)
                                .with(homes)
                                .with(days)
                                .with(subscribers)
                                .with(
                                    margin("A", 1, "00-29", 50),
                                    margin("A", 1, "30+", 50),
                                    margin("A", 2, "00-29", 10),
                                    margin("A", 2, "30+", 90)),
                            weighing(0, 30))))
        .hasMessageContaining("area A")
        .hasMessageContaining("cannot stand for its residents by registered sex and age")
        .hasMessageContaining("fewer age-groups");
  }

  /**
   * Residents of all areas are of May 2025, but those of B by sex of 2021: shares of 30 and 70 %.
   */
  @Test
  void classesOfAnAreaAreSharesOfItsNearestDay(SparkSession spark) {
    for (int i = 0; i < 20; i++) {
      lives("B", 1, YOUNG);
      lives("B", 2, YOUNG);
    }
    LocalDate earlier = LocalDate.of(2021, 1, 1);
    TestInputs inputs =
        new TestInputs(spark)
            .with(homes)
            .with(days)
            .with(subscribers)
            .with(
                margin("A", 0, "", 100),
                margin("A", 1, "", 50),
                margin("A", 2, "", 50),
                margin("B", 0, "", 100),
                new PopulationMargin("m", "B", 1, "", earlier, 60, "m.csv", 1),
                new PopulationMargin("m", "B", 2, "", earlier, 140, "m.csv", 2));
    assertThat(
            new WeighDevices()
                    .transform(inputs, weighing(0, 30))
                    .groupBy("sex")
                    .agg(expr("round(sum(weight), 3)"))
                    .collectAsList()
                    .stream()
                    .map(Row::toString))
        .containsExactlyInAnyOrder("[1,30.0]", "[2,70.0]");
  }

  @Test
  void womenWhoChangeTheirCardMoreOftenStillCountAsAllWomen(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    for (long device = 0; device < 100; device++) {
      boolean isWoman = device < 60;
      boolean isKnown = device < 90; // 30 men, ten unknown
      weights.add(
          new DeviceWeight(
              MAY,
              "m",
              "night_days",
              "01",
              device,
              "A",
              "high",
              isWoman ? 2 : isKnown ? 1 : 0,
              "",
              isWoman ? "01/high/2/" : isKnown ? "01/high/1/" : "01/high",
              1,
              1,
              1,
              5));
      homes.add(new HomeZone(MAY, "m", "night_days", "01", device, "A", 1, 20, 20));
      if (device >= 40) { // 20 of 60 women are left, of whom 10 have moved
        homes.add(
            new HomeZone(
                JUNE, "m", "night_days", "01", device, device < 50 ? "B" : "A", 1, 20, 20));
      }
    }
    Map<String, Row> found = new TreeMap<>();
    new EstimatePersonFlows()
        .transform(
            new TestInputs(spark).with(weights).with(homes),
            new EstimatePersonFlows.Params(
                null, 1, BigDecimal.ZERO, 200, 1, new BigDecimal("0.95")))
        .collectAsList()
        .forEach(row -> found.put(row.getAs("kind"), row));
    // 500 residents; ten of 60 devices left are unknown, a sixth of 500. The other 5/6 are 2 : 1
    // women and men: 2500 / 9 women, of whom half move. By area alone it would be 500 / 6.
    assertThat(number(found, "mover", "estimate")).isCloseTo(1250 / 9.0, within(1e-6));
    // In a replicate too all women are 5/9 of the residents: the error is that of the share who
    // moved, p = 1/2 of n = 20 with weights of 13.9, and of the part that is unknown. 278 sqrt(p
    // (1 - p) / n (1 - 1/13.9)) = 29.9; 200 replicates, a ratio: within a fourth
    assertThat(number(found, "mover", "standard_error")).isBetween(29.9 * 0.75, 29.9 * 1.25);
  }

  private static double number(Map<String, Row> rows, String kind, String column) {
    return Objects.requireNonNull(rows.get(kind)).<BigDecimal>getAs(column).doubleValue();
  }
}
