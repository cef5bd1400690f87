package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Crossings from 2023 on, looked at until the last of them, the first of 2025. */
@SparkTest
class BorderMigrationsTest {
  private static final LocalDate START = LocalDate.of(2023, 1, 1);
  private static final DecideCrossings.Rule YEAR = new DecideCrossings.Rule(365, 487);

  private static BorderCrossing crossing(String traveller, int day, String direction) {
    return Crossings.of(traveller + day, traveller, START.plusDays(day), direction, "HND");
  }

  private static List<BorderCrossing> crossings() {
    List<BorderCrossing> crossings = new ArrayList<>();
    crossings.add(crossing("stays", 0, "entry")); // and is never seen again
    crossings.add(crossing("visits", 0, "entry"));
    crossings.add(crossing("visits", 20, "exit"));
    crossings.add(crossing("leaves", 10, "exit"));
    crossings.add(crossing("comes late", 600, "entry"));
    // a missed exit: the first entry may have been a migration, nobody will know
    crossings.add(crossing("missed", 0, "entry"));
    crossings.add(crossing("missed", 200, "entry"));
    crossings.add(crossing("missed", 210, "exit"));
    // before the missed exit a year is sure
    crossings.add(crossing("year", 0, "entry"));
    crossings.add(crossing("year", 400, "exit"));
    crossings.add(crossing("year", 430, "exit"));
    crossings.add(crossing("last", 731, "exit"));
    return crossings;
  }

  private static TestInputs inputs(SparkSession spark, int partitions) {
    List<BorderCrossing> crossings = crossings();
    return new TestInputs(spark)
        .with(BorderCrossing.class, Rows.of(spark, crossings).repartition(partitions));
  }

  private static Dataset<Row> decided(
      SparkSession spark, int partitions, @Nullable LocalDate asOf) {
    return new DecideCrossings()
        .transform(
            inputs(spark, partitions), new DecideCrossings.Params(asOf, null, List.of(YEAR)));
  }

  private static Map<String, String> answers(Dataset<Row> decided) {
    Map<String, String> answers = new TreeMap<>();
    decided
        .collectAsList()
        .forEach(row -> answers.put(row.getAs("crossing_id"), row.getAs("answer")));
    return answers;
  }

  @Test
  void answersAreGivenAsFarAsTheyAreKnown(SparkSession spark) {
    List<Row> rows = SyntheticInputs.rows(decided(spark, 1, null), CrossingOutcome.class);
    assertThat(answers(decided(spark, 1, null)))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("stays0", "migration"),
                    Map.entry("visits0", "none"),
                    Map.entry("visits20", "none"),
                    Map.entry("leaves10", "migration"),
                    Map.entry("comes late600", "not_yet_known"),
                    Map.entry("missed0", "crossing_missing"),
                    Map.entry("missed200", "none"), // ten days, then out for more than 122
                    Map.entry(
                        "missed210", "crossing_missing"), // out for good, from where she lived?
                    Map.entry("year0", "migration"),
                    Map.entry("year400", "crossing_missing"),
                    Map.entry("year430", "not_yet_known"),
                    Map.entry("last731", "not_yet_known"))));
    Row stays =
        rows.stream().filter(row -> row.getAs("crossing_id").equals("stays0")).findAny().get();
    assertThat(stays.getAs("answered_on").toString()).isEqualTo("2024-01-01"); // 365 days later
    assertThat(stays.<Boolean>getAs("resident_before")).isFalse();
    assertThat(stays.<Boolean>getAs("resident_after")).isTrue();
    assertThat(
            SyntheticInputs.texts(
                SyntheticInputs.rows(decided(spark, 5, null), CrossingOutcome.class),
                CrossingOutcome.class))
        .isEqualTo(SyntheticInputs.texts(rows, CrossingOutcome.class));
  }

  @Test
  void crossingsAtOneMomentTakeTurnsAndTheStartMayBeUnknown(SparkSession spark) {
    // exit and entry on one day, their marks in the other order
    BorderCrossing[] crossings = {
      crossing("t", 0, "entry"), moved("t", "a", 100, "entry"), moved("t", "b", 100, "exit")
    };
    TestInputs inputs = new TestInputs(spark).with(crossings[0], crossings[1], crossings[2]);
    assertThat(
            answers(
                new DecideCrossings()
                    .transform(
                        inputs,
                        new DecideCrossings.Params(START.plusDays(101), null, List.of(YEAR)))))
        .isEqualTo(Map.of("t0", "not_yet_known", "a", "not_yet_known", "b", "none"));
    // a year after the records began nobody knows where the first seen lived
    Dataset<Row> from =
        new DecideCrossings()
            .transform(inputs(spark, 1), new DecideCrossings.Params(null, START, List.of(YEAR)));
    assertThat(answers(from))
        .containsEntry("stays0", "crossing_missing")
        .containsEntry("visits0", "none")
        .containsEntry("comes late600", "not_yet_known");
  }

  @Test
  void theOrderAtTheFirstMomentFollowsFromWhatComesNext(SparkSession spark) {
    // before an entry the exit is the last: in and out, in for 150 days of 487, out for good
    Map<String, String> visits = Map.of("a", "none", "b", "none", "t60", "none", "t210", "none");
    BorderCrossing[] visit = {crossing("t", 60, "entry"), crossing("t", 210, "exit")};
    assertThat(first(spark, "entry", "exit", visit)).isEqualTo(visits);
    assertThat(first(spark, "exit", "entry", visit)).isEqualTo(visits);
    // before an exit the entry is the last: lived here, back at once, in for 180 of 487 days, out
    // for good on day 200; what is at one later moment in both directions is passed over
    BorderCrossing[] leave = {
      moved("t", "c", 20, "exit"), moved("t", "d", 20, "entry"), crossing("t", 200, "exit")
    };
    Map<String, String> leaves =
        Map.of("a", "none", "b", "none", "c", "none", "d", "none", "t200", "migration");
    assertThat(first(spark, "entry", "exit", leave)).isEqualTo(leaves);
    assertThat(first(spark, "exit", "entry", leave)).isEqualTo(leaves);
    // where nothing follows the entry is the first: in and out, and never seen again
    Map<String, String> once = Map.of("a", "none", "b", "none");
    assertThat(first(spark, "entry", "exit")).isEqualTo(once);
    assertThat(first(spark, "exit", "entry")).isEqualTo(once);
  }

  /** Answers after 1,500 days where the first crossings, a and b, are at one moment. */
  private static Map<String, String> first(
      SparkSession spark, String a, String b, BorderCrossing... others) {
    List<BorderCrossing> crossings = new ArrayList<>(List.of(others));
    crossings.add(moved("t", "a", 0, a));
    crossings.add(moved("t", "b", 0, b));
    crossings.add(moved("other", "other", 1500, "exit"));
    Map<String, String> answers =
        answers(
            new DecideCrossings()
                .transform(
                    new TestInputs(spark).with(BorderCrossing.class, Rows.of(spark, crossings)),
                    new DecideCrossings.Params(null, null, List.of(YEAR))));
    answers.remove("other");
    return answers;
  }

  private static BorderCrossing moved(String traveller, String mark, int day, String direction) {
    return Crossings.of(mark, traveller, START.plusDays(day), direction, "HND");
  }

  @Test
  void whatWasKnownOnADayCanBeComputedAgainAndBoundsHold(SparkSession spark) {
    LocalDate day = START.plusDays(100);
    Dataset<Row> then = decided(spark, 2, day);
    assertThat(answers(then))
        .containsEntry("stays0", "not_yet_known")
        .containsEntry("visits0", "not_yet_known") // out for 80 days
        .containsEntry("visits20", "none") // whoever she was: after 20 days
        .hasSize(6);
    Map<String, String> early = counts(spark, then);
    Map<String, String> late = counts(spark, decided(spark, 2, null));
    // four entries in January: none certain, all possible; in the end two, and one that is missing
    assertThat(early).containsEntry("2023-01-01 entry all", "4: 0 to 4");
    assertThat(late).containsEntry("2023-01-01 entry all", "4: 2 to 3");
    assertThat(early).containsEntry("2023-01-01 exit HND", "2: 0 to 1");
    assertThat(late).containsEntry("2023-01-01 exit HND", "2: 1 to 1");
  }

  private static Map<String, String> counts(SparkSession spark, Dataset<Row> outcomes) {
    Map<String, String> counts = new TreeMap<>();
    new CountBorderMigrations()
        .transform(
            new TestInputs(spark).with(CrossingOutcome.class, outcomes),
            new CountBorderMigrations.Params())
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    row.getAs("month")
                        + " "
                        + row.getAs("direction")
                        + " "
                        + row.getAs("nationality"),
                    row.getAs("crossings")
                        + ": "
                        + row.getAs("least")
                        + " to "
                        + row.getAs("most")));
    return counts;
  }

  @Test
  void crossingsAreLoadedWithoutTheirDocuments(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadBorderCrossings(),
            """
        crossing_id,crossed_at,direction,document,nationality,sex,birth_date,travel_group,is_accompanied
        C1,2025-03-01T00:30:00-06:00,entry,p-123 456,HND,1,03/02/1980,FAM77,no
        C2,2025-03-09T10:00:00-06:00,Exit,P123456,HND,,1980-02-31,,Yes
        C2,2025-03-09T10:05:00-06:00,exit,P123456,HND,,1980-02-31,,Yes
        C3,2025-03-09T10:00:00-06:00,transit,P777777,HND,2,,,
        C4,2025-03-09T10:00:00-06:00,exit,P777777,ZZZ,2,,,
        C5,2025-03-09T10:00:00-06:00,exit,,HND,2,,,
        C6,1900-01-01T10:00:00-06:00,exit,P777777,HND,2,,,
        C7,2999-01-01T10:00:00-06:00,exit,P777777,HND,2,,,
        C8,2025-03-09T10:00:00-06:00,exit,--,HND,2,,,
        C9,2025-03-10T10:00:00-06:00,exit,P777777,,2,1990-05-06,,
        CA,2025-03-11T10:00:00-06:00,exit,P777777,XXX,2,,,
        CB,2025-03-12T10:00:00-06:00,exit,P777777,xxa,2,,,
        CC,2025-03-13T10:00:00-06:00,exit,P777777,D,2,,,
        """,
            "{extract: {paths: [x], columns: {traveller_id: document},"
                + " values: {time-zone: '-06:00', date-patterns: [yyyy-MM-dd, dd/MM/yyyy]}}}");
    assertThat(sheet.rejected())
        .containsExactly(
            "5: direction-known",
            "6: nationality-known",
            "7: missing-value",
            "8: day-possible",
            "9: day-possible",
            "10: wrong-type"); // a document without a letter or digit
    List<Row> rows = sheet.loaded(spark).orderBy(col("crossed_at")).collectAsList();
    assertThat(rows.stream().map(row -> row.<String>getAs("nationality")))
        .containsExactly(
            "HND", "HND", "_U", "_U", "XXA", "DEU"); // a lost exit would be an immigration
    assertThat(sheet.lines().get(4).<String>getAs("load_remedy")) // of ZZZ
        .contains(
            "other-countries if it has three letters", "under extract.codes, such as {UK: GBR}");
    assertThat(sheet.warnings()).isEqualTo(Map.of("birth-date-is-day", 2L)); // both lines of C2
    assertThat(rows.get(0).getAs("crossing_date").toString()).isEqualTo("2025-03-01");
    assertThat(rows.get(0).getAs("birth_date").toString()).isEqualTo("1980-02-03");
    assertThat(rows.get(1).isNullAt(rows.get(1).fieldIndex("birth_date"))).isTrue(); // no day
    assertThat(rows.get(2).getAs("birth_date").toString()).isEqualTo("1990-05-06");
    assertThat(rows.get(1).<String>getAs("traveller_id"))
        .isEqualTo(rows.get(0).getAs("traveller_id"))
        .doesNotContain("P123456");
    assertThat(rows.get(0).<String>getAs("travel_group")).isNotEmpty();
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.matches(".*(P123456|p-123 456|P777777|FAM77).*"));
    assertThat(rows.get(0).<Boolean>getAs("is_accompanied")).isFalse();
    assertThat(rows.get(1).<Boolean>getAs("is_accompanied")).isTrue();
  }

  /** Nationals who come home from abroad, in a file whose two columns are exchanged. */
  @Test
  void nobodyComesFromTheCountryItself(SparkSession spark) {
    String lines =
        """
        crossing_id,crossed_at,direction,traveller_id,nationality,other_country
        C1,2025-03-01T01:00:00-06:00,entry,P1,USA,XCA
        C2,2025-03-01T02:00:00-06:00,exit,P2,CHL,XCA
        C3,2025-03-01T03:00:00-06:00,entry,P3,XCA,USA
        C4,2025-03-01T04:00:00-06:00,entry,P4,XCA,
        """;
    String asked = "{extract: {paths: [x]}, other-countries: [XCA], country: XCA}";
    assertThat(JudgedSheet.of(spark, new LoadBorderCrossings(), lines, asked).warnings())
        .isEqualTo(Map.of("other-country-abroad", 2L));
    assertThatThrownBy(
            () -> JobParams.of(new LoadBorderCrossings(), "{extract: {paths: [x]}, country: MX}"))
        .hasMessageContaining("country must be a code of three letters such as MEX, was MX");
    String notAsked = "{extract: {paths: [x]}, other-countries: [XCA]}";
    assertThat(JudgedSheet.of(spark, new LoadBorderCrossings(), lines, notAsked).warnings())
        .isEmpty();
  }

  @Test
  void groupsNotesAndCountriesAreReadAsFarAsTheyTell(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadBorderCrossings(),
            """
        crossing_id,crossed_at,direction,traveller_id,nationality,other_country,travel_group,is_accompanied
        C1,2025-03-01T01:00:00-06:00,entry,P1,Honduras,Curazao,FAM1,sí
        C2,2025-03-01T02:00:00-06:00,entry,P2,340,cw,000,NÃO
        C3,2025-03-01T03:00:00-06:00,entry,P3,hn,,n/a,falso
        C4,2025-03-01T04:00:00-06:00,entry,P4,hnd,531,--,V
        C5,2025-03-01T05:00:00-06:00,entry,P5,HND,xca,None,s
        C6,2025-03-01T06:00:00-06:00,entry,P6,República de Corea,Estados Unidos da América,0-1,perhaps
        C7,2025-03-01T07:00:00-06:00,entry,P7,kr,32,Ñ,
        CA,2025-03-01T07:30:00-06:00,entry,PA,XXB,,,
        C9,2005-03-01T07:00:00-06:00,entry,P9,HND,ANT,,
        C10,2005-03-01T07:00:00-06:00,entry,P9,HND,CUW,,
        C11,2025-03-01T07:00:00-06:00,entry,P9,ANT,,,
        C12,2025-03-01T07:00:00-06:00,entry,P9,Atlantis,Nowhere,,
        C8,2025-03-01T08:00:00-06:00,entry,P8,d,PRY,NA,F
        """,
            "{extract: {paths: [x]}, other-countries: [XCA], codes: {countries: [nationality,"
                + " other_country]}}");
    // Curaçao and others came after ANT on 15 December 2010: ISO 3166-3.
    assertThat(sheet.rejected())
        .containsExactly(
            "13: nationality-known,other-country-known"); // others were right once, or later
    Row unknown = sheet.lines().get(11);
    assertThat(unknown.<String>getAs("load_column")).isEqualTo("nationality");
    assertThat(unknown.<String>getAs("load_value")).isEqualTo("Xxxxxxxx"); // could be a name
    assertThat(unknown.<String>getAs("load_remedy"))
        .contains("other-countries", "extract.codes", "leave it empty");
    assertThat(
            sheet.loaded(spark).orderBy("crossed_at", "other_country").collectAsList().stream()
                .map(row -> row.getAs("nationality") + " " + row.getAs("other_country")))
        .containsExactly(
            "HND ANT",
            "HND CUW", // of 2005
            "HND CUW",
            "HND CUW",
            "HND null",
            "HND CUW",
            "HND XCA",
            "KOR USA",
            "ANT null", // of 2025
            "KOR ARG",
            "XXB null",
            "DEU PRY");
    assertThat(sheet.warnings())
        .isEqualTo(
            Map.of(
                "accompanied-known", 1L, // perhaps
                "other-country-valid", 1L,
                "nationality-valid", 1L));
    assertThat(
            sheet.loaded(spark).orderBy("crossed_at", "other_country").collectAsList().stream()
                .map(
                    row ->
                        (row.getAs("travel_group") == null ? "none " : "group ")
                            + row.getAs("is_accompanied")))
        .containsExactly(
            "none null",
            "none null",
            "group true",
            "none false",
            "none false",
            "none true",
            "none true",
            "group null",
            "none null",
            "group null",
            "none null",
            "none false");
  }

  @Test
  void daysThatCannotBeAreRejected(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadBorderCrossings(),
            """
        crossing_id,crossed_at,direction,traveller_id,nationality
        C1,2020-12-31T23:30:00-06:00,entry,P1,HND
        C2,2021-01-01T00:30:00-06:00,exit,P1,HND
        C3,2025-06-30T23:30:00-06:00,entry,P1,HND
        C4,2025-07-01T00:30:00-06:00,exit,P1,HND
        """,
            "{extract: {paths: [x], values: {time-zone: '-06:00'}}, earliest-day: 2021-01-01,"
                + " latest-day: 2025-06-30}");
    assertThat(
            sheet.loaded(spark).collectAsList().stream()
                .map(row -> row.getAs("crossing_date").toString()))
        .containsExactlyInAnyOrder("2021-01-01", "2025-06-30");
    assertThat(sheet.rejected()).containsExactly("2: day-possible", "5: day-possible");
    Row first = sheet.lines().get(0);
    assertThat(List.of(first.<String>getAs("load_statement"), first.<String>getAs("load_remedy")))
        .containsExactly(
            "The crossing is before the earliest day or after the latest day.",
            "Mend the day at the source, or set earliest-day or latest-day.");
  }

  @Test
  void whoOverstayedLeavesAfterTheAdmission(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadBorderCrossings(),
            """
        crossing_id,crossed_at,direction,traveller_id,nationality,admitted_until
        C1,2025-03-01T10:00:00-06:00,entry,P1,HND,2025-05-30
        C2,2025-06-10T10:00:00-06:00,exit,P1,HND,2025-05-30
        C3,2025-06-11T10:00:00-06:00,entry,P1,HND,2025-05-30
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).containsExactly("4: admission-not-before");
    assertThat(sheet.loaded(spark).count()).isEqualTo(2);
  }

  @Test
  void anEarliestDayAfterTheLatestIsRefused() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadBorderCrossings(),
                    "{extract: {paths: [x]}, earliest-day: 2025-07-01, latest-day: 2025-06-30}"))
        .hasMessageContaining("earliest-day must not be after latest-day");
  }

  @Test
  void aThresholdThatBothSidesCanReachIsRefused() {
    assertThatThrownBy(() -> new DecideCrossings.Rule(182, 365))
        .hasMessageContaining("more than half");
  }
}
