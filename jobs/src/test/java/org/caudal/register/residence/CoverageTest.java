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
import java.util.Objects;
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
import org.caudal.testing.RecordKeys;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list of 2024 with some who left, and a census of the day. */
@SparkTest
class CoverageTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  private static final String EXACT =
      ", recall: 1, recall-error: 0, false-share: 0, false-share-error: 0";

  /** Stands for no shares. */
  private static final String LEFT_OUT = ", no shares";

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
                1983,
                null,
                citizenship,
                null,
                null,
                null,
                null,
                null,
                null,
                "books",
                sex == 2 ? "kept " + person : null));
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
                null,
                null,
                null,
                null,
                null,
                null,
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
    people(5, null, true, 2, "HTI");
    people(1, null, true, 2, "COL");
    // Women whose citizenship only the census knows: for the list they are of no known one.
    people(4, "0.95", true, 2, null, "XCA");
    return new TestInputs(spark).with(list).with(signs).with(links);
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
                "{count-source: %s, country: XCA, age-groups: [0, 30], least-indices: [0.5, 0.9, 0.97, 1]%s}",
                source.contains(":") ? source : source + ", reference-date: 2024-01-01",
                more.contains("recall")
                    ? more
                    : more.contains(LEFT_OUT) ? more.replace(LEFT_OUT, "") : more + EXACT)));
  }

  @Test
  void aCountThatIsOnTheListIsRefused(SparkSession spark) {
    people(1, "0.95", true, 1, "XCA");
    PersonResidence one = list.get(0);
    TestInputs inputs = new TestInputs(spark).with(signs).with(links);
    inputs.with(
        PersonResidence.class, Rows.of(spark, one).withColumn("sources", lit("books,census")));
    assertThatThrownBy(() -> coverage(inputs, "").collectAsList())
        .hasMessageContaining("has records of census")
        .hasMessageContaining("name it under left-out of estimate-residence");
  }

  @Test
  void aCountOfAnotherDayIsRefused(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    Dataset<Row> moved =
        inputs.table(LifeSign.class).withColumn("first_day", lit(LocalDate.of(2023, 7, 5)));
    assertThat(coverage(inputs.with(LifeSign.class, moved.cache()), "").count()).isPositive();
    inputs.with(LifeSign.class, moved.withColumn("first_day", lit(LocalDate.of(2023, 1, 1))));
    assertThatThrownBy(() -> coverage(inputs, "").collectAsList())
        .hasMessageContaining("all records of census are of days more than half a year from 2024")
        .hasMessageContaining("give the day of that count");
  }

  @Test
  void theListIsCutOffUntilTheEstimateStays(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    Dataset<Row> coverage =
        Rows.kept(coverage(inputs, ", confirmed: true, least-matched: 10"), CoverageEstimate.class);
    assertThat(
            coverage.orderBy("least_index", "sex", "citizenship").collectAsList().stream()
                .map(
                    row ->
                        String.format(
                            Locale.ROOT,
                            "%s %s %s %s: %d, %d, %d stand for %.3f",
                            row.<Boolean>getAs("is_chosen") ? "chosen" : "not",
                            row.getAs("sex"),
                            row.getAs("age_group"),
                            row.getAs("citizenship"),
                            row.<Long>getAs("listed"),
                            row.<Long>getAs("counted"),
                            row.<Long>getAs("matched"),
                            row.<BigDecimal>getAs("persons")))
                .toList())
        .containsExactly(
            // By numpy, with the formulas of CoverageModel: levels of men and of the rest, because
            // 9 and 4 women are too few. Near to Chapman's 121 x 101 / 91 - 1 = 133.297 of men and
            // 17 x 20 / 14 - 1 = 23.286 of women; the prior draws them together.
            "not 1 30 XCA: 120, 100, 90 stand for 133.397",
            "not 2 30 COL: 0, 1, 0 stand for 0.000",
            "not 2 30 HTI: 12, 14, 9 stand for 17.395",
            "not 2 30 _U: 4, 4, 4 stand for 5.798",
            "not _T _T _T: 136, 119, 103 stand for 156.590",
            "chosen 1 30 XCA: 100, 100, 90 stand for 111.168",
            "chosen 2 30 COL: 0, 1, 0 stand for 0.000",
            "chosen 2 30 HTI: 12, 14, 9 stand for 17.407",
            "chosen 2 30 _U: 4, 4, 4 stand for 5.802",
            "chosen _T _T _T: 116, 119, 103 stand for 134.377",
            // From 0.97 one is on the list, who was not counted: that says as little.
            "not 1 30 XCA: 1, 100, 0 stand for 1.000",
            "not 2 30 COL: 0, 1, 0 stand for 0.000",
            "not 2 30 HTI: 0, 14, 0 stand for 0.000",
            "not 2 30 _U: 0, 4, 0 stand for 0.000",
            "not _T _T _T: 1, 119, 0 stand for 1.000",
            // From the index 1 nobody is on the list, which says nothing of where it stays.
            "not 1 30 XCA: 0, 100, 0 stand for 0.000",
            "not 2 30 COL: 0, 1, 0 stand for 0.000",
            "not 2 30 HTI: 0, 14, 0 stand for 0.000",
            "not 2 30 _U: 0, 4, 0 stand for 0.000",
            "not _T _T _T: 0, 119, 0 stand for 0.000");

    assertThat(broken(coverage, "0.97", "least_index = 0.97").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("0.97 1", "0.97 2", "0.97 2", "0.97 2", "0.97 _T");

    Row men = coverage.filter("is_chosen AND sex = '1'").collectAsList().get(0);
    // By numpy; Seber's 101 x 10 / (91 x √92) is 1.157. Of 118 degrees t is 1.98027.
    assertThat(error(men)).isCloseTo(1.194726, within(1e-6));
    double share = 1.194726 / 111.167919;
    double factor = Math.exp(1.98027 * Math.sqrt(Math.log(1 + share * share)));
    assertThat(men.<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(111.167919 * factor, within(1e-4));
    assertThat(men.<BigDecimal>getAs("interval_low").doubleValue())
        .isCloseTo(111.167919 / factor, within(1e-4));

    // Stocks: the list at the chosen index, each person with the weight of the stratum.
    EstimateStocks stocks = new EstimateStocks();
    inputs.with(CoverageEstimate.class, coverage);
    List<Row> cells =
        stocks
            .transform(
                inputs,
                JobParams.of(
                    stocks, "{crosses: [sex, migration_status, ethnicity, area_id, citizenship]}"))
            .orderBy("crossed_by", "sex", "citizenship")
            .collectAsList();
    assertThat(cells)
        .extracting(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s %s%s%s %.3f of %d",
                    row.getAs("crossed_by"),
                    row.getAs("sex"),
                    row.getAs("area_id"),
                    row.getAs("citizenship"),
                    row.<BigDecimal>getAs("persons"),
                    row.<Long>getAs("sampled")))
        .containsExactly(
            " _T_T_T 134.377 of 116",
            "area_id _TA_T 134.377 of 116",
            // Of one from Colombia, who was only counted, the list says nothing.
            "citizenship _T_THTI 17.407 of 12",
            "citizenship _T_TXCA 111.168 of 100",
            "citizenship _T_T_U 5.802 of 4",
            "migration_status _T_T_T 134.377 of 116",
            "sex 1_T_T 111.168 of 100",
            "sex 2_T_T 23.209 of 16");
    // Of those on the list, by the identifier that stays where there is one.
    assertThat(cells.get(6).<Long>getAs("cell_key")).isEqualTo(cellKey(1));
    assertThat(cells.get(7).<Long>getAs("cell_key")).isEqualTo(cellKey(2));
    for (int whole : new int[] {0, 1, 5}) {
      assertThat(cells.get(whole).<Long>getAs("cell_key"))
          .isEqualTo((cellKey(1) + cellKey(2)) % (1L << 32));
    }
    Row all = coverage.filter("is_chosen AND sex = '_T'").collectAsList().get(0);
    assertThat(error(cells.get(0))).isCloseTo(1.934443, within(1e-6));
    assertThat(error(all)).isCloseTo(1.934443, within(1e-6));
    assertThat(error(cells.get(7))).isCloseTo(1.559619, within(1e-6));
    assertThat(cells.get(0).<BigDecimal>getAs("persons"))
        .isEqualByComparingTo(all.<BigDecimal>getAs("persons"));
    // The whole is no bound, which Wilson's interval would take it for.
    assertThat(cells.get(6).<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(111.167919 * factor, within(1e-4));
    assertThat(cells.get(5).<String>getAs("migration_status")).isEqualTo("_U");
    assertThat(cells.get(0).<BigDecimal>getAs("sampled_share").doubleValue())
        .isCloseTo(116 / 134.376705, within(1e-6));
    assertThat(leftOut(inputs, "[sex, ethnicity]"))
        .containsExactly(
            "cross-left-out (ethnicity of registers on 2024-01-01: no register tells ethnicity)");
    assertThatCharacteristicsAreThoseThatRegistersTell(inputs);
  }

  private static List<String> leftOut(TestInputs inputs, String crosses) {
    EstimateStocks stocks = new EstimateStocks();
    EstimateStocks.Params params = JobParams.of(stocks, "{crosses: " + crosses + "}");
    return stocks.warnings(inputs, params).orElseThrow().collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /**
   * Of women registers and count tell that they are Garífuna with a difficulty and came in June; of
   * men, and of the education of anybody, they tell nothing.
   */
  private static void assertThatCharacteristicsAreThoseThatRegistersTell(TestInputs inputs) {
    for (Class<? extends Record> table : List.of(PersonResidence.class, LifeSign.class)) {
      inputs.with(
          table,
          inputs
              .table(table)
              .withColumn("ethnicity", when(col("sex").equalTo(2), "garifuna"))
              .withColumn("disability", when(col("sex").equalTo(2), "with"))
              .withColumn(
                  "arrived_on", when(col("sex").equalTo(2), lit(LocalDate.of(2023, 6, 1)))));
    }
    inputs.with(
        CoverageEstimate.class,
        Rows.kept(
            coverage(inputs, ", confirmed: true, least-matched: 10"), CoverageEstimate.class));
    String crosses =
        "[ethnicity, sex disability, length_of_stay, education, sex education occupation]";
    EstimateStocks stocks = new EstimateStocks();
    List<Row> cells =
        stocks
            .transform(inputs, JobParams.of(stocks, "{crosses: " + crosses + "}"))
            .orderBy("crossed_by", "sex", "ethnicity", "length_of_stay")
            .collectAsList();
    assertThat(cells)
        .extracting(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s: %s %s %s %s %.3f of %d",
                    row.getAs("crossed_by"),
                    row.getAs("sex"),
                    row.getAs("ethnicity"),
                    row.getAs("disability"),
                    row.getAs("length_of_stay"),
                    row.<BigDecimal>getAs("persons"),
                    row.<Long>getAs("sampled")))
        .containsExactly(
            ": _T _T _T _T 134.377 of 116",
            "ethnicity: _T _U _T _T 111.168 of 100",
            "ethnicity: _T garifuna _T _T 23.209 of 16",
            "length_of_stay: _T _T _T 0 23.209 of 16",
            "length_of_stay: _T _T _T _U 111.168 of 100",
            "sex disability: 1 _T _U _T 111.168 of 100",
            "sex disability: 2 _T with _T 23.209 of 16");
    // The same persons, those who were only counted among them: the error of women.
    for (int women : new int[] {2, 3, 6}) {
      assertThat(error(cells.get(women))).isCloseTo(1.559619, within(1e-6));
    }
    assertThat(leftOut(inputs, crosses))
        .containsExactly(
            "cross-left-out (education of registers on 2024-01-01: no register tells education)",
            "cross-left-out (sex education occupation of registers on 2024-01-01: no register"
                + " tells education, occupation)");
  }

  /**
   * Strata of the length of stay: near to Chapman's estimates, from which the prior draws a little.
   */
  @Test
  void whoCameLatelyHasAnEffectOfItsOwn(SparkSession spark) {
    people(90, "0.95", true, 1, "XCA");
    people(10, "0.95", false, 1, "XCA");
    people(10, null, true, 1, "XCA");
    people(30, "0.95", true, 2, "HTI");
    people(10, "0.95", false, 2, "HTI");
    people(50, null, true, 2, "HTI");
    TestInputs inputs = new TestInputs(spark).with(list).with(signs).with(links);
    // Women came in 2023, in the records of registers and of the count alike; men were born here.
    for (Class<? extends Record> table : List.of(PersonResidence.class, LifeSign.class)) {
      inputs.with(
          table,
          inputs
              .table(table)
              .withColumn("arrived_on", when(col("sex").equalTo(2), lit(LocalDate.of(2023, 6, 1))))
              .withColumn("birth_country", when(col("sex").equalTo(1), "XCA").otherwise("HTI")));
    }
    List<Row> rows =
        coverage(inputs, ", effects: [length_of_stay]")
            .filter("is_chosen AND sex <> '_T'")
            .orderBy("length_of_stay")
            .collectAsList();
    assertThat(rows)
        .extracting(
            row ->
                row.getAs("length_of_stay")
                    + ": "
                    + row.<Long>getAs("listed")
                    + " as "
                    + row.getAs("levels"))
        .containsExactly(
            "0: 40 as length_of_stay=0", "since_birth: 100 as length_of_stay=since_birth");
    assertThat(persons(rows.get(0))).isCloseTo(41.0 * 81 / 31 - 1, within(2.0));
    assertThat(persons(rows.get(1))).isCloseTo(101.0 * 101 / 91 - 1, within(0.5));
  }

  private static double persons(Row row) {
    return row.<BigDecimal>getAs("persons").doubleValue();
  }

  /** Men counted two years before: the two days are what each is alone. */
  @Test
  void countsOfSeveralDaysAreEstimatedEachByItself(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    Dataset<Row> earlier =
        inputs
            .table(PersonResidence.class)
            .filter("sex = 1")
            .withColumn("reference_date", lit(LocalDate.of(2022, 1, 1)));
    Column old = lit("old").as("source_id");
    inputs
        .with(
            PersonResidence.class, inputs.table(PersonResidence.class).unionByName(earlier).cache())
        .with(
            LifeSign.class,
            inputs
                .table(LifeSign.class)
                .unionByName(
                    of(inputs, LifeSign.class, old)
                        .withColumn("first_day", lit(LocalDate.of(2022, 1, 1))))
                .cache())
        .with(
            LinkedPerson.class,
            inputs
                .table(LinkedPerson.class)
                .unionByName(of(inputs, LinkedPerson.class, old))
                .cache());
    List<String> alone = allTexts(coverage(inputs, ""));
    alone.addAll(allTexts(coverage(inputs, "", "old, reference-date: 2022-01-01")));
    assertThat(allTexts(coverage(inputs, ", other-counts: {old: 2022-01-01}")))
        .containsExactlyInAnyOrderElementsOf(alone);
    assertThat(alone).filteredOn(row -> row.contains("2022-01-01")).hasSize(4 * (4 + 1));

    assertThatThrownBy(() -> coverage(inputs, ", other-counts: {old: 2022-01-02}"))
        .hasMessageContaining("must be firsts of January, one was 2022-01-02");
    assertThatThrownBy(() -> coverage(inputs, ", other-counts: {old: 2024-01-01}"))
        .hasMessageContaining("reference-date and the days of other-counts must differ");
  }

  private static Dataset<Row> of(TestInputs inputs, Class<? extends Record> table, Column source) {
    return inputs.table(table).withColumn("source_id", source);
  }

  private static List<String> allTexts(Dataset<Row> rows) {
    return new ArrayList<>(
        Rows.kept(rows, CoverageEstimate.class).collectAsList().stream()
            .map(Row::toString)
            .toList());
  }

  /** Of those of a sex who are on the list at the index 0.9 and had a sign after. */
  private long cellKey(int sex) {
    return RecordKeys.cellKey(
        list.stream()
            .filter(person -> person.sex() == sex)
            .filter(person -> person.residenceIndex().compareTo(new BigDecimal("0.9")) > 0)
            .map(person -> Objects.requireNonNullElse(person.keptPersonId(), person.personId())));
  }

  @Test
  void whatIsNotKnownOfTheLinkageWidensEveryGroup(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    inputs.with(
        PersonResidence.class, inputs.table(PersonResidence.class).filter("sex = 1").cache());
    inputs.with(LifeSign.class, inputs.table(LifeSign.class).filter("sex = 1").cache());
    String shares =
        ", least-matched: 100, recall: 0.9, recall-error: 0.09, false-share: 0.1, false-share-error: 0.08";
    Dataset<Row> estimates = Rows.kept(coverage(inputs, shares), CoverageEstimate.class);
    assertThat(
            Rows.kept(coverage(inputs.inPartitions(7), shares), CoverageEstimate.class)
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(estimates.collectAsList());
    Row men = estimates.filter("least_index = 0.9 AND sex = '1'").collectAsList().get(0);
    // (90 - 0.1 x 100) / (0.9 - 0.1) = 100 found of 100: but for the prior each of the 107 listed
    // stands for one. This and the variance, 2.077235, are by numpy.
    assertThat(men.<BigDecimal>getAs("persons").doubleValue()).isCloseTo(107.293386, within(1e-4));
    // by recall 0.09 / 0.8; of false links there are few to be had where nearly all are found
    assertThat(men.<BigDecimal>getAs("linkage_error").doubleValue())
        .isCloseTo(Math.hypot(0.09 / 0.8, 0.002742 * 0.08 / 0.8), within(1e-6));
    assertThat(error(men))
        .isCloseTo(Math.sqrt(Math.pow(107.293386 * 0.112500, 2) + 2.077235), within(1e-3));

    // A stock tells the parts apart; nobody was drawn.
    EstimateStocks stocks = new EstimateStocks();
    inputs.with(
        CoverageEstimate.class,
        estimates.withColumn("is_chosen", col("least_index").equalTo("0.9")));
    Row stock =
        stocks
            .transform(inputs, JobParams.of(stocks, "{crosses: [sex]}"))
            .filter("sex = '1'")
            .collectAsList()
            .get(0);
    assertThat(stock.<BigDecimal>getAs("linkage_error").doubleValue())
        .isCloseTo(107.293386 * 0.112500, within(1e-3));
    assertThat(stock.<BigDecimal>getAs("coverage_error").doubleValue())
        .isCloseTo(Math.sqrt(2.077235), within(1e-3));
    assertThat(stock.<BigDecimal>getAs("sampling_error")).isNull();
    assertThat(error(stock)).isCloseTo(error(men), within(1e-6));
  }

  private static double error(Row row) {
    return row.<BigDecimal>getAs("standard_error").doubleValue();
  }

  /** The checks of the table that rows break, by sex. */
  private static Dataset<Row> broken(Dataset<Row> coverage, String name, String of) {
    Stream<Column> checks =
        Arrays.stream(TableSchema.of(CoverageEstimate.class).declaration().checks())
            .map(check -> when(not(coalesce(expr(check.sql()), lit(true))), check.name()));
    Column[] words = Stream.concat(Stream.of(lit(name), col("sex")), checks).toArray(Column[]::new);
    return coverage.filter(of).select(concat_ws(" ", words).as("broken"));
  }

  @Test
  void aListWithoutACountIsRefused(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    String of = "is_chosen AND NOT citizenship = '_U'";
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
            // Women, none of whom was counted, are of the level of the men.
            "men 1",
            "men 2",
            "men _T",
            "misspelt 1",
            "misspelt 2",
            "misspelt _T two_are_counted counted_are_found");
  }

  /** By cases, which are indices here: groups with those on the list, in the count and in both. */
  @Test
  void levelsWithTooFewAreOne(SparkSession spark) {
    EstimateCoverage job = new EstimateCoverage();
    EstimateCoverage.Params params =
        JobParams.of(
            job,
            "{count-source: census, reference-date: 2024-01-01, country: XCA, effects: [sex origin, area_id], recall: 0.9, recall-error: 0, false-share: 0.1, false-share-error: 0}");
    Dataset<Row> groups =
        spark
            .sql(
                """
            SELECT CAST(least_index AS DECIMAL(7,6)) AS least_index, sex, '0' AS age_group,
              citizenship, area_id, CAST(listed AS BIGINT) AS listed,
              CAST(counted AS BIGINT) AS counted, CAST(matched AS BIGINT) AS matched
            FROM VALUES
              (0.1, '1', 'XCA', 'A', 100, 100, 26),
              (0.1, '1', 'HTI', 'A', 100, 100, 25),
              (0.1, '1', 'COL', 'B', 0, 5, 0),
              (0.1, '2', 'XCA', 'B', 99, 90, 80),
              (0.2, '1', 'XCA', 'A', 20, 20, 15),
              (0.2, '2', 'XCA', 'A', 40, 40, 39),
              (0.2, '2', 'XCA', 'B', 40, 40, 38)
              AS t(least_index, sex, citizenship, area_id, listed, counted, matched)
            """)
            .withColumn("length_of_stay", lit("_U"));
    assertThat(
            CoverageCounts.withLevels(
                    LinkageShares.with(
                        groups,
                        new TestInputs(spark),
                        params,
                        params.countSource(),
                        params.referenceDate()),
                    params)
                .orderBy("least_index", "sex", "citizenship", "area_id")
                .collectAsList())
        .extracting(row -> row.getDecimal(0).setScale(1) + " " + row.getAs("levels"))
        .containsExactly(
            // 20 found are 0.8 x 20 = 16 links and a tenth of the counted: of foreigners 25 - 10.5
            // are too few; 26 - 10 of nationals are enough, but the foreigners are not yet.
            // In A 51 - 20 are enough, in B 80 - 9.5.
            "0.1 sex origin=rest; area_id=B",
            "0.1 sex origin=rest; area_id=A",
            "0.1 sex origin=rest; area_id=A",
            "0.1 sex origin=2/national; area_id=B",
            // 15 - 2 men are too few, and alone: the women are with them, and all are one.
            "0.2 sex origin=rest; area_id=A",
            "0.2 sex origin=rest; area_id=A",
            "0.2 sex origin=rest; area_id=B");
  }

  @Test
  void whoWasCountedLivesWhereTheCountSays(SparkSession spark) {
    people(1, "0.95", true, 1, null, "HTI");
    people(1, "0.95", false, 1, "XCA");
    people(1, null, true, 2, "XCA");
    LifeSign sign = signs.get(0);
    Dataset<Row> count =
        Rows.of(spark, sign, signs.get(1))
            .withColumn("area_id", lit("B"))
            .withColumn("reference_date", lit(DAY));
    TestInputs inputs = new TestInputs(spark).with(links.get(0), links.get(1));
    Dataset<Row> registers = Rows.of(spark, list.get(0), list.get(1));
    assertThat(
            CountedPersons.of(inputs, registers, count)
                .orderBy("person_id")
                .select("person_id", "in_count", "sex", "age", "citizenship", "area_id")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            // What the registers do not know of one of theirs the count does not tell, but where.
            "[p0,true,1,40,_U,B]", "[p2,false,1,40,XCA,A]", "[p3,true,2,40,XCA,B]");
  }

  /** A count may be held up to half a year after the day. */
  @Test
  void whoCameOnTheDayOrLaterDidNotLiveThere(SparkSession spark) {
    people(1, "0.95", true, 1, "XCA");
    people(4, null, true, 1, "XCA");
    people(1, "0.95", false, 1, "XCA");
    assertThat(counted(spark, "arrived_on", "2024-01-01", "2023-12-31", "2024-01-01", "2024-03-01"))
        .containsExactly(
            // On the list, though the count says that the person came on the day.
            "[p0,false,null]", "[p2,true,2023-12-31]", "[p5,true,null]", "[p6,false,null]");
  }

  /** A count that is held some months after its day writes down who was born in between. */
  @Test
  void whoWasBornOnTheDayOrLaterIsNotOfTheCount(SparkSession spark) {
    people(1, "0.95", true, 1, "XCA");
    people(4, null, true, 1, "XCA");
    assertThat(counted(spark, "birth_date", "2024-01-01", "2023-12-31", "2024-01-01", "2024-03-01"))
        .containsExactly("[p0,false,null]", "[p2,true,null]", "[p5,true,null]");
  }

  /** Who was counted, of {@code people}, where the count has such days, null for the others. */
  private List<String> counted(SparkSession spark, String column, String... days) {
    Column day = lit(null);
    for (int i = 0; i < days.length; i++) {
      String record = signs.get(i).recordId();
      day = when(col("record_id").equalTo(record), days[i]).otherwise(day);
    }
    Dataset<Row> count =
        Rows.of(spark, signs)
            .withColumn(column, day.cast("date"))
            .withColumn("reference_date", lit(DAY));
    return CountedPersons.of(new TestInputs(spark).with(links), Rows.of(spark, list), count)
        .orderBy("person_id")
        .select("person_id", "in_count", "arrived_on")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    for (String wrong :
        List.of(
            "least-indices: [0.9, 0.5]",
            "least-indices: [0, 0.5]",
            "age-groups: [5, 10]",
            "flat: -1",
            "effects: [sex, colour]",
            "effects: [sex, sex]",
            "effects: []",
            "reference-date: 2024-06-30",
            "recall: 0.1, false-share: 0.2")) {
      EstimateCoverage job = new EstimateCoverage();
      String usual =
          "{count-source: census, country: XCA"
              + (wrong.startsWith("recall") ? ", recall-error: 0, false-share-error: 0" : EXACT)
              + (wrong.startsWith("reference") ? "" : ", reference-date: 2024-01-01");
      assertThatThrownBy(() -> JobParams.of(job, usual + ", " + wrong + "}"))
          .as(wrong)
          .hasMessageContaining(wrong.substring(0, wrong.indexOf(':')));
    }
  }

  @Test
  void sharesOfLinkageAreThoseOfClerksWhereTheyAreNotGiven(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    Dataset<Row> unknown = coverage(inputs, LEFT_OUT);
    assertThatThrownBy(unknown::collectAsList)
        .hasMessageContaining("how well census of 2024-01-01 was linked")
        .hasMessageContaining("run sample-counted-persons")
        .hasMessageContaining("or give recall, recall-error, false-share and false-share-error");
    inputs.with(
        new CountLinkage(
            "census",
            DAY,
            BigDecimal.ONE,
            true,
            9,
            9,
            9,
            9,
            9,
            1,
            0,
            new BigDecimal("0.9"),
            new BigDecimal("0.09"),
            new BigDecimal("0.1"),
            new BigDecimal("0.08")),
        // Of another day, and of another count.
        new CountLinkage(
            "census",
            DAY.plusYears(1),
            BigDecimal.ONE,
            true,
            9,
            9,
            9,
            9,
            9,
            1,
            0,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO),
        new CountLinkage(
            "survey",
            DAY,
            BigDecimal.ONE,
            true,
            9,
            9,
            9,
            9,
            9,
            1,
            0,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO));
    // Of a list that is not confirmed the shares are others.
    assertThatThrownBy(coverage(inputs, LEFT_OUT)::collectAsList)
        .hasMessageContaining("(confirmed: false)");
    String given = "recall: 0.9, recall-error: 0.09, false-share: 0.1, false-share-error: 0.08";
    assertThat(texts(coverage(inputs, ", confirmed: true" + LEFT_OUT)))
        .isEqualTo(texts(coverage(inputs, ", confirmed: true, " + given)))
        // Parameters win.
        .isNotEqualTo(texts(coverage(inputs, ", confirmed: true" + EXACT)));

    EstimateCoverage job = new EstimateCoverage();
    assertThatThrownBy(
            () ->
                JobParams.of(
                    job,
                    "{count-source: census, country: XCA, reference-date: 2024-01-01, recall: 1}"))
        .hasMessageContaining("must be given together, or none of them");
  }

  private static List<String> texts(Dataset<Row> coverage) {
    return Rows.kept(coverage, CoverageEstimate.class)
        .filter("sex = '_T'")
        .orderBy("least_index")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private static LifeSign record(String source, String id) {
    return new LifeSign(
        source, id, DAY, DAY, null, null, false, "A", 1, null, null, "XCA", null, null, null, null,
        null, null, "c.csv", 2);
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
              DAY,
              person,
              BigDecimal.ONE,
              true,
              true,
              1,
              1,
              "A",
              1,
              40,
              1983,
              null,
              "XCA",
              null,
              null,
              null,
              null,
              null,
              null,
              "books",
              null));
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
    Dataset<Row> coverage =
        Rows.kept(coverage(inputs, "").filter("least_index = 0.9"), CoverageEstimate.class);
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
