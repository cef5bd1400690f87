package org.caudal.phone.person;

import static org.apache.spark.sql.functions.lit;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.person.CombineOperators.Weighting;
import org.caudal.reference.SubscriberCount;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two operators, of which the second hides the moves from A to B. */
@SparkTest
class CombineOperatorsTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);

  private static OperatorFlow flow(
      String operator, String kind, String from, String to, int devices, int estimate, int error) {
    return line(
        operator,
        kind,
        from,
        to,
        (long) devices,
        BigDecimal.valueOf(estimate),
        BigDecimal.valueOf(error),
        "published");
  }

  /** A flow of enough devices that the operator hides to protect another. */
  private static OperatorFlow protecting(String operator, String kind, String from, String to) {
    return line(operator, kind, from, to, null, null, null, OperatorFlow.PROTECTING);
  }

  private static OperatorFlow line(
      String operator,
      String kind,
      String from,
      String to,
      @Nullable Long devices,
      @Nullable BigDecimal estimate,
      @Nullable BigDecimal error,
      String status) {
    return new OperatorFlow(
        operator,
        JUNE,
        MAY,
        "m",
        "night_days",
        kind,
        from,
        to,
        devices,
        devices == null ? null : BigDecimal.valueOf(devices),
        estimate,
        error,
        10,
        BigDecimal.valueOf(operator.equals("01") ? 90 : 36),
        LocalDate.of(2025, 7, 1),
        status,
        "f.csv",
        1);
  }

  private static TestInputs inputs(SparkSession spark, int partitions) {
    List<OperatorFlow> flows =
        List.of(
            flow("01", "stayer", "A", "A", 100, 900, 30),
            flow("02", "stayer", "A", "A", 250, 960, 24),
            flow("01", "mover", "A", "B", 12, 100, 25),
            flow("01", "mover", "A", "C", 40, 400, 20),
            protecting("02", "mover", "A", "C"),
            flow("01", "stock", "", "A", 100, 900, 30),
            flow("02", "stock", "", "A", 300, 960, 24));
    return new TestInputs(spark)
        .with(OperatorFlow.class, Rows.of(spark, flows).repartition(partitions));
  }

  private static CombineOperators.Params params(Weighting weighting) {
    return new CombineOperators.Params(
        null, weighting, new BigDecimal("0.15"), new BigDecimal("0.05"), new BigDecimal("0.95"));
  }

  private static Map<String, Row> byCell(List<Row> rows) {
    Map<String, Row> cells = new TreeMap<>();
    for (Row row : rows) {
      cells.put(
          row.getAs("kind") + " " + row.getAs("origin") + ">" + row.getAs("destination"), row);
    }
    return cells;
  }

  private static double number(Map<String, Row> cells, String cell, String column) {
    return Objects.requireNonNull(cells.get(cell), cell).<BigDecimal>getAs(column).doubleValue();
  }

  @Test
  void operatorsInOtherUnitsAreNotCombined(SparkSession spark) {
    OperatorFlow[] flows = {
      flow("01", "stock", "", "A", 100, 900, 30),
      flow("01", "stock", "", "B", 100, 90_000, 30), // of which the other has few
      // as estimates are rounded to 100 and to 40: 850 is not 1.5 times 567
      flow("02", "stock", "", "A", 300, 547, 24),
      flow("01", "stayer", "A", "A", 90, 800, 30),
      flow("02", "stayer", "A", "A", 90, 8, 1)
    };
    CombineOperators job = new CombineOperators();
    TestInputs inputs = new TestInputs(spark).with(List.of(flows));
    assertThat(job.transform(inputs, params(Weighting.DEVICES)).collectAsList()).hasSize(3);
    flows[2] = flow("02", "stock", "", "A", 300, 546, 24);
    TestInputs others = new TestInputs(spark).with(List.of(flows));
    assertThatThrownBy(() -> job.transform(others, params(Weighting.DEVICES)).collectAsList())
        .hasMessageContaining(
            "Of the same areas of level m in 2025-06 one operator has 546 residents and another 900:"
                + " each must estimate all residents, in persons.");
  }

  @Test
  void operatorsAreComparedInPairsOverTheAreasThatBothShow(SparkSession spark) {
    List<OperatorFlow> flows =
        new ArrayList<>(
            List.of(
                flow("01", "stock", "", "A", 100, 900, 30),
                flow("02", "stock", "", "A", 100, 900, 30),
                flow("01", "stock", "", "B", 100, 900, 30),
                flow("02", "stock", "", "B", 100, 900, 30),
                flow("02", "stock", "", "C", 100, 100, 30),
                flow("03", "stock", "", "C", 100, 100, 30)));
    CombineOperators job = new CombineOperators();
    TestInputs inputs = new TestInputs(spark).with(flows);
    // over all three areas 01 has 1800, 02 has 1900 and 03 has 100
    assertThat(job.transform(inputs, params(Weighting.DEVICES)).collectAsList()).hasSize(3);
    for (String operator : List.of("01", "02", "03")) { // a flow that more show than any stock
      flows.add(flow(operator, "mover", "A", "B", 20, 50, 9));
    }
    // rounded to 40: 181 are more than 1.5 times 120
    flows.set(5, flow("03", "stock", "", "C", 100, 201, 30));
    TestInputs others = new TestInputs(spark).with(flows);
    assertThatThrownBy(() -> job.transform(others, params(Weighting.DEVICES)).collectAsList())
        .hasMessageContaining(" one operator has 100 residents and another 201: ");
  }

  @Test
  void operatorsCountByTheirSubscribersAndAHiddenFlowIsARange(SparkSession spark) {
    SubscriberCount[] counts = {
      new SubscriberCount(MAY, "01", "", 0, "", 600, "s.csv", 1),
      new SubscriberCount(
          JUNE.plusDays(20), "02", "", 0, "", 200, "s.csv", 2) // on a day of its own
    };
    Dataset<Row> combined =
        new CombineOperators()
            .transform(inputs(spark, 1).with(counts[0], counts[1]), params(Weighting.SUBSCRIBERS));
    Map<String, Row> cells = byCell(combined.collectAsList());
    assertThat(cells.keySet()).containsExactly("mover A>B", "stayer A>A", "stock >A");
    // 3/4 x 900 + 1/4 x 960; errors 22.5 and 6, correlated 0.15 + 0.05: 506.25 + 36 + 0.4 x 135
    assertThat(number(cells, "stayer A>A", "estimate")).isEqualTo(915);
    assertThat(number(cells, "stayer A>A", "standard_error"))
        .isCloseTo(Math.sqrt(596.25), within(1e-8));
    // 3/4 x 100, and of the second a quarter of 0 to 36
    assertThat(number(cells, "mover A>B", "least")).isEqualTo(75);
    assertThat(number(cells, "mover A>B", "most")).isEqualTo(84);
    assertThat(number(cells, "mover A>B", "estimate")).isEqualTo(79.5);
    // 3/4 x 25 = 18.75, and 36 / sqrt(9) / 4 = 3: 351.5625 + 9 + 0.4 x 56.25
    assertThat(number(cells, "mover A>B", "standard_error"))
        .isCloseTo(Math.sqrt(383.0625), within(1e-8));
    // with 12 devices seen: mean (75 - 12) 13/12 = 68.25 and error 18.75 sqrt(13/12) = 19.5;
    // Wilson and Hilferty: 12 + 68.25 (1 - 0.00907 - 1.96 x 0.09524)³ = 12 + 68.25 x 0.5202
    assertThat(number(cells, "mover A>B", "interval_low")).isEqualTo(47);
    assertThat(number(cells, "mover A>B", "interval_high")).isGreaterThan(84 + 1.96 * 19.5);
    Row mover = Objects.requireNonNull(cells.get("mover A>B"));
    assertThat(mover.<Integer>getAs("operators")).isEqualTo(2);
    assertThat(mover.<Integer>getAs("operators_hiding")).isEqualTo(1);
    assertThat(mover.<Long>getAs("devices")).isEqualTo(12);
    assertThat(mover.<String>getAs("weighting")).isEqualTo("subscribers");
  }

  @Test
  void devicesAreTheWeightsWhereSubscribersAreNotKnown(SparkSession spark) {
    SubscriberCount one = new SubscriberCount(MAY, "01", "", 0, "", 600, "s.csv", 1);
    List<Row> rows =
        new CombineOperators()
            .transform(inputs(spark, 1).with(one), params(Weighting.SUBSCRIBERS))
            .collectAsList();
    // stocks of 100 and 300 devices: 900 / 4 + 960 x 3/4
    assertThat(number(byCell(rows), "stock >A", "estimate")).isEqualTo(945);
    assertThat(number(byCell(rows), "stayer A>A", "estimate")).isEqualTo(945);
    assertThat(rows).allMatch(row -> row.getAs("weighting").equals("devices"));
    assertThat(
            SyntheticInputs.texts(
                new CombineOperators()
                    .transform(inputs(spark, 4), params(Weighting.DEVICES))
                    .collectAsList(),
                CombinedFlow.class))
        .isEqualTo(SyntheticInputs.texts(rows, CombinedFlow.class));
  }

  private static Dataset<Row> of(
      SparkSession spark, OperatorFlow flow, String vintage, String file) {
    return Rows.of(spark, List.of(flow))
        .withColumn("vintage", lit(vintage).cast("date"))
        .withColumn("source_file", lit(file));
  }

  /** The second operator withdrew its 960 movers in August: few or none, 0 to 36. */
  @Test
  void theReleaseOfTheLatestVintageCountsAndNoLineOfAnEarlierOne(SparkSession spark) {
    OperatorFlow mover = flow("02", "mover", "A", "B", 100, 960, 24);
    Dataset<Row> flows =
        of(spark, flow("01", "mover", "A", "B", 100, 100, 25), "2025-07-01", "1.csv")
            .union(of(spark, flow("01", "stock", "", "B", 100, 900, 30), "2025-07-01", "1.csv"))
            .union(of(spark, mover, "2025-07-01", "2.csv"))
            .union(of(spark, flow("02", "stock", "", "B", 100, 700, 30), "2025-07-01", "2.csv"))
            .union(of(spark, flow("02", "stock", "", "B", 50, 800, 30), "2025-08-01", "2b.csv"))
            .union(of(spark, flow("02", "stock", "", "A", 50, 500, 30), "2025-08-01", "2b.csv"));
    TestInputs inputs = new TestInputs(spark).with(OperatorFlow.class, flows);
    CombineOperators job = new CombineOperators();
    CombineOperators.Params byDevices = params(Weighting.DEVICES);
    Map<String, Row> cells = byCell(job.transform(inputs, byDevices).collectAsList());
    assertThat(number(cells, "stock >B", "estimate")).isEqualTo(850); // (900 + 800) / 2
    assertThat(number(cells, "mover A>B", "most")).isEqualTo(68); // (100 + 36) / 2
    assertThat(job.warnings(inputs, byDevices).orElseThrow().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "operator 02, 2025-06: the release of 2025-07-01 is left out, as there is one of"
                + " 2025-08-01");
    TestInputs twice =
        new TestInputs(spark)
            .with(OperatorFlow.class, flows.union(of(spark, mover, "2025-08-01", "2c.csv")));
    assertThatThrownBy(() -> job.transform(twice, byDevices).collectAsList())
        .hasMessageContaining(
            "Of operator 02, level m, 2025-06 there are lines of one vintage, 2025-08-01, in 2b.csv"
                + " and 2c.csv");
  }

  /** In August the second operator has flows of towns only: at level m it hands over nothing. */
  @Test
  void aLevelThatALaterReleaseDoesNotHaveIsNotThatOfAnEarlierOne(SparkSession spark) {
    OperatorFlow mover = flow("02", "mover", "A", "B", 100, 960, 24);
    OperatorFlow one = flow("01", "mover", "A", "B", 100, 100, 25);
    Dataset<Row> flows =
        of(spark, one, "2025-07-01", "1.csv")
            .union(of(spark, mover, "2025-07-01", "2.csv"))
            .union(of(spark, mover, "2025-07-01", "2.csv").withColumn("level", lit("town")))
            .union(of(spark, mover, "2025-08-01", "2b.csv").withColumn("level", lit("town")));
    TestInputs inputs = new TestInputs(spark).with(OperatorFlow.class, flows.repartition(3));
    CombineOperators job = new CombineOperators();
    CombineOperators.Params byDevices = params(Weighting.DEVICES);
    List<Row> rows = job.transform(inputs, byDevices).collectAsList();
    assertThat(rows)
        .extracting(row -> row.getAs("level") + " of " + row.getAs("operators"))
        .containsExactlyInAnyOrder("m of 1", "town of 1");
    List<Row> ofM = rows.stream().filter(row -> row.getAs("level").equals("m")).toList();
    assertThat(number(byCell(ofM), "mover A>B", "estimate")).isEqualTo(100); // of 01 alone
    assertThat(job.warnings(inputs, byDevices).orElseThrow().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "operator 02, 2025-06: the release of 2025-07-01 is left out, as there is one of"
                + " 2025-08-01, which has no lines at level m: if these hold still, ask for all"
                + " levels with one vintage");
  }

  /**
   * 01 has no network in C; 02 has no devices left in D, from which 01 saw its 20 leave. To B,
   * where both have stocks, 01 has few movers.
   */
  private static List<OperatorFlow> unlikeNetworks() {
    return List.of(
        flow("01", "stock", "", "A", 200, 4000, 30),
        flow("02", "stock", "", "A", 200, 4000, 40),
        protecting("01", "stock", "", "B"),
        flow("02", "stayer", "B", "B", 30, 600, 10),
        flow("02", "mover", "A", "B", 15, 300, 20),
        flow("02", "stock", "", "C", 100, 5000, 50),
        flow("02", "departures", "C", "", 20, 900, 60),
        flow("01", "mover", "A", "C", 10, 200, 20), // who found another network
        flow("02", "mover", "A", "C", 20, 500, 30),
        flow("01", "arrivals", "", "C", 10, 200, 20),
        flow("01", "mover", "D", "A", 20, 400, 30),
        flow("01", "mover", "D", "C", 12, 240, 30),
        flow("02", "stock", "", "ESP", 30, 700, 30),
        flow("02", "mover", "A", "ESP", 30, 700, 30));
  }

  @Test
  void whereAnOperatorHasNoDevicesTheOthersTell(SparkSession spark) {
    CombineOperators job = new CombineOperators();
    List<Row> rows =
        job.transform(
                new TestInputs(spark)
                    .with(OperatorFlow.class, Rows.of(spark, unlikeNetworks()).repartition(3))
                    .with(
                        new SubscriberCount(MAY, "01", "", 0, "", 500, "s.csv", 1),
                        new SubscriberCount(MAY, "02", "", 0, "", 500, "s.csv", 2)),
                params(Weighting.SUBSCRIBERS))
            .collectAsList();
    Map<String, String> found = new TreeMap<>();
    byCell(rows)
        .forEach(
            (cell, row) ->
                found.put(
                    cell,
                    row.<BigDecimal>getAs("least").stripTrailingZeros().toPlainString()
                        + " to "
                        + row.<BigDecimal>getAs("most").stripTrailingZeros().toPlainString()
                        + ", "
                        + row.getAs("devices")
                        + " devices, "
                        + row.getAs("operators_hiding")
                        + " of "
                        + row.getAs("operators")));
    assertThat(found)
        .isEqualTo(
            Map.of(
                "stock >A", "4000 to 4000, 400 devices, 0 of 2",
                // a half of 02, and of 01 a half of 0 to 90
                "stayer B>B", "300 to 345, 30 devices, 1 of 2",
                "mover A>B", "150 to 195, 15 devices, 1 of 2",
                "stock >ESP", "350 to 395, 30 devices, 1 of 2",
                "mover A>ESP", "350 to 395, 30 devices, 1 of 2",
                // of 02 alone
                "stock >C", "5000 to 5000, 100 devices, 0 of 1",
                "departures C>", "900 to 900, 20 devices, 0 of 1",
                "mover A>C", "500 to 500, 20 devices, 0 of 1",
                // of 01 alone; nobody can tell of D and of C
                "mover D>A", "400 to 400, 20 devices, 0 of 1"));
    assertThat(number(byCell(rows), "stock >C", "standard_error")).isEqualTo(50);
  }

  /** Three alike: of the share of common persons each of the two others has a half. */
  @Test
  void commonPersonsAreThoseOfAllOtherOperators(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                flow("01", "stock", "", "A", 100, 900, 30),
                flow("02", "stock", "", "A", 100, 900, 30),
                flow("03", "stock", "", "A", 100, 900, 30));
    List<Row> rows =
        new CombineOperators().transform(inputs, params(Weighting.DEVICES)).collectAsList();
    // errors of a third, 10 each, correlated (0.15 + 0.05) / 2: 300 + 6 x 0.1 x 100
    assertThat(number(byCell(rows), "stock >A", "standard_error"))
        .isCloseTo(Math.sqrt(360), within(1e-8));
  }

  @Test
  void sharesThatMakeMoreThanAllAreRefused() {
    assertThatThrownBy(
            () ->
                new CombineOperators.Params(
                    null,
                    Weighting.DEVICES,
                    new BigDecimal("0.6"),
                    new BigDecimal("0.4"),
                    new BigDecimal("0.95")))
        .hasMessage(
            "second-cards and roaming must be 0 or more and together below 1, were 0.6 and 0.4");
  }

  /** Each line but the first has one month, or pair of months, that cannot be. */
  @Test
  void monthsThatCannotBeAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadOperatorFlows(),
            """
        operator_id,month,before,level,definition,kind,origin,destination,devices,persons_counted,estimate,standard_error,minimum_devices,few_most,vintage,disclosure_status
        01,2025-06-01,2025-05-01,m,night_days,mover,A,B,12,12,100,25,10,90,2025-07-01,published
        01,2025-06-15,2025-05-01,m,night_days,mover,A,C,12,12,100,25,10,90,2025-07-01,published
        01,2025-06-01,2025-05-02,m,night_days,mover,A,D,12,12,100,25,10,90,2025-07-01,published
        01,2025-06-01,2025-07-01,m,night_days,mover,A,E,12,12,100,25,10,90,2025-07-01,published
        01,2205-06-01,2025-05-01,m,night_days,mover,A,F,12,12,100,25,10,90,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,A,G,,12,100,25,10,90,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,A,H,12,12,100,25,10,90,2025-07-01,ready
        """,
            "{extract: {paths: [flows.csv]}}");
    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "month-first-day", 1L,
                "before-first-day", 1L,
                "before-earlier", 1L,
                "month-over", 1L,
                "devices-as-said", 1L,
                "status-known", 1L));
  }

  /** Of two flows to other places the one is to a country abroad. */
  @Test
  void anAreaThatIsNoneIsWarnedOf(SparkSession spark) {
    Dataset<Row> zones = spark.sql("SELECT 'm' AS level, 'A' AS zone_id UNION ALL SELECT 'm', 'B'");
    Dataset<Row> flows =
        spark.sql(
            "SELECT 'm' AS level, origin, destination, array('other') AS load_warnings FROM VALUES"
                + " ('A', 'B'), ('A', 'ESP'), ('', 'A'), ('A', 'ZZ9'), ('B9', ''), ('A', NULL)"
                + " AS t(origin, destination)");
    assertThat(
            OperatorFlowRules.withAreasJudged(flows, zones)
                .filter("array_contains(load_warnings, 'area-known')")
                .selectExpr("concat(origin, '>', destination)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("A>ZZ9", "B9>");
  }

  @Test
  void whatOperatorsHandOverIsLoaded(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadOperatorFlows(),
            """
        operator_id,month,before,level,definition,kind,origin,destination,devices,persons_counted,estimate,standard_error,minimum_devices,few_most,method,vintage,disclosure_status
        01,2025-06-01,2025-05-01,m,night_days,mover,A,B,12,12,100.000000000,25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,stock,,B,12,12,100,25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,B,A,9,9,80,25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,gone,B,,19,9,80,25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,B,C,19,9,80,-25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,A,C,,,,,10,90,-,2025-07-01,suppressed_secondary
        01,2025-06-01,2025-05-01,m,night_days,mover,C,A,19,9,80,25,10,90,-,2025-07-01,suppressed_secondary
        01,2025-06-01,2025-05-01,m,night_days,mover,C,B,19,9,,25,10,90,-,2025-07-01,published
        01,2025-06-01,2025-05-01,m,night_days,mover,A,D,12,12,100,25,5000000000,90,-,2025-07-01,published
        """,
            "{extract: {paths: [flows.csv]}}");
    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "devices-enough", 2L,
                "kind-known", 1L,
                "figures-possible", 1L,
                "devices-as-said", 1L, // hidden, with figures
                "estimate-as-said", 1L));
    List<String> cells = new ArrayList<>();
    sheet
        .loaded(spark)
        .collectAsList()
        .forEach(
            row ->
                cells.add(
                    row.getAs("origin") + ">" + row.getAs("destination") + row.getAs("estimate")));
    assertThat(cells).containsExactlyInAnyOrder("A>B100.000000000", ">B100.000000000", "A>Cnull");
  }
}
