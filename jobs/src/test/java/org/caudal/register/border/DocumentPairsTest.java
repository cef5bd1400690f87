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

  private static Dataset<Row> table(SparkSession spark, List<? extends Record> rows) {
    return Rows.of(spark, rows.get(0), rows.subList(1, rows.size()).toArray(Record[]::new));
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
        new TestInputs(spark).with(BorderCrossing.class, table(spark, men()).repartition(3));
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
        MARCH,
        64,
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
    LocalDate february = LocalDate.of(2023, 2, 15);
    List<BorderCrossing> crossings =
        List.of(
            crossing("ana1", JANUARY, "entry", "HND", 2, null, MARCH),
            crossing("ana2", february, "exit", "HND", 2, null, null),
            crossing("bob", JANUARY, "entry", "HND", 1, null, MARCH),
            crossing("cid", february, "exit", "HND", 1, null, null),
            crossing("eva", JANUARY.plusYears(2), "exit", "HND", 2, null, null));
    TestInputs in = new TestInputs(spark).with(BorderCrossing.class, table(spark, crossings));
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
              person, truth.size(), mark, JANUARY, "entry", "air", null, "recorded", false));
    }
    MeasureDocuments job = new MeasureDocuments();
    in.with(BorderCrossing.class, crossings).with(TrueCrossing.class, table(spark, truth));
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
