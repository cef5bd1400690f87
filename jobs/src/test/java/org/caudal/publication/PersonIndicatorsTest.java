package org.caudal.publication;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.person.CombinedFlow;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.person.OperatorFlow;
import org.caudal.phone.person.PersonFlow;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Residents of three provinces; from B to A too few devices moved, of those that are people's. */
@SparkTest
class PersonIndicatorsTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final String[] AREAS = {"A", "B", "C"};
  private static final int[][] DEVICES = {{300, 30, 40}, {4, 200, 50}, {35, 25, 150}};
  private static final int PERSONS = 25; // to a device

  private static PersonFlow flow(String kind, String origin, String destination, int devices) {
    return flow(kind, origin, destination, devices, "night_days", MAY);
  }

  private static PersonFlow flow(
      String kind,
      String origin,
      String destination,
      int devices,
      String definition,
      LocalDate before) {
    BigDecimal estimate = BigDecimal.valueOf((long) devices * PERSONS);
    return new PersonFlow(
        JUNE,
        before,
        "province",
        definition,
        kind,
        origin,
        destination,
        devices,
        BigDecimal.valueOf(devices),
        estimate,
        estimate,
        BigDecimal.TEN,
        estimate.subtract(BigDecimal.valueOf(19)),
        estimate.add(BigDecimal.valueOf(21)),
        new BigDecimal("0.95"),
        "02,03");
  }

  /** Residents of an area of which all devices were lost. */
  private static PersonFlow unreached(String area, int residents) {
    BigDecimal estimate = BigDecimal.valueOf(residents);
    return new PersonFlow(
        JUNE,
        MAY,
        "province",
        "night_days",
        "unreached",
        area,
        "",
        0,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        estimate,
        BigDecimal.ZERO,
        estimate,
        estimate,
        new BigDecimal("0.95"),
        "");
  }

  private static TestInputs inputs(SparkSession spark, int partitions) {
    List<PersonFlow> flows = new ArrayList<>();
    List<PhoneFlow> phones = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int stock = 0;
      int departures = 0;
      int arrivals = 0;
      for (int j = 0; j < 3; j++) {
        String kind = i == j ? "stayer" : "mover";
        flows.add(flow(kind, AREAS[i], AREAS[j], DEVICES[i][j]));
        stock += DEVICES[j][i];
        departures += i == j ? 0 : DEVICES[i][j];
        arrivals += i == j ? 0 : DEVICES[j][i];
        int devices = DEVICES[i][j] + 10; // ten machines
        phones.add(PhoneFigures.devices(kind, AREAS[i], AREAS[j], devices));
      }
      flows.add(flow("stock", "", AREAS[i], stock));
      flows.add(flow("departures", AREAS[i], "", departures));
      flows.add(flow("arrivals", "", AREAS[i], arrivals));
    }
    flows.add(unreached("D", 100));
    // neither another definition nor an earlier month may slip in, whatever they would tell
    flows.add(flow("mover", "B", "A", 50, "modal", MAY));
    flows.add(flow("mover", "A", "B", 2, "modal", MAY));
    flows.add(flow("mover", "B", "A", 60, "night_days", MAY.minusMonths(1)));
    return new TestInputs(spark)
        .with(PersonFlow.class, Rows.of(spark, flows).repartition(partitions))
        .with(PhoneFlow.class, Rows.of(spark, phones).repartition(partitions))
        .with(
            PhoneFigures.province("A"),
            PhoneFigures.province("B"),
            PhoneFigures.province("C"),
            PhoneFigures.province("D"));
  }

  /**
   * From A, B and C devices moved to D, where all devices were lost, to E, where nobody had one,
   * and abroad.
   */
  private static TestInputs withMovesToUnknownAreas(SparkSession spark) {
    TestInputs inputs = inputs(spark, 2);
    List<PersonFlow> flows = new ArrayList<>();
    String[] all = {"A", "B", "C", "D", "E", "ESP"};
    int[][] devices = {
      {300, 30, 40, 20, 21, 22}, {24, 200, 50, 25, 26, 27}, {35, 25, 150, 30, 31, 32}
    };
    for (int i = 0; i < all.length; i++) {
      int stock = 0;
      int arrivals = 0;
      int departures = 0;
      for (int j = 0; j < 3; j++) {
        stock += devices[j][i];
        arrivals += i == j ? 0 : devices[j][i];
        flows.add(flow(i == j ? "stayer" : "mover", AREAS[j], all[i], devices[j][i]));
      }
      for (int j = 0; i < 3 && j < all.length; j++) {
        departures += i == j ? 0 : devices[i][j];
      }
      stock += all[i].equals("E") ? 9 : 0;
      flows.add(flow("stock", "", all[i], stock));
      flows.add(flow("arrivals", "", all[i], arrivals));
      if (i < 3) {
        flows.add(flow("departures", all[i], "", departures));
      }
    }
    flows.add(flow("stayer", "E", "E", 9));
    flows.add(unreached("D", 5000));
    return inputs
        .with(PersonFlow.class, Rows.of(spark, flows))
        .with(
            PhoneFigures.province("A"),
            PhoneFigures.province("B"),
            PhoneFigures.province("C"),
            PhoneFigures.province("D"),
            PhoneFigures.province("E"));
  }

  /**
   * The stock of D would be its 75 devices of 5000 and more; that of E is not there either, or it
   * would tell that in D there are none.
   */
  @Test
  void anAreaOfWhichOnlyArrivalsAreKnownHasNoStock(SparkSession spark) {
    TestInputs inputs = withMovesToUnknownAreas(spark);
    Dataset<Row> flows = FlowRelease.eligible(inputs, PersonFlow.class, "night_days");
    Dataset<Row> ten = FlowRelease.leastDevices(flows, 10);
    assertThat(areas(PersonIndicators.stocksOfArrivals(flows, ten), "destination"))
        .containsExactlyInAnyOrder("D", "E");
    Dataset<Row> nine = FlowRelease.leastDevices(flows, 9);
    assertThat(areas(PersonIndicators.stocksOfArrivals(flows, nine), "destination"))
        .containsExactly("D");
    // of what is published some areas are pooled, and have no row either
    assertThat(
            areas(
                published(inputs, 10).filter("indicator_id = 'phone_persons_homes'"),
                "destination_area"))
        .contains("A", "B")
        .doesNotContain("D", "E");
    Dataset<Row> handedOver =
        new ReleaseOperatorFlows()
            .transform(
                inputs,
                new ReleaseOperatorFlows.Params(
                    "01", LocalDate.of(2025, 7, 1), "records", 10, "night_days"));
    assertThat(areas(handedOver.filter("kind = 'stock'"), "destination"))
        .containsExactlyInAnyOrder("A", "B", "C", "ESP");
    assertThat(areas(handedOver.filter("kind = 'arrivals'"), "destination")).contains("D", "E");
  }

  /** Else D, of which all devices were lost, were told from E, where a few were seen again. */
  @Test
  void noMethodTellsWhetherAllDevicesOfAnAreaWereLost(SparkSession spark) {
    TestInputs inputs = withMovesToUnknownAreas(spark);
    Dataset<Row> flows = inputs.table(PersonFlow.class);
    List<String> methods = methods(published(inputs, 10));
    TestInputs seen = inputs.with(PersonFlow.class, flows.filter("kind <> 'unreached'"));
    assertThat(methods(published(seen, 10))).isEqualTo(methods);
    assertThat(methods)
        .singleElement()
        .asString()
        .contains("residents of areas of which all devices were lost are in no figure")
        .doesNotContain("5000");
  }

  private static List<String> methods(Dataset<Row> rows) {
    return rows.filter("unit = 'persons'").select("method").distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Dataset<Row> published(TestInputs inputs, int minimum) {
    PublishIndicators job = new PublishIndicators();
    return job.transform(
        inputs,
        JobParams.of(
            job,
            "{vintage: 2025-07-01, phone-source: operators, minimum-devices: " + minimum + "}"));
  }

  private static List<String> areas(Dataset<Row> rows, String area) {
    return rows.select(area).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static String figure(Map<String, Row> figures, String name) {
    Row row = Objects.requireNonNull(figures.get(name), name);
    return row.getAs("value") == null
        ? row.getAs("disclosure_status")
        : row.<BigDecimal>getAs("value").intValueExact() + " of " + row.getAs("observations");
  }

  /**
   * 26 persons have 26 / 0.8 = 32.5 devices: 33 are asked for, and from A to B 30 moved. Of the
   * movers half a device each counts.
   */
  @Test
  void devicesMustBelongToTheMinimumOfPersons(SparkSession spark) {
    TestInputs inputs = inputs(spark, 2);
    Dataset<Row> flows =
        inputs
            .table(PersonFlow.class)
            .withColumn(
                "persons_counted",
                expr("cast(if(kind = 'stayer', devices, devices / 2) * 0.8BD as decimal(24,9))"));
    assertThat(FlowRelease.leastDevices(flows, 26).first().getInt(0)).isEqualTo(33);
    assertThat(FlowRelease.leastDevices(flows.limit(0), 26).first().getInt(0)).isEqualTo(26);
    PublishIndicators.Params params =
        JobParams.of(
            new PublishIndicators(),
            "{vintage: 2025-07-01, phone-source: operators, minimum-devices: 26}");
    assertThat(
            new PublishIndicators()
                .transform(inputs.with(PersonFlow.class, flows), params)
                .filter("indicator_id IN ('phone_movers', 'phone_persons_movers')")
                .selectExpr("concat(indicator_id, ' ', origin_area, '>', destination_area)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .contains("phone_movers A>C", "phone_persons_movers A>C") // 40
        .doesNotContain("phone_movers A>B", "phone_persons_movers A>B");
  }

  /** Ten persons have 10 devices in one month and 10 / 0.5 = 20 in the next: 20 are asked for. */
  @Test
  void theMonthWithTheMostDevicesToAPersonCountsForAll(SparkSession spark) {
    Dataset<Row> january =
        spark.sql("SELECT DATE'2025-01-01' AS month, 40L AS devices, 40.0BD AS persons_counted");
    Dataset<Row> february = spark.sql("SELECT DATE'2025-02-01', 40L, 20.0BD");
    assertThat(FlowRelease.leastDevices(january.union(february), 10).first().getInt(0))
        .isEqualTo(20);
  }

  @Test
  void personsArePublishedAsTheirDevicesAllow(SparkSession spark) {
    PublishIndicators.Params ten =
        JobParams.of(
            new PublishIndicators(),
            "{vintage: 2025-07-01, phone-source: operators, minimum-devices: 10}");
    Map<String, Row> figures = new TreeMap<>();
    new PublishIndicators()
        .transform(inputs(spark, 3), ten)
        .collectAsList()
        .forEach(
            row ->
                figures.put(
                    row.getAs("indicator_id")
                        + " "
                        + row.getAs("origin_area")
                        + ">"
                        + row.getAs("destination_area"),
                    row));
    // 4 devices for 100 persons: no row, also not of the 14 devices with the machines
    assertThat(figures).doesNotContainKeys("phone_persons_movers B>A", "phone_movers B>A");
    assertThat(figure(figures, "phone_persons_homes _Z>A"))
        .isEqualTo("8500 of 330"); // 339 x 25 in steps of 250, 300 + 4 + 35 in full steps of ten
    assertThat(figure(figures, "phone_persons_homes _Z>B")).isEqualTo("6500 of 250"); // 6375
    Row homes = Objects.requireNonNull(figures.get("phone_persons_homes _Z>C"));
    // 240 devices of 240 persons: 240 + 5760 (1 + 1/240) = 6024. The error, √(10² + 250² / 12) =
    // 72.9, is 75 in steps of 25, times the root of 1 + 1/240: 147.3 to either side, and both ends
    // (1.96² - 1) / 3 x 75.2² / 5784 = 0.9 higher by the skewness of the gamma distribution. Of 240
    // to 249 devices 249 have the lowest end, one less, and 240 the highest
    assertThat(homes.<BigDecimal>getAs("interval_low")).isEqualByComparingTo("5876");
    assertThat(homes.<BigDecimal>getAs("interval_high")).isEqualByComparingTo("6173");
    assertThat(homes.<String>getAs("method"))
        .endsWith(
            "; residents of areas of which all devices were lost are in no figure; operators left"
                + " out, of few days: 2; devices in full steps of 10, estimates in steps of 250,"
                + " errors of 25");
    assertThat(homes.<String>getAs("unit")).isEqualTo("persons");
    assertThat(homes.<String>getAs("observation_unit")).isEqualTo("devices");
    assertThat(homes.<String>getAs("source")).isEqualTo("operators");
    // what would give B>A away is hidden, of persons and of devices alike; the rest is shown
    List<String> hidden = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String origin : AREAS) {
      for (String destination : AREAS) {
        String flow = origin + ">" + destination;
        String kind = origin.equals(destination) ? "stayers " : "movers ";
        if (!flow.equals("B>A")) {
          String persons = figure(figures, "phone_persons_" + kind + flow);
          String devices = figure(figures, "phone_" + kind + flow);
          boolean isHidden = persons.equals("suppressed_secondary");
          assertThat(devices.equals("suppressed_secondary")).as(flow).isEqualTo(isHidden);
          (isHidden ? hidden : shown).add(flow);
        }
      }
    }
    assertThat(hidden).hasSizeGreaterThanOrEqualTo(3); // one more in the row, column and corner
    assertThat(shown).isNotEmpty();
  }

  /**
   * Estimates as they are have few solutions in whole numbers of devices. From A to C are 2700
   * residents by 40 devices, 67.5 each: all are in steps of 680. The 10 residents of the 4 devices
   * from B to A would be none: what protects them is decided before.
   */
  @Test
  void figuresOfOneOperatorAreInStepsOnceTheyAreDecided(SparkSession spark) {
    TestInputs inputs = inputs(spark, 2);
    String isFew = "kind = 'mover' AND origin = 'B' AND destination = 'A'";
    String isHeavy = "kind = 'mover' AND origin = 'A' AND destination = 'C'";
    Dataset<Row> flows =
        inputs
            .table(PersonFlow.class)
            .withColumn(
                "estimate",
                expr(
                    String.format(
                        "CAST(CASE WHEN %s THEN 10 WHEN %s THEN 2700 ELSE estimate END AS"
                            + " DECIMAL(24,9))",
                        isFew, isHeavy)));
    List<Row> persons =
        published(inputs.with(PersonFlow.class, flows), 10)
            .filter("unit = 'persons'")
            .collectAsList();
    assertThat(persons)
        .filteredOn(row -> row.getAs("value") != null)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(
            row -> {
              assertThat(row.<BigDecimal>getAs("value").intValueExact() % 680).isZero();
              assertThat(row.<String>getAs("method"))
                  .endsWith("estimates in steps of 680, errors of 68");
            });
    assertThat(persons)
        .filteredOn(row -> row.getAs("indicator_id").equals("phone_persons_homes"))
        .filteredOn(row -> row.getAs("destination_area").equals("A"))
        .singleElement()
        .satisfies(
            row -> // 8475 / 680 = 12.46
            assertThat(row.<BigDecimal>getAs("value")).isEqualByComparingTo("8160"));
    assertThat(persons)
        .filteredOn(row -> row.getAs("disclosure_status").equals("suppressed_secondary"))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(persons)
        .noneMatch(
            row ->
                row.getAs("origin_area").equals("B") && row.getAs("destination_area").equals("A"));
  }

  /** Homes of three areas at a level, decided for devices and for persons. */
  private static String decided(String level, String devices, String persons) {
    return String.format(
        "SELECT DATE'2025-06-01' AS month, '%1$s' AS level, 'homes' AS kind, '' AS origin, id AS"
            + " destination, 50L AS devices, 50.0BD AS estimate, 40.0BD AS interval_low, 60.0BD AS"
            + " interval_high, 0.95BD AS interval_level, 'm' AS method, decision, 10 AS"
            + " least_devices, variant, unit FROM VALUES ('A', 'shown', 'phone', 'devices'), ('B',"
            + " '%2$s', 'phone', 'devices'), ('A', 'shown', 'persons', 'persons'), ('B', '%3$s',"
            + " 'persons', 'persons'), ('C', '%3$s', 'persons', 'persons'), ('C', 'shown', 'phone',"
            + " 'devices') AS t(id, decision, variant, unit)",
        level, devices, persons);
  }

  @Test
  void figuresOfWhichNothingIsShownHideNoOthers(SparkSession spark) {
    PublishIndicators.Params params =
        JobParams.of(new PublishIndicators(), "{vintage: 2025-07-01, phone-source: operators}");
    Dataset<Row> rows =
        spark
            .sql(decided("some", "shown", "pooled"))
            .union(spark.sql(decided("linked", "shown", "protects")))
            .union(
                spark.sql(
                    decided("none", "pooled", "pooled")
                        .replace("'A', 'shown', 'persons'", "'A', 'pooled', 'persons'")));
    assertThat(
            FlowRelease.published(rows, params)
                .selectExpr("concat_ws(' ', area_level, unit, destination_area, disclosure_status)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            // A is shown of persons: what is pooled of them has no row of devices
            "some devices A published",
            "some persons A published",
            // and what else is hidden of them is hidden of devices
            "linked devices A published",
            "linked persons A published",
            "linked devices B suppressed_secondary",
            "linked persons B suppressed_secondary",
            "linked devices C suppressed_secondary",
            "linked persons C suppressed_secondary",
            // nothing is shown of persons: devices are as they were decided
            "none devices A published",
            "none devices C published");
  }

  /**
   * The figure of two operators: as many devices, and 5 residents more, of which one may hide 30.
   */
  private static CombinedFlow combined(PersonFlow flow) {
    BigDecimal estimate = flow.estimate().add(BigDecimal.valueOf(5));
    boolean isHidden = flow.origin().equals("C") && flow.destination().equals("B");
    return new CombinedFlow(
        flow.month(),
        flow.before(),
        flow.level(),
        flow.definition(),
        flow.kind(),
        flow.origin(),
        flow.destination(),
        2,
        isHidden ? 1 : 0,
        flow.devices() + 20,
        "subscribers",
        estimate,
        estimate,
        estimate,
        BigDecimal.ONE,
        estimate.subtract(BigDecimal.valueOf(isHidden ? 30 : 2)),
        estimate.add(BigDecimal.valueOf(isHidden ? 30 : 2)),
        new BigDecimal("0.95"));
  }

  @Test
  void figuresOfSeveralOperatorsTakeThePlaceOfThoseOfOne(SparkSession spark) {
    TestInputs inputs = inputs(spark, 2);
    List<CombinedFlow> flows = new ArrayList<>();
    for (String origin : AREAS) {
      for (String destination : AREAS) {
        String kind = origin.equals(destination) ? "stayer" : "mover";
        flows.add(combined(flow(kind, origin, destination, 100)));
      }
    }
    flows.add(combined(flow("mover", "Zoila", "A", 100))); // no area
    flows.add(combined(flow("mover", "A", "Zoila", 100)));
    inputs.with(CombinedFlow.class, Rows.of(spark, flows));
    Map<String, Row> figures = new TreeMap<>();
    for (Row row : PersonIndicators.figures(inputs, "night_days").collectAsList()) {
      String name =
          String.join(" ", row.getAs("kind"), row.getAs("origin"), row.getAs("destination"));
      assertThat(figures.put(name, row)).as("twice: " + name).isNull();
    }
    assertThat(figures).hasSize(9); // stocks, departures and arrivals of the one are not published
    Row known = Objects.requireNonNull(figures.get("mover B A"));
    assertThat(known.<BigDecimal>getAs("estimate")).isEqualByComparingTo("2505"); // 100 x 25 + 5
    assertThat(known.<Long>getAs("devices")).isEqualTo(120L);
    assertThat(known.<String>getAs("method"))
        .isEqualTo("homes of 2025-05 and 2025-06; figures of 2 operators, weighted by subscribers");
    Row range = Objects.requireNonNull(figures.get("mover C B"));
    assertThat(range.<BigDecimal>getAs("interval_low")).isEqualByComparingTo("2475");
    assertThat(range.<BigDecimal>getAs("interval_high")).isEqualByComparingTo("2535");
    assertThat(range.<String>getAs("method")).endsWith("; hidden by 1 of them");
  }

  private static DeviceWeight weightOf(String operator) {
    return new DeviceWeight(
        LocalDate.of(2025, 6, 1),
        "m",
        "night_days",
        operator,
        1,
        "A",
        "high",
        0,
        "",
        operator + "/high",
        1,
        1,
        1,
        1);
  }

  @Test
  void nobodyHandsOverTheDevicesOfOthers(SparkSession spark) {
    ReleaseOperatorFlows.Params params =
        new ReleaseOperatorFlows.Params(
            "01", LocalDate.of(2025, 7, 1), "records", 10, "night_days");
    for (String other : List.of("1", "02")) {
      TestInputs inputs = inputs(spark, 2).with(weightOf("01"), weightOf(other));
      assertThatThrownBy(() -> new ReleaseOperatorFlows().transform(inputs, params).collectAsList())
          .hasMessageContaining("device_weight has devices of operators")
          .hasMessageContaining("not of 01 alone");
      // also where nothing would be handed over
      ReleaseOperatorFlows.Params none =
          new ReleaseOperatorFlows.Params(
              "01", LocalDate.of(2025, 7, 1), "records", 1_000_000, "night_days");
      assertThatThrownBy(() -> new ReleaseOperatorFlows().transform(inputs, none).collectAsList())
          .hasMessageContaining("not of 01 alone");
    }
    TestInputs own = inputs(spark, 2).with(weightOf("01"), weightOf(""));
    assertThat(new ReleaseOperatorFlows().transform(own, params).collectAsList()).isNotEmpty();
  }

  @Test
  void aDefinitionThatIsNotThereTakesNoFigureAway(SparkSession spark) {
    PublishIndicators job = new PublishIndicators();
    PublishIndicators.Params params =
        JobParams.of(job, "{vintage: 2025-07-01, home-definition: last}");
    assertThatThrownBy(() -> job.transform(inputs(spark, 2), params).collectAsList())
        .hasStackTraceContaining(
            "has no definition last, but modal, night_days: give home-definition");
  }

  @Test
  void anOperatorHandsOverWhatIsShownAndHowLargeTheRestCanBe(SparkSession spark) {
    ReleaseOperatorFlows.Params params =
        new ReleaseOperatorFlows.Params(
            "01", LocalDate.of(2025, 7, 1), "records", 10, "night_days");
    List<Row> rows = new ReleaseOperatorFlows().transform(inputs(spark, 2), params).collectAsList();
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .noneMatch(row -> row.getAs("origin").equals("B") && row.getAs("destination").equals("A"));
    // what is hidden to protect it says so, without figures: it may be large
    List<Row> hidden =
        rows.stream()
            .filter(row -> row.getAs("disclosure_status").equals(OperatorFlow.PROTECTING))
            .toList();
    assertThat(hidden).hasSizeGreaterThanOrEqualTo(3);
    assertThat(hidden)
        .allSatisfy(
            row -> {
              for (String figure : List.of("devices", "estimate", "interval_high")) {
                assertThat(row.<String>getAs(figure)).as(figure).isNull();
              }
            });
    // no flow has more than 25 residents to a device: 9 x 25
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("few_most")).isEqualTo("225");
              assertThat(row.<String>getAs("minimum_devices")).isEqualTo("10");
              assertThat(row.<String>getAs("definition")).isEqualTo("night_days");
              assertThat(row.<String>getAs("before")).isEqualTo("2025-05-01");
              assertThat(row.<String>getAs("file_name")).isEqualTo("operator_flow_01.csv");
            });
    Row stock =
        rows.stream()
            .filter(
                row -> row.getAs("kind").equals("stock") && row.getAs("destination").equals("A"))
            .findFirst()
            .orElseThrow();
    // 8475 is 33.9 steps of 250; √(10² + 250² / 12) = 72.9 is 2.9 steps of 25
    assertThat(stock.<String>getAs("estimate")).isEqualTo("8500.000000000");
    assertThat(stock.<String>getAs("standard_error")).isEqualTo("75.000000000");
    assertThat(stock.<String>getAs("devices")).isEqualTo("330");
    assertThat(stock.<String>getAs("persons_counted")).isEqualTo("330.000000000");
    assertThat(stock.<String>getAs("month")).isEqualTo("2025-06-01");
    assertThat(stock.<String>getAs("method"))
        .endsWith("; devices in full steps of 10, estimates in steps of 250, errors of 25");
  }
}
