package org.caudal.register.account;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Classification;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.BalancePopulation;
import org.caudal.synthetic.country.CountAccountComponents;
import org.caudal.synthetic.country.SynthesizeAccountComponents;
import org.caudal.synthetic.country.TrueAccountComponent;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class CohortAccountsTest {
  private static final String LEAST =
      "least-errors: {population: 1, births: 0.5, deaths: 0.5, arrivals: 1, departures: 1}";

  private static AccountComponent component(
      String source,
      String area,
      int sex,
      int born,
      String component,
      int year,
      String persons,
      @Nullable String error) {
    return component(source, area, sex, born, component, year, persons, error, null);
  }

  private static AccountComponent component(
      String source,
      String area,
      int sex,
      int born,
      String component,
      int year,
      String persons,
      @Nullable String error,
      @Nullable Long recorded) {
    return new AccountComponent(
        source,
        component,
        year,
        area,
        sex,
        born,
        new BigDecimal(persons),
        error == null ? null : new BigDecimal(error),
        recorded,
        "a.csv",
        2);
  }

  private static AccountComponent man(String area, String component, int year, String figure) {
    String[] parts = figure.split(" ");
    return component("s", area, 1, 1990, component, year, parts[0], parts[1]);
  }

  /**
   * Area A: 100 − 10 + 30 − 15 make 105, and 113 were counted: 8 over variances 1, 4, 9, 1 and 1,
   * that is half of each. Area B has no departures. Of area C all is exact: 10 − 1 is not 8. Area D
   * has births of two sources, 10 ± 1 and 16 ± 2, no population, and a woman, which says that the
   * sources know the area.
   */
  private static AccountComponent[] figures() {
    List<AccountComponent> figures = new ArrayList<>();
    for (String area : List.of("A", "B")) {
      figures.add(man(area, "population", 2021, "100 1"));
      figures.add(man(area, "deaths", 2021, "10 2"));
      figures.add(man(area, "arrivals", 2021, "30 3"));
      figures.add(man(area, "population", 2022, "113 1"));
    }
    figures.add(man("A", "departures", 2021, "15 1"));
    // not accounted: other years, and who is born later
    figures.add(man("A", "population", 2020, "777 0"));
    figures.add(man("A", "deaths", 2022, "777 0"));
    figures.add(component("s", "A", 1, 2022, "births", 2022, "777", "0"));
    figures.add(man("C", "population", 2021, "10 0"));
    figures.add(man("C", "deaths", 2021, "1 0"));
    figures.add(man("C", "arrivals", 2021, "0 0"));
    figures.add(man("C", "departures", 2021, "0 0"));
    figures.add(man("C", "population", 2022, "8 0"));
    figures.add(component("s", "D", 1, 2021, "births", 2021, "10", "1", 9L));
    figures.add(component("t", "D", 1, 2021, "births", 2021, "16", "2", 15L));
    for (String flow : List.of("deaths", "arrivals", "departures")) {
      figures.add(component("s", "D", 2, 1980, flow, 2021, "50", null));
    }
    return figures.toArray(AccountComponent[]::new);
  }

  /** Departures of 2022 of areas with 20, 5, 4 and, in 2022 too, 9 in 2021. */
  @Test
  void aYearThatWasNotDeliveredIsNoYearWithoutAnybody(SparkSession spark) {
    List<AccountComponent> figures = new ArrayList<>();
    for (String area : List.of("A", "B", "C", "D")) {
      for (int year : List.of(2021, 2022, 2023)) {
        figures.add(man(area, "population", year, "100 1"));
      }
      for (int year : List.of(2021, 2022)) {
        figures.add(man(area, "deaths", year, "1 1"));
        figures.add(man(area, "arrivals", year, "9 2"));
      }
    }
    figures.add(man("A", "departures", 2021, "20 2"));
    figures.add(man("B", "departures", 2021, "5 2"));
    figures.add(man("C", "departures", 2021, "4 2"));
    figures.add(man("D", "departures", 2021, "9 2"));
    figures.add(man("D", "departures", 2022, "9 2"));
    BalanceAccounts job = new BalanceAccounts();
    Map<String, Row> found = new TreeMap<>();
    job.transform(
            new TestInputs(spark).with(figures),
            JobParams.of(job, "{first-year: 2021, last-year: 2022, " + LEAST + "}"))
        .collectAsList()
        .forEach(row -> found.put(key(row), row));
    for (String area : List.of("A", "B")) {
      Row row = row(found, area + " 1 1990 2021 departures");
      assertThat(row.<String>getAs("reason")).isEqualTo("component_missing");
    }
    assertThat(row(found, "C 1 1990 2022 departures").<BigDecimal>getAs("observed_persons"))
        .isEqualByComparingTo("0");
    for (String area : List.of("C", "D")) {
      Row row = row(found, area + " 1 1990 2022 departures");
      assertThat(row.<Boolean>getAs("is_balanced")).as(area).isTrue();
    }
  }

  @Test
  void yearsOfWhichNothingIsKnownEndTheRun(SparkSession spark) {
    BalanceAccounts job = new BalanceAccounts();
    assertThatThrownBy(
            () ->
                job.transform(
                        new TestInputs(spark).with(List.of(figures())),
                        JobParams.of(job, "{first-year: 2030, last-year: 2031, " + LEAST + "}"))
                    .collectAsList())
        .hasMessageContaining(
            "The components are of the years 2020 to 2022, none of those from first-year 2030 to"
                + " last-year 2031 of balance-accounts");
  }

  @Test
  void accountsCloseOrSayWhyTheyDoNot(SparkSession spark) {
    BalanceAccounts job = new BalanceAccounts();
    BalanceAccounts.Params params =
        JobParams.of(job, "{first-year: 2021, last-year: 2021, " + LEAST + "}");
    AccountComponent[] figures = figures();
    Dataset<Row> rows =
        Rows.of(spark, figures[0], java.util.Arrays.copyOfRange(figures, 1, figures.length));
    Map<String, Row> found = new TreeMap<>();
    for (int partitions : new int[] {1, 7}) {
      for (Row row :
          Rows.kept(
                  job.transform(
                      new TestInputs(spark)
                          .with(AccountComponent.class, rows.repartition(partitions)),
                      params),
                  CohortAccount.class)
              .collectAsList()) {
        Row other = found.put(key(row), row);
        assertThat(partitions == 1 ? row : other).isEqualTo(row);
      }
    }
    // five of men of 1990 in A, B and C, without births; six of the newborn, five of the woman
    assertThat(found).hasSize(5 + 5 + 5 + 6 + 5);

    assertThat(text(found, "A 1 1990 2021 population")).isEqualTo("100 ± 1 -> 100.5 ± 0.968");
    assertThat(text(found, "A 1 1990 2021 deaths")).isEqualTo("10 ± 2 -> 8 ± 1.732");
    assertThat(text(found, "A 1 1990 2021 arrivals")).isEqualTo("30 ± 3 -> 34.5 ± 1.984");
    assertThat(text(found, "A 1 1990 2021 departures")).isEqualTo("15 ± 1 -> 14.5 ± 0.968");
    assertThat(text(found, "A 1 1990 2022 population")).isEqualTo("113 ± 1 -> 112.5 ± 0.968");
    Row end = row(found, "A 1 1990 2022 population");
    assertThat(end.<Integer>getAs("linked_year")).isEqualTo(2021);
    assertThat(end.<BigDecimal>getAs("discrepancy")).isEqualByComparingTo("8");
    assertThat(end.<BigDecimal>getAs("discrepancy_error")).isEqualByComparingTo("4");
    assertThat(end.<Double>getAs("discrepancy_z")).isEqualTo(2);
    Row arrivals = row(found, "A 1 1990 2021 arrivals");
    assertThat(arrivals.<Integer>getAs("linked_year")).isNull();
    assertThat(arrivals.<Double>getAs("chi_square")).isCloseTo(4, within(1e-12));
    assertThat(arrivals.<Integer>getAs("degrees")).isEqualTo(1);
    // two standard errors
    assertThat(arrivals.<Double>getAs("probability")).isCloseTo(0.0455, within(1e-4));
    // 9 − 81/16 is 3.9375
    double reach = 1.959964 * Math.sqrt(3.9375);
    assertThat(arrivals.<BigDecimal>getAs("interval_low").doubleValue())
        .isCloseTo(34.5 - reach, within(2e-6));
    assertThat(arrivals.<BigDecimal>getAs("interval_high").doubleValue())
        .isCloseTo(34.5 + reach, within(2e-6));

    assertThat(text(found, "B 1 1990 2021 departures")).isEqualTo("null ± null component_missing");
    assertThat(text(found, "B 1 1990 2021 deaths")).isEqualTo("10 ± 2 component_missing");
    assertThat(text(found, "C 1 1990 2022 population")).isEqualTo("8 ± 0 figures_contradict");
    Row open = row(found, "C 1 1990 2022 population");
    assertThat(open.<BigDecimal>getAs("discrepancy")).isEqualByComparingTo("-1");
    assertThat(open.<Double>getAs("discrepancy_z")).isNull();
    assertThat(open.<Double>getAs("probability")).isNull();

    assertThat(text(found, "D 1 2021 2021 population")).isEqualTo("0 ± 0 -> 0 ± 0");
    assertThat(text(found, "D 1 2021 2021 births")).isEqualTo("11.2 ± 0.894 -> 11.2 ± 0.894");
    assertThat(text(found, "D 1 2021 2021 deaths")).isEqualTo("0 ± 0.5 -> 0 ± 0.5");
    assertThat(recorded(found, "D 1 2021 2021 births")).isEqualTo("24 of 2");
    assertThat(recorded(found, "D 1 2021 2021 deaths")).isEqualTo("0 of 1");
    assertThat(recorded(found, "D 2 1980 2021 deaths")).isEqualTo("null of 1");
    assertThat(recorded(found, "D 1 2021 2022 population")).isEqualTo("null of 0");
    assertThat(recorded(found, "D 1 2021 2021 population")).isEqualTo("0 of 0");
    // variances 0.8, 0.25, 1 and 1
    assertThat(text(found, "D 1 2021 2022 population")).isEqualTo("null ± null -> 11.2 ± 1.746");
    // 2 % of 50, and 0.5
    assertThat(text(found, "D 2 1980 2021 deaths")).isEqualTo("50 ± 1.118 population_missing");
    assertThat(row(found, "D 1 2021 2021 deaths").<BigDecimal>getAs("interval_low"))
        .isEqualByComparingTo("0");
  }

  private static String key(Row row) {
    return String.join(
        " ",
        row.<String>getAs("area_id"),
        row.<Object>getAs("sex").toString(),
        row.<Object>getAs("birth_year").toString(),
        row.<Object>getAs("year").toString(),
        row.<String>getAs("component"));
  }

  private static Row row(Map<String, Row> rows, String key) {
    assertThat(rows).containsKey(key);
    return java.util.Objects.requireNonNull(rows.get(key));
  }

  private static String text(Map<String, Row> rows, String key) {
    Row row = row(rows, key);
    String observed = number(row, "observed_persons") + " ± " + number(row, "observed_error");
    return row.<Boolean>getAs("is_balanced")
        ? observed + " -> " + number(row, "persons") + " ± " + number(row, "standard_error")
        : observed + " " + row.getAs("reason");
  }

  private static String recorded(Map<String, Row> rows, String key) {
    Row row = row(rows, key);
    return row.<@Nullable Long>getAs("recorded") + " of " + row.getAs("sources");
  }

  private static String number(Row row, String column) {
    BigDecimal number = row.getAs(column);
    return number == null
        ? "null"
        : number.setScale(3, java.math.RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  private static List<Row> accuracy(
      SparkSession spark,
      SyntheticInputs country,
      Dataset<Row> truth,
      String provinces,
      String shares) {
    SynthesizeAccountComponents offices = new SynthesizeAccountComponents();
    LoadAccountComponents loader = new LoadAccountComponents();
    Dataset<Row> loaded =
        LoadedSheet.of(
            spark,
            offices
                .transform(country, JobParams.of(offices, shares))
                .filter(col("province_code").rlike(provinces)),
            loader,
            JobParams.of(
                loader,
                "{extract: {paths: [generated], columns: {area_id: province_code},"
                    + " constants: {source_id: offices}}}"));
    // of what is recorded in full as many persons as the figure, of half of the departures half
    String share = shares.contains("departures-recorded: 1}") ? "1" : "0.5";
    assertThat(
            loaded
                .filter("component = 'departures' AND NOT recorded <=> persons * " + share)
                .count())
        .isZero();
    BalanceAccounts balance = new BalanceAccounts();
    Dataset<Row> accounts =
        balance.transform(
            new TestInputs(spark)
                .with(AccountComponent.class, Rows.kept(loaded, AccountComponent.class)),
            JobParams.of(
                balance,
                "{first-year: 2021, last-year: 2025, least-errors: {population: 0.2, births: 0.1,"
                    + " deaths: 0.1, arrivals: 0.25, departures: 0.6}}"));
    return new MeasureAccounts()
        .transform(
            new TestInputs(spark)
                .with(CohortAccount.class, Rows.kept(accounts, CohortAccount.class))
                .with(TrueAccountComponent.class, truth.filter(col("area_id").rlike(provinces))),
            new MeasureAccounts.Params())
        .collectAsList();
  }

  /** Recorded without a gap, the figures are the truth and close; two provinces show that. */
  @Test
  void fullRecordsAreTheTruthAndIntervalsOfOthersHoldIt(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Dataset<Row> truth =
        Rows.kept(
            new CountAccountComponents().transform(country, new CountAccountComponents.Params()),
            TrueAccountComponent.class);
    List<Row> full =
        accuracy(
            spark,
            country,
            truth,
            "XC0[12]",
            "{census-years: [2021, 2022, 2023, 2024, 2025, 2026], population-counted: 1,"
                + " births-registered: 1, deaths-registered: 1, arrivals-recorded: 1,"
                + " departures-recorded: 1}");
    assertThat(full).extracting(row -> row.getAs("component")).contains("births", "departures");
    for (Row row : full) {
      assertThat(row.<Long>getAs("within")).isEqualTo(row.<Long>getAs("cells"));
      assertThat(row.<Double>getAs("observed_error")).isZero();
      assertThat(row.<Double>getAs("balanced_error")).isZero();
      assertThat(row.<Long>getAs("not_balanced")).isZero();
    }

    Map<String, Row> measured = new TreeMap<>();
    accuracy(spark, country, truth, "XC0.", "{census-years: [2021, 2026]}")
        .forEach(row -> measured.put(row.getAs("component") + " " + row.getAs("size_class"), row));
    Row all = row(measured, "all all");
    assertThat(all.<Long>getAs("cells")).isGreaterThan(5000);
    // more than of a larger country: of cells of nobody nearly all hold
    assertThat(all.<Double>getAs("within_share")).isBetween(0.93, 0.99);
    // 5 %, or less: in a country of few people the errors of cells of nobody are most of all
    assertThat(all.<Long>getAs("links")).isGreaterThan(500);
    assertThat((double) all.<Long>getAs("links_beyond") / all.<Long>getAs("links"))
        .isLessThan(0.06);
    assertThat(all.<Long>getAs("accounted_years")).isGreaterThan(1000);
    assertThat(all.<Long>getAs("closed_years")).isEqualTo(all.<Long>getAs("accounted_years"));
    for (String component : List.of("departures all", "all all")) {
      assertThat(row(measured, component).<Double>getAs("balanced_error"))
          .isLessThan(row(measured, component).<Double>getAs("observed_error"));
    }
    // each cell is in its class and in all, and its component and all
    assertThat(
            measured.values().stream()
                .filter(row -> !row.getAs("size_class").equals("all"))
                .filter(row -> row.getAs("component").equals("all"))
                .mapToLong(row -> row.<Long>getAs("cells"))
                .sum())
        .isEqualTo(all.<Long>getAs("cells"));

    assertThat(sums(truth.filter("area_id <> 'XCA'"))).isEqualTo(sums(balances(country)));
    assertThat(sums(truth.filter("area_id = 'XCA'"))).isEqualTo(sums(balances(country, "0")));
  }

  /** The account by province, sex and year, which counts births and moves by itself. */
  private static Dataset<Row> balances(SyntheticInputs country) {
    return balances(country, "1");
  }

  /** The same with so much of the moves between provinces. */
  private static Dataset<Row> balances(SyntheticInputs country, String share) {
    return new BalancePopulation()
        .transform(country, new BalancePopulation.Params())
        .selectExpr(
            "year",
            "stack(5, 'population', population_start, 'births', births, 'deaths', deaths,"
                + " 'arrivals', SHARE * internal_in + immigrants,".replace("SHARE", share)
                + " 'departures', SHARE * internal_out + emigrants) AS (component, persons)"
                    .replace("SHARE", share));
  }

  private static List<String> sums(Dataset<Row> figures) {
    return figures
        .filter("year <= 2025")
        .groupBy("component", "year")
        .agg(org.apache.spark.sql.functions.sum("persons"))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** Of three years, one whose decimals do not close, and an interval that misses the truth. */
  @Test
  void whatDoesNotCloseAndWhatMissesTheTruthIsCounted(SparkSession spark) {
    List<CohortAccount> rows = new ArrayList<>();
    // 10 − 2 + 1 − 0 = 9; 9 − 0 + 0 − 0 = 9; 9 − 1 + 0 − 1 is not 7.000001
    String[] figures = {"10", "2", "1", "0", "9", "0", "0", "0", "9", "1", "0", "1", "7.000001"};
    double[] gaps = {0, 1.9, 1.97, -2};
    List<String> components = List.of("population", "deaths", "arrivals", "departures");
    for (int i = 0; i < figures.length; i++) {
      Double z = i % 4 == 0 ? gaps[i / 4] : null;
      rows.add(balanced(2021 + i / 4, components.get(i % 4), figures[i], z));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(rows.get(0), rows.subList(1, 13).toArray(CohortAccount[]::new))
            .with(
                new TrueAccountComponent("population", 2021, "A", 1, 1990, 11),
                new TrueAccountComponent("deaths", 2021, "A", 1, 1990, 5),
                new TrueAccountComponent("population", 2022, "A", 1, 1990, 9));
    Map<String, Row> measured = new TreeMap<>();
    new MeasureAccounts()
        .transform(inputs, new MeasureAccounts.Params())
        .collectAsList()
        .forEach(row -> measured.put(row.getAs("component") + " " + row.getAs("size_class"), row));
    Row deaths = row(measured, "deaths 1-9");
    assertThat(deaths.<Long>getAs("cells")).isEqualTo(1);
    assertThat(deaths.<Long>getAs("within")).isZero(); // 2 ± 1 is not 5
    assertThat(deaths.<Double>getAs("balanced_error")).isEqualTo(3);
    assertThat(deaths.<Double>getAs("observed_error")).isEqualTo(2); // 3 observed
    Row first = row(measured, "population 10+");
    // of 10, 9, 9 and 7.000001, by 0, 1.9, 1.97 and −2 errors
    assertThat(row(measured, "population all").<Long>getAs("links")).isEqualTo(4);
    assertThat(row(measured, "population all").<Long>getAs("links_beyond")).isEqualTo(2);
    assertThat(first.<Long>getAs("within")).isEqualTo(1); // 10 ± 1 is 11
    assertThat(row(measured, "arrivals 0").<Long>getAs("cells")).isEqualTo(3);
    assertThat(first.<Long>getAs("accounted_years")).isEqualTo(3);
    assertThat(first.<Long>getAs("closed_years")).isEqualTo(2);
  }

  private static CohortAccount balanced(
      int year, String component, String persons, @Nullable Double z) {
    BigDecimal figure = new BigDecimal(persons);
    BigDecimal one = BigDecimal.ONE;
    return new CohortAccount(
        "A",
        1,
        1990,
        year,
        component,
        figure.add(one),
        one,
        1,
        null,
        figure,
        one,
        figure.subtract(one).max(BigDecimal.ZERO),
        figure.add(one),
        new BigDecimal("0.95"),
        null,
        null,
        null,
        z,
        null,
        0,
        null,
        true,
        null);
  }

  @Test
  void figuresOfNobodyWhoCanBeInThemAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadAccountComponents(),
            """
        component,year,province,sex,birth_year,persons,standard_error,recorded
        population,2021,A,1,2020,10.5,0.25,10
        births,2021,A,2,2021,3,,
        deaths,2021,A,1,2021,0,0,
        deaths,2021,A,1,2021,1,0,0
        population,2021,A,1,2021,10,1,
        births,2021,A,2,2020,3,1,
        arrivals,2021,A,1,2022,1,1,
        moves,2021,A,1,1990,1,1,
        deaths,2021,A,0,1990,1,1,
        deaths,2021,A,1,1990,-1,1,
        deaths,2021,A,1,1991,1,-1,
        deaths,21,A,1,1990,1,1,
        deaths,2021,A,1,190,1,1,
        deaths,2021,A,1,1992,1,1,-1
        deaths,2021,A,1,1993,1,1,1.5
        """,
            "{extract: {paths: [x], columns: {area_id: province}, constants: {source_id: office}}}");
    assertThat(sheet.rejected()).hasSize(11);
    assertThat(
            sheet.loaded(spark).collectAsList().stream()
                .map(
                    row ->
                        String.join(
                            " ",
                            key(row),
                            String.valueOf(row.<Object>getAs("persons")),
                            String.valueOf(row.<Object>getAs("standard_error")),
                            String.valueOf(row.<Object>getAs("recorded")))))
        .containsExactlyInAnyOrder(
            "A 1 2020 2021 population 10.500000 0.250000 10",
            "A 2 2021 2021 births 3.000000 null null",
            "A 1 2021 2021 deaths 1.000000 0.000000 0");
  }

  @Test
  void theNamesOfWhatRegistersAndTheBorderSayAreNoneForAFile(SparkSession spark) {
    String cell = ",population,2021,A,1,2020,10,1\n";
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadAccountComponents(),
            "source_id,component,year,area_id,sex,birth_year,persons,standard_error\n"
                + ("registers" + cell)
                + ("border" + cell)
                + ("office" + cell),
            "{extract: {paths: [x]}}");
    assertThat(
            sheet.lines().stream()
                .map(line -> line.getList(line.fieldIndex(Classification.FAILURES)).toString()))
        .containsExactly("[source-not-registers]", "[source-not-registers]", "[]");
  }

  @Test
  void impossibleParametersAreRefused() {
    BalanceAccounts job = new BalanceAccounts();
    String years = "{first-year: 2021, last-year: ";
    assertThatThrownBy(() -> JobParams.of(job, years + "2020}"))
        .hasMessageContaining("last-year must not be before first-year, were 2020 and 2021");
    assertThatThrownBy(() -> JobParams.of(job, years + "2021, interval-level: 1}"))
        .hasMessageContaining("interval-level must be within (0, 1)");
    assertThatThrownBy(
            () -> JobParams.of(job, years + "2021, " + LEAST.replace("0.5", "-0.5") + "}"))
        .hasMessageContaining("an error must be 0 or more, was -0.5");
    SynthesizeAccountComponents offices = new SynthesizeAccountComponents();
    assertThatThrownBy(() -> JobParams.of(offices, "{deaths-registered: 0}"))
        .hasMessageContaining("a share must be within (0, 1], was 0");
  }
}
