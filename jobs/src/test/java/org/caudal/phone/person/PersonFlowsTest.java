package org.caudal.phone.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.HomeZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.reference.SubscriberCount;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Weights of devices and flows of persons, by hand. */
@SparkTest
class PersonFlowsTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final WeighDevices.Params WEIGHTS =
      new WeighDevices.Params(
          null, List.of("m"), BigDecimal.ONE, 0, Calibration.RAKING, List.of(0, 30));
  private static final EstimatePersonFlows.Params FLOWS =
      new EstimatePersonFlows.Params(null, 1, BigDecimal.ZERO, 200, 1, new BigDecimal("0.95"));

  private final List<HomeZone> homes = new ArrayList<>();
  private final List<DeviceDay> days = new ArrayList<>();

  private void home(LocalDate month, String operator, long device, String zone) {
    homes.add(new HomeZone(month, "m", "night_days", operator, device, zone, 1, 20, 20));
  }

  /** Days on which a device is seen, with 1, 2, 3, 1, ... events or always 12. */
  private void seen(String operator, long device, int count, boolean evenly) {
    for (int d = 0; d < count; d++) {
      days.add(
          new DeviceDay(
              MAY.plusDays(d),
              operator,
              device,
              "domestic",
              "c",
              "XCA",
              799,
              evenly ? 12 : 1 + d % 3,
              1,
              0,
              0,
              0,
              0));
    }
  }

  private static PopulationMargin margin(String zone, int sex, String band, int year, long count) {
    return new PopulationMargin(
        "m", zone, sex, band, LocalDate.of(year, 1, 1), count, "m.csv", count);
  }

  private static Dataset<Row> rows(SparkSession spark, List<? extends Record> records, int parts) {
    return Rows.of(spark, records).repartition(parts);
  }

  private TestInputs inputs(SparkSession spark, int parts) {
    return new TestInputs(spark)
        .with(HomeZone.class, rows(spark, homes, parts))
        .with(DeviceDay.class, rows(spark, days, parts));
  }

  private static Map<Long, Double> weights(Dataset<Row> rows) {
    Map<Long, Double> weights = new TreeMap<>();
    rows.selectExpr("device_id", "round(weight, 9)")
        .collectAsList()
        .forEach(row -> weights.put(row.getLong(0), row.getDouble(1)));
    return weights;
  }

  /** Four persons and a machine in A, two and one without a home in B, one abroad. */
  private void sixPersons() {
    for (long device = 1; device <= 4; device++) {
      home(MAY, "01", device, "A");
      seen("01", device, device < 3 ? 30 : 5, /* evenly= */ false);
    }
    home(MAY, "02", 5, "B");
    home(MAY, "02", 6, "B");
    seen("02", 5, 30, /* evenly= */ false);
    seen("02", 6, 30, /* evenly= */ false);
    home(MAY, "01", 7, "A");
    seen("01", 7, 30, /* evenly= */ true);
    home(MAY, "01", 8, "USA");
    seen("01", 8, 30, /* evenly= */ false);
    seen("01", 9, 3, /* evenly= */ false);
  }

  @Test
  void devicesStandForTheResidentsOfTheirAreaAndThoseSeldomLocatedForMore(SparkSession spark) {
    sixPersons();
    TestInputs inputs =
        inputs(spark, 1)
            .with(
                margin("A", 0, "", 2025, 140),
                margin("A", 0, "", 2021, 999),
                margin("B", 1, "00-14", 2025, 1000),
                margin("B", 1, "15+", 2025, 20),
                margin("B", 2, "15+", 2025, 40),
                margin("A", 1, "00-14", 2025, 1000),
                margin("A", 1, "15+", 2025, 70));
    // Of operator 01, low: devices 3, 4 and 9 are seen, two have a home: base 3/2. So A is
    // 1 + 1 + 1.5 + 1.5 = 5 units, and a unit stands for 140 / 5 = 28. The machine for nobody.
    // B has no line for all: 1060 by sex and age.
    assertThat(weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .isEqualTo(Map.of(1L, 28.0, 2L, 28.0, 3L, 42.0, 4L, 42.0, 5L, 530.0, 6L, 530.0));
    // from 15 years on: 70 in A, 60 in B
    Dataset<Row> adults =
        new WeighDevices()
            .transform(
                inputs,
                new WeighDevices.Params(
                    null,
                    List.of("m"),
                    new BigDecimal("0.9"),
                    15,
                    Calibration.RAKING,
                    List.of(0, 30)));
    assertThat(weights(adults))
        .isEqualTo(Map.of(1L, 14.0, 2L, 14.0, 3L, 21.0, 4L, 21.0, 5L, 30.0, 6L, 30.0));
  }

  @Test
  void bandsThatAreCutAndCodesOfNoAreaEndTheRun(SparkSession spark) {
    sixPersons();
    var fromTen =
        new WeighDevices.Params(
            null, List.of("m"), BigDecimal.ONE, 10, Calibration.RAKING, List.of(0, 30));
    assertThatThrownBy(
            () ->
                weights(
                    new WeighDevices()
                        .transform(
                            inputs(spark, 1)
                                .with(
                                    margin("A", 1, "00-10", 2025, 7),
                                    margin("A", 1, "11+", 2025, 9)),
                            fromTen)))
        .hasMessageContaining(
            "m.csv:7 has the age band 00-10, which from-age 10 of weigh-devices cuts: give the first"
                + " age of a band, or margins with a band that begins there");
    assertThatThrownBy(
            () ->
                weights(
                    new WeighDevices()
                        .transform(inputs(spark, 1).with(margin("01", 0, "", 2025, 7)), WEIGHTS)))
        .hasMessageContaining(
            "No area of level m in which devices live in 2025-05, such as A, is in"
                + " population_margin: give it the codes of zone, or leave the level out of levels"
                + " of weigh-devices");
  }

  /** 700 residents of 15 years and more stand twice; where the line for all counts no band does. */
  @Test
  void bandsThatOverlapEndTheRunWhereTheyCount(SparkSession spark) {
    sixPersons();
    TestInputs inputs =
        inputs(spark, 2)
            .with(
                margin("A", 0, "", 2025, 1000),
                margin("A", 0, "00-14", 2025, 300),
                margin("A", 0, "15-64", 2025, 600),
                margin("A", 0, "65+", 2025, 100),
                margin("A", 0, "15+", 2025, 700));
    var fromFifteen =
        new WeighDevices.Params(
            null, List.of("m"), BigDecimal.ONE, 15, Calibration.RAKING, List.of(0, 30));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, fromFifteen)))
        .hasMessageContaining(
            "m.csv:100 has the age band 65+, which overlaps another of its area, sex and day");
    // 1 + 1 + 1.5 + 1.5 units of 1000 / 5
    assertThat(weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .isEqualTo(Map.of(1L, 200.0, 2L, 200.0, 3L, 300.0, 4L, 300.0));
    // with a band below 15 that overlaps another, 600 + 100: 140 a unit
    inputs.with(
        margin("A", 0, "00-04", 2025, 90),
        margin("A", 0, "00-14", 2025, 300),
        margin("A", 0, "15-64", 2025, 600),
        margin("A", 0, "65+", 2025, 100));
    assertThat(weights(new WeighDevices().transform(inputs, fromFifteen)))
        .isEqualTo(Map.of(1L, 140.0, 2L, 140.0, 3L, 210.0, 4L, 210.0));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .hasMessageContaining("m.csv:300 has the age band 00-14, which overlaps");
  }

  @Test
  void operatorsCountByTheirShareWhereItIsKnown(SparkSession spark) {
    for (long device = 1; device <= 6; device++) {
      String operator = device % 2 == 1 ? "01" : "02";
      home(MAY, operator, device, device <= 2 ? "A" : "B");
      seen(operator, device, 30, /* evenly= */ false);
    }
    TestInputs inputs =
        inputs(spark, 1)
            .with(margin("A", 0, "", 2025, 30), margin("B", 0, "", 2025, 60))
            .with(
                new SubscriberCount(MAY, "01", "A", 0, "", 600, "s.csv", 1),
                new SubscriberCount(MAY, "02", "A", 0, "", 300, "s.csv", 2),
                new SubscriberCount(MAY, "02", "A", 9, "", 5000, "s.csv", 3));
    // Operators 2 : 1, independent of the area: 20 and 10 in A, 40 and 20 in B for two devices each
    Map<Long, Double> weights = weights(new WeighDevices().transform(inputs, WEIGHTS));
    double[] expected = {20, 10, 20, 10, 20, 10};
    for (long device = 1; device <= 6; device++) {
      assertThat(weights.get(device)).isCloseTo(expected[(int) device - 1], within(1e-6));
    }
  }

  /** A count of 1 and events of 01: without a word the margin would not count. */
  @Test
  void countsOfOtherCodesEndTheRun(SparkSession spark) {
    for (long device = 1; device <= 2; device++) {
      home(MAY, "0" + device, device, "A");
      seen("0" + device, device, 30, /* evenly= */ false);
    }
    TestInputs inputs =
        inputs(spark, 1)
            .with(margin("A", 0, "", 2025, 30))
            .with(
                new SubscriberCount(MAY, "1", "A", 0, "", 600, "s.csv", 1),
                new SubscriberCount(MAY, "02", "A", 0, "", 300, "s.csv", 2));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .hasMessageContaining("Operators with devices have no count, 01, and counts have almost")
        .hasMessageContaining("the same codes without devices, 1.");
    // of a virtual operator nobody counts cards: the margin is off, whatever others have
    TestInputs virtual =
        inputs(spark, 1)
            .with(margin("A", 0, "", 2025, 30))
            .with(
                new SubscriberCount(MAY, "02", "A", 0, "", 300, "s.csv", 2),
                new SubscriberCount(MAY, "03", "A", 0, "", 900, "s.csv", 3));
    assertThat(weights(new WeighDevices().transform(virtual, WEIGHTS)))
        .isEqualTo(Map.of(1L, 15.0, 2L, 15.0));
    // one that hands over no records has a share in the market all the same
    TestInputs more =
        inputs(spark, 1)
            .with(margin("A", 0, "", 2025, 30))
            .with(
                new SubscriberCount(MAY, "01", "A", 0, "", 200, "s.csv", 1),
                new SubscriberCount(MAY, "02", "A", 0, "", 100, "s.csv", 2),
                new SubscriberCount(MAY, "03", "A", 0, "", 300, "s.csv", 3));
    assertThat(weights(new WeighDevices().transform(more, WEIGHTS)))
        .isEqualTo(Map.of(1L, 20.0, 2L, 10.0));
  }

  /**
   * Of 100 residents 30 are for 02, which has devices in B alone, where 20 live: 01 would have
   * nobody left there. With 10 of 100 it is 10 of B, and 80 of A and the other 10 of B are for 01.
   */
  @Test
  void sharesOfOperatorsThatCannotBeMetEndTheRun(SparkSession spark) {
    for (long device = 1; device <= 5; device++) {
      String operator = device <= 4 ? "01" : "02";
      home(MAY, operator, device, device <= 3 ? "A" : "B");
      seen(operator, device, 30, /* evenly= */ false);
    }
    assertThatThrownBy(() -> weights(new WeighDevices().transform(shared(spark, 70), WEIGHTS)))
        .hasMessageContaining("operators 02")
        .hasMessageContaining("cannot stand for their share of the residents")
        .hasMessageContaining("Leave subscriber_count out");
    Map<Long, Double> weights = weights(new WeighDevices().transform(shared(spark, 90), WEIGHTS));
    for (long device = 1; device <= 5; device++) {
      assertThat(weights.get(device)).isCloseTo(device <= 3 ? 80 / 3.0 : 10, within(1e-6));
    }
  }

  /** 80 residents in A, 20 in B; of 100 cards so many are of 01. */
  private TestInputs shared(SparkSession spark, long ofFirst) {
    return inputs(spark, 2)
        .with(margin("A", 0, "", 2025, 80), margin("B", 0, "", 2025, 20))
        .with(
            new SubscriberCount(MAY, "01", "A", 0, "", ofFirst, "s.csv", 1),
            new SubscriberCount(MAY, "02", "A", 0, "", 100 - ofFirst, "s.csv", 2));
  }

  /** A was counted anew, B not; C is an area no longer, and nobody lives there. */
  @Test
  void allAreasOfALevelHaveResidentsOfOneDate(SparkSession spark) {
    sixPersons();
    TestInputs inputs =
        inputs(spark, 2)
            .with(
                margin("A", 0, "", 2021, 999),
                margin("A", 0, "", 2025, 140),
                margin("B", 0, "", 2021, 1060),
                margin("C", 0, "", 2011, 500));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .hasMessageContaining(
            "population_margin has residents of 0 years and more in area B of level m on another"
                + " day, but not on 2025-01-01, the day nearest to 2025-05: give all areas of the"
                + " level on one day");
    inputs.with(
        margin("A", 0, "", 2021, 999),
        margin("A", 0, "", 2025, 140),
        margin("B", 0, "", 2025, 1060),
        margin("C", 0, "", 2011, 500));
    // the units of the test above
    assertThat(weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .isEqualTo(Map.of(1L, 28.0, 2L, 28.0, 3L, 42.0, 4L, 42.0, 5L, 530.0, 6L, 530.0));
  }

  /** A of 2,000 gave B 500 of them: with A of 2021 and B of 2030 there would be 2,500. */
  @Test
  void residentsOfAnAreaThatWasSplitCountOnce(SparkSession spark) {
    sixPersons();
    TestInputs inputs =
        inputs(spark, 2)
            .with(
                margin("A", 0, "", 2021, 2000),
                margin("A", 0, "", 2030, 1500),
                margin("B", 0, "", 2030, 500));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, WEIGHTS)))
        .hasMessageContaining("in area B of level m on another day, but not on 2021-01-01");
    homes.removeIf(home -> home.zoneId().equals("B"));
    TestInputs before =
        inputs(spark, 2)
            .with(
                margin("A", 0, "", 2021, 2000),
                margin("A", 0, "", 2030, 1500),
                margin("B", 0, "", 2030, 500));
    // 5 units of 2000 / 5
    assertThat(weights(new WeighDevices().transform(before, WEIGHTS)))
        .isEqualTo(Map.of(1L, 400.0, 2L, 400.0, 3L, 600.0, 4L, 600.0));
  }

  /** From 15 years on; of A no age is known, of C neither, but nobody lives there. */
  @Test
  void marginsWithoutAgesEndTheRunWhereAgesCount(SparkSession spark) {
    sixPersons();
    var fromFifteen =
        new WeighDevices.Params(
            null, List.of("m"), BigDecimal.ONE, 15, Calibration.RAKING, List.of(0, 30));
    String fault =
        "population_margin has nobody of 15 years and more in areas of level m, such as A: give"
            + " residents of these areas by bands of age, or weigh-devices from-age 0";
    assertThatThrownBy(
            () ->
                weights(
                    new WeighDevices()
                        .transform(
                            inputs(spark, 2)
                                .with(margin("A", 0, "", 2025, 140), margin("B", 0, "", 2025, 60)),
                            fromFifteen)))
        .hasMessageContaining(fault);
    assertThatThrownBy(
            () ->
                weights(
                    new WeighDevices()
                        .transform(
                            inputs(spark, 2)
                                .with(
                                    margin("A", 0, "", 2025, 140), margin("B", 0, "15+", 2025, 60)),
                            fromFifteen)))
        .hasMessageContaining(fault);
    // 5 units of A for 70, two devices of B for 60
    assertThat(
            weights(
                new WeighDevices()
                    .transform(
                        inputs(spark, 2)
                            .with(
                                margin("A", 0, "", 2025, 140),
                                margin("A", 0, "15+", 2021, 70),
                                margin("B", 0, "", 2025, 130),
                                margin("B", 0, "15+", 2021, 60),
                                margin("C", 0, "", 2025, 500)),
                        fromFifteen)))
        .isEqualTo(Map.of(1L, 14.0, 2L, 14.0, 3L, 21.0, 4L, 21.0, 5L, 30.0, 6L, 30.0));
  }

  /** A park with a total of 0 and a device: it stands for nobody, as with a band of 0. */
  @Test
  void devicesWhereNobodyLivesStandForNobodyWhateverTheirAges(SparkSession spark) {
    sixPersons();
    home(MAY, "02", 10, "P");
    seen("02", 10, 30, /* evenly= */ false);
    var fromFifteen =
        new WeighDevices.Params(
            null, List.of("m"), BigDecimal.ONE, 15, Calibration.RAKING, List.of(0, 30));
    TestInputs inputs =
        inputs(spark, 2)
            .with(
                margin("A", 0, "15+", 2025, 70),
                margin("B", 0, "15+", 2025, 60),
                margin("P", 0, "", 2025, 0));
    assertThat(weights(new WeighDevices().transform(inputs, fromFifteen)))
        .isEqualTo(Map.of(1L, 14.0, 2L, 14.0, 3L, 21.0, 4L, 21.0, 5L, 30.0, 6L, 30.0));
    // 0 everywhere is no matter of codes
    inputs.with(margin("A", 0, "15+", 2025, 0), margin("B", 0, "15+", 2025, 0));
    assertThatThrownBy(() -> weights(new WeighDevices().transform(inputs, fromFifteen)))
        .hasMessageContaining(
            "population_margin has no residents of 15 years and more in areas of level m in which"
                + " devices live, such as A, on the day nearest to 2025-05");
  }

  /**
   * Of 2,020 residents 01 has 1,015: the 1,000 of A and 15 of the 20 of C. A sweep changes C by a
   * hundredth at most, as A and B have most of both, and 500 do not come within a millionth.
   */
  @Test
  void sharesThatAreMetSlowlyDoNotEndTheRun(SparkSession spark) {
    for (long device = 1; device <= 4; device++) {
      String operator = device % 2 == 1 ? "01" : "02";
      home(MAY, operator, device, device == 1 ? "A" : device == 2 ? "B" : "C");
      seen(operator, device, 30, /* evenly= */ false);
    }
    TestInputs inputs =
        inputs(spark, 2)
            .with(
                margin("A", 0, "", 2025, 1000),
                margin("B", 0, "", 2025, 1000),
                margin("C", 0, "", 2025, 20))
            .with(
                new SubscriberCount(MAY, "01", "A", 0, "", 1015, "s.csv", 1),
                new SubscriberCount(MAY, "02", "A", 0, "", 1005, "s.csv", 2));
    Map<Long, Double> weights = weights(new WeighDevices().transform(inputs, WEIGHTS));
    double[] expected = {1000, 1000, 15, 5};
    for (long device = 1; device <= 4; device++) {
      assertThat(weights.get(device)).isCloseTo(expected[(int) device - 1], within(1.02));
    }
  }

  @Test
  void byRegressionWeightsOfOperatorsChangeInALine(SparkSession spark) {
    for (long device = 1; device <= 6; device++) {
      String operator = device % 2 == 1 || device == 4 ? "01" : "02";
      home(MAY, operator, device, device <= 2 ? "A" : "B");
      seen(operator, device, 30, /* evenly= */ false);
    }
    TestInputs inputs =
        inputs(spark, 2)
            .with(margin("A", 0, "", 2025, 30), margin("B", 0, "", 2025, 60))
            .with(
                new SubscriberCount(MAY, "01", "A", 0, "", 500, "s.csv", 1),
                new SubscriberCount(MAY, "02", "A", 0, "", 500, "s.csv", 2));
    // By areas all weigh 15: 60 of operator 01 and 30 of 02, but 45 of each are wanted. Factors 1 +
    // a and 1 + a + c in A, 1 + b and 1 + b + c in B: 30a + 15c = 0, 60b + 15c = 0, a + b + 2c = 1:
    // c = 0.8, a = -0.4, b = -0.2. Raking would give device 1 -30 + sqrt(1575) = 9.69.
    assertThat(
            weights(
                new WeighDevices()
                    .transform(
                        inputs,
                        new WeighDevices.Params(
                            null,
                            List.of("m"),
                            BigDecimal.ONE,
                            0,
                            Calibration.GREG,
                            List.of(0, 30)))))
        .isEqualTo(Map.of(1L, 9.0, 2L, 21.0, 3L, 12.0, 4L, 12.0, 5L, 12.0, 6L, 24.0));
  }

  private static DeviceWeight weight(long device, String zone, double weight) {
    return weight("01", device, zone, weight);
  }

  private static DeviceWeight weight(String operator, long device, String zone, double weight) {
    return weight(operator, "high", device, zone, weight);
  }

  private static DeviceWeight weight(
      String operator, String activity, long device, String zone, double weight) {
    String stratum = operator + "/" + activity;
    return new DeviceWeight(
        MAY, "m", "night_days", operator, device, zone, activity, 0, "", stratum, 1, 1, 1, weight);
  }

  /** Twenty devices of weight 10 in A, of which ten are seen again, two of them in B. */
  private TestInputs lost(SparkSession spark, int parts, double weight) {
    List<DeviceWeight> weights = new ArrayList<>();
    homes.clear();
    for (long device = 0; device < 20; device++) {
      weights.add(weight(device, "A", weight));
      home(MAY, "01", device, "A");
      if (device < 10) {
        home(JUNE, "01", device, device < 2 ? "B" : "A");
      }
    }
    for (long device = 20; device < 30; device++) {
      weights.add(weight(device, "B", 2 * weight));
      home(MAY, "01", device, "B");
      home(JUNE, "01", device, "B");
    }
    return new TestInputs(spark)
        .with(DeviceWeight.class, rows(spark, weights, parts))
        .with(HomeZone.class, rows(spark, homes, parts));
  }

  @Test
  void devicesThatAreLostAreReplacedByThoseOfTheirArea(SparkSession spark) {
    Dataset<Row> flows = new EstimatePersonFlows().transform(lost(spark, 1, 10), FLOWS);
    Map<String, Row> found = byCell(flows);
    assertThat(found.keySet())
        .containsExactly(
            "arrivals >B",
            "departures A>",
            "mover A>B",
            "stayer A>A",
            "stayer B>B",
            "stock >A",
            "stock >B");
    // 200 residents of A by ten devices: 20 each. National: 400 residents by 30 devices.
    assertThat(number(found, "mover A>B", "estimate")).isEqualTo(40);
    assertThat(number(found, "departures A>", "estimate")).isEqualTo(40);
    assertThat(number(found, "arrivals >B", "estimate")).isEqualTo(40);
    assertThat(number(found, "stayer A>A", "estimate")).isEqualTo(160);
    assertThat(number(found, "stock >B", "estimate")).isEqualTo(240);
    assertThat(number(found, "stock >A", "estimate")).isEqualTo(160);
    assertThat(number(found, "mover A>B", "naive")).isCloseTo(2 * 400 / 30.0, within(1e-8));
    assertThat(number(found, "mover A>B", "persons_counted")).isEqualTo(2);
    // The margin of A is known: stays and moves of A have one error, and B's own have none.
    // Of a share p = 0.2 of n = 10: 200 sqrt(p (1 - p) / n (1 - 1/20)) = 24.7; 200 replicates and a
    // ratio over ten devices: within a third.
    double error = number(found, "mover A>B", "standard_error");
    assertThat(error).isBetween(24.7 * 2 / 3, 24.7 * 4 / 3);
    assertThat(number(found, "stayer A>A", "standard_error")).isCloseTo(error, within(1e-6));
    assertThat(number(found, "stayer B>B", "standard_error")).isCloseTo(0, within(1e-6));
    assertThat(number(found, "mover A>B", "interval_low")).isBetween(2.0, 20.0);
    assertThat(number(found, "mover A>B", "interval_high")).isBetween(90.0, 190.0);
    // the same rows from other partitions
    assertThat(
            SyntheticInputs.texts(
                new EstimatePersonFlows().transform(lost(spark, 5, 10), FLOWS).collectAsList(),
                PersonFlow.class))
        .isEqualTo(SyntheticInputs.texts(flows.collectAsList(), PersonFlow.class));
  }

  /**
   * Twenty devices of 01 in A, twenty of each operator in B, each for 10 residents; of B those of
   * 01 are lost. Those of 02 would stand for 200 residents of the 400 of B, nobody for the others.
   */
  @Test
  void strataThatCannotBeMetEndARunOfFlows(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    for (long device = 0; device < 60; device++) {
      String operator = device < 40 ? "01" : "02";
      String zone = device < 20 ? "A" : "B";
      weights.add(weight(operator, device, zone, 10));
      home(MAY, operator, device, zone);
      if (device < 20 || device >= 40) {
        home(JUNE, operator, device, zone);
      }
    }
    seen("01", 0, 61, /* evenly= */ false);
    seen("02", 40, 61, /* evenly= */ false);
    TestInputs inputs = inputs(spark, 2).with(DeviceWeight.class, rows(spark, weights, 2));
    assertThatThrownBy(() -> new EstimatePersonFlows().transform(inputs, FLOWS).collectAsList())
        .hasMessageContaining("operators and activity classes 01/high")
        .hasMessageContaining("Give weigh-devices levels of larger areas")
        .hasMessageNotContaining("subscriber_count");
  }

  /** Adds devices of an area with a weight and a home in May, and one in June if it is named. */
  private void devices(
      List<DeviceWeight> weights,
      String stratum,
      int count,
      String zone,
      double weight,
      String... later) {
    String operator = stratum.substring(0, 2);
    for (int d = 0; d < count; d++) {
      long device = weights.size();
      weights.add(weight(operator, stratum.substring(3), device, zone, weight));
      home(MAY, operator, device, zone);
      if (later.length > 0) {
        home(JUNE, operator, device, later[0]);
      }
    }
  }

  private Map<String, Double> estimates(
      SparkSession spark, List<DeviceWeight> weights, String leastDays) {
    var flows =
        new EstimatePersonFlows.Params(
            null, 1, new BigDecimal(leastDays), 50, 1, new BigDecimal("0.95"));
    seen("01", 0, 1, /* evenly= */ false);
    TestInputs inputs = inputs(spark, 2).with(DeviceWeight.class, rows(spark, weights, 2));
    Map<String, Row> found = byCell(new EstimatePersonFlows().transform(inputs, flows));
    Map<String, Double> estimates = new TreeMap<>();
    found.keySet().forEach(cell -> estimates.put(cell, number(found, cell, "estimate")));
    return estimates;
  }

  /**
   * Each device is of 5 residents. A has 900 by 01, or 400, and 100 by 02, half of whom move to B;
   * all devices of the 1,000 of D, by 02, are lost. They are unreached: 02 stands for its 100 of A,
   * not for a share of D as well.
   */
  @Test
  void residentsOfAreasThatAreNotReachedAreInNoShare(SparkSession spark) {
    for (int first : List.of(180, 80)) {
      homes.clear();
      List<DeviceWeight> weights = new ArrayList<>();
      devices(weights, "01/high", first, "A", 5, "A");
      devices(weights, "02/high", 10, "A", 5, "A");
      devices(weights, "02/high", 10, "A", 5, "B");
      devices(weights, "01/high", 200, "B", 5, "B");
      devices(weights, "02/high", 200, "D", 5);
      Map<String, Double> found = estimates(spark, weights, "0");
      assertThat(found.get("departures A>")).isCloseTo(50, within(1e-6));
      assertThat(found.get("stayer A>A")).isCloseTo(first * 5 + 50, within(1e-6));
      assertThat(found.get("stock >B")).isCloseTo(1050, within(1e-6));
      assertThat(found.get("unreached D>")).isCloseTo(1000, within(1e-6));
    }
  }

  /**
   * A has 500 residents by 01 and 1,000 by 03, which is left out; B 500 by 01, all of whom move to
   * A, and 1,000 by 02. Those of 03 are for 01, which is in A alone: 1,500 and 500 of 3,000.
   */
  @Test
  void residentsOfAnOperatorLeftOutAreOfTheOthersOfTheirArea(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    devices(weights, "01/high", 20, "A", 25, "A");
    devices(weights, "03/high", 20, "A", 50, "A");
    devices(weights, "01/high", 20, "B", 25, "A");
    devices(weights, "02/high", 40, "B", 25, "B");
    seen("01", 0, 61, /* evenly= */ false);
    seen("02", 60, 61, /* evenly= */ false);
    seen("03", 20, 31, /* evenly= */ false);
    Map<String, Double> found = estimates(spark, weights, "0.8");
    assertThat(found.get("departures B>")).isCloseTo(500, within(1e-6));
    assertThat(found.get("stayer B>B")).isCloseTo(1000, within(1e-6));
    assertThat(found.get("stock >A")).isCloseTo(2000, within(1e-6));
  }

  /**
   * Of 02 one device of few days stands for 60 residents in each of A, B and C, and two are lost:
   * the one of A, of 100 residents, cannot stand for 180. Class and operator have 5,180 of 10,300
   * residents together, and all their devices leave.
   */
  @Test
  void aClassOfFewDevicesJoinsItsOperator(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    for (String zone : List.of("A", "B", "C")) {
      devices(weights, "01/high", 2, zone, 20, zone);
      devices(
          weights, "02/low", 1, zone, 60, zone.equals("A") ? new String[] {"E"} : new String[0]);
    }
    devices(weights, "01/high", 25, "D", 200, "D");
    devices(weights, "02/high", 25, "D", 200, "E");
    Map<String, Double> found = estimates(spark, weights, "0");
    assertThat(found.get("stock >E")).isCloseTo(5180, within(1e-4));
    assertThat(found.get("stayer B>B")).isCloseTo(100, within(1e-6));
    assertThat(found.get("stayer C>C")).isCloseTo(100, within(1e-6));
  }

  /**
   * Two operators with ten devices each in A, of which two of 01 move to B and one to C, where one
   * of 02 lives. Of June 02 delivered eight days of 30, in which five of its devices have a home.
   */
  @Test
  void anOperatorThatDeliveredAMonthInPartIsLeftOut(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    for (long device = 0; device < 20; device++) {
      String operator = device < 10 ? "01" : "02";
      weights.add(weight(operator, device, "A", 10));
      home(MAY, operator, device, "A");
      if (device < 15) {
        home(JUNE, operator, device, device < 2 ? "B" : device == 2 ? "C" : "A");
      }
    }
    weights.add(weight("02", 20, "C", 50));
    home(MAY, "02", 20, "C");
    home(JUNE, "02", 20, "C");
    seen("01", 0, 31 + 24, /* evenly= */ false); // 24 of 30: 0.8
    seen("02", 10, 31 + 8, /* evenly= */ false);
    TestInputs inputs = inputs(spark, 2).with(DeviceWeight.class, rows(spark, weights, 2));
    var flows =
        new EstimatePersonFlows.Params(
            new Months(YearMonth.of(2025, 6), YearMonth.of(2025, 6)),
            1,
            new BigDecimal("0.8"),
            50,
            1,
            new BigDecimal("0.95"));
    Map<String, Row> found = byCell(new EstimatePersonFlows().transform(inputs, flows));
    // 200 residents of A by the ten devices of 01, 20 each; nothing is known of the 50 of C.
    // National: 250 residents by ten devices.
    assertThat(number(found, "mover A>B", "estimate")).isEqualTo(40);
    assertThat(number(found, "mover A>B", "naive")).isEqualTo(50);
    assertThat(number(found, "stayer A>A", "estimate")).isEqualTo(140);
    assertThat(number(found, "stayer A>A", "devices")).isEqualTo(7);
    assertThat(number(found, "unreached C>", "estimate")).isEqualTo(50);
    // the stock of C is of its arrivals alone: 140 + 40 + 20 + 50 are all 250
    assertThat(number(found, "stock >A", "estimate")).isEqualTo(140);
    assertThat(number(found, "stock >B", "estimate")).isEqualTo(40);
    assertThat(number(found, "stock >C", "estimate")).isEqualTo(20);
    assertThat(found).doesNotContainKey("stayer C>C");
    assertThat(found.values())
        .allSatisfy(row -> assertThat(row.<String>getAs("operators_left_out")).isEqualTo("02"));
  }

  @Test
  void whoLivesHalfWhereNobodyIsKnownToLiveDoesNotMoveThere(SparkSession spark) {
    List<DeviceWeight> weights = new ArrayList<>();
    for (long device = 0; device < 12; device++) {
      boolean isHalf = device >= 10;
      double share = isHalf ? 0.5 : 1;
      weights.add(
          new DeviceWeight(
              MAY,
              "m",
              "night_days",
              "01",
              device,
              "A",
              "high",
              0,
              "",
              "01/high",
              share,
              1,
              1,
              share * 20));
      for (LocalDate month : List.of(MAY, JUNE)) {
        homes.add(new HomeZone(month, "m", "night_days", "01", device, "A", share, 20, 20));
        if (isHalf) {
          homes.add(new HomeZone(month, "m", "night_days", "01", device, "Z", share, 20, 20));
        }
      }
    }
    // the only device of C, for 50 residents, has no home in June
    weights.add(
        new DeviceWeight(
            MAY, "m", "night_days", "01", 99, "C", "high", 0, "", "01/high", 1, 1, 1, 50));
    // by a definition of which there are no homes in June nothing is compared
    weights.add(
        new DeviceWeight(MAY, "m", "modal", "01", 99, "M", "high", 0, "", "01/high", 1, 1, 1, 50));
    homes.add(new HomeZone(MAY, "m", "night_days", "01", 99, "C", 1, 20, 20));
    TestInputs inputs =
        new TestInputs(spark)
            .with(DeviceWeight.class, rows(spark, weights, 3))
            .with(HomeZone.class, rows(spark, homes, 3));
    Map<String, Row> found = byCell(new EstimatePersonFlows().transform(inputs, FLOWS));
    assertThat(found).containsOnlyKeys("stayer A>A", "stock >A", "unreached C>");
    // ten whole devices and two halves, 20 residents to each: 220 who stay
    assertThat(number(found, "stayer A>A", "estimate")).isEqualTo(220);
    assertThat(number(found, "stock >A", "estimate")).isEqualTo(220);
    for (String column : List.of("estimate", "interval_low", "interval_high")) {
      assertThat(number(found, "unreached C>", column)).as(column).isEqualTo(50);
    }
    for (String column : List.of("standard_error", "persons_counted", "naive")) {
      assertThat(number(found, "unreached C>", column)).as(column).isZero();
    }
  }

  private static Map<String, Row> byCell(Dataset<Row> flows) {
    Map<String, Row> rows = new TreeMap<>();
    flows
        .collectAsList()
        .forEach(
            f ->
                rows.put(
                    f.getAs("kind") + " " + f.getAs("origin") + ">" + f.getAs("destination"), f));
    return rows;
  }

  private static double number(Map<String, Row> rows, String cell, String column) {
    return Objects.requireNonNull(rows.get(cell)).<Number>getAs(column).doubleValue();
  }
}
