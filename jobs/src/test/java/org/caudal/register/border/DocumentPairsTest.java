package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.register.TrueCrossing;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class DocumentPairsTest {
  private static final LocalDate JANUARY = LocalDate.of(2023, 1, 15);
  private static final LocalDate SOON = LocalDate.of(2023, 1, 25);
  private static final LocalDate FEBRUARY = LocalDate.of(2023, 2, 15);
  private static final LocalDate MARCH = LocalDate.of(2023, 3, 20);

  private static BorderCrossing crossing(
      String document,
      LocalDate day,
      String direction,
      String nationality,
      int sex,
      @Nullable LocalDate born,
      @Nullable LocalDate until) {
    return new BorderCrossing(
        day.withDayOfMonth(1),
        document + " " + day,
        document,
        day.atTime(12, 0).toInstant(ZoneOffset.UTC),
        day,
        direction,
        nationality,
        sex,
        born,
        null,
        until,
        null,
        null,
        "c.csv",
        2);
  }

  private static LocalDate born(int i) {
    return LocalDate.of(1970 + i, 1, 1 + i);
  }

  /** Men of 20 birth dates, no two of one year or day in it; seven have a second document. */
  private static List<BorderCrossing> men() {
    List<BorderCrossing> crossings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      crossings.add(crossing("a" + i, JANUARY, "entry", "HND", 1, born(i), null));
    }
    for (int i = 0; i < 5; i++) {
      crossings.add(crossing("b" + i, MARCH, "exit", "HND", 1, born(i), null));
    }
    crossings.add(crossing("b18", SOON, "exit", "HND", 1, born(18), null));
    crossings.add(crossing("b19", MARCH, "exit", "MEX", 1, born(19), null));
    crossings.add(crossing("woman", MARCH, "exit", "HND", 2, born(5), null));
    crossings.add(crossing("not known", MARCH, "exit", "HND", 1, null, null));
    crossings.add(crossing("nobody", MARCH, "exit", "HND", 9, born(6), null));
    return crossings;
  }

  /**
   * Of 27 men and a woman a birth date with two documents has a share of 2/27 (year) times 2/28
   * (day), 4/756; that of the woman too 1/27 times 2/28; each of 12 others 1/756. All twenty of
   * January are 7 x 4 + 2 + 12 = 42/756, 1/18.
   *
   * <p>In January one of their nationality leaves, and half of that month is over: chance makes
   * 1/18 x 1 x 1/2. Two months later five do and one of another: 5/18 and 1/18. Who left in January
   * might have entered again with one of twenty: 4/756 x 20 x 1/2, and none did. Pairs are 1 and 5
   * that keep the nationality, and 1 that does not. The twenty were watched for half a month and
   * for two: 10 and 40 months. Chance gives a candidate of March 4/756 x 5, or x 1, of January
   * 4/756 x 1. Entries and entries, exits and exits are fewer than by chance.
   */
  @Test
  void oddsAreTheRateOfRenewalsOverThatOfChance(SparkSession spark) {
    PairDocuments job = new PairDocuments();
    TestInputs in =
        new TestInputs(spark).with(BorderCrossing.class, Rows.of(spark, men()).repartition(3));
    double kept = 6 - 1 / 36.0 - 5 / 18.0 - 40 / 756.0;
    double changed = 1 - 1 / 18.0;
    double share = kept / (kept + changed);
    double soon = 1 - 1 / 36.0;
    double later = 6 - 6 / 18.0;
    double alone = 1 - (soon + later) / 28;
    double chance = 4 / 756.0;
    List<DocumentPair> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.add(pair(i, MARCH, false, share * later / 40 / alone / alone / (5 * chance)));
    }
    expected.add(pair(18, SOON, false, share * soon / 10 / alone / alone / chance));
    expected.add(pair(19, MARCH, true, (1 - share) * later / 40 / alone / alone / chance));
    assertThatTable(job.transform(in, JobParams.of(job, "{most-months: 2}")))
        .hasRows(expected.toArray(DocumentPair[]::new));
  }

  private static DocumentPair pair(int i, LocalDate next, boolean isChanged, double odds) {
    return new DocumentPair(
        "a" + i,
        "b" + i,
        JANUARY,
        next,
        next.equals(SOON) ? 10 : 64, // 16 of January, 28 of February, 20 of March
        false,
        isChanged,
        BigDecimal.valueOf(odds).setScale(6, RoundingMode.HALF_UP),
        BigDecimal.valueOf(odds / (1 + odds)).setScale(6, RoundingMode.HALF_UP),
        true,
        "a" + i);
  }

  /**
   * Two nationalities of 1,500 documents each, born in other years, each seen once in 24 months:
   * there are twice as many pairs of one birth date and nationality as of years and days alone.
   */
  @Test
  void nationalitiesOfOtherAgeAreNotRenewals(SparkSession spark) {
    Random random = new Random(11);
    List<BorderCrossing> crossings = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      boolean isOld = i % 2 == 0;
      crossings.add(
          crossing(
              "d" + i,
              JANUARY.plusDays(random.nextInt(730)),
              random.nextBoolean() ? "entry" : "exit",
              isOld ? "HND" : "MEX",
              1 + random.nextInt(2),
              LocalDate.of(isOld ? 1965 : 1985, 1, 1).plusDays(random.nextInt(730)),
              null));
    }
    PairDocuments job = new PairDocuments();
    Dataset<Row> pairs =
        job.transform(
            new TestInputs(spark).with(BorderCrossing.class, Rows.of(spark, crossings)),
            JobParams.of(job, "{}"));
    assertThat(pairs.filter("is_paired").count()).isLessThan(15); // of 3,000
  }

  /**
   * Six of ten men have one birth date. Year and day are six tenths each, 0.36 together; without
   * the two of a pair four of ten are 0.4. Of two of one date none is beside them: 0.2 x 0.2.
   */
  @Test
  void aFrequentBirthDateHasAtLeastTheShareOfTheOthers(SparkSession spark) {
    List<BorderCrossing> crossings = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      LocalDate born = i < 6 ? LocalDate.of(1900, 1, 1) : born(i < 8 ? 1 : i);
      crossings.add(crossing("d" + i, JANUARY.plusDays(i), "entry", "HND", 1, born, null));
    }
    Dataset<Row> documents = SeenDocuments.of(Rows.of(spark, crossings), 10);
    assertThat(
            SeenDocuments.candidates(documents, documents, 1)
                .selectExpr("concat(year(birth_date), ' ', round(share, 9)) AS share")
                .groupBy("share")
                .count()
                .orderBy("share")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly("1900 0.415", "1971 0.041"); // 6 x 5 / 2 = 15 pairs, and one
  }

  private static BorderCrossing onDay(
      String document, String mark, LocalDate day, String direction) {
    return new BorderCrossing(
        day.withDayOfMonth(1),
        mark,
        document,
        day.atTime(12, 0).toInstant(ZoneOffset.UTC),
        day,
        direction,
        "HND",
        1,
        born(1),
        null,
        null,
        null,
        null,
        "c.csv",
        2);
  }

  /**
   * Of two crossings of the last day, after an entry, the entry is the last; of the first day,
   * before an exit, the exit is the first; of one day alone the entry is.
   */
  @Test
  void crossingsOfADayTakeTurnsAtBothEndsOfADocument(SparkSession spark) {
    for (List<String> marks : List.of(List.of("1", "2"), List.of("2", "1"))) {
      Dataset<Row> crossings =
          Rows.of(
              spark,
              onDay("last", "0", JANUARY, "entry"),
              onDay("last", marks.get(0), MARCH, "exit"),
              onDay("last", marks.get(1), MARCH, "entry"),
              onDay("first", marks.get(0), JANUARY, "exit"),
              onDay("first", marks.get(1), JANUARY, "entry"),
              onDay("first", "0", MARCH, "exit"),
              onDay("one", marks.get(0), FEBRUARY, "exit"),
              onDay("one", marks.get(1), FEBRUARY, "entry"));
      assertThat(
              SeenDocuments.of(crossings.repartition(3), 10)
                  .selectExpr("traveller_id", "first.direction", "last.direction")
                  .orderBy("traveller_id")
                  .collectAsList())
          .extracting(row -> row.mkString(" "))
          .containsExactly("first exit exit", "last entry entry", "one entry exit");
    }
  }

  @Test
  void whatPairsNothingIsRefused() {
    PairDocuments job = new PairDocuments();
    assertThatThrownBy(() -> JobParams.of(job, "{most-months: 0}")).hasMessageContaining("1 to");
    assertThatThrownBy(() -> JobParams.of(job, "{least-probability: 1}"))
        .hasMessageContaining("least-probability");
    assertThatThrownBy(() -> JobParams.of(job, "{most-documents: 1}"))
        .hasMessageContaining("most-documents must be 2 or more");
  }

  private static DocumentPair pair(String document, String next, boolean isPaired, String first) {
    return new DocumentPair(
        document,
        next,
        JANUARY,
        FEBRUARY,
        31,
        false,
        false,
        BigDecimal.ONE,
        new BigDecimal("0.5"),
        isPaired,
        first);
  }

  /**
   * Ana comes, and leaves with a second document a month later, in time. Bob comes and stays, Cid
   * leaves for good; their documents are paired, wrongly. Eva crosses two years later.
   */
  private static TestInputs travellers(SparkSession spark, boolean withPairs) {
    List<BorderCrossing> crossings =
        List.of(
            crossing("ana1", JANUARY, "entry", "HND", 2, null, MARCH),
            crossing("ana2", FEBRUARY, "exit", "HND", 2, null, null),
            crossing("bob", JANUARY, "entry", "HND", 1, null, MARCH),
            crossing("cid", FEBRUARY, "exit", "HND", 1, null, null),
            crossing("eva", JANUARY.plusYears(2), "exit", "HND", 2, null, null));
    TestInputs in = new TestInputs(spark).with(BorderCrossing.class, Rows.of(spark, crossings));
    return withPairs
        ? in.with(
            pair("ana1", "ana2", true, "ana1"),
            pair("bob", "cid", true, "bob"),
            pair("bob", "eva", false, "bob"))
        : in;
  }

  private static List<String> answers(TestInputs in) {
    DecideCrossings job = new DecideCrossings();
    return job
        .transform(in, JobParams.of(job, "{}"))
        .orderBy("crossing_id")
        .collectAsList()
        .stream()
        .map(row -> row.getAs("traveller_id") + " " + row.getAs("answer"))
        .toList();
  }

  @Test
  void journeysAreOfPairedDocumentsWhereTheyAreThere(SparkSession spark) {
    assertThat(answers(travellers(spark, false)))
        .containsExactly(
            "ana1 migration",
            "ana2 migration",
            "bob migration",
            "cid migration",
            "eva not_yet_known");
    TestInputs paired = travellers(spark, true);
    assertThat(answers(paired))
        .containsExactly("ana1 none", "ana1 none", "bob none", "bob none", "eva not_yet_known");
    // nobody overstays: both are seen leaving in time
    CountBorderEvents events = new CountBorderEvents();
    assertThat(
            events
                .transform(paired, JobParams.of(events, "{country: XCA}"))
                .filter("event = 'overstay'")
                .collectAsList())
        .isEmpty();
    RewindCrossings rewind = new RewindCrossings();
    assertThat(
            rewind
                .transform(paired, JobParams.of(rewind, "{}"))
                .filter("direction = 'entry' AND state = 'none' AND lag = final_lag")
                .collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<Long>getAs("crossings")).isEqualTo(2));
  }

  /** Of two chains of three documents the one has an end, the other a beginning, that moved. */
  @Test
  void pairsThatDoNotAgreeWithTheCrossingsAreCut(SparkSession spark) {
    List<BorderCrossing> crossings = new ArrayList<>();
    for (String chain : List.of("a", "b", "c")) {
      for (int i = 1; i <= 3; i++) {
        LocalDate day = JANUARY.plusDays(31L * (i - 1));
        crossings.add(crossing(chain + i, day, "entry", "HND", 1, null, null));
      }
    }
    crossings.add(crossing("a1", FEBRUARY.plusDays(1), "exit", "HND", 1, null, null));
    crossings.add(crossing("b3", FEBRUARY.plusDays(2), "exit", "HND", 1, null, null));
    List<DocumentPair> pairs = new ArrayList<>();
    for (String chain : List.of("a", "b", "c")) {
      pairs.add(pair(chain + 1, chain + 2, true, chain + 1));
      pairs.add(
          new DocumentPair(
              chain + 2,
              chain + 3,
              FEBRUARY,
              FEBRUARY.plusDays(31),
              31,
              true,
              false,
              BigDecimal.ONE,
              new BigDecimal("0.5"),
              true,
              chain + 1));
    }
    pairs.add(pair("gone", "c9", true, "gone"));
    assertThat(
            Travellers.paired(
                    new TestInputs(spark)
                        .with(BorderCrossing.class, Rows.of(spark, crossings))
                        .with(DocumentPair.class, Rows.of(spark, pairs)))
                .orderBy("traveller_id")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("b2 b1", "c2 c1", "c3 c1");
  }

  @Test
  void accuracyIsThatOfJoinsMigrationsAndOverstays(SparkSession spark) {
    TestInputs in = travellers(spark, true);
    // marks of crossings are pseudonyms of those of the truth
    Dataset<Row> crossings =
        in.table(BorderCrossing.class)
            .withColumn(
                "crossing_id",
                substring(sha2(concat(lit("border-crossing:"), col("crossing_id")), 256), 1, 32));
    List<TrueCrossing> truth = new ArrayList<>();
    long person = 0;
    for (String mark :
        List.of(
            "ana1 2023-01-15",
            "ana2 2023-02-15",
            "bob 2023-01-15",
            "cid 2023-02-15",
            "eva 2025-01-15")) {
      person += mark.startsWith("ana2") ? 0 : 1;
      truth.add(
          new TrueCrossing(
              person,
              truth.size(),
              mark,
              JANUARY,
              "entry",
              "air",
              null,
              "recorded",
              false,
              "adult"));
    }
    MeasureDocuments job = new MeasureDocuments();
    in.with(BorderCrossing.class, crossings).with(TrueCrossing.class, Rows.of(spark, truth));
    BigDecimal all = new BigDecimal("1.000000");
    BigDecimal none = new BigDecimal("0.000000");
    assertThatTable(job.transform(in, JobParams.of(job, "{}")))
        .hasRows(
            // five documents of four persons: Ana migrates twice and overstays, which is false
            new DocumentAccuracy("document", 5, 0, 0, null, none, 4, 2, 0, 2, 1),
            // two joins, of which Ana's is right; what Bob and Cid did is lost
            new DocumentAccuracy("pair", 3, 2, 1, new BigDecimal("0.500000"), all, 0, 0, 2, 0, 0),
            new DocumentAccuracy("person", 4, 1, 1, all, all, 2, 0, 0, 1, 0));
  }
}
