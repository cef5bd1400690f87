package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.publication.PublishIndicators;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.register.InsuranceParams;
import org.caudal.synthetic.register.PlantInsurance;
import org.caudal.synthetic.register.SynthesizeContributions;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Periods from January 1990 on; wages are 1000 a month where nothing else is said. */
@SparkTest
class PensionsTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

  private static final DecidePensions.Params PARAMS =
      new DecidePensions.Params(
          AS_OF,
          List.of(
              law("XCA", "0.50", "0.02", false),
              law("ESP", "0.50", "0.02", false),
              law("CRI", "0.20", "0.04", false),
              law("CHL", "0", "0", true)),
          List.of("voluntary"),
          BigDecimal.valueOf(20));

  private static PensionLaw law(String country, String base, String year, boolean funded) {
    return new PensionLaw(
        country,
        180,
        12,
        65,
        60,
        new BigDecimal(base),
        new BigDecimal(year),
        new BigDecimal("0.80"),
        240,
        24,
        funded);
  }

  private final List<InsuredMonth> months = new ArrayList<>();

  /** Full months in a row, in a country, from so many months after January 1990. */
  private void insured(String person, String country, int from, int count) {
    insured(person, country, from, count, 30, "", LocalDate.of(1955, 1, 1));
  }

  private void insured(
      String person, String country, int from, int count, int days, String kind, LocalDate born) {
    int sex = person.equals("woman") ? 2 : 1;
    insured(person, country, from, count, new Line(days, kind, "1000.00", sex, born));
  }

  /** Paid full months of who was born in 1955. */
  private void paid(String person, String country, int from, int count, @Nullable String wage) {
    paid(person, country, from, count, 30, "", wage);
  }

  private void paid(
      String person,
      String country,
      int from,
      int count,
      int days,
      String kind,
      @Nullable String wage) {
    insured(person, country, from, count, new Line(days, kind, wage, 1, LocalDate.of(1955, 1, 1)));
  }

  /** What stands in a line beside person, country and month. */
  private record Line(
      int days, String kind, @Nullable String wage, int sex, @Nullable LocalDate born) {}

  private void insured(String person, String country, int from, int count, Line line) {
    for (int i = from; i < from + count; i++) {
      LocalDate month = LocalDate.of(1990, 1, 1).plusMonths(i);
      months.add(
          new InsuredMonth(
              month,
              country,
              person + country,
              person,
              line.kind(),
              line.days(),
              line.wage() == null ? null : new BigDecimal(line.wage()),
              line.sex(),
              line.born(),
              "i.csv",
              2));
    }
  }

  private Map<String, Row> decided(SparkSession spark, int partitions) {
    return decided(spark, partitions, PARAMS);
  }

  private Map<String, Row> decided(
      SparkSession spark, int partitions, DecidePensions.Params params) {
    Map<String, Row> rights = new TreeMap<>();
    TestInputs inputs =
        new TestInputs(spark)
            .with(InsuredMonth.class, Rows.of(spark, months).repartition(partitions));
    SyntheticInputs.rows(new DecidePensions().transform(inputs, params), PensionRight.class)
        .forEach(row -> rights.put(row.getAs("person_id") + " " + row.getAs("country"), row));
    return rights;
  }

  private static String text(Map<String, Row> rights, String of) {
    Row row = Objects.requireNonNull(rights.get(of), of);
    return row.getAs("own_days")
        + " of "
        + row.getAs("total_days")
        + " "
        + row.getAs("status")
        + ": "
        + row.<@Nullable Object>getAs("own_pension")
        + ", "
        + row.<@Nullable Object>getAs("theoretical_pension")
        + " x "
        + row.<@Nullable Object>getAs("pro_rata")
        + " = "
        + row.<@Nullable Object>getAs("pension");
  }

  @Test
  void eachCountryPaysItsShareOfPeriodsAddedUp(SparkSession spark) {
    insured("half", "XCA", 0, 120);
    insured("half", "ESP", 120, 120);
    insured("both", "XCA", 0, 120);
    insured("both", "ESP", 30, 120); // 90 months at the same time
    insured("short", "XCA", 0, 6);
    insured("short", "ESP", 6, 200);
    insured("enough", "XCA", 0, 180);
    insured("enough", "CRI", 180, 120);
    insured("dear", "CRI", 0, 180);
    insured("dear", "XCA", 180, 48);
    insured("account", "CHL", 0, 200);
    Map<String, Row> rights = decided(spark, 1);
    // 240 months: 0.50 + 5 x 0.02 of 1000, of which each has half
    assertThat(text(rights, "half XCA"))
        .isEqualTo("3600 of 7200 totalised: null, 600.00 x 0.500000 = 300.00")
        .isEqualTo(text(rights, "half ESP"));
    assertThat(Objects.requireNonNull(rights.get("half XCA")).<String>getAs("last_country"))
        .isEqualTo("ESP");
    // 150 months once, 180 are needed
    assertThat(text(rights, "both XCA"))
        .isEqualTo("3600 of 4500 insufficient: null, null x null = null");
    assertThat(text(rights, "short XCA"))
        .isEqualTo("180 of 6180 too_short: null, null x null = null");
    // 200 months are a whole year more than 180, 206 are two; 540 x 6000 / 6180 = 524.27
    assertThat(text(rights, "short ESP"))
        .isEqualTo("6000 of 6180 own: 520.00, 540.00 x 0.970874 = 524.27");
    // 300 months, of which 240 count: 600 x 180 / 240 = 450, less than 500 by own periods
    assertThat(text(rights, "enough XCA"))
        .isEqualTo("5400 of 9000 own: 500.00, 600.00 x 0.750000 = 500.00");
    // 228 months: 0.20 + 4 x 0.04 = 0.36; 360 x 180 / 228 = 284.21, more than 200
    assertThat(text(rights, "dear CRI"))
        .isEqualTo("5400 of 6840 own: 200.00, 360.00 x 0.789474 = 284.21");
    assertThat(text(rights, "account CHL"))
        .isEqualTo("6000 of 6000 account: null, null x null = null");
    Map<String, Row> parted = decided(spark, 7);
    assertThat(parted.keySet()).isEqualTo(rights.keySet());
    parted.forEach((of, row) -> assertThat(row).isEqualTo(rights.get(of)));
  }

  @Test
  void daysOfOneMonthAreThirtyAndVoluntaryOnesGiveWay(SparkSession spark) {
    LocalDate born = LocalDate.of(1955, 1, 1);
    insured("parts", "XCA", 0, 10, 20, "", born);
    insured("parts", "XCA", 0, 10, 5, "second job", born);
    insured("parts", "ESP", 0, 10, 20, "", born); // 25 and 20 in one month
    insured("free", "XCA", 0, 10, 30, "voluntary", born);
    insured("free", "ESP", 0, 10, 10, "", born); // leaves 20 of 30
    insured("gone", "XCA", 0, 10, 30, "voluntary", born);
    insured("gone", "ESP", 0, 10, 31, "", born);
    Map<String, Row> rights = decided(spark, 2);
    assertThat(text(rights, "parts XCA")).startsWith("250 of 300 ");
    assertThat(text(rights, "parts ESP")).startsWith("200 of 300 ");
    assertThat(text(rights, "free XCA")).startsWith("200 of 300 ");
    assertThat(text(rights, "gone ESP")).startsWith("300 of 300 ");
    assertThat(rights).doesNotContainKey("gone XCA");
    assertThat(Objects.requireNonNull(rights.get("gone ESP")).<Integer>getAs("countries"))
        .isEqualTo(1);
  }

  @Test
  void ageIsThatOfTheDay(SparkSession spark) {
    // 65 on the day, the day after, and 60 of a woman
    insured("old", "XCA", 0, 180, 30, "", AS_OF.minusYears(65));
    insured("young", "XCA", 0, 180, 30, "", AS_OF.minusYears(65).plusDays(1));
    insured("woman", "XCA", 0, 180, 30, "", AS_OF.minusYears(60));
    insured("two births", "XCA", 0, 90, 30, "", AS_OF.minusYears(70));
    insured("two births", "XCA", 90, 90, 30, "", AS_OF.minusYears(71));
    insured("two countries", "XCA", 0, 180, 30, "", AS_OF.minusYears(70));
    insured("two countries", "ESP", 180, 180, 30, "", AS_OF.minusYears(71));
    insured("old", "XCA", 430, 1); // after the day
    Map<String, String> statuses = new TreeMap<>();
    decided(spark, 2).forEach((of, row) -> statuses.put(of, row.getAs("status")));
    assertThat(statuses)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "old XCA", "own",
                    "young XCA", "too_young",
                    "woman XCA", "own",
                    "two births XCA", "age_unknown",
                    "two countries XCA", "age_unknown",
                    "two countries ESP", "age_unknown")));
  }

  @Test
  void birthAndSexAreThoseOfThePersonInAllCountries(SparkSession spark) {
    LocalDate born = AS_OF.minusYears(62); // women have a pension at 60, men at 65; in CRI at 60
    DecidePensions.Params params =
        new DecidePensions.Params(
            AS_OF,
            List.of(
                law("XCA", "0.50", "0.02", false),
                law("ESP", "0.50", "0.02", false),
                new PensionLaw(
                    "CRI",
                    180,
                    12,
                    60,
                    65,
                    new BigDecimal("0.5"),
                    BigDecimal.ZERO,
                    BigDecimal.ONE,
                    240,
                    24,
                    false)),
            List.of(),
            BigDecimal.TEN);
    insured("one knows", "XCA", 0, 180, new Line(30, "", "1000", 0, null));
    insured("one knows", "ESP", 180, 180, new Line(30, "", "1000", 2, born));
    insured("not applicable", "XCA", 0, 90, new Line(30, "", "1000", 9, born));
    insured("not applicable", "XCA", 90, 90, new Line(30, "", "1000", 2, born));
    insured("two sexes", "XCA", 0, 180, new Line(30, "", "1000", 1, born));
    insured("two sexes", "ESP", 180, 180, new Line(30, "", "1000", 2, born));
    insured("nobody knows", "XCA", 0, 180, new Line(30, "", "1000", 0, born));
    insured("nobody knows", "CRI", 180, 180, new Line(30, "", "1000", 9, born));
    insured("man", "CRI", 0, 180, new Line(30, "", "1000", 1, born));
    Map<String, String> statuses = new TreeMap<>();
    decided(spark, 2, params)
        .forEach(
            (of, row) ->
                statuses.put(
                    of,
                    row.getAs("sex")
                        + " "
                        + (row.<@Nullable Object>getAs("birth_date") == null ? "?" : "born")
                        + " "
                        + row.getAs("status")));
    // whose sex is not sure has a pension when women and men have
    assertThat(statuses)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "one knows XCA", "2 born own",
                    "one knows ESP", "2 born own",
                    "not applicable XCA", "2 born own",
                    "two sexes XCA", "0 born too_young",
                    "two sexes ESP", "0 born too_young",
                    "nobody knows XCA", "0 born too_young",
                    "nobody knows CRI", "0 born too_young",
                    "man CRI", "1 born own")));
  }

  @Test
  void theWageIsTheMeanOfTheLastMonthsThatCount(SparkSession spark) {
    paid("raised", "XCA", 0, 156, "500.00");
    paid("raised", "XCA", 156, 23, "1000.00");
    paid("raised", "XCA", 179, 1, "1000.12");
    paid("without", "XCA", 0, 156, "500.00");
    paid("without", "XCA", 156, 12, "900.00");
    paid("without", "XCA", 168, 12, null);
    paid("never", "XCA", 0, 180, null);
    // ten days a month are left by Spain to voluntary insurance, then none
    paid("gave way", "XCA", 0, 180, "600.00");
    paid("gave way", "XCA", 180, 12, 30, "voluntary", "3000.00");
    paid("gave way", "ESP", 180, 12, 20, "", "777.00");
    paid("gone", "XCA", 0, 180, "400.00");
    paid("gone", "XCA", 0, 180, 30, "voluntary", "3000.00");
    paid("gone", "ESP", 0, 180, "777.00");
    // in one country the wages of two jobs are one wage
    paid("both", "XCA", 0, 180, "400.00");
    paid("both", "XCA", 0, 180, 15, "voluntary", "50.00");
    // days above thirty gave way to nobody: of a month by the calendar, and of two jobs
    paid("calendar", "XCA", 0, 180, 31, "voluntary", "1000.00");
    paid("two", "XCA", 0, 180, 30, "voluntary", "500.00");
    paid("two", "XCA", 0, 180, 30, "voluntary", "500.00");
    Map<String, Row> rights = decided(spark, 2);
    // 23 x 1000 + 1000.12 = 24000.12, by 24 is 1000.005: half up 1000.01, of which half is 500.005
    assertThat(wage(rights, "raised XCA")).isEqualTo("1000.01");
    assertThat(text(rights, "raised XCA"))
        .isEqualTo("5400 of 5400 own: 500.01, 500.01 x 1.000000 = 500.01");
    // of the last 24 with a wage twelve have 900 and twelve 500
    assertThat(wage(rights, "without XCA")).isEqualTo("700.00");
    assertThat(wage(rights, "never XCA")).isEqualTo("null");
    assertThat(text(rights, "never XCA"))
        .isEqualTo("5400 of 5400 own: null, null x 1.000000 = null");
    // twelve months of 3000 x 10 / 30 = 1000, twelve of 600
    assertThat(wage(rights, "gave way XCA")).isEqualTo("800.00");
    assertThat(wage(rights, "gave way ESP")).isEqualTo("777.00");
    assertThat(wage(rights, "gone XCA")).isEqualTo("400.00");
    assertThat(wage(rights, "both XCA")).isEqualTo("450.00");
    assertThat(wage(rights, "calendar XCA")).isEqualTo("1000.00");
    assertThat(wage(rights, "two XCA")).isEqualTo("1000.00");
  }

  private static String wage(Map<String, Row> rights, String of) {
    return String.valueOf(
        Objects.requireNonNull(rights.get(of), of).<@Nullable Object>getAs("reference_wage"));
  }

  /** Ten wages of 700 to 790 stand in one file, ten of a hundred times as much in the other. */
  @Test
  void wagesOfAFileInCentsEndTheRun(SparkSession spark) {
    wages("pesos.csv", 0, 10, "7%d0.00");
    wages("cents.csv", 0, 10, "7%d000");
    wages("new money.csv", 1, 10, "0.7%d"); // of another month: what money is worth may change
    wages("one employer.csv", 1, 9, "9%d0.00"); // too few to tell
    assertThatThrownBy(() -> decided(spark, 1))
        .hasStackTraceContaining(
            "insured_month has for XCA in 1990-01 a median wage a day of 2483.33 in cents.csv and of"
                + " 24.83 in pesos.csv, more than most-wage-ratio times as much");
    DecidePensions.Params wider =
        new DecidePensions.Params(AS_OF, PARAMS.laws(), List.of(), new BigDecimal("100"));
    assertThat(decided(spark, 1, wider)).hasSize(39);
    // wages of who has no law here, and of later on, are not averaged
    DecidePensions.Params elsewhere =
        new DecidePensions.Params(
            AS_OF, List.of(law("ESP", "0.50", "0.02", false)), List.of(), BigDecimal.TEN);
    assertThat(decided(spark, 1, elsewhere)).isEmpty();
    DecidePensions.Params before =
        new DecidePensions.Params(
            LocalDate.of(1989, 12, 31), PARAMS.laws(), List.of(), BigDecimal.TEN);
    assertThat(decided(spark, 1, before)).isEmpty();
    months.removeIf(month -> month.sourceFile().equals("pesos.csv") && month.sourcePosition() == 2);
    assertThat(decided(spark, 1)).hasSize(38);
  }

  private void wages(String file, int at, int persons, String pattern) {
    for (int i = 0; i < persons; i++) {
      String wage = String.format(java.util.Locale.ROOT, pattern, i);
      paid(file + i, "XCA", at, 1, wage);
      InsuredMonth last = months.remove(months.size() - 1);
      months.add(
          new InsuredMonth(
              last.month(),
              last.country(),
              last.insuredId(),
              last.personId(),
              last.kind(),
              last.days(),
              last.wage(),
              last.sex(),
              last.birthDate(),
              file,
              i + 2));
    }
  }

  @Test
  void theShareOfTheWageHasALimit(SparkSession spark) {
    BigDecimal half = new BigDecimal("0.50");
    BigDecimal year = new BigDecimal("0.02");
    BigDecimal most = new BigDecimal("0.55");
    DecidePensions.Params params =
        new DecidePensions.Params(
            AS_OF,
            List.of(new PensionLaw("XCA", 180, 12, 65, 60, half, year, most, 480, 24, false)),
            List.of(),
            BigDecimal.TEN);
    insured("two years", "XCA", 0, 215); // 35 months more, one day short of three years
    insured("five years", "XCA", 0, 240);
    Map<String, Row> rights = decided(spark, 1, params);
    assertThat(text(rights, "two years XCA")).startsWith("6450 of 6450 own: 540.00, ");
    // 0.50 + 5 x 0.02 = 0.60, above 0.55
    assertThat(text(rights, "five years XCA")).startsWith("7200 of 7200 own: 550.00, ");
  }

  @Test
  void personsAreCountedByWhereTheyWereInsured(SparkSession spark) {
    insured("half", "XCA", 0, 120);
    insured("half", "ESP", 120, 120);
    insured("back", "ESP", 0, 12);
    insured("back", "XCA", 12, 180);
    insured("home", "XCA", 0, 12);
    insured("year", "ESP", 240, 6); // to June 2010
    insured("year", "XCA", 246, 6); // from July
    TestInputs inputs = new TestInputs(spark).with(months);
    inputs.with(
        PensionRight.class,
        Rows.kept(new DecidePensions().transform(inputs, PARAMS), PensionRight.class));
    List<String> counts =
        SyntheticInputs.texts(
            SyntheticInputs.rows(
                new CountInsurance().transform(inputs, new CountInsurance.Params()),
                InsuranceCount.class),
            InsuranceCount.class);
    assertThat(counts)
        .contains(
            "XCA|1990-01-01|insured|2|2", // half and home
            "XCA|1991-01-01|insured|2|2", // half, and back with a year in Spain
            "XCA|1991-01-01|insured_elsewhere|1|2",
            "ESP|2000-01-01|insured_elsewhere|1|1",
            "ESP|2010-01-01|insured_elsewhere|1|1", // year, both in one
            "XCA|2010-01-01|insured_elsewhere|1|1",
            "XCA|2025-01-01|rights_own|1|2", // back; half has half
            "XCA|2025-01-01|rights_totalised|1|2",
            "XCA|2025-01-01|rights_elsewhere|1|2", // half, last in Spain
            "ESP|2025-01-01|rights_elsewhere|1|2",
            "ESP|2025-01-01|rights_totalised|2|2")
        .noneMatch(count -> count.startsWith("XCA|1990-01-01|insured_elsewhere"))
        .noneMatch(count -> count.contains("|rights|"));
  }

  @Test
  void countsOfFewAndPartsWhoseRestIsFewAreHidden(SparkSession spark) {
    LocalDate year = LocalDate.of(2024, 1, 1);
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                new InsuranceCount("XCA", year, "insured", 60, 60),
                new InsuranceCount("XCA", year, "insured_elsewhere", 50, 60),
                new InsuranceCount("ESP", year, "insured", 60, 60),
                new InsuranceCount("ESP", year, "insured_elsewhere", 51, 60),
                new InsuranceCount("CHL", year.minusYears(1), "insured", 60, 60),
                new InsuranceCount("CHL", year.minusYears(1), "insured_elsewhere", 30, 60),
                new InsuranceCount("CHL", year, "insured_elsewhere", 30, 60),
                new InsuranceCount("XCA", year.minusYears(1), "insured", 5, 5),
                new InsuranceCount("ESP", year.minusYears(1), "insured", 5, 5),
                // of Peru it is the first year, which the others would add up with
                new InsuranceCount("PER", year, "insured_elsewhere", 45, 60),
                // only two: of 50 and 45 the rest is 5
                new InsuranceCount("XCA", year.plusYears(1), "insured_elsewhere", 45, 50),
                new InsuranceCount("ESP", year.plusYears(1), "insured_elsewhere", 45, 60),
                // of Uruguay it is the first year: those of XCA are the 95 of its 100
                new InsuranceCount("XCA", year.plusYears(3), "insured_elsewhere", 95, 120),
                new InsuranceCount("URY", year.plusYears(3), "insured", 100, 100),
                new InsuranceCount("URY", year.plusYears(3), "insured_elsewhere", 95, 100),
                new InsuranceCount("XCA", year, "rights_elsewhere", 30, 40), // 31 + 9 - 30 = 10
                new InsuranceCount("XCA", year, "rights_own", 31, 40),
                new InsuranceCount("XCA", year, "rights_totalised", 9, 40));
    Map<String, String> rows = new TreeMap<>();
    for (Row row :
        new PublishIndicators()
            .transform(
                inputs,
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, insurance: {minimum-persons: 10}}"))
            .collectAsList()) {
      rows.put(
          row.getAs("indicator_id")
              + " "
              + row.getAs("destination_area")
              + row.getAs("period_start").toString().substring(3, 4),
          row.<@Nullable BigDecimal>getAs("value") == null
              ? row.getAs("disclosure_rule")
              : String.valueOf(row.<BigDecimal>getAs("value").intValueExact()));
    }
    assertThat(rows)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("insured XCA3", "fewer than 10 persons"),
                    Map.entry("insured ESP3", "fewer than 10 persons"),
                    Map.entry("insured CHL3", "60"),
                    Map.entry("insured XCA4", "60"),
                    Map.entry("insured ESP4", "60"),
                    Map.entry("insured_elsewhere XCA4", "50"),
                    Map.entry(
                        "insured_elsewhere ESP4", "fewer than 10 persons in the rest of the whole"),
                    Map.entry("insured_elsewhere CHL4", "30"),
                    Map.entry(
                        "insured_elsewhere XCA5", "fewer than 10 persons in the rest of the whole"),
                    Map.entry("insured_elsewhere ESP5", "protects the other country"),
                    Map.entry("insured_elsewhere XCA7", "protects the other country"),
                    Map.entry("insured URY7", "100"),
                    Map.entry("pension_rights_elsewhere XCA4", "protects a hidden count of rights"),
                    Map.entry("pension_rights_own XCA4", "31"),
                    Map.entry("pension_rights_totalised XCA4", "fewer than 10 persons"))));
  }

  /** Days of the synthetic country, added up in plain Java. */
  @Test
  void periodsOfTheSyntheticCountryAreAddedUpOnce(SparkSession spark) {
    InsuranceParams params =
        new InsuranceParams(
            List.of("ESP", "USA"),
            new BigDecimal("0.04"),
            new BigDecimal("0.9"),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            1999,
            "XC02");
    SyntheticInputs whole = SyntheticInputs.of(spark);
    TestInputs country = new TestInputs(spark);
    for (Class<? extends Record> table :
        List.of(SyntheticPerson.class, SyntheticResidence.class, SyntheticHousehold.class)) {
      country.with(table, whole.table(table));
    }
    country.with(
        SyntheticPerson.class,
        country.table(SyntheticPerson.class).filter("household_id % 3 = 0")); // a third will do
    Dataset<Row> lines =
        new SynthesizeContributions()
            .transform(country, params)
            .withColumn("person_id", col("person_id").cast("string"))
            .withColumn("month", expr("to_date(concat(month, '-01'))"))
            .withColumn("insured_id", col("insurance_number"))
            .withColumn("kind", col("employer_kind"))
            .withColumn("days", col("days").cast("int"))
            .withColumn("wage", col("wage").cast("decimal(18,2)"))
            .withColumn("sex", expr("coalesce(try_cast(sex AS INT), 0)"))
            .withColumn("birth_date", expr("try_to_date(birth_date)"))
            .withColumn("source_file", col("file_name"))
            .withColumn("source_position", col("line_number"));
    List<Row> rows = SyntheticInputs.rows(lines, InsuredMonth.class);
    requireTrueMonths(spark, rows, new PlantInsurance().transform(country, params).collectAsList());
    Map<String, Map<String, Integer>> byMonth = new TreeMap<>();
    for (Row row : rows) {
      if (row.getAs("month").toString().compareTo(AS_OF.toString()) > 0) {
        continue;
      }
      String person = row.getAs("person_id");
      byMonth
          .computeIfAbsent(person, p -> new TreeMap<>())
          .merge(
              row.getAs("month").toString(),
              row.<Integer>getAs("days"),
              (a, b) -> Math.min(30, a + b));
    }
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                InsuredMonth.class,
                spark.createDataFrame(rows, TableSchema.of(InsuredMonth.class).bareStructType()));
    long abroad = 0;
    for (Row right : new DecidePensions().transform(inputs, PARAMS).collectAsList()) {
      Map<String, Integer> days =
          Objects.requireNonNull(byMonth.get(right.<String>getAs("person_id")));
      assertThat(right.<Long>getAs("total_days"))
          .isEqualTo(days.values().stream().mapToLong(Integer::longValue).sum());
      abroad += right.<Integer>getAs("countries") > 1 ? 1 : 0;
    }
    assertThat(abroad).isGreaterThan(10);
  }

  /** Where all months are whole, 30 days each, the truth has the days of a country and of all. */
  private static void requireTrueMonths(SparkSession spark, List<Row> rows, List<Row> truth) {
    Map<String, Long> paid = new TreeMap<>();
    Map<String, Long> twice = new TreeMap<>();
    Map<String, Integer> countries = new TreeMap<>();
    for (Row row : truth) {
      long months = row.<Long>getAs("months_paid");
      String person = String.valueOf(row.<Long>getAs("person_id"));
      if (months > 0) {
        paid.put(person + " " + row.getAs("country"), months);
        paid.merge(person, months, Long::sum);
        twice.merge(person, row.<Long>getAs("months_twice"), Long::sum);
        countries.merge(person, 1, Integer::sum);
      }
    }
    Set<String> inPart = new TreeSet<>();
    rows.stream()
        .filter(row -> row.<Integer>getAs("days") < 30)
        .forEach(row -> inPart.add(row.getAs("person_id")));
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                InsuredMonth.class,
                spark.createDataFrame(rows, TableSchema.of(InsuredMonth.class).bareStructType()));
    DecidePensions.Params atTheEnd =
        new DecidePensions.Params(
            LocalDate.of(2025, 12, 31), PARAMS.laws(), List.of(), BigDecimal.valueOf(20));
    int compared = 0;
    for (Row right : new DecidePensions().transform(inputs, atTheEnd).collectAsList()) {
      String person = right.getAs("person_id");
      long months = Objects.requireNonNull(paid.get(person + " " + right.getAs("country")));
      assertThat(right.<Long>getAs("own_days")).isBetween(months, 30 * months);
      assertThat(right.<Integer>getAs("countries")).isEqualTo(countries.get(person));
      if (!inPart.contains(person)) {
        assertThat(right.<Long>getAs("own_days")).isEqualTo(30 * months);
        if (right.<Integer>getAs("countries") < 3) { // a month in two is one of each
          long both = Objects.requireNonNull(twice.get(person)) / 2;
          assertThat(right.<Long>getAs("total_days"))
              .isEqualTo(30 * (Objects.requireNonNull(paid.get(person)) - both));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void monthsAreLoadedWithoutTheirDocuments(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadInsuredMonths(),
            """
        month,country,insurance_number,document,days,wage,sex,birth_date
        2024-03,XCA,11122233344,A-1,30,1000.50,2,1960-05-01
        2024-03,XCA,11122233344,A-1,30,1000.60,2,1960-05-01
        2024-03,ESP,99988877766,A 1,12,,,
        2024-13,ESP,99988877766,A-1,12,,,
        2024-04,ESP,99988877766,A-1,45,,,
        2024-04,ZZZ,99988877766,A-1,30,,,
        2024-04,ESP,99988877766,,30,,,
        1900-01,ESP,99988877766,A-1,30,,,
        2999-01,ESP,99988877766,A-1,30,,,
        """,
            "{extract: {paths: [x], columns: {insured_id: insurance_number, person_id: document}},"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected()).hasSize(6);
    List<Row> rows = sheet.loaded(spark).orderBy("country").collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<String>getAs("person_id"))
        .isEqualTo(rows.get(1).getAs("person_id"))
        .doesNotContain("A-1");
    assertThat(rows.get(1).<BigDecimal>getAs("wage")).isEqualByComparingTo("1000.60");
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.contains("11122233344") || line.contains("99988877766"))
        .noneMatch(line -> line.contains("A-1"));
  }

  @Test
  void monthsAndCountriesThatCannotBeAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadInsuredMonths(),
            """
            month,country,insured_id,person_id,days
            1999-12,ESP,1,1,30
            2000-01,ESP,1,1,30
            2025-06,ESP,1,1,30
            2025-07,ESP,1,1,30
            2025-xx,España,1,1,30
            2006-09,Serbia y Montenegro,1,1,30
            2006-10,SCG,1,1,30
            """,
            "{extract: {paths: [x]}, earliest-month: 2000-01, latest-month: 2025-06, codes:"
                + " {countries: [country], wrong: fail}}");
    // SCG was withdrawn on 26 September 2006 (ISO 3166-3): on the first of that month it held.
    assertThat(
            sheet.loaded(spark).collectAsList().stream()
                .map(row -> row.getAs("month") + " " + row.getAs("country")))
        .containsExactlyInAnyOrder(
            "2000-01-01 ESP", "2025-06-01 ESP", "2006-09-01 SCG", "2006-10-01 SCG");
    assertThat(sheet.rejected())
        .containsExactly("2: month-possible", "5: month-possible", "6: month-is-one");
    assertThat(sheet.lines().get(6).getList(sheet.lines().get(6).fieldIndex("load_failures")))
        .isEqualTo(List.of("country-valid")); // which stops the loading
    Row first = sheet.lines().get(0);
    assertThat(List.of(first.<String>getAs("load_statement"), first.<String>getAs("load_remedy")))
        .containsExactly(
            "The month is before the earliest month or after the latest month.",
            "Mend the month at the source, or set earliest-month or latest-month.");
  }

  @Test
  void anEarliestMonthAfterTheLatestIsRefused() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadInsuredMonths(),
                    "{extract: {paths: [x]}, earliest-month: 2025-07, latest-month: 2025-06}"))
        .hasMessageContaining("earliest-month must not be after latest-month");
  }

  @Test
  void twoLawsOfOneCountryAreRefused() {
    PensionLaw law = law("XCA", "0.5", "0.02", false);
    assertThatThrownBy(
            () -> new DecidePensions.Params(AS_OF, List.of(law, law), List.of(), BigDecimal.TEN))
        .hasMessageContaining("one a country");
  }

  @Test
  void whoCannotHaveBeenIsNotInsuredAndNoCodeIsNoCountry(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadInsuredMonths(),
            """
            month,country,insured_id,person_id,days,birth_date
            2023-05,CRI,S1,P1,30,1960-01-01
            2023-05,CRI,S2,P2,30,0999-01-01
            2023-05,CRI,S3,P3,30,2023-06-01
            """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).containsExactly("3: birth-possible", "4: birth-possible");
    assertThat(sheet.lines().get(1).<String>getAs("load_value")).isEqualTo("*** (10 characters)");
    assertThat(sheet.lines().get(1).<String>getAs("load_record"))
        .contains("\"birth_date\":\"*** (10 characters)\"");
    assertThatThrownBy(
            () -> JobParams.of(new DecidePensions(), "{as-of: 2023-12-31, laws: [{country: NI}]}"))
        .hasMessageContaining(
            "country of a law must be a code of three letters such as MEX, was NI");
  }
}
