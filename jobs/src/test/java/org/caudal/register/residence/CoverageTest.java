package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.stock.EstimateStocks;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list of 2024 with some who left, and a census of the day. */
@SparkTest
class CoverageTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  private final List<PersonResidence> list = new ArrayList<>();
  private final List<LifeSign> signs = new ArrayList<>();
  private final List<LinkedPerson> links = new ArrayList<>();

  private void people(
      int persons, @Nullable String index, boolean isCounted, int sex, String citizenship) {
    people(persons, index, isCounted, sex, citizenship, citizenship);
  }

  private void people(
      int persons,
      @Nullable String index,
      boolean isCounted,
      int sex,
      @Nullable String citizenship,
      String counted) {
    for (int i = 0; i < persons; i++) {
      String person = "p" + (list.size() + signs.size());
      if (index != null) {
        list.add(
            new PersonResidence(
                DAY,
                person,
                new BigDecimal(index),
                true,
                true,
                1,
                index.equals("0.9") ? 0 : 2,
                "A",
                sex,
                40,
                null,
                citizenship));
      }
      if (isCounted) {
        signs.add(
            new LifeSign(
                "census",
                "r" + person,
                DAY,
                DAY,
                null,
                null,
                false,
                "A",
                sex,
                LocalDate.of(1983, 6, 1),
                null,
                counted,
                "c.csv",
                2));
        links.add(new LinkedPerson("census", "r" + person, person, 1, null));
      }
    }
  }

  private TestInputs inputs(SparkSession spark) {
    // Men who are citizens: 100 sure ones, of whom 90 were counted, 20 who left; 10 counted alone.
    people(90, "0.95", true, 1, "XCA");
    people(9, "0.95", false, 1, "XCA");
    people(1, "0.98", false, 1, "XCA");
    people(20, "0.5", false, 1, "XCA");
    people(7, "0.9", false, 1, "XCA"); // left lately: without a sign after
    people(10, null, true, 1, "XCA");
    // Women who are foreigners, too few for a stratum of their own: 12 and 6, 9 of both.
    people(9, "0.95", true, 2, "HTI");
    people(3, "0.95", false, 2, "HTI");
    people(6, null, true, 2, "HTI");
    // Women whose citizenship only the census knows: for the list they are of no known one.
    people(4, "0.95", true, 2, null, "XCA");
    return new TestInputs(spark)
        .with(list.get(0), list.subList(1, list.size()).toArray(Record[]::new))
        .with(signs.get(0), signs.subList(1, signs.size()).toArray(Record[]::new))
        .with(links.get(0), links.subList(1, links.size()).toArray(Record[]::new));
  }

  private static Dataset<Row> coverage(TestInputs inputs, String more) {
    return coverage(inputs, more, "census");
  }

  private static Dataset<Row> coverage(TestInputs inputs, String more, String source) {
    EstimateCoverage job = new EstimateCoverage();
    return job.transform(
        inputs,
        JobParams.of(
            job,
            String.format(
                Locale.ROOT,
                "{count-source: %s, reference-date: 2024-01-01, country: XCA, age-groups: [0, 30], least-indices: [0.5, 0.9, 0.97, 1]%s}",
                source,
                more)));
  }

  @Test
  void theListIsCutOffUntilTheEstimateStays(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    Dataset<Row> coverage = coverage(inputs, ", confirmed: true, least-matched: 10").cache();
    assertThat(
            coverage.orderBy("least_index", "sex", "origin").collectAsList().stream()
                .map(
                    row ->
                        String.format(
                            Locale.ROOT,
                            "%s %s %s %s: %d, %d, %d stand in %s for %.3f",
                            row.<Boolean>getAs("is_chosen") ? "chosen" : "not",
                            row.getAs("sex"),
                            row.getAs("age_group"),
                            row.getAs("origin"),
                            row.<Long>getAs("listed"),
                            row.<Long>getAs("counted"),
                            row.<Long>getAs("matched"),
                            row.getAs("stratum"),
                            row.<BigDecimal>getAs("persons")))
                .toList())
        .containsExactly(
            // 121 x 101 / 91 - 1; the rest: 16 on the list, 19 counted, 13 of both, so that
            // 17 x 20 / 14 - 1 = 23.2857, each of the 16 for 1.455357
            "not 1 30 national: 120, 100, 90 stand in 1/30/national for 133.297",
            "not 2 30 _U: 4, 4, 4 stand in rest for 5.821",
            "not 2 30 foreigner: 12, 15, 9 stand in rest for 17.464",
            "not _T _T _T: 136, 119, 103 stand in _T for 156.582",
            "chosen 1 30 national: 100, 100, 90 stand in 1/30/national for 111.099",
            "chosen 2 30 _U: 4, 4, 4 stand in rest for 5.821",
            "chosen 2 30 foreigner: 12, 15, 9 stand in rest for 17.464",
            "chosen _T _T _T: 116, 119, 103 stand in _T for 134.385",
            // From 0.97 one is on the list, who was not counted: that says as little.
            "not 1 30 national: 1, 100, 0 stand in rest for 1.000",
            "not 2 30 _U: 0, 4, 0 stand in rest for 0.000",
            "not 2 30 foreigner: 0, 15, 0 stand in rest for 0.000",
            "not _T _T _T: 1, 119, 0 stand in _T for 1.000",
            // From the index 1 nobody is on the list, which says nothing of where it stays.
            "not 1 30 national: 0, 100, 0 stand in rest for 0.000",
            "not 2 30 _U: 0, 4, 0 stand in rest for 0.000",
            "not 2 30 foreigner: 0, 15, 0 stand in rest for 0.000",
            "not _T _T _T: 0, 119, 0 stand in _T for 0.000");

    assertThat(broken(coverage, "0.97", "least_index = 0.97").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("0.97 1 rest", "0.97 2 rest", "0.97 2 rest", "0.97 _T _T");

    Row men = coverage.filter("is_chosen AND sex = '1'").collectAsList().get(0);
    // Seber: 101 x 101 x (100 - 90) x (100 - 90) / (91² x 92); of 118 degrees t is 1.98027
    double variance = 101.0 * 101 * 10 * 10 / (91 * 91 * 92);
    assertThat(men.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(variance), within(1e-6));
    assertThat(men.<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(111.098901 * Math.exp(1.98027 * Math.sqrt(variance) / 111.098901), within(1e-4));
    assertThat(men.<BigDecimal>getAs("interval_low").doubleValue())
        .isCloseTo(
            111.098901 * Math.exp(-1.98027 * Math.sqrt(variance) / 111.098901), within(1e-4));

    // Stocks: the list at the chosen index, each person with the weight of the stratum.
    EstimateStocks stocks = new EstimateStocks();
    inputs.with(CoverageEstimate.class, coverage);
    List<Row> cells =
        stocks
            .transform(
                inputs,
                JobParams.of(stocks, "{crosses: [sex, migration_status, ethnicity, area_id]}"))
            .orderBy("crossed_by", "sex")
            .collectAsList();
    assertThat(cells)
        .extracting(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s %s%s %.3f of %d",
                    row.getAs("crossed_by"),
                    row.getAs("sex"),
                    row.getAs("area_id"),
                    row.<BigDecimal>getAs("persons"),
                    row.<Long>getAs("sampled")))
        .containsExactly(
            " _T_T 134.385 of 116",
            "area_id _TA 134.385 of 116",
            "migration_status _T_T 134.385 of 116",
            "sex 1_T 111.099 of 100",
            "sex 2_T 23.286 of 16");
    // 17 x 20 x (16 - 13) x (19 - 13) / (14² x 15)
    double women = 17.0 * 20 * 3 * 6 / (14 * 14 * 15);
    assertThat(cells.get(0).<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(variance + women), within(1e-6));
    Row all = coverage.filter("is_chosen AND sex = '_T'").collectAsList().get(0);
    assertThat(all.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(variance + women), within(1e-6));
    assertThat(cells.get(4).<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(women), within(1e-6));
    // The whole is no bound, which Wilson's interval would take it for.
    assertThat(cells.get(3).<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(111.098901 * Math.exp(1.98027 * Math.sqrt(variance) / 111.098901), within(1e-4));
    assertThat(cells.get(2).<String>getAs("migration_status")).isEqualTo("_U");
    assertThat(cells.get(0).<BigDecimal>getAs("sampled_share").doubleValue())
        .isCloseTo(116 / 134.384615, within(1e-6));
  }

  @Test
  void whatIsNotKnownOfTheLinkageWidensEveryGroup(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    inputs.with(
        PersonResidence.class, inputs.table(PersonResidence.class).filter("sex = 1").cache());
    inputs.with(LifeSign.class, inputs.table(LifeSign.class).filter("sex = 1").cache());
    Row men =
        coverage(
                inputs,
                ", least-matched: 100, recall: 0.9, recall-error: 0.09, false-share: 0.1, false-share-error: 0.08")
            .filter("least_index = 0.9 AND sex = '1'")
            .collectAsList()
            .get(0);
    // (90 - 0.1 x 100) / (0.9 - 0.1) = 100 found of 100: each of the 107 listed stands for one
    assertThat(men.<BigDecimal>getAs("persons")).isEqualByComparingTo("107");
    // by recall 0.09 / 0.8; of false links there are none to be had where all are found
    assertThat(men.<BigDecimal>getAs("linkage_error")).isEqualByComparingTo("0.1125");
    // 100 x 0.9 x 0.1 is the variance of the links, and a link more or less is 108 / (0.8 x 101)
    double links = 9 * Math.pow(108 / (0.8 * 101), 2);
    assertThat(men.<BigDecimal>getAs("standard_error").doubleValue())
        .isCloseTo(Math.sqrt(107 * 107 * 0.1125 * 0.1125 + links), within(1e-6));
    // 90 links are 100 found, enough for a stratum of their own.
    assertThat(men.<String>getAs("stratum")).isEqualTo("1/30/national");
  }

  /** The checks of the table that rows break, by sex. */
  private static Dataset<Row> broken(Dataset<Row> coverage, String name, String of) {
    Stream<Column> checks =
        Arrays.stream(TableSchema.of(CoverageEstimate.class).declaration().checks())
            .map(check -> when(not(coalesce(expr(check.sql()), lit(true))), check.name()));
    Column[] words =
        Stream.concat(Stream.of(lit(name), col("sex"), col("stratum")), checks)
            .toArray(Column[]::new);
    return coverage.filter(of).select(concat_ws(" ", words).as("broken"));
  }

  @Test
  void aListWithoutACountIsRefused(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    String of = "is_chosen AND NOT origin = '_U'";
    Dataset<Row> misspelt = coverage(inputs, ", confirmed: true", "cencus");
    Dataset<Row> counted = inputs.table(LifeSign.class).filter("sex = 1");
    Dataset<Row> men = coverage(inputs.with(LifeSign.class, counted), ", confirmed: true");
    assertThat(
            broken(misspelt, "misspelt", of)
                .unionByName(broken(men, "men", of))
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder(
            // Women, none of whom was counted, share the stratum of the men.
            "men 1 rest",
            "men 2 rest",
            "men _T _T",
            "misspelt 1 rest counted_are_found_where_listed",
            "misspelt 2 rest counted_are_found_where_listed",
            "misspelt _T _T two_are_counted counted_are_found_where_listed");
  }

  /** By cases, which are indices here: groups with those on the list, in the count and in both. */
  @Test
  void groupsThatCannotStandAloneShareAStratum(SparkSession spark) {
    EstimateCoverage job = new EstimateCoverage();
    EstimateCoverage.Params params =
        JobParams.of(job, "{count-source: census, reference-date: 2024-01-01, country: XCA}");
    Dataset<Row> groups =
        spark.sql(
            """
            SELECT CAST(least_index AS DECIMAL(7,6)) AS least_index, '1' AS sex, age_group, origin,
              CAST(listed AS BIGINT) AS listed, CAST(counted AS BIGINT) AS counted,
              CAST(matched AS BIGINT) AS matched
            FROM VALUES
              (0.1, '0', 'national', 100, 100, 80),
              (0.1, '0', '_U', 0, 5, 0),
              (0.2, '0', 'national', 20, 20, 15),
              (0.2, '30', 'national', 20, 20, 15),
              (0.2, '0', 'foreigner', 4, 3, 0),
              (0.3, '0', 'national', 20, 20, 15),
              (0.3, '30', 'national', 20, 20, 15),
              (0.3, '0', 'foreigner', 4, 3, 0),
              (0.3, '30', 'foreigner', 30, 30, 25),
              (0.4, '0', 'national', 100, 100, 80),
              (0.4, '0', '_U', 0, 0, 0)
              AS t(least_index, age_group, origin, listed, counted, matched)
            """);
    assertThat(
            CoverageCounts.withErrors(CoverageCounts.withStrata(groups, params), params)
                .orderBy("least_index", "origin", "age_group")
                .collectAsList())
        .extracting(
            row ->
                String.format(
                    Locale.ROOT,
                    "%.1f %s %s in %s: %.3f%s",
                    row.<BigDecimal>getAs("least_index"),
                    row.getAs("age_group"),
                    row.getAs("origin"),
                    row.getAs("stratum"),
                    row.<BigDecimal>getAs("persons"),
                    row.<Boolean>getAs("is_blind") ? " blind" : ""))
        .containsExactly(
            // Five whom only the count knows: 101 x 106 / 81 - 1
            "0.1 0 _U in rest: 0.000",
            "0.1 0 national in rest: 131.173",
            // No group has 20 in both; 44 listed, 43 counted, 30 of both: 45 x 44 / 31 - 1 =
            // 62.871, each of the 44 for 1.428886
            "0.2 0 foreigner in rest: 5.716",
            "0.2 0 national in rest: 28.578",
            "0.2 30 national in rest: 28.578",
            // One group has: 34 listed, 33 counted, 25 of both: 35 x 34 / 26 - 1 = 44.769, each
            // for 1.316742; and 40, 40 and 30: 41 x 41 / 31 - 1 = 53.226, each for 1.330645
            "0.3 0 foreigner in rest: 5.267",
            "0.3 30 foreigner in rest: 39.502",
            "0.3 0 national in rest/national: 26.613",
            "0.3 30 national in rest/national: 26.613",
            // A group of nobody leaves the others as they are: 101 x 101 / 81 - 1
            "0.4 0 _U in rest: 0.000",
            "0.4 0 national in 1/0/national: 124.938");
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    for (String wrong :
        List.of(
            "least-indices: [0.9, 0.5]",
            "least-indices: [0, 0.5]",
            "age-groups: [5, 10]",
            "flat: -1",
            "reference-date: 2024-06-30",
            "recall: 0.1, false-share: 0.2")) {
      EstimateCoverage job = new EstimateCoverage();
      String usual =
          "{count-source: census, country: XCA"
              + (wrong.startsWith("reference") ? "" : ", reference-date: 2024-01-01");
      assertThatThrownBy(() -> JobParams.of(job, usual + ", " + wrong + "}"))
          .as(wrong)
          .hasMessageContaining(wrong.substring(0, wrong.indexOf(':')));
    }
  }

  private static LifeSign record(String source, String id) {
    return new LifeSign(
        source, id, DAY, DAY, null, null, false, "A", 1, null, null, "XCA", "c.csv", 2);
  }

  private static SyntheticResidence lives(long person, String end) {
    return new SyntheticResidence(
        person, 1, "XCA", "T", LocalDate.of(2020, 1, 1), LocalDate.parse(end), "birth");
  }

  @Test
  void theTruthTellsRecallAndFalseLinks(SparkSession spark) {
    TestInputs inputs = new TestInputs(spark);
    // Person 1 is on the list twice, as X and Y; Z is 3, who left; V is 4.
    for (String person : List.of("X", "Y", "Z", "V")) {
      list.add(
          new PersonResidence(
              DAY, person, BigDecimal.ONE, true, true, 1, 1, "A", 1, 40, null, "XCA"));
    }
    inputs
        .with(list.get(0), list.subList(1, 4).toArray(Record[]::new))
        .with(
            lives(1, "2025-01-01"),
            lives(2, "2025-01-01"),
            lives(3, "2023-01-01"),
            lives(4, "2024-01-01"),
            lives(5, "2025-01-01"))
        .with(
            new TrueLink("books", "b1", 1, ""),
            new TrueLink("books", "b2", 1, ""),
            new TrueLink("books", "b3", 3, ""),
            new TrueLink("books", "b4", 3, ""),
            new TrueLink("books", "b5", 4, ""),
            new TrueLink("census", "c1", 1, ""),
            new TrueLink("census", "c2", 2, ""),
            new TrueLink("census", "c3", 4, ""));
    // Of the census 1 was linked, 2 falsely with 3, and 4 not.
    Dataset<Row> links =
        Rows.of(
            spark,
            new LinkedPerson("books", "b1", "X", 1, null),
            new LinkedPerson("books", "b2", "Y", 1, null),
            new LinkedPerson("books", "b3", "Z", 1, null),
            new LinkedPerson("books", "b4", "Z", 1, null),
            new LinkedPerson("books", "b5", "V", 1, null),
            new LinkedPerson("census", "c1", "X", 1, null),
            new LinkedPerson("census", "c2", "Z", 1, null),
            new LinkedPerson("census", "c3", "W", 1, null));
    Column hidden = inputs.pseudonym(col("record_id"), "register-record");
    inputs
        .with(LinkedPerson.class, links.withColumn("record_id", hidden))
        .with(
            LifeSign.class,
            Rows.of(spark, record("census", "c1"), record("census", "c2"), record("census", "c3"))
                .withColumn("record_id", hidden));
    Dataset<Row> coverage = coverage(inputs, "").filter("least_index = 0.9");
    MeasureCoverage job = new MeasureCoverage();
    Row row =
        job.transform(inputs.with(CoverageEstimate.class, coverage), JobParams.of(job, "{}"))
            .collectAsList()
            .get(0);
    assertThat(
            List.of(
                "listed",
                "elsewhere",
                "doubled",
                "both",
                "linked",
                "counted_only",
                "falsely_linked",
                "residents"))
        .extracting(name -> row.<Long>getAs(name))
        .containsExactly(4L, 1L, 1L, 2L, 1L, 1L, 1L, 4L);
  }
}
