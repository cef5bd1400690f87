package org.caudal.register.residence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.DocumentPair;
import org.caudal.register.link.KeptPerson;
import org.caudal.register.link.LinkedPerson;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Signs of the years 2021 to 2023; each person is a case, all of one group by sex and age. */
@SparkTest
class ResidenceTest {
  private final List<LifeSign> signs = new ArrayList<>();
  private final List<KeptPerson> kept = new ArrayList<>();
  private final List<LinkedPerson> links = new ArrayList<>();
  private final List<BorderCrossing> crossings = new ArrayList<>();
  private final List<DocumentPair> pairs = new ArrayList<>();
  private int partitions = 1;

  private void record(
      String person,
      String source,
      @Nullable String first,
      @Nullable String last,
      @Nullable String left,
      @Nullable String died,
      String area,
      String born) {
    String id = "r" + signs.size();
    signs.add(
        new LifeSign(
            source,
            id,
            day(first),
            day(last),
            day(left),
            day(died),
            area.equals("abroad"),
            area.equals("abroad") ? null : area,
            1,
            LocalDate.parse(born),
            null,
            "XCA",
            null,
            null,
            null,
            null,
            null,
            source.equals("passports") ? area : null,
            "r.csv",
            2));
    links.add(new LinkedPerson(source, id, person, 1, null));
  }

  /** The first records of a person under an identifier of a vintage. */
  private void keep(String vintage, String person, String identifier, int records) {
    links.stream()
        .filter(link -> link.personId().equals(person))
        .limit(records)
        .forEach(
            link ->
                kept.add(
                    new KeptPerson(
                        LocalDate.parse(vintage), link.sourceId(), link.recordId(), identifier)));
  }

  private void visit(String person, String day) {
    record(person, "health", day, day, null, null, "A", "1990-01-01");
  }

  private void books(String person, String since, @Nullable String left) {
    record(person, "books", since, left, left, null, "B", "1990-01-01");
  }

  /** A document of a person, in a register that says nothing else of it. */
  private void shows(String person, String document) {
    record(person, "passports", null, null, null, null, document, "1990-01-01");
  }

  private void cross(String document, String direction, String day) {
    LocalDate date = LocalDate.parse(day);
    crossings.add(
        new BorderCrossing(
            date.withDayOfMonth(1),
            document + day,
            document,
            date.atTime(12, 0).toInstant(ZoneOffset.UTC),
            date,
            direction,
            "XCA",
            1,
            null,
            null,
            null,
            null,
            null,
            "c.csv",
            2));
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    return day == null ? null : LocalDate.parse(day);
  }

  private List<String> residence(SparkSession spark) {
    return rows(spark).stream().map(ResidenceTest::text).toList();
  }

  private List<Row> rows(SparkSession spark) {
    EstimateResidence job = new EstimateResidence();
    TestInputs inputs =
        new TestInputs(spark)
            .with(LifeSign.class, Rows.of(spark, signs).repartition(partitions))
            .with(LinkedPerson.class, Rows.of(spark, links).repartition(partitions));
    if (!kept.isEmpty()) {
      inputs.with(kept);
    }
    if (!crossings.isEmpty()) {
      inputs.with(BorderCrossing.class, Rows.of(spark, crossings).repartition(partitions));
    }
    if (!pairs.isEmpty()) {
      inputs.with(pairs);
    }
    return job.transform(inputs, params(job))
        .orderBy("person_id", "reference_date")
        .collectAsList();
  }

  private static EstimateResidence.Params params(EstimateResidence job) {
    return JobParams.of(
        job,
        "{from-year: 2021, to-year: 2023, age-groups: [0, 60], open-sources: [books], left-out: [census, passports]}");
  }

  private static String text(Row row) {
    return String.format(
        Locale.ROOT,
        "%s %s %s%s%s signs %d, then %s, in %s aged %d of %s%s",
        row.getAs("person_id"),
        row.<java.sql.Date>getAs("reference_date").toLocalDate().getYear(),
        row.getAs("residence_index"),
        row.<Boolean>getAs("is_resident") ? " resident" : "",
        row.getAs("is_active") == null
            ? " perhaps"
            : row.<Boolean>getAs("is_active") ? " active" : "",
        row.<Integer>getAs("signs"),
        row.<Integer>getAs("signs_after"),
        row.getAs("area_id"),
        row.<Integer>getAs("age"),
        row.getAs("sources"),
        row.getAs("kept_person_id") == null ? "" : " as " + row.getAs("kept_person_id"));
  }

  @Test
  void theIndexRisesWithSignsAndFallsWithoutThem(SparkSession spark) {
    visit("always", "2021-03-01");
    visit("always", "2022-03-01");
    visit("always", "2023-03-01");
    visit("gap", "2021-03-01");
    visit("gap", "2023-03-01");
    books("silent", "2019-01-01", null);
    record("child", "health", "2022-05-05", "2022-05-05", null, null, "A", "2022-05-05");
    books("dead", "2019-01-01", null);
    visit("dead", "2021-02-01");
    record("dead", "deaths", "2022-07-01", "2022-07-01", null, "2022-07-01", "A", "1990-01-01");
    books("left", "2018-01-01", "2021-06-01");
    record("left", "permits", "2020-01-01", "2023-12-31", null, null, "C", "1990-01-01");
    books("returned", "2018-01-01", "2021-06-01");
    visit("returned", "2023-04-01");
    books("gone", "2018-01-01", "2021-03-01");
    record("unseen", "books", null, null, "2022-05-01", null, "B", "1990-01-01");
    // Back on the books in the year after: the permit of before ended with the departure.
    record("back", "permits", "2020-01-01", "2023-12-31", null, null, "C", "1990-01-01");
    books("back", "2018-01-01", "2021-06-01");
    books("back", "2022-02-01", null);
    books("holiday", "2018-01-01", "2022-03-01");
    visit("holiday", "2021-03-01");
    visit("holiday", "2022-09-01");
    record("old", "health", "2023-05-05", "2023-05-05", null, null, "A", "1950-01-01");
    record("old", "permits", "2023-05-05", "2023-05-05", null, null, "A", "1950-01-01");
    // Persons of the last vintage: with both records, and with two of three.
    keep("2023-06-30", "old", "before", 2);
    keep("2024-06-30", "old", "since", 2);
    keep("2024-06-30", "always", "one", 2);
    keep("2023-06-30", "gap", "gone", 2); // of an earlier one only
    // The census is left out, and who is said to live abroad is not here.
    record("silent", "census", "2023-06-30", "2023-06-30", null, null, "A", "1990-01-01");
    record("abroad", "permits", "2022-01-01", "2022-12-31", null, null, "abroad", "1990-01-01");

    // Sure residents: always and gap in 2022, one of two with a visit: r = 1.5 / 3. Surely none:
    // left and gone in 2022 and 2023, dead and unseen in 2023, none with a visit: n = 0.5 / 7. A
    // visit weighs 0.7 / 0.2 x (7 - 1) / (7 + 1) = 2.625 and adds 0.525, to the old too, of whose
    // age nobody is surely a resident. A permit, which two of the six have and no resident, weighs
    // nothing; nor does a record of a death.
    assertThat(residence(spark))
        .containsExactly(
            "always 2022 0.525000 active signs 1, then 1, in A aged 32 of health as one",
            "always 2023 0.945000 resident active signs 1, then 1, in A aged 33 of health as one",
            "always 2024 1.000000 resident active signs 1, then null, in A aged 34 of health as one",
            "back 2022 0.000000 signs 1, then 0, in C aged 32 of books,permits",
            "back 2023 0.000000 active signs 0, then 0, in B aged 33 of books,permits",
            "back 2024 0.000000 signs 0, then null, in B aged 34 of books,permits",
            "child 2023 1.000000 resident active signs 1, then 0, in A aged 0 of health",
            "child 2024 0.800000 resident active signs 0, then null, in A aged 1 of health",
            "dead 2022 1.000000 resident active signs 1, then 1, in A aged 32 of books,deaths,health",
            "dead 2023 0.000000 signs 1, then 0, in A aged 33 of books,deaths,health",
            "dead 2024 0.000000 signs 0, then null, in A aged 34 of books,deaths,health",
            "gap 2022 0.525000 active signs 1, then 0, in A aged 32 of health",
            "gap 2023 0.420000 active signs 0, then 1, in A aged 33 of health",
            "gap 2024 0.861000 resident active signs 1, then null, in A aged 34 of health",
            "gone 2022 0.000000 signs 0, then 0, in B aged 32 of books",
            "gone 2023 0.000000 signs 0, then 0, in B aged 33 of books",
            "gone 2024 0.000000 signs 0, then null, in B aged 34 of books",
            "holiday 2022 1.000000 resident active signs 1, then 1, in A aged 32 of books,health",
            "holiday 2023 1.000000 resident active signs 1, then 0, in A aged 33 of books,health",
            "holiday 2024 0.800000 resident active signs 0, then null, in A aged 34 of books,health",
            "left 2022 0.000000 signs 1, then 0, in C aged 32 of books,permits",
            "left 2023 0.000000 signs 0, then 0, in C aged 33 of books,permits",
            "left 2024 0.000000 signs 0, then null, in C aged 34 of books,permits",
            "old 2024 0.525000 active signs 2, then null, in A aged 74 of health,permits as since",
            "returned 2022 0.000000 signs 0, then 0, in B aged 32 of books,health",
            "returned 2023 0.000000 signs 0, then 1, in B aged 33 of books,health",
            "returned 2024 0.525000 active signs 1, then null, in A aged 34 of books,health",
            "silent 2022 0.800000 resident signs 0, then 0, in B aged 32 of books",
            "silent 2023 0.640000 signs 0, then 0, in B aged 33 of books",
            "silent 2024 0.512000 signs 0, then null, in B aged 34 of books");
  }

  /**
   * Who died in May 2021 by one record and in 2022 by that of the day of the entry: the first ends
   * the person, and what is after it.
   */
  @Test
  void whoDiedOnTwoDaysDiedOnTheFirst(SparkSession spark) {
    for (int year = 2021; year <= 2023; year++) {
      visit("always", year + "-03-01");
    }
    books("gone", "2018-01-01", "2020-03-01");
    books("dead", "2010-01-01", null);
    visit("dead", "2021-03-01");
    record("dead", "deaths", "2021-05-01", "2021-05-01", null, "2021-05-01", "A", "1990-01-01");
    record("dead", "books", null, null, null, "2022-01-10", "B", "1990-01-01");
    assertThat(rows(spark))
        .filteredOn(row -> row.getAs("person_id").equals("dead"))
        .hasSize(3)
        .allSatisfy(
            row -> {
              assertThat(row.<Boolean>getAs("is_active")).isFalse();
              assertThat(row.<Boolean>getAs("is_resident")).isFalse();
              assertThat(row.<BigDecimal>getAs("residence_index")).isEqualByComparingTo("0");
            });
  }

  /**
   * Years are counted to 2023: records of 2024 are of the year under way, those of later ones lost.
   */
  @Test
  void recordsAfterAllYearsAreWarnedAbout(SparkSession spark) {
    visit("early", "2019-03-01");
    visit("next", "2024-12-31");
    visit("late", "2025-01-01");
    visit("later", "2124-01-01");
    books("later", "2099-01-01", null);
    record("later", "census", "2030-06-30", "2030-06-30", null, null, "A", "1990-01-01");
    record("dead", "deaths", null, null, null, "2030-07-01", "A", "1990-01-01");
    EstimateResidence job = new EstimateResidence();
    assertThat(
            job
                .warnings(new TestInputs(spark).with(signs), params(job))
                .orElseThrow()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder(
            "signs-after-all-years (2 of health after 2024)",
            "signs-after-all-years (1 of books after 2024)");
  }

  /**
   * Records of the border end on 1 March 2024, when a stranger crosses. All have visits on 1 March
   * of 2021 and, but for who was away, of 2022.
   */
  private void travellers() {
    for (String person :
        List.of(
            "emigrates",
            "holiday",
            "lately",
            "missed",
            "paired",
            "trip",
            "two",
            "unknown",
            "short trip")) {
      visit(person, "2021-03-01");
      visit(person, "2022-03-01");
      shows(person, person);
    }
    visit("returns", "2021-03-01");
    shows("returns", "returns");
    cross("stranger", "entry", "2024-03-01");
    cross("emigrates", "exit", "2022-06-01");
    cross("unknown passport", "exit", "2022-06-01");
    // 31 days away, with one document and with two
    cross("holiday", "exit", "2022-06-01");
    cross("holiday", "entry", "2022-07-02");
    cross("two", "exit", "2022-06-01");
    cross("second", "entry", "2022-07-02");
    shows("two", "second");
    // the second of two that were paired at the border is known to no register
    cross("paired", "exit", "2022-06-01");
    cross("new", "entry", "2022-07-02");
    pairs.add(
        new DocumentPair(
            "paired",
            "new",
            LocalDate.of(2022, 6, 1),
            LocalDate.of(2022, 7, 2),
            31,
            false,
            false,
            BigDecimal.TEN,
            BigDecimal.ONE,
            true,
            "paired"));
    // away for 426 days, and back for more than 365 by the end
    cross("returns", "exit", "2021-06-01");
    cross("returns", "entry", "2022-08-01");
    // Nobody knows what becomes of who left in November, nor, while fewer than 123 days here have
    // passed of the 487 after it, of who came back since: 365 could be spent abroad.
    cross("lately", "exit", "2023-11-01");
    cross("trip", "exit", "2023-10-20");
    cross("trip", "entry", "2023-11-11"); // 111 days
    cross("short trip", "exit", "2023-10-20");
    cross("short trip", "entry", "2023-10-25"); // 128 days
    // A visitor, as far as anybody knows, is seen in November and left before the year ends.
    visit("came", "2023-11-15");
    shows("came", "came");
    cross("came", "entry", "2023-10-01");
    cross("came", "exit", "2023-12-20");
    // The same at two posts, and who came again after the new year or was back before it.
    visit("came twice", "2023-11-15");
    shows("came twice", "came twice");
    cross("came twice", "entry", "2023-10-01");
    cross("came twice", "exit", "2023-12-20");
    cross("came twice", "exit", "2023-12-20");
    visit("came again", "2023-11-15");
    shows("came again", "came again");
    cross("came again", "entry", "2023-10-01");
    cross("came again", "exit", "2023-12-20");
    cross("came again", "entry", "2024-01-20");
    visit("came back", "2023-11-15");
    shows("came back", "came back");
    cross("came back", "entry", "2023-10-01");
    cross("came back", "exit", "2023-12-10");
    cross("came back", "entry", "2023-12-20");
    // The same, and left again: where this one lived nobody will know.
    visit("gap", "2023-11-15");
    shows("gap", "gap");
    cross("gap", "entry", "2023-10-01");
    cross("gap", "exit", "2023-12-20");
    cross("gap", "exit", "2024-02-01");
    // twice out: where the person lived between is not known, and never will be
    cross("missed", "entry", "2021-04-01");
    cross("missed", "entry", "2022-06-01");
  }

  @Test
  void whoLivesAbroadByTheBorderLeft(SparkSession spark) {
    visit("always", "2021-03-01");
    visit("always", "2022-03-01");
    visit("always", "2023-03-01");
    books("gone", "2018-01-01", "2020-03-01");
    travellers();
    // One sure resident, always in 2022, with a visit: r = 1.5 / 2. Surely none: gone in all years
    // and who emigrates in 2023, without one: n = 0.5 / 5. A visit adds 0.7 x 0.65 / 0.85 =
    // 0.535294.
    List<String> found = residence(spark);
    assertThat(found.stream().map(row -> row.replaceAll(" signs.*", "")))
        .containsExactly(
            "always 2022 0.535294 active",
            "always 2023 0.963529 resident active",
            "always 2024 1.000000 resident active",
            "came 2024 0.535294 perhaps",
            "came again 2024 0.535294 perhaps",
            "came back 2024 0.535294 active",
            "came twice 2024 0.535294 perhaps",
            "emigrates 2022 0.535294 active",
            "emigrates 2023 0.000000",
            "emigrates 2024 0.000000",
            "gap 2024 0.535294 active",
            "gone 2022 0.000000",
            "gone 2023 0.000000",
            "gone 2024 0.000000",
            "holiday 2022 0.535294 active",
            "holiday 2023 0.963529 resident active",
            "holiday 2024 0.770823 resident active",
            "lately 2022 0.535294 active",
            "lately 2023 0.963529 resident active",
            "lately 2024 0.770823 resident perhaps",
            "missed 2022 0.535294 active",
            "missed 2023 0.963529 resident active",
            "missed 2024 0.770823 resident active",
            "paired 2022 0.535294 active",
            "paired 2023 0.963529 resident active",
            "paired 2024 0.770823 resident active",
            "returns 2022 0.000000",
            "returns 2023 0.000000 active", // seen in 2021, left and came back
            "returns 2024 0.000000",
            "short trip 2022 0.535294 active",
            "short trip 2023 0.963529 resident active",
            "short trip 2024 0.770823 resident active",
            "trip 2022 0.535294 active",
            "trip 2023 0.963529 resident active",
            "trip 2024 0.770823 resident perhaps",
            "two 2022 0.535294 active",
            "two 2023 0.963529 resident active",
            "two 2024 0.770823 resident active",
            "unknown 2022 0.535294 active",
            "unknown 2023 0.963529 resident active",
            "unknown 2024 0.770823 resident active");
    // However records, links and crossings are cut and ordered.
    Collections.reverse(signs);
    Collections.reverse(links);
    Collections.reverse(crossings);
    partitions = 7;
    assertThat(residence(spark)).isEqualTo(found);
    crossings.clear();
    pairs.clear();
    assertThat(residence(spark))
        .filteredOn(row -> row.matches("(emigrates|lately) 2024 .*"))
        .allMatch(row -> row.contains(" resident active "))
        .hasSize(2);
  }

  /** Who is first seen in 2022, coming in and staying for more than 365 days, and visitors. */
  @Test
  void whoImmigratesByTheBorderArrivedThatDay(SparkSession spark) {
    for (int year = 2021; year <= 2023; year++) {
      visit("always", year + "-03-01");
    }
    books("gone", "2018-01-01", "2020-03-01");
    travellers();
    visit("immigrates", "2022-09-01");
    shows("immigrates", "immigrates");
    cross("immigrates", "entry", "2022-04-15");
    Function<Row, String> text =
        row ->
            row.getAs("person_id")
                + " "
                + row.<java.sql.Date>getAs("reference_date").toLocalDate().getYear()
                + " left "
                + row.getAs("left_on")
                + " arrived "
                + row.getAs("arrived_on");
    assertThat(rows(spark).stream().map(text))
        .filteredOn(row -> row.matches("(immigrates|returns) .*"))
        .containsExactly(
            "immigrates 2023 left null arrived 2022-04-15",
            "immigrates 2024 left null arrived 2022-04-15",
            "returns 2022 left 2021-06-01 arrived null",
            "returns 2023 left 2021-06-01 arrived 2022-08-01",
            "returns 2024 left 2021-06-01 arrived 2022-08-01");
    assertThat(rows(spark).stream().map(text))
        .filteredOn(row -> !row.matches("(immigrates|returns) .*"))
        .allMatch(row -> row.endsWith(" arrived null"))
        .hasSizeGreaterThan(30);
  }

  /** What a record tells: its day, ethnic group, disability, education, occupation and arrival. */
  private static LifeSign tells(
      String id,
      String day,
      @Nullable String ethnicity,
      @Nullable String disability,
      @Nullable String education,
      @Nullable String occupation,
      @Nullable String arrived) {
    LocalDate date = LocalDate.parse(day);
    boolean isAbroad = id.equals("abroad");
    return new LifeSign(
        id.startsWith("c") ? "census" : "health",
        id,
        date,
        date,
        null,
        null,
        isAbroad,
        isAbroad ? null : "A",
        1,
        LocalDate.of(1990, 1, 1),
        null,
        "XCA",
        ethnicity,
        disability,
        education,
        occupation,
        day(arrived),
        null,
        "r.csv",
        2);
  }

  /**
   * The group is that of most records; what may change in life that of the latest one before the
   * day that tells it, else of the first one; the arrival the last one before the day.
   */
  @Test
  void recordsTellCharacteristics(SparkSession spark) {
    books("gone", "2018-01-01", "2020-03-01");
    visit("late", "2021-03-01");
    visit("late", "2022-03-01");
    visit("late", "2023-03-01");
    List<LifeSign> told =
        List.of(
            tells("t1", "2021-03-01", "indigenous", "none", "1", "_Z", "2020-05-01"),
            tells("t2", "2022-03-01", "white", null, "3", null, null),
            tells("t3", "2022-06-01", "indigenous", "with", null, "5", "2022-02-01"),
            tells("t4", "2023-06-01", null, "some", "4", null, null),
            // of no use: left out, and of a day after all reference dates
            tells("c5", "2021-06-01", "white", "none", "8", "1", "2021-01-01"),
            tells("t6", "2024-06-01", null, "none", "6", "2", "2024-05-01"));
    links.add(new LinkedPerson("health", "t7", "late", 1, null));
    signs.add(tells("t7", "2022-08-01", null, "with", null, null, null));
    told.forEach(
        sign -> links.add(new LinkedPerson(sign.sourceId(), sign.recordId(), "told", 1, null)));
    signs.addAll(told);
    Function<Row, String> text =
        row ->
            Stream.of(
                    "person_id",
                    "reference_date",
                    "ethnicity",
                    "disability",
                    "education",
                    "occupation",
                    "arrived_on")
                .map(name -> String.valueOf(row.<Object>getAs(name)))
                .collect(Collectors.joining(" "));
    List<String> found = rows(spark).stream().map(text).toList();
    assertThat(found)
        .filteredOn(row -> !row.startsWith("gone"))
        .containsExactly(
            "late 2022-01-01 null with null null null",
            "late 2023-01-01 null with null null null",
            "late 2024-01-01 null with null null null",
            "told 2022-01-01 indigenous none 1 _Z 2020-05-01",
            "told 2023-01-01 indigenous with 3 5 2022-02-01",
            "told 2024-01-01 indigenous some 4 5 2022-02-01");
    Collections.reverse(signs);
    partitions = 7;
    assertThat(rows(spark).stream().map(text).toList()).isEqualTo(found);
  }

  /**
   * Who left and came back in a later year has lived here since a day that no record of a visit
   * tells; who was away within a year since before.
   */
  @Test
  void whoLeftArrivedWhenARecordSaysSoAfterwards(SparkSession spark) {
    books("gone", "2018-01-01", "2020-03-01");
    for (String person : List.of("returns", "settles", "moves", "was abroad")) {
      for (int year = 2021; year <= 2023; year++) {
        visit(person, year + "-03-01");
      }
    }
    for (String person : List.of("returns", "settles", "moves")) {
      links.add(new LinkedPerson("health", "told " + person, person, 1, null));
      signs.add(tells("told " + person, "2015-06-01", null, null, null, null, "2015-05-01"));
    }
    links.add(new LinkedPerson("health", "told again", "settles", 1, null));
    signs.add(tells("told again", "2023-07-01", null, null, null, null, "2022-12-20"));
    books("returns", "2015-05-01", "2021-06-01");
    books("settles", "2015-05-01", "2021-06-01");
    // Of another town by the end of the same year.
    books("moves", "2015-05-01", "2022-06-01");
    books("moves", "2022-08-01", null);
    // An arrival in another country is none here, and who lived there did not live here.
    links.add(new LinkedPerson("health", "abroad", "was abroad", 1, null));
    signs.add(tells("abroad", "2022-05-01", null, null, null, null, "2021-02-01"));
    assertThat(
            rows(spark).stream()
                .filter(row -> !row.getAs("person_id").equals("gone"))
                .map(
                    row ->
                        row.getAs("person_id")
                            + " "
                            + row.getAs("reference_date")
                            + " "
                            + row.getAs("arrived_on")
                            + " left "
                            + row.getAs("left_on")))
        .containsExactly(
            "moves 2022-01-01 2015-05-01 left null",
            "moves 2023-01-01 2015-05-01 left null",
            "moves 2024-01-01 2015-05-01 left null",
            "returns 2022-01-01 null left 2021-06-01",
            "returns 2023-01-01 null left 2021-06-01",
            "returns 2024-01-01 null left 2021-06-01",
            "settles 2022-01-01 null left 2021-06-01",
            "settles 2023-01-01 2022-12-20 left 2021-06-01",
            "settles 2024-01-01 2022-12-20 left 2021-06-01",
            "was abroad 2022-01-01 null left null",
            "was abroad 2023-01-01 null left 2022-05-01",
            "was abroad 2024-01-01 null left 2022-05-01");
  }

  @Test
  void withoutSureResidentsNothingIsLearnt(SparkSession spark) {
    books("books", "2022-03-01", null);
    visit("once", "2021-03-01");
    visit("twice", "2022-03-01");
    assertThatThrownBy(() -> residence(spark))
        .hasMessageContaining("nobody is surely a resident in any year");
  }

  @Test
  void withoutSureNonResidentsNothingIsLearnt(SparkSession spark) {
    books("books", "2022-03-01", null);
    // A share of 0.5 for every register would take nearly all of their weight away.
    visit("always", "2021-03-01");
    visit("always", "2022-03-01");
    visit("always", "2023-03-01");
    assertThatThrownBy(() -> residence(spark))
        .hasMessageContaining("nobody is surely a non-resident in any year");
  }

  @Test
  void signsThatWeighTooMuchAreRefused() {
    EstimateResidence job = new EstimateResidence();
    assertThatThrownBy(() -> JobParams.of(job, "{from-year: 2021, to-year: 2023, gain: 0.0007}"))
        .hasMessageContaining("less than 1000 times gain");
  }

  @Test
  void openSourcesThatNoRecordIsOfAreNamed(SparkSession spark) {
    visit("always", "2021-03-01");
    visit("always", "2023-03-01");
    assertThatThrownBy(() -> residence(spark))
        .hasStackTraceContaining(
            "life_sign has no record of books, which open-sources of estimate-residence");
  }
}
