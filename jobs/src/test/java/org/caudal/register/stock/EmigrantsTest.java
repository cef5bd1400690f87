package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.network.Zone;
import org.caudal.publication.Indicator;
import org.caudal.publication.IndicatorRow;
import org.caudal.publication.Page;
import org.caudal.publication.PublishIndicators;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.RecordKeys;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class EmigrantsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  private static SurveyPerson resident(String id, String cluster, String area, String weight) {
    return new SurveyPerson(
        "s",
        DAY,
        id,
        cluster,
        "N",
        area,
        new BigDecimal(weight),
        1,
        40,
        "XCA",
        "XCA",
        "_U",
        "_U",
        "_U",
        "_U",
        "_Z",
        "_U",
        "s.csv",
        2);
  }

  private static SurveyEmigrant emigrant(
      String id,
      String cluster,
      String area,
      String weight,
      int sex,
      @Nullable Integer age,
      String destination,
      @Nullable Integer year) {
    return new SurveyEmigrant(
        "s",
        DAY,
        id,
        "h",
        cluster,
        "N",
        area,
        new BigDecimal(weight),
        sex,
        age,
        destination,
        year,
        "s.csv",
        2);
  }

  private static SurveyEmigrant emigrant(String id, String cluster, String weight) {
    return emigrant(id, cluster, "A", weight, 1, 40, "ESP", 2020);
  }

  /** Four sampling units of one stratum, of two of which nobody is abroad. */
  private static List<SurveyPerson> fourUnits() {
    return List.of(
        resident("r0", "c0", "A", "50"),
        resident("r1", "c1", "A", "150"),
        resident("r2", "c2", "A", "100"),
        resident("r3", "c3", "A", "100"));
  }

  private static Map<String, Row> estimated(TestInputs inputs, String params, String... names) {
    EstimateEmigrants job = new EstimateEmigrants();
    Map<String, Row> cells = new TreeMap<>();
    for (Row row : job.transform(inputs, JobParams.of(job, params)).collectAsList()) {
      String cell =
          Stream.of(names).map(name -> row.<String>getAs(name)).collect(Collectors.joining(" "));
      assertThat(cells.put(cell, row)).as(cell).isNull();
    }
    return cells;
  }

  private static Row cell(Map<String, Row> cells, String name) {
    return Objects.requireNonNull(cells.get(name), () -> name + " of " + cells.keySet());
  }

  private static String text(Row row) {
    return row.<BigDecimal>getAs("persons").stripTrailingZeros().toPlainString()
        + " ± "
        + row.<BigDecimal>getAs("standard_error")
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " of "
        + row.getAs("sampled")
        + " in "
        + row.getAs("clusters");
  }

  /**
   * 10, 30, 0 and 0 by sampling unit: the mean is 10 and the variance 4/3 (0² + 20² + 10² + 10²) =
   * 800. Without the units of nobody it would be 2 (10² + 10²) = 400.
   */
  @Test
  void samplingUnitsInWhichNobodyIsDeclaredAreZeros(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, fourUnits()))
            .with(emigrant("e0", "c0", "10"), emigrant("e1", "c1", "30"));
    for (int partitions : new int[] {1, 7}) {
      Row all = cell(estimated(inputs.inPartitions(partitions), "{crosses: []}", "crossed_by"), "");
      assertThat(text(all)).isEqualTo("40 ± 28.284 of 2 in 2");
      assertThat(all.<Integer>getAs("degrees")).isEqualTo(3);
      assertThat(all.<Boolean>getAs("is_calibrated")).isFalse();
      assertThat(all.<BigDecimal>getAs("sampled_share")).isEqualByComparingTo("0.01"); // 4 of 400
      assertThat(all.<@Nullable Long>getAs("cell_key")).isNull();
      // c² = 800 / 40² = 1/2; t = 3.182446 of three degrees
      double factor = Math.exp(3.182446 * Math.sqrt(Math.log(1.5)));
      assertThat(all.<BigDecimal>getAs("interval_low").doubleValue())
          .isCloseTo(40 / factor, within(0.001));
      assertThat(all.<BigDecimal>getAs("interval_high").doubleValue())
          .isCloseTo(40 * factor, within(0.001));
    }
  }

  /**
   * 40 by 400 residents asked, of 800: 80. Without the first unit 800 × 30 / 350, without the
   * second 800 × 10 / 250 = 32, without one of the others 800 × 40 / 300.
   */
  @Test
  void weightsAreBroughtToTheResidentsOfTheArea(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, fourUnits()))
            .with(emigrant("e0", "c0", "10"), emigrant("e1", "c1", "30"))
            .with(new PopulationMargin("province", "A", 0, "", DAY, 800, "m.csv", 2));
    double[] changes = {800 * 30 / 350.0 - 80, 32 - 80, 800 * 40 / 300.0 - 80};
    double variance =
        0.75 * (changes[0] * changes[0] + changes[1] * changes[1] + 2 * changes[2] * changes[2]);
    Row all = cell(estimated(inputs, "{crosses: []}", "crossed_by"), "");
    assertThat(all.<BigDecimal>getAs("persons")).isEqualByComparingTo("80");
    assertThat(all.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(variance), within(1e-6)); // 53.8
    assertThat(all.<Boolean>getAs("is_calibrated")).isTrue();
    assertThat(all.<BigDecimal>getAs("sampled_share")).isEqualByComparingTo("0.005");
  }

  /** Nobody was asked in area B, whose emigrant keeps the weight: 7, 0, 0 and 0. */
  @Test
  void emigrantsAreCountedByWhatHouseholdsKnowOfThem(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, fourUnits()))
            .with(
                emigrant("e0", "c0", "A", "1", 2, 25, "ESP", 2024),
                emigrant("e1", "c0", "A", "2", 2, 29, "ESP", 2020),
                emigrant("e2", "c1", "A", "4", 1, null, "USA", 2019),
                emigrant("e3", "c1", "A", "8", 1, 60, "USA", 2015),
                emigrant("e4", "c2", "A", "16", 9, 60, "_U", 2014),
                emigrant("e5", "c2", "A", "32", 0, 90, "ESP", null),
                emigrant("e6", "c0", "B", "7", 1, 60, "_U", null));
    Map<String, Row> cells =
        estimated(
            inputs,
            "{crosses: [area_id, destination, sex age_band, departure_period]}",
            "area_id",
            "destination",
            "sex",
            "age_band",
            "departure_period");
    Map<String, Long> figures = new TreeMap<>();
    cells.forEach(
        (name, row) -> figures.put(name, row.<BigDecimal>getAs("persons").longValueExact()));
    assertThat(figures)
        .containsOnly(
            Map.entry("_T _T _T _T _T", 70L),
            Map.entry("A _T _T _T _T", 63L),
            Map.entry("B _T _T _T _T", 7L),
            Map.entry("_T ESP _T _T _T", 35L),
            Map.entry("_T USA _T _T _T", 12L),
            Map.entry("_T _U _T _T _T", 23L),
            Map.entry("_T _T 2 25-29 _T", 3L),
            Map.entry("_T _T 1 _U _T", 4L),
            Map.entry("_T _T 1 60-64 _T", 15L),
            Map.entry("_T _T _U 60-64 _T", 16L),
            Map.entry("_T _T _U 85+ _T", 32L),
            Map.entry("_T _T _T _T 0-4", 3L), // 2024 and 2020
            Map.entry("_T _T _T _T 5-9", 12L), // 2019 and 2015
            Map.entry("_T _T _T _T 10+", 16L),
            Map.entry("_T _T _T _T _U", 39L));
    assertThat(text(cell(cells, "B _T _T _T _T"))).isEqualTo("7 ± 7 of 1 in 1"); // 4/3 (49 - 49/4)
  }

  @Test
  void aSamplingUnitThatPersonsDoNotHaveEndsTheRun(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, fourUnits()))
            .with(emigrant("e0", "c0", "10"), emigrant("e1", "c9", "30"));
    assertThatThrownBy(() -> estimated(inputs, "{}", "crossed_by"))
        .hasMessageContaining("a household of source s on 2024-01-01 of a sampling unit that")
        .hasMessageContaining("load the persons of the same source and day");
    TestInputs withoutPersons =
        new TestInputs(spark).with(emigrant("e0", "c0", "10"), emigrant("e1", "c1", "30"));
    assertThatThrownBy(() -> estimated(withoutPersons, "{}", "crossed_by"))
        .hasMessageContaining("a sampling unit that survey_person does not have");
  }

  @Test
  void aFullCountHasNoErrorAndKeysOfItsEmigrants(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(resident("r0", "c0", "A", "1"), resident("r1", "c1", "A", "1"))
            .with(
                emigrant("e0", "c0", "A", "1", 1, 40, "ESP", 2020),
                emigrant("e1", "c9", "A", "1", 2, 40, "ESP", 2020));
    Row all = cell(estimated(inputs, "{crosses: [], full-counts: [s]}", "crossed_by"), "");
    assertThat(text(all)).isEqualTo("2 ± 0 of 2 in 1");
    assertThat(all.<BigDecimal>getAs("interval_low")).isEqualByComparingTo("2");
    assertThat(all.<BigDecimal>getAs("interval_high")).isEqualByComparingTo("2");
    assertThat(all.<Long>getAs("cell_key")).isEqualTo(RecordKeys.cellKey(Stream.of("e0", "e1")));
    assertThatThrownBy(() -> estimated(inputs, "{}", "crossed_by"))
        .hasMessageContaining("name it under full-counts of estimate-emigrants");
    TestInputs weighted =
        new TestInputs(spark)
            .with(resident("r0", "c0", "A", "1"))
            .with(emigrant("e0", "c0", "A", "3", 1, 40, "ESP", 2020));
    assertThatThrownBy(() -> estimated(weighted, "{full-counts: [s]}", "crossed_by"))
        .hasMessageContaining("with a weight other than 1")
        // Left out of full-counts, the persons would have weights of 1 only and be refused.
        .hasMessageContaining("1 in a full count")
        .hasMessageContaining("the persons of that sample, with weights");
  }

  @Test
  void emigrantsAreLoadedWithoutTheirMarks(SparkSession spark) {
    String lines =
        """
        member,household,town,stratum,weight,sex,age,country,left
        M-1,H-1,T-1,N,10.5,2,41,Reino de España,2019
        M-2,H-1,T-1,N,10.5,1,7,,
        M-2,H-1,T-1,N,10.5,1,8,US,2024
        M-3,H-2,,N,2,,,_U,
        M-4,H-2,T-1,N,0,1,7,USA,2020
        M-5,H-2,T-1,N,1,3,7,USA,2020
        M-6,H-2,T-1,N,1,1,170,USA,2020
        M-7,H-2,T-1,N,1,1,7,Atlantis,2020
        M-8,H-2,T-1,N,1,1,7,XCA,2020
        M-9,H-2,T-1,N,1,1,7,USA,2025
        M-10,H-2,T-1,N,1,1,,USA,1024
        M-11,H-2,T-1,N,1,1,7,USA,2015
        M-12,H-2,T-1,N,1,1,7,USA,2016
        M-13,,T-1,N,1,1,7,USA,2020
        """;
    String section =
        "{extract: {paths: [x], constants: {source_id: ehpm, reference_date: 2024-12-31}, columns:"
            + " {person_id: member, household_id: household, cluster_id: town, stratum_id: stratum,"
            + " area_id: stratum, destination: country, departure_year: left}}, country: XCA,"
            + " other-countries: [XCA], codes: {countries: [destination]}}";
    JudgedSheet sheet = JudgedSheet.of(spark, new LoadSurveyEmigrants(), lines, section);
    assertThat(sheet.rejected())
        .containsExactly(
            "6: weight-positive",
            "7: sex-known",
            "8: age-possible",
            "9: destination-known",
            "10: destination-abroad",
            "11: departure-possible",
            "12: departure-possible",
            "13: departure-after-birth", // 7 years old, born in 2016 or 2017
            "15: missing-value");
    List<Row> rows = sheet.loaded(spark).orderBy("source_position").collectAsList();
    assertThat(
            rows.stream()
                .map(
                    row ->
                        Stream.of("sex", "age", "destination", "departure_year")
                            .map(name -> String.valueOf(row.<Object>getAs(name)))
                            .collect(Collectors.joining(" "))))
        .containsExactly("2 41 ESP 2019", "1 8 USA 2024", "0 null _U null", "1 7 USA 2016");
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.contains("M-") || line.contains("H-") || line.contains("T-"));
    // The pseudonyms are those of the persons of the survey; the household stands for no town.
    String persons =
        """
        member,household,town,stratum,weight
        M-1,H-1,T-1,N,10.5
        P-2,H-2,,N,2
        """;
    List<Row> asked =
        JudgedSheet.of(
                spark,
                new LoadSurveyPersons(),
                persons,
                section
                    .replace(", destination: country, departure_year: left", "")
                    .replace(", codes: {countries: [destination]}", ""))
            .loaded(spark)
            .orderBy("source_position")
            .collectAsList();
    assertThat(rows.get(0).<String>getAs("person_id")).isEqualTo(asked.get(0).getAs("person_id"));
    assertThat(rows.get(0).<String>getAs("cluster_id")).isEqualTo(asked.get(0).getAs("cluster_id"));
    assertThat(rows.get(2).<String>getAs("cluster_id")).isEqualTo(asked.get(1).getAs("cluster_id"));
  }

  private static EmigrantStock stock(
      String area, String destination, String sex, long persons, int sampled, double share) {
    BigDecimal figure = BigDecimal.valueOf(persons);
    String crossedBy =
        IntStream.range(0, 3)
            .filter(i -> !List.of(area, destination, sex).get(i).equals("_T"))
            .mapToObj(EmigrantStock.CHARACTERISTICS::get)
            .collect(Collectors.joining(" "));
    return new EmigrantStock(
        "s",
        DAY,
        crossedBy,
        area,
        destination,
        sex,
        "_T",
        "_T",
        figure,
        new BigDecimal("94"),
        figure.subtract(BigDecimal.TEN),
        figure.add(BigDecimal.TEN),
        new BigDecimal("0.95"),
        sampled,
        5,
        4,
        BigDecimal.valueOf(share),
        true,
        null);
  }

  private static List<Row> published(TestInputs inputs, List<EmigrantStock> stocks, String rules) {
    PublishIndicators job = new PublishIndicators();
    return SyntheticInputs.rows(
        job.transform(
            inputs.with(stocks),
            JobParams.of(job, "{vintage: 2024-03-01, emigrant: {country: XCA" + rules + "}}")),
        Indicator.class);
  }

  private static String figure(Row row) {
    return row.getAs("area_level")
        + " "
        + row.getAs("origin_area")
        + " → "
        + row.getAs("destination_area")
        + " "
        + row.getAs("subject_id")
        + ": "
        + PublishedFigure.text(row, row.getAs("disclosure_rule"));
  }

  @Test
  void figuresOfFewDeclaredOrOfLittleAreHidden(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(Zone.class, spark.range(1, 9).selectExpr("'XC0' || id AS zone_id"));
    List<Row> rows =
        published(
            inputs,
            List.of(
                stock("_T", "_T", "_T", 3000, 199, 0.01),
                stock("_T", "ESP", "_T", 1000, 99, 0.01),
                stock("_T", "USA", "_T", 900, 29, 0.01),
                stock("_T", "_U", "2", 500, 40, 0.01),
                stock("_T", "MEX", "_T", 187, 31, 0.01), // 94 / 187 is above 0.5
                stock("_T", "CHL", "_T", 400, 81, 0.01), // more than a fifth of them
                stock("_T", "BRA", "_T", 300, 30, 0.01), // of the others the fewest
                stock("XC01", "_T", "_T", 600, 60, 0.01),
                stock("XC01", "ESP", "_T", 340, 34, 0.01), // 40 above the minimum
                stock("Zoila", "_T", "_T", 300, 1, 0.01), // a name in the wrong column
                stock("XC02", "ESP", "_T", 300, 30, 0.01), // of an area without a total
                stock("XC03", "_T", "_T", 900, 90, 0.01),
                stock("XC03", "ESP", "_T", 400, 40, 0.01)),
            "");
    assertThat(rows.stream().map(EmigrantsTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA → _T _T: 3000 (2990 to 3010) of 190",
            "country XCA → ESP _T: 1000 (990 to 1010) of 90",
            "country XCA → USA _T: fewer than 30 persons declared",
            "country XCA → _X sex=2: 500 (490 to 510) of 40",
            "country XCA → MEX _T: coefficient of variation above 50 %",
            "country XCA → CHL _T: too much of the population was asked, for this figure or for one that it would tell",
            "province XC01 → _T _T: 600 (590 to 610) of 60",
            "country XCA → BRA _T: too much of the population was asked, for this figure or for one that it would tell",
            "province XC01 → ESP _T: too much of the population was asked, for this figure or for one that it would tell",
            "province XC03 → _T _T: 900 (890 to 910) of 90",
            "province XC03 → ESP _T: 400 (390 to 410) of 40",
            "province XC02 → ESP _T: crosses of estimate-emigrants have no area_id by itself, which says how many of an area were asked");
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("indicator_id")).isEqualTo("emigrants");
              assertThat(row.<String>getAs("source")).isEqualTo("household survey");
              assertThat(row.<String>getAs("method"))
                  .startsWith(
                      "members abroad whom households declare, by survey weights, brought to known"
                          + " residents of areas where they are known; error of the design by the"
                          + " jackknife, of all sampling units; a minimum");
            });
    String page =
        new Page(TableSchema.of(Indicator.class), rows.stream().map(IndicatorRow::of).toList(), "r")
            .html();
    assertThat(page)
        .contains("<h1>Members abroad</h1>")
        .contains("Emigrants by destination<")
        .contains("Emigrants by destination, sex<")
        .contains("XCA → ESP")
        .contains("40 or more");
    assertThatThrownBy(
            () ->
                published(
                    inputs, List.of(stock("_T", "_T", "_T", 9, 9, 0.1)), ", source-id: nosuch"))
        .hasMessageContaining(
            "emigrant.source-id of publish-indicators is nosuch; emigrant_stock has s: name one");
  }

  /**
   * Of the smallest key 10 are taken: 290 of 300 declared, 870 of 900. Of the largest 10 are added
   * to the one of an area that no list knows.
   */
  @Test
  void figuresOfAFullCountHaveNoise(SparkSession spark) {
    List<EmigrantStock> stocks = new ArrayList<>();
    stocks.add(stock("_T", "ESP", "_T", 900, 300, 0.5));
    stocks.add(stock("Zoila", "_T", "_T", 1, 1, 0.5));
    TestInputs inputs = new TestInputs(spark);
    PublishIndicators job = new PublishIndicators();
    List<Row> rows =
        SyntheticInputs.rows(
            job.transform(
                inputs.with(
                    EmigrantStock.class,
                    Rows.of(spark, stocks)
                        .withColumn(
                            "cell_key",
                            when(col("sampled").equalTo(300), 0L).otherwise((1L << 32) - 1))
                        .withColumn("standard_error", lit(0).cast("decimal(24,9)"))
                        .withColumn("is_calibrated", lit(false))
                        .withColumn("clusters", lit(1L))),
                JobParams.of(job, "{vintage: 2024-03-01, emigrant: {country: XCA}}")),
            Indicator.class);
    assertThat(rows).hasSize(1);
    Row row = rows.get(0);
    assertThat(row.<String>getAs("disclosure_status")).isEqualTo("published_with_noise");
    assertThat(figure(row)).startsWith("country XCA → ESP _T: 870 (").endsWith(" of 290");
    assertThat(row.<String>getAs("method"))
        .startsWith(
            "members abroad whom households declare, counted in full: no error of a sample; a"
                + " minimum, ")
        .contains("added to persons declared");
  }
}
