package org.caudal.register.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.CrossingOutcome;
import org.caudal.register.border.DecideCrossings;
import org.caudal.register.border.ImputeCrossings;
import org.caudal.register.border.ImputedCrossing;
import org.caudal.register.border.JourneyLength;
import org.caudal.register.border.LearnJourneys;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.EstimateCoverage;
import org.caudal.register.residence.LifeSign;
import org.caudal.register.residence.PersonResidence;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A population account of a country from a list, a count, births, deaths and crossings. */
@SparkTest
class RegisterComponentsTest {
  private static final LocalDate DAY = LocalDate.of(2022, 1, 1);
  private static final CountRegisterComponents JOB = new CountRegisterComponents();
  private static final String RATES =
      "recorded: {births: 0.5, deaths: 0.9, arrivals: 0.8, departures: 1.25},"
          + " recorded-errors: {births: 0, deaths: 0, arrivals: 0.05, departures: 0}";

  private final List<PersonResidence> list = new ArrayList<>();
  private final List<LifeSign> signs = new ArrayList<>();
  private final List<LinkedPerson> links = new ArrayList<>();
  private final List<CrossingOutcome> outcomes = new ArrayList<>();
  private final List<BorderCrossing> crossings = new ArrayList<>();
  private final List<ImputedCrossing> imputed = new ArrayList<>();

  private void people(
      int persons, int sex, @Nullable Integer born, boolean isListed, boolean isCounted) {
    for (int i = 0; i < persons; i++) {
      String person = "p" + (list.size() + signs.size());
      Integer age = born == null ? null : 2021 - born;
      if (isListed) {
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
                sex,
                age,
                born,
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
      if (isCounted) {
        sign("census", person, sex, born == null ? null : LocalDate.of(born, 7, 1), null, null);
      }
    }
  }

  private void sign(
      String source,
      String person,
      int sex,
      @Nullable LocalDate born,
      @Nullable String birthCountry,
      @Nullable LocalDate died) {
    String record = source + signs.size();
    signs.add(
        new LifeSign(
            source,
            record,
            DAY,
            DAY,
            null,
            died,
            false,
            "A",
            sex,
            born,
            birthCountry,
            "XCA",
            null,
            null,
            null,
            null,
            null,
            null,
            "a.csv",
            2));
    links.add(new LinkedPerson(source, record, person, 1, null));
  }

  private void crossing(
      String answer, String day, int sex, @Nullable LocalDate born, String direction) {
    LocalDate date = LocalDate.parse(day);
    LocalDate month = date.withDayOfMonth(1);
    String id = "c" + crossings.size();
    outcomes.add(
        new CrossingOutcome(
            month, "365/487", id, "t" + id, date, direction, "COL", sex, null, null, answer, null,
            null, null, date));
    // another rule says of everybody that nothing is known yet
    outcomes.add(
        new CrossingOutcome(
            month,
            "274/365",
            id,
            "t" + id,
            date,
            direction,
            "COL",
            sex,
            null,
            null,
            "not_yet_known",
            null,
            null,
            null,
            date));
    crossings.add(
        new BorderCrossing(
            month,
            id,
            "t" + id,
            Instant.EPOCH,
            date,
            direction,
            "COL",
            sex,
            born,
            null,
            null,
            null,
            null,
            "b.csv",
            2));
  }

  private void imputed(String rule, String probability) {
    BorderCrossing last = crossings.get(crossings.size() - 1);
    imputed.add(
        new ImputedCrossing(
            last.crossingMonth(),
            rule,
            last.crossingId(),
            last.direction(),
            1,
            new BigDecimal(probability),
            DAY));
  }

  private TestInputs inputs(SparkSession spark) {
    LocalDate born1990 = LocalDate.of(1990, 3, 1);
    people(13, 1, 1990, true, true);
    people(7, 1, 1990, true, false);
    people(3, 1, 1990, false, true);
    people(8, 2, 1985, true, true);
    people(4, 2, 1985, true, false);
    people(1, 2, 1985, false, true);
    people(2, 0, 1990, true, true);
    people(1, 0, 1990, true, false);
    // born in the country in 2022, one of them with two records; one abroad
    sign("books", "a", 2, LocalDate.of(2022, 5, 1), "XCA", null);
    sign("school", "a", 2, LocalDate.of(2022, 5, 1), "XCA", null);
    sign("books", "b", 2, LocalDate.of(2022, 6, 1), "XCA", null);
    sign("books", "c", 2, LocalDate.of(2022, 6, 1), "COL", null);
    // three deaths of 2022: of a man, of somebody of unknown sex, of one without a date of birth;
    // one that the count alone has
    sign("deaths", "e", 1, LocalDate.of(1950, 1, 1), "COL", LocalDate.of(2022, 12, 31));
    sign("deaths", "f", 0, LocalDate.of(1950, 1, 1), "COL", LocalDate.of(2022, 1, 1));
    sign("deaths", "g", 1, null, "COL", LocalDate.of(2022, 2, 1));
    sign("census", "d", 2, LocalDate.of(1985, 7, 1), null, LocalDate.of(2022, 1, 2));
    // arrivals of 2022: two and 0.4 of one; the other is none
    crossing("migration", "2022-01-05", 1, born1990, "entry");
    crossing("migration", "2022-12-05", 1, LocalDate.of(1990, 12, 31), "entry");
    crossing("crossing_missing", "2022-06-05", 1, born1990, "entry");
    imputed("365/487", "0.4");
    crossing("none", "2022-06-06", 1, born1990, "entry");
    imputed("365/487", "0.7"); // of an earlier run
    // of 2023 one answer is to come, of arrivals
    crossing("migration", "2023-01-05", 1, born1990, "entry");
    crossing("not_yet_known", "2023-12-05", 1, born1990, "entry");
    crossing("migration", "2023-02-05", 1, born1990, "exit");
    // of 2024 one answer of 100 will never come, nor has it a probability, as where records began
    for (int i = 0; i < 99; i++) {
      crossing("migration", "2024-01-05", 1, born1990, "entry");
    }
    crossing("crossing_missing", "2024-07-05", 1, born1990, "entry");
    imputed("274/365", "0.9");
    crossing("migration", "2024-02-05", 1, born1990, "exit");
    // and one for a hundred others of 2025
    for (int i = 0; i < 100; i++) {
      crossing("migration", "2025-01-05", 1, born1990, "entry");
    }
    crossing("crossing_missing", "2025-07-05", 1, born1990, "entry");
    TestInputs inputs = new TestInputs(spark).with(list).with(signs).with(links);
    EstimateCoverage coverage = new EstimateCoverage();
    return inputs
        .with(outcomes)
        .with(crossings)
        .with(imputed)
        .with(
            CoverageEstimate.class,
            Rows.kept(
                coverage.transform(
                    inputs,
                    JobParams.of(
                        coverage,
                        "{count-source: census, reference-date: 2022-01-01, country: XCA, age-groups: [0],"
                            + " least-indices: [1], effects: [sex], least-matched: 1, recall: 0.95,"
                            + " recall-error: 0.02, false-share: 0, false-share-error: 0}")),
                CoverageEstimate.class));
  }

  private static List<Row> components(TestInputs inputs) {
    return Rows.kept(
            JOB.transform(inputs, JobParams.of(JOB, "{country: XCA, " + RATES + "}")),
            RegisterComponent.class)
        .collectAsList();
  }

  @Test
  void theListTheRegistersAndTheBorderMakeAnAccount(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    List<Row> components = components(inputs);
    assertThat(components(inputs.inPartitions(7))).containsExactlyInAnyOrderElementsOf(components);
    Map<String, Row> found = new TreeMap<>();
    for (Row row : components) {
      assertThat(row.<String>getAs("area_id")).isEqualTo("XCA");
      found.put(
          String.join(
              " ",
              row.<String>getAs("source_id"),
              row.<String>getAs("component"),
              row.<Object>getAs("year").toString(),
              row.<Object>getAs("sex").toString(),
              row.<Object>getAs("birth_year").toString()),
          row);
    }
    assertThat(found.keySet())
        .containsExactly(
            "border arrivals 2022 1 1990",
            "border arrivals 2025 1 1990",
            "border departures 2023 1 1990",
            "border departures 2024 1 1990",
            "registers births 2022 2 2022",
            "registers deaths 2022 1 1950",
            "registers population 2022 1 1990",
            "registers population 2022 2 1985");

    // 2.4 of 0.8; 2 (1 - 0.8) and 0.4 (1 - 0.8) by who is recorded, 0.4 × 0.6 by chance, and 3 ×
    // 0.05 / 0.8
    double error = Math.sqrt((2.4 * 0.2 + 0.24) / 0.64 + Math.pow(3 * 0.05 / 0.8, 2));
    figure(found, "border arrivals 2022 1 1990", 3, 3, error);
    // half of one more, of which nothing tells
    double half = 100.5 / 0.8;
    double ofHalf = Math.sqrt((100.5 * 0.2 + 0.25) / 0.64 + Math.pow(half * 0.05 / 0.8, 2));
    figure(found, "border arrivals 2025 1 1990", 101, half, ofHalf);
    figure(found, "border departures 2023 1 1990", 1, 0.8, 0);
    // two of a half: 4, with 2 × 0.5 / 0.25
    figure(found, "registers births 2022 2 2022", 2, 4, 2);
    // of 0.9, a third of them of known sex and year: 1 / 0.3
    figure(found, "registers deaths 2022 1 1950", 1, 1 / 0.3, Math.sqrt(0.7) / 0.3);

    // a whole group of the model each, with those of unknown sex on top
    Map<String, Row> groups = new TreeMap<>();
    inputs
        .table(CoverageEstimate.class)
        .collectAsList()
        .forEach(row -> groups.put(row.getAs("sex"), row));
    double men = number(groups, "1", "persons");
    double women = number(groups, "2", "persons");
    double more = (men + women + number(groups, "_U", "persons")) / (men + women);
    assertThat(more).isGreaterThan(1.05);
    figure(
        found,
        "registers population 2022 1 1990",
        20,
        men * more,
        number(groups, "1", "standard_error") * more);
    figure(
        found,
        "registers population 2022 2 1985",
        12,
        women * more,
        number(groups, "2", "standard_error") * more);
  }

  /** Of three born in 2022, one of whom only visits tell, two are of the books. */
  @Test
  void birthsAreThoseOfTheRegistersThatAreNamed(SparkSession spark) {
    sign("visits", "h", 2, LocalDate.of(2022, 6, 1), "XCA", null);
    TestInputs inputs = inputs(spark);
    assertThat(births(inputs, "[]")).isEqualTo(3);
    assertThat(births(inputs, "[books]")).isEqualTo(2);
    assertThatThrownBy(() -> births(inputs, "[boks]"))
        .hasMessageContaining("life_sign has no record of boks")
        .hasMessageContaining("birth-sources of count-register-components names");
  }

  private static long births(TestInputs inputs, String sources) {
    String section = "{country: XCA, birth-sources: " + sources + ", " + RATES + "}";
    return JOB.transform(inputs, JobParams.of(JOB, section))
        .filter("component = 'births' AND year = 2022")
        .collectAsList()
        .get(0)
        .<Long>getAs("recorded");
  }

  @Test
  void aRuleByWhichNothingWasDecidedIsRefused(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    assertThatThrownBy(
            () ->
                JOB.transform(
                        inputs, JobParams.of(JOB, "{country: XCA, rule: 365/488, " + RATES + "}"))
                    .collectAsList())
        .hasMessageContaining("no crossing by the rule 365/488, but by 274/365, 365/487");
  }

  @Test
  void flowsOfWhichNobodyCanBeSpreadOverOthersAreRefused(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    List<Row> components = components(inputs);
    // before the first population nobody is asked of whom a death is
    sign("deaths", "h", 0, LocalDate.of(1950, 1, 1), "COL", LocalDate.of(2021, 1, 1));
    assertThat(components(inputs.with(signs).with(links)))
        .containsExactlyInAnyOrderElementsOf(components);
    sign("deaths", "i", 0, LocalDate.of(1950, 1, 1), "COL", LocalDate.of(2023, 1, 1));
    sign("deaths", "j", 1, null, "COL", LocalDate.of(2023, 1, 1));
    inputs.with(signs).with(links);
    assertThatThrownBy(() -> components(inputs))
        .hasMessageContaining("of the deaths of 2023 none has a sex and a year of birth");
  }

  /** One of 1990 and two born on days that stand for none: the one is a third, 3 / 1.25. */
  @Test
  void birthDatesThatStandForNoneAreSpread(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    crossing("migration", "2023-03-05", 1, LocalDate.of(1900, 1, 1), "exit");
    crossing("migration", "2023-04-05", 1, LocalDate.of(1, 1, 1), "exit");
    List<Row> departures =
        components(inputs.with(outcomes).with(crossings)).stream()
            .filter(row -> row.getAs("component").equals("departures"))
            .filter(row -> row.<Integer>getAs("year") == 2023)
            .toList();
    assertThat(departures)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<Integer>getAs("birth_year")).isEqualTo(1990);
              assertThat(row.<BigDecimal>getAs("persons")).isEqualByComparingTo("2.4");
            });
  }

  private static BorderCrossing crossed(String traveller, String day, String direction) {
    LocalDate date = LocalDate.parse(day);
    return new BorderCrossing(
        date.withDayOfMonth(1),
        traveller + day,
        traveller,
        date.atTime(12, 0).toInstant(ZoneOffset.UTC),
        date,
        direction,
        "COL",
        1,
        null,
        null,
        null,
        null,
        null,
        "b.csv",
        2);
  }

  /**
   * Between the two entries an exit is missing. Who did not live here before immigrated with the
   * one or the other, by the day of that exit; who did, with neither.
   */
  private static TestInputs missing(SparkSession spark, String records) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                crossed("missed", "2021-02-01", "entry"),
                crossed("missed", "2021-11-28", "entry"),
                crossed("visits", "2021-03-01", "entry"),
                crossed("visits", "2021-03-20", "exit"),
                crossed("visits", "2022-03-01", "entry"),
                crossed("visits", "2022-08-20", "exit"),
                crossed("last", "2024-12-31", "exit"));
    DecideCrossings decide = new DecideCrossings();
    return in.with(
        CrossingOutcome.class,
        Rows.kept(decide.transform(in, JobParams.of(decide, records)), CrossingOutcome.class));
  }

  private static Dataset<Row> imputed(TestInputs in, String records) {
    LearnJourneys learn = new LearnJourneys();
    ImputeCrossings impute = new ImputeCrossings();
    in.with(JourneyLength.class, learn.transform(in, JobParams.of(learn, "{}")));
    return Rows.kept(impute.transform(in, JobParams.of(impute, records)), ImputedCrossing.class);
  }

  private static boolean isDecided(TestInputs in) {
    return RegisterEvents.decided(in, "365/487").filter("is_decided").collectAsList().size() == 1;
  }

  @Test
  void aRuleOfWhichNoMissingCrossingWasImputedIsRefused(SparkSession spark) {
    TestInputs in = missing(spark, "{}");
    assertThatThrownBy(() -> isDecided(in))
        .hasStackTraceContaining(
            "run impute-crossings with rules: [{threshold: 365, window: 487}]");
    Dataset<Row> imputed = imputed(in, "{}");
    assertThat(imputed.count()).isEqualTo(2);
    assertThat(isDecided(in.with(ImputedCrossing.class, imputed))).isTrue();
  }

  /** Where the two lived who were first seen in the first window nobody knows. */
  @Test
  void whereNothingCanBeImputedNobodyIsToldToImpute(SparkSession spark) {
    String records = "{records-from: 2021-01-01}";
    TestInputs in = missing(spark, records);
    assertThat(in.table(CrossingOutcome.class).filter("answer = 'crossing_missing'").count())
        .isGreaterThanOrEqualTo(2);
    Dataset<Row> imputed = imputed(in, records);
    assertThat(imputed.isEmpty()).isTrue();
    assertThat(isDecided(in.with(ImputedCrossing.class, imputed))).isTrue();
  }

  /** From July on half a year is recorded: arrivals of 2021 are those of 1 / 0.8 from January. */
  @Test
  void aYearThatBeginsBeforeTheRecordsHasNoFlows(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    crossing("migration", "2021-07-05", 1, LocalDate.of(1990, 3, 1), "entry");
    assertThat(arrivals(inputs.with(outcomes).with(crossings), 2021)).isEmpty();
    crossing("none", "2021-01-31", 1, LocalDate.of(1990, 3, 1), "exit");
    assertThat(arrivals(inputs.with(outcomes).with(crossings), 2021))
        .singleElement()
        .satisfies(persons -> assertThat(persons).isEqualByComparingTo("1.25"));
  }

  private void deaths(int persons, int year, int month) {
    for (int i = 0; i < persons; i++) {
      String person = "dead" + signs.size();
      sign("deaths", person, 1, LocalDate.of(1950, 1, 1), "COL", LocalDate.of(year, month, 9));
    }
  }

  /**
   * Of n deaths of a whole year none is in its first or last half by the chance (1/2)ⁿ: of seven 1
   * in 128, of eight 1 in 256, fewer than one in 148 years. Of none in a month it is (11/12)ⁿ.
   */
  @Test
  void aYearWithoutItsFirstOrLastMonthsHasNoDeaths(SparkSession spark) {
    for (int month = 7; month <= 12; month++) {
      deaths(50, 2018, month);
    }
    for (int month = 1; month <= 12; month++) {
      deaths(50, 2019, month);
    }
    deaths(300, 2020, 2); // none in January, and none from March on
    deaths(4, 2016, 7);
    deaths(3, 2016, 12);
    deaths(5, 2017, 2);
    deaths(3, 2017, 6);
    TestInputs inputs = inputs(spark);
    assertThat(
            components(inputs).stream()
                .filter(row -> row.getAs("component").equals("deaths"))
                .map(row -> row.getAs("year") + " " + row.getAs("recorded")))
        .containsExactlyInAnyOrder("2016 7", "2019 600", "2022 1");
  }

  /** One who died on two days is one death, on the first of them. */
  @Test
  void aLaterDayOfDeathIsThatOfTheEntry(SparkSession spark) {
    TestInputs inputs = inputs(spark);
    LocalDate born = LocalDate.of(1950, 1, 1);
    sign("deaths", "twice", 1, born, "COL", LocalDate.of(2022, 11, 1));
    sign("books", "twice", 1, born, "COL", LocalDate.of(2023, 1, 10));
    assertThat(
            components(inputs.with(signs).with(links)).stream()
                .filter(row -> row.getAs("component").equals("deaths"))
                .map(row -> row.getAs("year") + " " + row.getAs("recorded")))
        .containsExactly("2022 2");
  }

  private static List<BigDecimal> arrivals(TestInputs inputs, int year) {
    return components(inputs).stream()
        .filter(row -> row.getAs("component").equals("arrivals"))
        .filter(row -> row.<Integer>getAs("year") == year)
        .map(row -> row.<BigDecimal>getAs("persons"))
        .toList();
  }

  private static void figure(
      Map<String, Row> found, String key, double recorded, double persons, double error) {
    assertThat(number(found, key, "recorded")).as(key).isEqualTo(recorded);
    assertThat(number(found, key, "persons")).as(key).isCloseTo(persons, within(2e-6));
    assertThat(number(found, key, "standard_error")).as(key).isCloseTo(error, within(2e-6));
  }

  private static double number(Map<String, Row> rows, String key, String column) {
    assertThat(rows).containsKey(key);
    return ((Number) java.util.Objects.requireNonNull(rows.get(key)).getAs(column)).doubleValue();
  }

  /** 10 - 2 + 3 - 1 are 10, and 11 were counted: the two tables make one account. */
  @Test
  void figuresOfFilesAndOfRegistersAreBalancedTogether(SparkSession spark) {
    BalanceAccounts balance = new BalanceAccounts();
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                new AccountComponent(
                    "office",
                    "deaths",
                    2022,
                    "XCA",
                    1,
                    1990,
                    new BigDecimal(2),
                    BigDecimal.ONE,
                    7L,
                    "a.csv",
                    2))
            .with(
                component("population", 2022, "10"),
                component("population", 2023, "11"),
                component("arrivals", 2022, "3"),
                component("departures", 2022, "1"));
    List<String> figures =
        balance
            .transform(inputs, JobParams.of(balance, "{first-year: 2022, last-year: 2022}"))
            .orderBy("year", "component")
            .collectAsList()
            .stream()
            .map(
                row ->
                    row.getAs("component")
                        + " "
                        + row.<BigDecimal>getAs("persons").setScale(3, RoundingMode.HALF_UP)
                        + " of "
                        + row.getAs("recorded"))
            .toList();
    // a gap of 1 over five variances of 1
    assertThat(figures)
        .containsExactly(
            "arrivals 3.200 of 1",
            "deaths 1.800 of 7",
            "departures 0.800 of 1",
            "population 10.200 of 1",
            "population 10.800 of 1");
  }

  private static RegisterComponent component(String component, int year, String persons) {
    return new RegisterComponent(
        "registers", component, year, "XCA", 1, 1990, 1, new BigDecimal(persons), BigDecimal.ONE);
  }

  @Test
  void impossibleRatesAreRefused() {
    assertThatThrownBy(() -> JobParams.of(JOB, "{country: XCA, " + RATES.replace("0.9", "0") + "}"))
        .hasMessageContaining("recorded must be above 0 for every flow");
    assertThatThrownBy(
            () -> JobParams.of(JOB, "{country: XCA, " + RATES.replace("0.9", "-1") + "}"))
        .hasMessageContaining("a rate must be 0 or more, was -1");
  }
}
