package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Classification;
import org.caudal.phone.network.Zone;
import org.caudal.publication.Indicator;
import org.caudal.publication.IndicatorRow;
import org.caudal.publication.Page;
import org.caudal.publication.PublishIndicators;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.CountStocks;
import org.caudal.synthetic.country.SynthesizePopulationMargins;
import org.caudal.synthetic.country.TrueStock;
import org.caudal.synthetic.register.SurveyParams;
import org.caudal.synthetic.register.SynthesizeSurveyMembers;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.RecordKeys;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class StocksTest {
  private static final String COVERED =
      ": too much of the population was asked, for this figure or for one that it would tell";

  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);
  private static final String LOADING =
      """
      {extract: {paths: [generated], columns: {person_id: record_id, household_id: household,
      cluster_id: town_code, stratum_id: stratum, area_id: province_code, weight: design_weight,
      source_id: source}}, country: XCA, other-countries: [XCA]}
      """;

  private static final String CROSSES =
      "{crosses: [area_id, sex, sex age_band, birth_country, migration_status, area_id migration_status,"
          + " ethnicity, disability, migration_status education, occupation, length_of_stay]}";

  private static final String CENSUS = CROSSES.replace("}", ", full-counts: [census]}");

  private static SurveyParams design(int towns, int households, String notAnswering) {
    return new SurveyParams(
        DAY, towns, households, new BigDecimal(notAnswering), new BigDecimal("0.08"));
  }

  /** The lines of a census of the synthetic country. */
  private static Dataset<Row> census(SparkSession spark, SyntheticInputs country) {
    return SurveySamples.kept(
        spark,
        new SynthesizeSurveyMembers()
            .transform(country, design(1000, 100_000, "0"))
            .withColumn("source", lit("census")));
  }

  private static Dataset<Row> stocks(
      SparkSession spark, Dataset<Row> persons, Dataset<Row> margins) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, persons)
            .with(PopulationMargin.class, margins);
    EstimateStocks estimate = new EstimateStocks();
    return Rows.kept(estimate.transform(inputs, JobParams.of(estimate, CENSUS)), Stock.class);
  }

  private static Dataset<Row> accuracy(
      SparkSession spark, SyntheticInputs country, Dataset<Row> stocks) {
    MeasureStocks measure = new MeasureStocks();
    TestInputs compared =
        new TestInputs(spark)
            .with(Stock.class, stocks)
            .with(
                TrueStock.class,
                Rows.kept(
                    new CountStocks().transform(country, new CountStocks.Params()),
                    TrueStock.class));
    return measure.transform(compared, JobParams.of(measure, CROSSES));
  }

  private static Dataset<Row> margins(SparkSession spark, SyntheticInputs country) {
    LoadPopulationMargins loader = new LoadPopulationMargins();
    return LoadedSheet.of(
        spark,
        new SynthesizePopulationMargins()
            .transform(country, new SynthesizePopulationMargins.Params(DAY)),
        loader,
        JobParams.of(loader, "{extract: {paths: [generated]}}"));
  }

  private static boolean isOfRegisters(Row row) {
    boolean isOfRegisters = row.getAs("source_id").equals("registers");
    if (isOfRegisters) {
      assertThat(row.<String>getAs("crossed_by")).doesNotContain("ethnicity");
      assertThat(row.<Long>getAs("unseen")).isZero();
    }
    return isOfRegisters;
  }

  /** A census, and seven samples of 30 households drawn in each province. */
  @Test
  void aFullCountIsTheTruthAndIntervalsOfSamplesHoldIt(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Dataset<Row> all =
        census(spark, country)
            .unionByName(
                SurveySamples.of(
                    spark, country, new SynthesizeSurveyMembers(), design(5, 6, "0.08"), 7));
    LoadSurveyPersons loader = new LoadSurveyPersons();
    Dataset<Row> asked =
        LoadedSheet.of(spark, all, loader, JobParams.of(loader, LOADING))
            .withColumn(
                "weight", when(col("source_id").equalTo("census"), 1).otherwise(col("weight")));
    Dataset<Row> stocks =
        stocks(spark, Rows.kept(asked, SurveyPerson.class), margins(spark, country));
    // a source that knows no ethnic groups has no cells of them that it could have seen
    Dataset<Row> registers =
        stocks
            .filter("source_id = 'census' AND NOT contains(crossed_by, 'ethnicity')")
            .withColumn("source_id", lit("registers"));
    List<Row> rows =
        accuracy(spark, country, stocks.unionByName(registers)).collectAsList().stream()
            .filter(row -> !isOfRegisters(row))
            .toList();
    assertIntervalsWithNoiseHoldTheTruth(spark, stocks);

    Map<String, long[]> held = new TreeMap<>();
    int ofCensus = 0;
    for (Row row : rows) {
      String cross = row.getAs("crossed_by");
      String size = row.getAs("sampled_class");
      if (row.getAs("source_id").equals("census")) {
        ofCensus++;
        assertThat(row.<Long>getAs("within")).as(cross).isEqualTo(row.<Long>getAs("cells"));
        assertThat(row.<Double>getAs("median_half_width")).as(cross).isZero();
        assertThat(row.<Long>getAs("unseen")).as(cross).isZero();
      } else if (cross.equals("all")) {
        long[] counts = held.computeIfAbsent(size, name -> new long[2]);
        counts[0] += row.<Long>getAs("cells");
        counts[1] += row.<Long>getAs("within");
      }
    }
    assertThat(ofCensus).isGreaterThan(20);
    assertThat(held).containsKeys("1-9", "10-29", "30+", "all");
    held.forEach(
        (size, of) -> {
          boolean isAll = size.equals("all");
          assertThat(of[0]).as(size).isGreaterThan(isAll ? 700 : 150);
          assertThat((double) of[1] / of[0])
              .as(size)
              .isBetween(isAll ? 0.93 : 0.90, isAll ? 0.97 : 0.99);
        });
  }

  /** Of the census, whose stocks are the truth. */
  private static void assertIntervalsWithNoiseHoldTheTruth(
      SparkSession spark, Dataset<Row> stocks) {
    Map<String, Long> truth = new TreeMap<>();
    stocks
        .filter("source_id = 'census'")
        .collectAsList()
        .forEach(
            row ->
                truth.put(
                    row.<String>getAs("area_id") + " " + subject(row),
                    row.<BigDecimal>getAs("persons").longValueExact()));
    int shown = 0;
    int within = 0;
    double noise = 0;
    double squares = 0;
    for (Row row : published(spark, stocks, "source-id: census, country: _T")) {
      assertThat(row.<String>getAs("disclosure_status"))
          .isIn("published_with_noise", "suppressed_primary");
      BigDecimal value = row.<@Nullable BigDecimal>getAs("value");
      if (value != null) {
        long persons =
            Objects.requireNonNull(
                truth.get(
                    row.<String>getAs("destination_area") + " " + row.<String>getAs("subject_id")));
        shown++;
        double off = value.doubleValue() - (double) persons;
        noise += off;
        squares += off * off;
        within +=
            row.<BigDecimal>getAs("interval_low").longValueExact() <= persons
                    && persons <= row.<BigDecimal>getAs("interval_high").longValueExact()
                ? 1
                : 0;
      }
    }
    assertThat(shown).isBetween(truth.size() * 7 / 10, truth.size() - 1);
    assertThat((double) within / shown).isBetween(0.93, 1.0);
    assertThat(noise / shown).isBetween(-0.5, 0.5);
    assertThat(squares / shown).isBetween(2.0, 4.0);
  }

  private static String subject(Row stock) {
    String subject =
        Stock.CHARACTERISTICS.stream()
            .filter(name -> !name.equals("area_id"))
            .filter(name -> !stock.<String>getAs(name).equals("_T"))
            .map(name -> name + "=" + stock.<String>getAs(name))
            .collect(java.util.stream.Collectors.joining(" "));
    return subject.isEmpty() ? "_T" : subject;
  }

  @Test
  void cellsOfTheSamePersonsHaveTheSameKey(SparkSession spark) {
    Dataset<Row> persons =
        Rows.of(
            spark,
            List.of(
                person("man", "c", "A", "1", 1, 40, "VEN"),
                person("boy", "c", "A", "1", 1, 4, "XCA"),
                person("woman", "c", "B", "1", 2, 40, "XCA")));
    EstimateStocks job = new EstimateStocks();
    Map<String, Long> keys = new TreeMap<>();
    job.transform(
            new TestInputs(spark).with(SurveyPerson.class, persons.repartition(3)),
            JobParams.of(job, "{crosses: [area_id, area_id sex, sex], full-counts: [s]}"))
        .collectAsList()
        .forEach(
            row ->
                keys.put(
                    row.<String>getAs("area_id") + row.<String>getAs("sex"),
                    row.<Long>getAs("cell_key")));
    long men = RecordKeys.cellKey(Stream.of("man", "boy"));
    long women = RecordKeys.cellKey(Stream.of("woman"));
    assertThat(keys)
        .containsOnly(
            Map.entry("A_T", men),
            Map.entry("A1", men),
            Map.entry("_T1", men),
            Map.entry("B_T", women),
            Map.entry("B2", women),
            Map.entry("_T2", women),
            Map.entry("_T_T", (men + women) % (1L << 32)));
  }

  private static SurveyPerson person(
      String id,
      String cluster,
      String area,
      String weight,
      int sex,
      @Nullable Integer age,
      String born) {
    return new SurveyPerson(
        "s",
        DAY,
        id,
        cluster,
        area,
        area,
        new BigDecimal(weight),
        sex,
        age,
        born,
        born,
        "_U",
        "_U",
        "_U",
        "_U",
        "_Z",
        "_U",
        "s.csv",
        2);
  }

  private static PopulationMargin residents(String area, int sex, String band, long persons) {
    return new PopulationMargin("province", area, sex, band, DAY, persons, "m.csv", 2);
  }

  /**
   * Area A: 10 of 100 and 20 of 60 residents by sex. Area B: of one of three the age is not known,
   * so that its total of 50 counts alone. Area C is in no margin near enough, area D has one
   * sampling unit.
   */
  @Test
  void weightsAreBroughtToTheResidentsThatAreKnown(SparkSession spark) {
    List<SurveyPerson> persons = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      persons.add(person("man" + i, "c" + i, "A", "5", 1, 40, i == 0 ? "VEN" : "XCA"));
      persons.add(person("woman" + i, "c" + i, "A", "10", 2, 40, "XCA"));
      persons.add(person("b" + i, "d" + i, "B", "1.5", 2, 7, "VEN"));
      persons.add(person("c" + i, "e" + i, "C", "3", 0, 1, "XCA"));
      persons.add(person("d" + i, "f", "D", "2", 2, 40, "XCA"));
    }
    persons.add(person("b2", "d0", "B", "2", 2, null, "XCA"));
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, persons))
            .with(
                residents("A", 1, "00-39", 0),
                residents("A", 1, "40+", 100),
                residents("A", 2, "00-39", 0),
                residents("A", 2, "40+", 60),
                residents("A", 0, "", 999),
                residents("B", 0, "", 50),
                residents("B", 1, "00-39", 0),
                residents("B", 1, "40+", 0),
                residents("B", 2, "00-39", 30),
                residents("B", 2, "40+", 0),
                residents("D", 0, "", 70),
                new PopulationMargin("province", "A", 0, "", DAY.minusDays(1), 1, "m.csv", 2),
                new PopulationMargin("town", "C", 0, "", DAY, 1, "m.csv", 2),
                new PopulationMargin("province", "C", 0, "", DAY.plusDays(401), 1, "m.csv", 2));
    EstimateStocks job = new EstimateStocks();
    Map<String, String> stocks = new TreeMap<>();
    for (int partitions : new int[] {1, 7}) {
      TestInputs cut =
          new TestInputs(spark)
              .with(SurveyPerson.class, inputs.table(SurveyPerson.class).repartition(partitions))
              .with(PopulationMargin.class, inputs.table(PopulationMargin.class));
      job.transform(
              cut,
              JobParams.of(
                  job,
                  "{crosses: [area_id birth_country, sex], least-sampled: 2, age-groups: [0, 40]}"))
          .collectAsList()
          .forEach(
              row -> {
                assertThat(row.<Boolean>getAs("is_calibrated")).isTrue();
                assertThat(row.<@Nullable Long>getAs("cell_key")).isNull(); // a sample
                assertThat(row.<BigDecimal>getAs("sampled_share")).isEqualByComparingTo("0.05");
                if (row.<String>getAs("crossed_by").isEmpty()) {
                  // 7 sampling units of A, B, and C with D
                  assertThat(row.<Integer>getAs("degrees")).isEqualTo(4);
                }
                stocks.merge(
                    row.getAs("area_id")
                        + " "
                        + row.getAs("birth_country")
                        + " "
                        + row.getAs("sex"),
                    text(row),
                    (one, other) -> {
                      assertThat(other).isEqualTo(one);
                      return one;
                    });
              });
    }
    // 5 of 10 men stand for 50 of 100; without one cluster for none, without the other for 100:
    // 1/2 (50² + 50²)
    assertThat(stocks)
        .containsEntry("A VEN _T", "50 ± 50 of 1 in 1")
        .containsEntry("A XCA _T", "110 ± 50 of 3 in 2")
        // 3 of 5 stand for 30 of 50; without d0, all 1.5; without d1, 1.5 of 3.5
        .containsEntry("B VEN _T", "30 ± " + error(20, 50 * 1.5 / 3.5 - 30) + " of 2 in 2")
        .containsEntry("B XCA _T", "20 ± " + error(20, 50 * 1.5 / 3.5 - 30) + " of 1 in 1")
        .containsEntry("_T _T 1", "100 ± 0 of 2 in 2")
        // D counts with C: of three sampling units 3, 3, 0 and 0, 0, 4 and 3, 3, 4
        .containsEntry("C XCA _T", "6 ± 3 of 2 in 2") // 3/2 (1 + 1 + 4)
        .containsEntry("_T _T _U", "6 ± 3 of 2 in 2")
        .containsEntry("D XCA _T", "4 ± 4 of 2 in 1") // 3/2 (32/9 + 64/9)
        .containsEntry("_T _T 2", "114 ± 4 of 7 in 5")
        .containsEntry("_T _T _T", "220 ± 1 of 11 in 7") // 3/2 (1/9 + 1/9 + 4/9)
        .hasSize(10);
  }

  /** Ten sampling units, of each of which 95 in 100 are of XCA. */
  @Test
  void withoutKnownResidentsAPartIsNoShareOfAKnownWhole(SparkSession spark) {
    int[] weights = {500, 700, 800, 900, 1000, 1000, 1100, 1200, 1300, 1500};
    List<SurveyPerson> persons = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      String national = BigDecimal.valueOf(weights[i] * 95L, 2).toPlainString();
      String foreign = BigDecimal.valueOf(weights[i] * 5L, 2).toPlainString();
      persons.add(person("n" + i, "c" + i, "A", national, 1, 40, "XCA"));
      persons.add(person("f" + i, "c" + i, "A", foreign, 2, 40, "VEN"));
    }
    EstimateStocks job = new EstimateStocks();
    Map<String, Row> rows = new TreeMap<>();
    job.transform(
            new TestInputs(spark).with(SurveyPerson.class, Rows.of(spark, persons)),
            JobParams.of(job, "{crosses: [birth_country]}"))
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("birth_country"), row));
    // 10/9 of the squares of 500, 300, 200, 100, 0 and these again: the root of 866,667
    double error = Math.sqrt(780_000 * 10 / 9.0);
    double t = 2.262157; // of nine degrees of freedom
    double share = error / 10_000; // of its error, that of all
    double factor = Math.exp(t * Math.sqrt(Math.log(1 + share * share)));
    Row all = Objects.requireNonNull(rows.get("_T"));
    Row nationals = Objects.requireNonNull(rows.get("XCA"));
    assertThat(text(all)).isEqualTo("10000 ± 930.949 of 20 in 10");
    assertThat(text(nationals)).isEqualTo("9500 ± 884.402 of 10 in 10");
    assertThat(all.<Boolean>getAs("is_calibrated")).isFalse();
    assertThat(all.<BigDecimal>getAs("sampled_share")).isEqualByComparingTo("0.002");
    assertInterval(all, 10_000 - t * error, 10_000 + t * error); // 7,894 to 12,106
    assertInterval(nationals, 9500 / factor, 9500 * factor); // 7,699 to 11,722
    assertInterval(Objects.requireNonNull(rows.get("VEN")), 500 / factor, 500 * factor);
  }

  /**
   * Two areas of 10,000 known residents each, twenty towns of each and three persons of each town:
   * in A all of XCA, in B two. Towns do not differ, so that the jackknife finds no error.
   */
  @Test
  void allOfASampleAreNotAllResidents(SparkSession spark) {
    List<SurveyPerson> persons = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      persons.add(person("a" + i, "a" + i / 3, "A", "100", 1, 40, "XCA"));
      persons.add(person("b" + i, "b" + i / 3, "B", "100", 1, 40, i % 3 == 0 ? "VEN" : "XCA"));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, persons))
            .with(residents("A", 0, "", 10_000), residents("B", 0, "", 10_000));
    Map<String, Row> rows = new TreeMap<>();
    stocks(inputs, "{crosses: [area_id, area_id birth_country]}")
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("area_id") + " " + row.getAs("birth_country"), row));
    assertThat(rows).containsOnlyKeys("_T _T", "A _T", "A XCA", "B VEN", "B XCA", "B _T");
    rows.values().forEach(row -> assertThat(text(row)).contains(" ± 0 of "));
    // What the margins know is known.
    assertInterval(Objects.requireNonNull(rows.get("_T _T")), 20_000, 20_000);
    assertInterval(Objects.requireNonNull(rows.get("A _T")), 10_000, 10_000);
    // Wilson of 60 and of 20 of 60 persons, with t of nineteen degrees of freedom.
    double t = 2.093024;
    assertInterval(
        Objects.requireNonNull(rows.get("A XCA")), 10_000 * 60 / (60 + t * t), 10_000); // 9,320
    double middle = 20 + t * t / 2;
    double half = t * Math.sqrt(20 * 40 / 60.0 + t * t / 4);
    assertInterval( // 2,259 to 4,608
        Objects.requireNonNull(rows.get("B VEN")),
        10_000 * (middle - half) / (60 + t * t),
        10_000 * (middle + half) / (60 + t * t));
  }

  /**
   * In X margins tell boys of 5 to 14, of whom all five asked were 5 to 9; in Y they tell all 1,600
   * residents only, of whom all eight asked were women. Both from two sampling units.
   */
  @Test
  void aFigureFinerThanTheKnownResidentsIsNotKnown(SparkSession spark) {
    List<SurveyPerson> persons = new ArrayList<>();
    List<PopulationMargin> margins = new ArrayList<>();
    for (int sex = 1; sex <= 2; sex++) {
      for (int i = 0; i < 5; i++) {
        String town = "x" + i % 2;
        persons.add(person("baby" + sex + i, town, "X", "200", sex, 4, "XCA"));
        persons.add(person("child" + sex + i, town, "X", "600", sex, 5 + i * sex, "XCA"));
        persons.add(person("adult" + sex + i, town, "X", "700", sex, 40, "XCA"));
      }
      margins.add(residents("X", sex, "00-04", 1000));
      margins.add(residents("X", sex, "05-14", 3000));
      margins.add(residents("X", sex, "15+", 3500));
    }
    margins.add(residents("Y", 0, "", 1600));
    for (int i = 0; i < 8; i++) {
      persons.add(person("y" + i, "y" + i % 2, "Y", "200", 2, 40, "XCA"));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyPerson.class, Rows.of(spark, persons).repartition(3))
            .with(PopulationMargin.class, Rows.of(spark, margins));
    Map<String, Row> rows = new TreeMap<>();
    stocks(
            inputs,
            "{crosses: [area_id, sex, area_id sex, area_id sex age_band], age-groups: [0, 5, 15]}")
        .collectAsList()
        .forEach(
            row ->
                rows.put(
                    row.getAs("area_id") + " " + row.getAs("sex") + " " + row.getAs("age_band"),
                    row));
    double squares = 12.706205 * 12.706205; // of t, of one degree of freedom
    Row boys = Objects.requireNonNull(rows.get("X 1 05-09"));
    assertThat(text(boys)).isEqualTo("3000 ± 0 of 5 in 2");
    assertInterval(boys, 3000 * 5 / (5 + squares), 3000); // 90 to 3,000
    Row women = Objects.requireNonNull(rows.get("Y 2 _T"));
    assertThat(text(women)).isEqualTo("1600 ± 0 of 8 in 2");
    assertInterval(women, 1600 * 8 / (8 + squares), 1600); // 76 to 1,600
    // 7,500 women of X are known
    assertInterval(
        Objects.requireNonNull(rows.get("_T 2 _T")), 7500 + 1600 * 8 / (8 + squares), 9100);
    Map.of("X _T _T", 15_000, "Y _T _T", 1600, "_T _T _T", 16_600, "_T 1 _T", 7500)
        .forEach((of, all) -> assertInterval(Objects.requireNonNull(rows.get(of)), all, all));
    Map.of("X 1 _T", 7500, "X 1 00-04", 1000)
        .forEach((of, all) -> assertInterval(Objects.requireNonNull(rows.get(of)), all, all));
  }

  /**
   * Twenty towns, of each ten men and ten women, do not differ. 200 of 400 persons are men: by
   * Wilson with t of nineteen degrees of freedom 8,959 to 11,041 of 20,000.
   */
  @Test
  void halvesOfAllTownsAreNotKnown(SparkSession spark) {
    List<SurveyPerson> persons = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      persons.add(person("p" + i, "c" + i / 20, "A", "50", 1 + i % 2, 40, "XCA"));
    }
    double squares = 2.093024 * 2.093024;
    double half = Math.sqrt(squares * (200 * 200 / 400.0 + squares / 4)) / (400 + squares);
    TestInputs inputs = new TestInputs(spark).with(SurveyPerson.class, Rows.of(spark, persons));
    for (List<PopulationMargin> margins :
        List.of(List.<PopulationMargin>of(), List.of(residents("A", 0, "", 20_000)))) {
      if (!margins.isEmpty()) {
        inputs.with(margins);
      }
      List<Row> bySex =
          stocks(inputs, "{crosses: [sex, area_id sex]}").filter("sex <> '_T'").collectAsList();
      assertThat(bySex)
          .hasSize(4)
          .allSatisfy(
              row -> {
                assertThat(text(row)).isEqualTo("10000 ± 0 of 200 in 20");
                assertInterval(row, 20_000 * (0.5 - half), 20_000 * (0.5 + half));
              });
    }
  }

  @Test
  void aSampleWithoutWeightsIsNoFullCount(SparkSession spark) {
    TestInputs inputs = new TestInputs(spark).with(person("one", "c", "A", "1", 1, 40, "XCA"));
    assertThatThrownBy(() -> stocks(inputs, "{}").collectAsList())
        .hasMessageContaining("a source s with weights of 1 only")
        .hasMessageContaining("full-counts of estimate-stocks");
    Row all = stocks(inputs, "{full-counts: [s], crosses: []}").collectAsList().get(0);
    assertThat(text(all)).isEqualTo("1 ± 0 of 1 in 1");
    TestInputs weighted = new TestInputs(spark).with(person("two", "c", "A", "2", 1, 40, "XCA"));
    assertThatThrownBy(() -> stocks(weighted, "{full-counts: [s]}").collectAsList())
        .hasMessageContaining("a source s with weights other than 1");
  }

  private static Dataset<Row> stocks(TestInputs inputs, String params) {
    EstimateStocks job = new EstimateStocks();
    return job.transform(inputs, JobParams.of(job, params));
  }

  private static void assertInterval(Row row, double low, double high) {
    assertThat(row.<BigDecimal>getAs("interval_low").doubleValue()).isCloseTo(low, within(0.01));
    assertThat(row.<BigDecimal>getAs("interval_high").doubleValue()).isCloseTo(high, within(0.01));
  }

  /** Of two sampling units: half the squares of what they change. */
  private static String error(double... changes) {
    double squares = java.util.Arrays.stream(changes).map(change -> change * change / 2).sum();
    return BigDecimal.valueOf(Math.sqrt(squares))
        .setScale(3, java.math.RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String text(Row row) {
    BigDecimal error = row.getAs("standard_error");
    assertThat(row.<BigDecimal>getAs("sampling_error")).isEqualTo(error);
    assertThat(row.<BigDecimal>getAs("coverage_error")).isNull();
    return row.<BigDecimal>getAs("persons").stripTrailingZeros().toPlainString()
        + " ± "
        + error.setScale(3, java.math.RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " of "
        + row.getAs("sampled")
        + " in "
        + row.getAs("clusters");
  }

  @Test
  void personsAreLoadedWithoutTheirMarks(SparkSession spark) {
    String lines =
        """
        record,household,stratum,weight,sex,age,birth_country,citizenship,second_citizenship,difficulties,education,occupation,arrived_on
        P-1,H-1,N,10.5,2,41,República Bolivariana de Venezuela,VEN,XCA,111411,3,5,2019-12-31
        P-2,H-1,N,10.5,1,7,XCA,XCA,,111112,0,,
        P-2,H-1,N,10.5,1,8,XCA,XCA,,111112,0,_Z,
        P-3,,N,2,,,_U,,,,,,
        P-4,H-2,N,0,1,7,XCA,XCA,,,,,
        P-5,H-2,N,1,3,7,XCA,XCA,,,,,
        P-6,H-2,N,1,1,170,XCA,XCA,,,,,
        P-7,H-2,N,1,1,7,ZZZ,XCA,,,,,
        P-8,H-2,N,1,1,7,XCA,XCA,,11111,,,
        P-9,H-2,N,1,1,7,XCA,XCA,,,9,,
        P-10,H-2,N,1,1,7,XCA,XCA,,,,12,
        P-11,H-2,N,1,1,7,XCA,XCA,,,,,2025-01-01
        P-12,H-3,N,20,1,7,VEN,,XCA,,,,
        """;
    String section =
        "{extract: {paths: [x], constants: {source_id: ehpm, reference_date: 2024-12-31}, columns:"
            + " {person_id: record, household_id: household, area_id: stratum}}, country: XCA,"
            + " other-countries: [XCA], codes: {countries: [birth_country]}}";
    JudgedSheet sheet = JudgedSheet.of(spark, new LoadSurveyPersons(), lines, section);
    assertThat(sheet.rejected()).hasSize(8);
    List<Row> rows = sheet.loaded(spark).orderBy("weight", "sex").collectAsList();
    assertThat(rows.stream().map(StocksTest::characteristics))
        .containsExactly(
            "0 null _U _U _U _U _U _U _U _U",
            "1 8 XCA XCA native_born_national _U some 0 _Z since_birth",
            "2 41 VEN VEN foreign_born_national _U with 3 5 5+",
            "1 7 VEN _U foreign_born_national _U _U _U _U _U"); // one of two citizenships tells
    assertThat(rows.get(1).<String>getAs("cluster_id"))
        .isEqualTo(rows.get(2).getAs("cluster_id")) // the household
        .isNotEqualTo(rows.get(0).getAs("cluster_id"));
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.contains("P-") || line.contains("H-"));
    String two = section.replace("country: XCA,", "country: XCA, area-pattern: 'N|S',");
    String towns = "record,household,stratum,weight\nP-1,H,N,1\nP-2,H,S,1\nP-3,H,NS,1\nP-4,H,n,1";
    assertThat(JudgedSheet.of(spark, new LoadSurveyPersons(), towns, two).rejected())
        .containsExactly("4: area-known", "5: area-known");
    // The name of the stocks from registers is none for a survey.
    String ofRegisters = section.replace("ehpm", Stock.REGISTERS);
    assertThat(
            JudgedSheet.of(spark, new LoadSurveyPersons(), lines, ofRegisters).lines().stream()
                .map(line -> line.getList(line.fieldIndex(Classification.FAILURES))))
        .allMatch(failures -> failures.equals(List.of("source-not-registers")));
  }

  private static String characteristics(Row row) {
    return java.util.stream.Stream.of(
            "sex",
            "age",
            "birth_country",
            "citizenship",
            "migration_status",
            "ethnicity",
            "disability",
            "education",
            "occupation",
            "length_of_stay")
        .map(name -> String.valueOf(row.<Object>getAs(name)))
        .collect(java.util.stream.Collectors.joining(" "));
  }

  private static Stock stock(
      String area, String sex, String status, long persons, int sampled, double share) {
    BigDecimal figure = BigDecimal.valueOf(persons);
    return new Stock(
        "s",
        DAY,
        crossedBy(area, sex),
        area,
        sex,
        "_T",
        "_T",
        "_T",
        status,
        "_T",
        "_T",
        "_T",
        "_T",
        "_T",
        figure,
        new BigDecimal("94"),
        new BigDecimal("94"),
        null,
        null,
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

  private static String crossedBy(String area, String sex) {
    if (area.equals("_T")) {
      return sex.equals("_T") ? "" : "sex";
    }
    return sex.equals("_T") ? "area_id" : "area_id sex";
  }

  /** The same a year earlier. */
  private static Stock before(Stock of) {
    return new Stock(
        of.sourceId(),
        of.referenceDate().minusYears(1),
        of.crossedBy(),
        of.areaId(),
        of.sex(),
        of.ageBand(),
        of.birthCountry(),
        of.citizenship(),
        of.migrationStatus(),
        of.ethnicity(),
        of.disability(),
        of.education(),
        of.occupation(),
        of.lengthOfStay(),
        of.persons(),
        of.standardError(),
        of.samplingError(),
        of.coverageError(),
        of.linkageError(),
        of.intervalLow(),
        of.intervalHigh(),
        of.intervalLevel(),
        of.sampled(),
        of.clusters(),
        of.degrees(),
        of.sampledShare(),
        of.isCalibrated(),
        of.cellKey());
  }

  @Test
  void valuesOfCharacteristicsMayHaveBlanks(SparkSession spark) {
    IndicatorRow row =
        IndicatorRow.of(
            published(spark, stock("_T", "2", "of mixed status", 1000, 99, 0.1)).get(0));
    IndicatorRow unknown =
        IndicatorRow.of(published(spark, stock("_T", "_U", "_T", 1000, 99, 0.1)).get(0));
    String page = new Page(TableSchema.of(Indicator.class), List.of(row, unknown), "r").html();
    assertThat(page)
        .contains("Residents by sex, migration status<")
        .contains("women, of mixed status")
        .contains("sex unknown");
  }

  private static List<Row> published(SparkSession spark, Stock first, Stock... others) {
    return published(spark, Rows.of(spark, first, others), "country: XCA, largest-variation: 0.2");
  }

  /** The provinces of which tables know. */
  private static TestInputs known(SparkSession spark) {
    return new TestInputs(spark)
        .with(Zone.class, spark.range(1, 9).selectExpr("'XC0' || id AS zone_id"));
  }

  /** Zoila is in the column of areas, and Peña in that of ethnicity; whoever asks sees numbers. */
  @Test
  void aTextThatNoListKnowsIsNotPublishedWithAHiddenFigure(SparkSession spark) {
    Dataset<Row> stocks =
        Rows.of(
                spark,
                stock("_T", "_T", "_T", 50_000, 500, 0.01),
                stock("XC01", "_T", "_T", 20, 2, 0.01),
                stock("Zoila", "_T", "_T", 20, 1, 0.01),
                stock("Capital", "_T", "_T", 9000, 90, 0.01),
                stock("_T", "_T", "Peña", 20, 1, 0.01),
                stock("_T", "_T", "mixed", 9000, 90, 0.01))
            .withColumn("ethnicity", col("migration_status"))
            .withColumn("migration_status", lit("_T"));
    List<Row> rows = published(spark, stocks, "country: XCA, largest-variation: 0.2");
    assertThat(rows.stream().map(row -> figure(row).replaceAll(":.*", "")))
        .containsExactlyInAnyOrder(
            "country XCA _T",
            "province XC01 _T",
            "province Capital _T",
            "country XCA ethnicity=mixed");
  }

  /**
   * Of the largest key 10 are added: one person is 11, with an error of √3, not too vague to be
   * shown. 30 are 40, and no fewer persons can be; 29 are 39, which 29 can be too.
   */
  @Test
  void aTextThatFewMayHaveIsNotPublishedWithNoise(SparkSession spark) {
    Dataset<Row> stocks =
        Rows.of(
                spark,
                stock("_T", "_T", "_T", 500, 500, 0.9),
                stock("XC01", "_T", "_T", 1, 1, 0.9),
                stock("Zoila", "_T", "_T", 1, 1, 0.9),
                stock("Villa", "_T", "_T", 29, 29, 0.9),
                stock("Capital", "_T", "_T", 30, 30, 0.9),
                stock("_T", "_T", "Zoila Peña", 1, 1, 0.9),
                stock("_T", "_T", "mixed", 30, 30, 0.9))
            .withColumn("ethnicity", col("migration_status"))
            .withColumn("migration_status", lit("_T"))
            .withColumn("standard_error", lit(0).cast("decimal(24,9)"))
            .withColumn("sampling_error", col("standard_error"))
            .withColumn("is_calibrated", lit(false))
            .withColumn("cell_key", lit((1L << 32) - 1));
    List<Row> rows = published(spark, stocks, "country: XCA");
    assertThat(rows)
        .extracting(row -> row.getAs("disclosure_status"))
        .containsOnly("published_with_noise");
    assertThat(rows.stream().map(row -> figure(row).replaceAll(" \\(.*\\)", "")))
        .containsExactlyInAnyOrder(
            "country XCA _T: 510 of 510",
            "province XC01 _T: 11 of 10",
            "province Capital _T: 40 of 40",
            "country XCA ethnicity=mixed: 40 of 40");
  }

  /** Forty persons drawn one by one, who are all of XCA: sampling units that do not differ. */
  @Test
  void aSampleWithoutAnErrorIsNoFullCount(SparkSession spark) {
    Dataset<Row> stocks =
        Rows.of(spark, stock("_T", "_T", "_T", 4000, 40, 0.01))
            .withColumn("standard_error", lit(0).cast("decimal(24,9)"))
            .withColumn("sampling_error", col("standard_error"))
            .withColumn("is_calibrated", lit(false));
    assertThat(published(spark, stocks, "country: XCA"))
        .singleElement()
        .extracting(row -> row.<String>getAs("method"))
        .isEqualTo(
            "survey weights; error of the design by the jackknife; persons asked in full tens");
  }

  private static List<Row> published(SparkSession spark, Dataset<Row> stocks, String rules) {
    PublishIndicators job = new PublishIndicators();
    return SyntheticInputs.rows(
        job.transform(
            known(spark).with(Stock.class, stocks),
            JobParams.of(job, "{vintage: 2024-03-01, stock: {" + rules + "}}")),
        Indicator.class);
  }

  /**
   * Half of all were asked. The smallest key takes 10, or all of fewer; the largest adds 10; noise
   * is symmetric, so that the key in the middle adds none.
   */
  @Test
  void figuresOfAFullCountHaveTheNoiseOfTheirCell(SparkSession spark) {
    Dataset<Row> stocks =
        Rows.of(
                spark,
                stock("_T", "_T", "_T", 1000, 500, 0.5),
                stock("XC01", "_T", "_T", 900, 300, 0.5),
                stock("XC01", "2", "_T", 600, 200, 0.5),
                stock("XC01", "1", "_T", 400, 101, 0.5),
                stock("XC02", "_T", "_T", 6000, 2, 0.5),
                stock("XC03", "_T", "_T", 1000, 1000, 0.5))
            .withColumn(
                "cell_key",
                when(col("sampled").isin(300, 2), 0L)
                    .when(col("sampled").equalTo(200), (1L << 32) - 1)
                    .otherwise(1L << 31))
            .withColumn(
                "standard_error",
                when(col("sampled").equalTo(1000), 0)
                    .otherwise(col("standard_error"))
                    .cast("decimal(24,9)"))
            .withColumn("sampling_error", col("standard_error"))
            .withColumn("is_calibrated", col("sampled").notEqual(1000));
    String rules = "country: XCA, largest-variation: 0.2";
    List<Row> rows = published(spark, stocks, rules);
    // With t = 2.776445 of 4 degrees, the factors are e^(t √ln(1 + c²)), c the share of the error:
    // 1000, error √(94² + 3 × 2²) = 94.064, factor 1.29769;
    // 900 × 290 / 300 = 870, error √(94² × 290 / 300 + 3 × 3²) = 92.566, factor 1.34256;
    // 600 × 210 / 200 = 630, error √(94² × 210 / 200 + 3 × 3²) = 96.461, factor 1.52600.
    // Without an error of its own: √3, z = 1.959964, factor 1.003401, as e^(z c) to six digits.
    assertThat(rows.stream().map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 1000 (771 to 1298) of 500",
            "province XC01 _T: 870 (648 to 1168) of 290",
            "province XC01 sex=2: 630 (413 to 961) of 210",
            "province XC01 sex=1: coefficient of variation above 20 %",
            "province XC03 _T: 1000 (997 to 1003) of 1000");
    assertThat(rows)
        .filteredOn(row -> !row.isNullAt(row.fieldIndex("value")))
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("disclosure_status")).isEqualTo("published_with_noise");
              assertThat(row.<String>getAs("method"))
                  .endsWith(
                      "noise of variance 3 by the cell key method is added to persons asked or listed and is in the interval; figures do not add up")
                  .startsWith(
                      row.getAs("destination_area").equals("XC03")
                          ? "everybody was asked: no error of a sample;"
                          : "survey weights, brought to known residents");
            });
    assertThat(
            new Page(
                    TableSchema.of(Indicator.class),
                    rows.stream().map(IndicatorRow::of).toList(),
                    "r")
                .html())
        .contains("<td>published with noise</td>");
    assertThat(
            published(spark, stocks, rules + ", noise: {added: false}").stream()
                .map(StocksTest::figure))
        .contains(
            "country XCA _T: 1000 (990 to 1010) of 500",
            "province XC01 sex=2" + COVERED,
            "province XC02 _T: fewer than 30 persons asked");
  }

  @Test
  void figuresOfFewOrOfLittleAreHidden(SparkSession spark) {
    List<Row> rows =
        published(
            spark,
            stock("_T", "_T", "_T", 1000, 99, 0.1),
            before(stock("_T", "_T", "_T", 777, 99, 0.1)),
            stock("_T", "2", "foreign_born_foreigner", 600, 30, 0.1),
            stock("XC01", "_T", "_T", 5000, 1000, 0.1), // a fifth, not more
            stock("XC01", "1", "_T", 470, 94, 0.1),
            stock("XC01", "2", "_T", 469, 93, 0.1),
            stock("XC01", "_U", "_T", 499, 100, 0.1), // more than a fifth of them
            stock("XC02", "_T", "_T", 5000, 1001, 0.1), // more than a fifth of the area
            stock("XC02", "1", "_T", 500, 40, 0.1),
            stock("XC03", "_T", "_T", 5000, 29, 0.1),
            stock("XC04", "_T", "_T", 5000, 1000, 0.1),
            stock("XC04", "1", "_T", 0, 94, 0.1), // who stand for nobody
            stock("XC05", "1", "_T", 500, 40, 0.1), // of an area without a total
            stock("XC06", "_T", "_T", 10_000, 2000, 0.1),
            stock("XC06", "1", "_T", 4700, 940, 0.1), // of the others the fewest
            stock("XC07", "_T", "_T", 20_000, 4000, 0.1),
            stock("XC07", "1", "_T", 9400, 1880, 0.1)); // 1880 / 9400 is 0.2
    assertThat(rows.stream().map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 1000 (990 to 1010) of 90",
            "country XCA sex=2 migration_status=foreign_born_foreigner: 600 (590 to 610) of 30",
            "province XC01 _T: 5000 (4990 to 5010) of 1000",
            "province XC01 sex=1" + COVERED,
            "province XC01 sex=2" + COVERED,
            "province XC01 sex=_U" + COVERED,
            "province XC02 _T: 5000 (4990 to 5010) of 1000",
            "province XC02 sex=1" + COVERED,
            "province XC03 _T: fewer than 30 persons asked",
            "province XC04 _T: 5000 (4990 to 5010) of 1000",
            "province XC04 sex=1" + COVERED,
            "province XC05 sex=1: crosses of estimate-stocks have no area_id by itself, which says how many of an area were asked",
            "province XC06 _T: 10000 (9990 to 10010) of 2000",
            "province XC06 sex=1" + COVERED,
            "province XC07 _T: 20000 (19990 to 20010) of 4000",
            "province XC07 sex=1: 9400 (9390 to 9410) of 1880");
    String page =
        new Page(TableSchema.of(Indicator.class), rows.stream().map(IndicatorRow::of).toList(), "r")
            .html();
    assertThat(page)
        .contains("<h1>Residents by their characteristics</h1>")
        .contains("Residents by sex, migration status")
        .contains("women, foreign born foreigner")
        .contains("30 or more")
        .contains("too uncertain");
  }

  /** Women of each area from XC01 on, with how many were asked, of totals that are published. */
  private static List<Row> women(SparkSession spark, int[][] totals, int[][] women) {
    List<Stock> stocks = new ArrayList<>();
    int[] all = new int[4];
    for (int i = 0; i < totals.length; i++) {
      String area = "XC0" + (i + 1);
      int men = totals[i][0] - women[i][0];
      int menAsked = totals[i][1] - women[i][1];
      stocks.add(stock(area, "_T", "_T", totals[i][0], totals[i][1], 0.07));
      stocks.add(stock(area, "1", "_T", men, menAsked, 0.07));
      stocks.add(stock(area, "2", "_T", women[i][0], women[i][1], 0.07));
      all[0] += totals[i][0];
      all[1] += totals[i][1];
      all[2] += women[i][0];
      all[3] += women[i][1];
    }
    stocks.add(stock("_T", "2", "_T", all[2], all[3], 0.07));
    return published(
        spark, stock("_T", "_T", "_T", all[0], all[1], 0.07), stocks.toArray(Stock[]::new));
  }

  /**
   * The least and the most that the women of XC01 can be, for all that is published: of those of
   * the country the others are the rest. Each person asked stands for as many as in the total of
   * the area. Of a hidden area at least 30 women were asked where the reader takes it for one that
   * only protects, and then no more than in the area of the fewest that is shown.
   */
  private static double[] womenOfXC01(List<Row> rows, Predicate<Row> isProtecting) {
    Map<String, Double> weights = new TreeMap<>();
    rows.stream()
        .filter(row -> row.<String>getAs("subject_id").equals("_T"))
        .forEach(
            row ->
                weights.put(
                    row.getAs("destination_area"),
                    row.<BigDecimal>getAs("value").doubleValue()
                        / row.<Long>getAs("observations")));
    List<Row> women =
        rows.stream().filter(row -> row.<String>getAs("subject_id").equals("sex=2")).toList();
    long most =
        women.stream()
            .filter(row -> row.<@Nullable BigDecimal>getAs("value") != null)
            .filter(row -> !row.<String>getAs("area_level").equals("country"))
            .mapToLong(row -> row.<Long>getAs("observations") + 9)
            .min()
            .orElse(Long.MAX_VALUE);
    double least = 0;
    double greatest = 0;
    for (Row row : women) {
      String area = row.getAs("destination_area");
      BigDecimal value = row.<@Nullable BigDecimal>getAs("value");
      double weight = Objects.requireNonNull(weights.get(area));
      boolean isCountry = row.<String>getAs("area_level").equals("country");
      if (value != null) {
        least += (isCountry ? 1 : -1) * value.doubleValue();
        greatest += (isCountry ? 1 : -1) * value.doubleValue();
      } else if (!area.equals("XC01")) {
        least -= isProtecting.test(row) ? most * weight : Double.MAX_VALUE / 100;
        greatest -= isProtecting.test(row) ? 30 * weight : 0;
      }
    }
    return new double[] {Math.max(0, least), greatest};
  }

  private static void assertWomenOfXC01MayBeFewOrNone(List<Row> rows, Predicate<Row> isProtecting) {
    double[] range = womenOfXC01(rows, isProtecting);
    assertThat(range[0]).isZero();
    assertThat(range[1]).isGreaterThanOrEqualTo(29);
  }

  /**
   * All of XC01 were asked: 1203 women of the country less 600 and 600 would be its 3. Were it said
   * that XC02 only protects, 30 women of it were asked, who stand for 600, and those of XC01 were 3
   * at most; so all hidden figures say the same.
   */
  @Test
  void aFigureOfAnAreaThatWasAskedAsAWholeIsNotLeftOver(SparkSession spark) {
    List<Row> rows =
        women(
            spark,
            new int[][] {{600, 600}, {10_000, 500}, {20_000, 1000}},
            new int[][] {{3, 3}, {600, 30}, {600, 30}});
    assertWomenOfXC01MayBeFewOrNone(
        rows, row -> row.<String>getAs("disclosure_status").equals("suppressed_secondary"));
    assertThat(rows.stream().map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 30600 (30590 to 30610) of 2100",
            "country XCA sex=2: 1203 (1193 to 1213) of 60",
            "province XC01 _T: 600 (590 to 610) of 600",
            "province XC01 sex=1" + COVERED,
            "province XC01 sex=2" + COVERED,
            "province XC02 _T: 10000 (9990 to 10010) of 500",
            "province XC02 sex=1" + COVERED,
            "province XC02 sex=2" + COVERED,
            "province XC03 _T: 20000 (19990 to 20010) of 1000",
            "province XC03 sex=1" + COVERED,
            "province XC03 sex=2" + COVERED);
  }

  /** A reader who knows that all areas but XC01 only protect is no nearer. */
  @Test
  void areasAreHiddenUntilTheyLeaveAFigureItsRange(SparkSession spark) {
    // XC02 and XC03 have 30 asked each, no more than the minimum: XC04 is hidden with them
    List<Row> beyond =
        women(
            spark,
            new int[][] {{600, 600}, {10_000, 500}, {20_000, 1000}, {20_000, 1000}, {20_000, 1000}},
            new int[][] {{3, 3}, {600, 30}, {600, 30}, {1000, 50}, {2000, 100}});
    assertWomenOfXC01MayBeFewOrNone(beyond, row -> true);
    // 69 asked of XC02, and of XC03 shown with 60 to 69, left 508 - 69 x 7 = 25 of XC01 and no
    // fewer
    List<Row> below =
        women(
            spark,
            new int[][] {{600, 600}, {2800, 400}, {2800, 400}, {4200, 600}},
            new int[][] {{25, 25}, {483, 69}, {483, 69}, {525, 75}});
    assertWomenOfXC01MayBeFewOrNone(below, row -> true);
    assertThat(Stream.of(beyond, below).flatMap(List::stream).map(StocksTest::figure))
        .filteredOn(figure -> figure.contains("sex=2: "))
        .filteredOn(figure -> figure.startsWith("province") && !figure.endsWith(COVERED))
        .containsExactly(
            "province XC05 sex=2: 2000 (1990 to 2010) of 100",
            "province XC04 sex=2: 525 (515 to 535) of 70");
  }

  /**
   * All 40 women of XC01 were asked, and 500 of the men: 10,040 less 10,000 would be them. In XC04
   * 3 of unknown sex were asked, who stand for 60, of whom nobody knows who they are.
   */
  @Test
  void aGroupThatWasAskedAsAWholeIsNotLeftOver(SparkSession spark) {
    List<String> rows =
        published(
                spark,
                stock("XC01", "_T", "_T", 10_040, 540, 0.07),
                stock("XC01", "1", "_T", 10_000, 500, 0.07),
                stock("XC01", "2", "_T", 40, 40, 0.07),
                stock("XC02", "_T", "_T", 10_000, 500, 0.07),
                stock("XC02", "1", "_T", 9360, 468, 0.07),
                stock("XC02", "2", "_T", 640, 32, 0.07),
                stock("XC04", "_T", "_T", 20_060, 1003, 0.07),
                stock("XC04", "1", "_T", 19_300, 965, 0.07),
                stock("XC04", "2", "_T", 700, 35, 0.07),
                stock("XC04", "_U", "_T", 60, 3, 0.07))
            .stream()
            .map(StocksTest::figure)
            .filter(figure -> !figure.contains(" _T: "))
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "province XC01 sex=1" + COVERED,
            "province XC01 sex=2" + COVERED,
            "province XC02 sex=1" + COVERED,
            "province XC02 sex=2" + COVERED,
            "province XC04 sex=1: 19300 (19290 to 19310) of 960",
            "province XC04 sex=2: 700 (690 to 710) of 30",
            "province XC04 sex=_U: fewer than 30 persons asked");
    // 12,043 of the country less 10,000 and 2040 would be 3
    assertThat(
            published(
                    spark,
                    stock("_T", "_T", "_T", 12_043, 603, 0.05),
                    stock("_T", "0", "_T", 3, 3, 0.05),
                    stock("_T", "1", "_T", 10_000, 500, 0.05),
                    stock("_T", "2", "_T", 2040, 100, 0.05))
                .stream()
                .map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 12043 (12033 to 12053) of 600",
            "country XCA sex=0" + COVERED,
            "country XCA sex=1: 10000 (9990 to 10010) of 500",
            "country XCA sex=2" + COVERED);
  }

  /** The code of SDMX, as of destinations of emigrants. */
  @Test
  void anUnknownAreaIsNotSpecified(SparkSession spark) {
    assertThat(published(spark, stock("_U", "_T", "_T", 1000, 99, 0.1)))
        .singleElement()
        .extracting(StocksTest::figure)
        .isEqualTo("province _X _T: 1000 (990 to 1010) of 90");
  }

  @Test
  void theSourceOfANameIsPublishedInPlaceOfTheLatestSurvey(SparkSession spark) {
    Stock total = stock("_T", "_T", "_T", 1000, 99, 0.1);
    Dataset<Row> all =
        Rows.of(spark, before(total))
            .unionByName(
                Rows.of(spark, before(stock("_T", "_T", "_T", 777, 99, 0.1)))
                    .withColumn("source_id", lit("a survey of the same day")))
            .unionByName(
                Rows.of(spark, stock("_T", "_T", "_T", 1234, 99, 0.1))
                    .withColumn("source_id", lit(Stock.REGISTERS)));
    assertThat(totals(spark, all, "country: XCA"))
        .containsExactly("country XCA _T: 1000 (990 to 1010) of 90");
    assertThatThrownBy(() -> totals(spark, all, "country: XCA, source-id: nosuch"))
        .hasMessageContaining(
            "stock.source-id of publish-indicators is nosuch; stock has a survey of the same day, ");
    assertThat(totals(spark, all, "source-id: a survey of the same day"))
        .containsExactly("country _X _T: 777 (767 to 787) of 90");
    assertThat(totals(spark, all, "source-id: registers"))
        .containsExactly("country _X _T: 1234 (1224 to 1244) of 90");
  }

  /** Two persons of a mistyped day are a survey of their own, and the latest. */
  @Test
  void whichOfSeveralSurveysIsPublishedIsSaid(SparkSession spark) {
    Stock survey = stock("_T", "_T", "_T", 1000, 99, 0.1);
    Dataset<Row> before = Rows.of(spark, before(survey));
    Dataset<Row> few = Rows.of(spark, stock("_T", "_T", "_T", 20, 9, 0.1));
    Dataset<Row> registers = Rows.of(spark, survey).withColumn("source_id", lit(Stock.REGISTERS));
    String published = "stock: of s that of 2024-01-01 is published";
    assertThat(warnings(spark, before.unionByName(few).unionByName(registers).repartition(3)))
        .containsExactly(
            "several-surveys-of-one-source (" + published + ", not that of 2023-01-01)",
            "survey-of-few-published (stock: s of 2024-01-01 asked fewer than a tenth of the"
                + " persons of s of 2023-01-01, the one before: look at its reference_date, or"
                + " name another source under stock.source-id)");
    // a day whose figures have no interval is not published
    Dataset<Row> alone =
        few.withColumn("interval_low", lit(null).cast("decimal(24,9)"))
            .withColumn("interval_high", lit(null).cast("decimal(24,9)"));
    assertThat(warnings(spark, before.unionByName(alone)))
        .containsExactly(
            "several-surveys-of-one-source (stock: of s that of 2023-01-01 is published, not that"
                + " of 2024-01-01)");
    // 9 of 90 persons are a tenth
    assertThat(
            warnings(
                spark,
                before
                    .withColumn("sampled", lit(90L))
                    .unionByName(few.withColumn("source_id", lit("t")))))
        .isEmpty();
  }

  private static List<String> warnings(SparkSession spark, Dataset<Row> stocks) {
    PublishIndicators job = new PublishIndicators();
    return job
        .warnings(
            new TestInputs(spark).with(Stock.class, stocks),
            JobParams.of(job, "{vintage: 2025-07-01}"))
        .orElseThrow()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void areasOfRegistersThatWouldTellAHiddenOneAreHiddenWithIt(SparkSession spark) {
    Dataset<Row> all =
        Rows.of(
                spark,
                stock("_T", "_T", "_T", 8000, 7220, 0.9025),
                stock("XC01", "_T", "_T", 25, 20, 0.9025), // 8000 less all others
                stock("XC02", "_T", "_T", 975, 900, 0.9025),
                stock("XC03", "_T", "_T", 3000, 2700, 0.9025),
                stock("XC04", "_T", "_T", 4000, 3600, 0.9025))
            .withColumn("source_id", lit(Stock.REGISTERS));
    PublishIndicators job = new PublishIndicators();
    List<Row> rows =
        SyntheticInputs.rows(
            job.transform(
                known(spark).with(Stock.class, all),
                JobParams.of(
                    job, "{vintage: 2024-03-01, stock: {country: XCA, source-id: registers}}")),
            Indicator.class);
    assertThat(rows.stream().map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 8000 (7990 to 8010) of 7220",
            "province XC01 _T: fewer than 30 persons on the list",
            "province XC02 _T: protects an area with few persons",
            "province XC03 _T: 3000 (2990 to 3010) of 2700",
            "province XC04 _T: 4000 (3990 to 4010) of 3600");
    assertThat(rows.get(0).<String>getAs("method"))
        .contains("list of linked registers")
        .doesNotContain("survey", "asked");
  }

  /** Most of the country was asked, or of one small area: the rest is of samples. */
  @Test
  void ofAreasThatProtectOthersNothingIsShown(SparkSession spark) {
    for (double share : new double[] {0.3, 0.01}) {
      List<Row> rows =
          published(
              spark,
              stock("_T", "_T", "_T", 50_000, (int) (50_000 * share), share),
              stock("XC01", "_T", "_T", 20, share > 0.2 ? 2 : 20, share),
              stock("XC02", "_T", "_T", 9000, 90, share),
              stock("XC02", "1", "_T", 4000, 40, share), // with the women 9000
              stock("XC02", "2", "_T", 5000, 50, share),
              stock("XC03", "_T", "_T", 20_000, 200, share),
              stock("XC03", "1", "_T", 9000, 90, share));
      assertThat(rows.stream().map(StocksTest::figure))
          .containsExactlyInAnyOrder(
              share > 0.2
                  ? "country XCA _T: 50000 (49990 to 50010) of 15000"
                  : "country XCA _T: 50000 (49990 to 50010) of 500",
              "province XC01 _T: fewer than 30 persons asked",
              "province XC02 _T: protects an area with few persons",
              "province XC02 sex=1: protects an area with few persons",
              "province XC02 sex=2: protects an area with few persons",
              "province XC03 _T: 20000 (19990 to 20010) of 200",
              "province XC03 sex=1: 9000 (8990 to 9010) of 90");
    }
  }

  private static List<String> totals(SparkSession spark, Dataset<Row> stocks, String of) {
    PublishIndicators job = new PublishIndicators();
    return SyntheticInputs.rows(
            job.transform(
                known(spark).with(Stock.class, stocks),
                JobParams.of(job, "{vintage: 2024-03-01, stock: {" + of + "}}")),
            Indicator.class)
        .stream()
        .map(StocksTest::figure)
        .toList();
  }

  @Test
  void ofAFullCountOnlyTheTotalIsPublished(SparkSession spark) {
    List<Row> rows =
        published(
            spark,
            stock("_T", "_T", "_T", 1000, 500, 0.201),
            stock("_T", "2", "_T", 400, 200, 0.201));
    assertThat(rows.stream().map(StocksTest::figure))
        .containsExactlyInAnyOrder(
            "country XCA _T: 1000 (990 to 1010) of 500", "country XCA sex=2" + COVERED);
  }

  private static String figure(Row row) {
    String of =
        row.getAs("area_level")
            + " "
            + row.getAs("destination_area")
            + " "
            + row.getAs("subject_id");
    return of + ": " + PublishedFigure.text(row, row.getAs("disclosure_rule"));
  }

  @Test
  void crossesOfWhatIsNoneAreRefused() {
    EstimateStocks job = new EstimateStocks();
    for (String crosses :
        List.of("[religion]", "[sex sex]", "['']", "[sex age_band, age_band sex]")) {
      assertThatThrownBy(() -> JobParams.of(job, "{crosses: " + crosses + "}"))
          .hasMessageContaining("crosses must");
    }
    assertThatThrownBy(() -> JobParams.of(job, "{age-groups: [0, 30, 15]}"))
        .hasMessageContaining("rise from 0");
  }
}
