package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
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

/** Children who enter XCA on the tenth of March; each nationality is a case. */
@SparkTest
class MinorsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
  private static final String CHILD = "2007-03-11"; // 18 on the day after
  private static final String ADULT = "2007-03-10"; // 18 on the day

  private final List<BorderCrossing> crossings = new ArrayList<>();

  private void cross(
      String nationality,
      LocalDate day,
      String direction,
      @Nullable String born,
      @Nullable String group,
      @Nullable Boolean note) {
    String mark = nationality + crossings.size();
    crossings.add(
        new BorderCrossing(
            day.withDayOfMonth(1),
            mark,
            mark,
            day.atTime(12, 0).toInstant(ZoneOffset.UTC),
            day,
            direction,
            nationality,
            2,
            born == null ? null : LocalDate.parse(born),
            null,
            null,
            group,
            note,
            "c.csv",
            2));
  }

  private void enters(
      String nationality, @Nullable String born, @Nullable String group, @Nullable Boolean note) {
    cross(nationality, DAY, "entry", born, group, note);
  }

  /** Who entered last enters once more. */
  private void entersAgain(LocalDate day, @Nullable String born) {
    BorderCrossing last = crossings.get(crossings.size() - 1);
    crossings.add(
        new BorderCrossing(
            day.withDayOfMonth(1),
            last.crossingId() + " again",
            last.travellerId(),
            day.atTime(12, 0).toInstant(ZoneOffset.UTC),
            day,
            "entry",
            last.nationality(),
            2,
            born == null ? null : LocalDate.parse(born),
            null,
            null,
            last.travelGroup(),
            null,
            "c.csv",
            3));
  }

  private Dataset<Row> table(SparkSession spark) {
    return Rows.of(spark, crossings);
  }

  @Test
  void childrenAreAloneWhereGroupOrNoteSayThatNoAdultIsWithThem(SparkSession spark) {
    enters("ARG", CHILD, "a", null); // two children of one group
    enters("ARG", "2015-01-01", "a", null);
    enters("BOL", CHILD, "b", null); // with somebody of 18
    enters("BOL", ADULT, "b", null);
    enters("BRA", CHILD, "c", null); // who comes the day after
    cross("BRA", DAY.plusDays(1), "entry", ADULT, "c", null);
    enters("CHL", CHILD, "d", null); // who comes two days after, who left
    cross("CHL", DAY.plusDays(2), "entry", ADULT, "d", null);
    cross("CHL", DAY, "exit", ADULT, "d", null);
    enters("COL", CHILD, null, null); // no group: not known, unless it is noted
    enters("CRI", CHILD, null, true);
    enters("CUB", CHILD, null, false);
    enters("ECU", CHILD, "e", null); // with somebody of whom the age is not known
    enters("ECU", null, "e", null);
    enters("GTM", CHILD, "f", true); // the two contradict each other
    enters("HND", CHILD, "g", false);
    enters("HND", ADULT, "g", null);
    enters("MEX", CHILD, "h", false);
    enters("NIC", null, "i", false); // no birth date
    cross("PAN", DAY, "exit", CHILD, "j", null); // leaves
    enters("PRY", CHILD, "l", null); // with somebody of 110, who cannot be
    enters("PRY", "1915-03-10", "l", null);
    enters("SLV", CHILD, "m", null); // with somebody who is 110 on the day after
    enters("SLV", "1915-03-11", "m", null);
    enters("DOM", CHILD, "n", null); // with somebody who is not born yet
    enters("DOM", "2025-03-11", "n", null);
    enters("URY", "2025-03-11", null, false); // not born yet
    enters("VEN", "2025-03-10", "o", null); // born on the day
    cross("PER", DAY.plusDays(20), "entry", "2015-01-01", "k", null); // an adult may come tomorrow

    CountBorderEvents job = new CountBorderEvents();
    List<String> counts = new ArrayList<>();
    TestInputs in = new TestInputs(spark).with(BorderCrossing.class, table(spark).repartition(5));
    job.transform(in, JobParams.of(job, "{country: XCA, as-of: 2025-03-30}"))
        .filter(col("event").equalTo("unaccompanied_minor"))
        .collectAsList()
        .forEach(
            row ->
                counts.add(
                    row.getAs("nationality")
                        + " "
                        + row.getAs("month")
                        + ": "
                        + row.getAs("least")
                        + " to "
                        + row.getAs("most")
                        + ", "
                        + row.getAs("travellers")));
    assertThat(counts)
        .containsExactlyInAnyOrder(
            "ARG 2025-03-01: 2 to 2, 2",
            "CHL 2025-03-01: 1 to 1, 1",
            "COL 2025-03-01: 0 to 1, 0",
            "CUB 2025-03-01: 1 to 1, 1",
            "DOM 2025-03-01: 0 to 1, 0",
            "ECU 2025-03-01: 0 to 1, 0",
            "GTM 2025-03-01: 0 to 1, 0",
            "HND 2025-03-01: 0 to 1, 0",
            "MEX 2025-03-01: 1 to 1, 1",
            "PER 2025-03-01: 0 to 1, 0",
            "PRY 2025-03-01: 0 to 1, 0",
            "VEN 2025-03-01: 1 to 1, 1",
            "all 2025-03-01: 6 to 13, 6");
  }

  /** Marks of crossings are of their month. */
  @Test
  void whoTravelsWithoutAGroupIsWithNobodyOfTheSameMark(SparkSession spark) {
    LocalDate day = LocalDate.of(2025, 1, 31);
    cross("COL", day, "entry", "2015-01-01", null, null);
    BorderCrossing child = crossings.get(0);
    crossings.add(
        new BorderCrossing(
            LocalDate.of(2025, 2, 1),
            child.crossingId(),
            "adult",
            day.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC),
            day.plusDays(1),
            "entry",
            "COL",
            2,
            LocalDate.of(1980, 1, 1),
            null,
            null,
            null,
            null,
            "c.csv",
            3));
    Dataset<Row> all = table(spark);
    assertThat(
            Minors.entries(all.crossJoin(Journeys.days(all, Journeys.until(null))))
                .select("answer")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("maybe");
  }

  private List<String> answers(SparkSession spark) {
    Dataset<Row> all = table(spark);
    return Minors.entries(all.crossJoin(Journeys.days(all, Journeys.until(null))))
        .orderBy("crossing_date", "nationality")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.join(
                    " ",
                    row.getAs("nationality"),
                    row.getAs("crossing_date").toString(),
                    row.getAs("answer")))
        .toList();
  }

  @Test
  void theAdultIsAnotherTraveller(SparkSession spark) {
    enters("ARG", CHILD, "a", null);
    entersAgain(DAY.plusDays(1), CHILD); // of 18 by then
    enters("BOL", CHILD, "b", null);
    entersAgain(DAY, null); // without the birth date
    enters("BRA", CHILD, "c", null);
    entersAgain(DAY.plusDays(1), CHILD);
    enters("BRA", ADULT, "c", null);
    entersAgain(DAY.plusDays(1), ADULT);
    cross("LAS", DAY.plusDays(9), "exit", ADULT, null, null);
    assertThat(answers(spark))
        .containsExactly("ARG 2025-03-10 yes", "BOL 2025-03-10 yes", "BRA 2025-03-10 no");
  }

  @Test
  void whoWasBornOnALeapDayIsOfAgeInMarch(SparkSession spark) {
    cross("ARG", LocalDate.of(2022, 2, 28), "entry", "2004-02-29", "a", null);
    cross("BOL", LocalDate.of(2022, 3, 1), "entry", "2004-02-29", "b", null);
    cross("BRA", LocalDate.of(2022, 2, 28), "entry", "2004-02-28", "c", null);
    cross("LAS", DAY, "exit", ADULT, null, null);
    assertThat(answers(spark)).containsExactly("ARG 2022-02-28 yes");
  }

  /** As count-border-events has it. */
  @Test
  void answersAreOfTravellersWhateverDocumentTheyShow(SparkSession spark) {
    enters("ARG", CHILD, "a", null);
    cross("ARG", DAY.plusDays(1), "entry", CHILD, "a", null); // of 18 by then
    cross("LAS", DAY.plusDays(9), "exit", ADULT, null, null);
    Dataset<Row> truth =
        Rows.of(
            spark,
            truth("ARG0", "entry", "alone"),
            truth("ARG1", "entry", "adult"),
            truth("LAS2", "exit", "adult"));
    TestInputs in =
        new TestInputs(spark)
            .with(BorderCrossing.class, loaded(spark))
            .with(TrueCrossing.class, truth);
    MeasureMinors job = new MeasureMinors();
    assertThatTable(job.transform(in, JobParams.of(job, "{}")))
        .hasRows(new MinorAccuracy("no", 1, 1, 0));
    in.with(
        new DocumentPair(
            "ARG0",
            "ARG1",
            DAY,
            DAY.plusDays(1),
            1,
            false,
            false,
            BigDecimal.TEN,
            BigDecimal.ONE,
            true,
            "ARG0"));
    assertThatTable(job.transform(in, JobParams.of(job, "{}")))
        .hasRows(new MinorAccuracy("yes", 1, 1, 0));
  }

  /** With marks of crossings as they are loaded. */
  private Dataset<Row> loaded(SparkSession spark) {
    return table(spark)
        .withColumn(
            "crossing_id",
            substring(sha2(concat(lit("border-crossing:"), col("crossing_id")), 256), 1, 32));
  }

  private static TrueCrossing truth(String mark, String direction, String company) {
    return new TrueCrossing(
        mark.hashCode(), 1, mark, DAY, direction, "air", null, "recorded", false, company);
  }

  @Test
  void answersAreHeldToTheTruth(SparkSession spark) {
    enters("ARG", CHILD, "a", null);
    enters("BOL", CHILD, "b", null); // the adult was missed
    enters("BOL", CHILD, null, null);
    enters("BRA", CHILD, "c", null);
    enters("BRA", ADULT, "c", null);
    cross("LAS", DAY.plusDays(9), "exit", ADULT, null, null);
    enters("CUB", CHILD, "d", null); // an exit in truth
    enters("CHL", CHILD, "e", true);
    TestInputs in =
        new TestInputs(spark)
            .with(BorderCrossing.class, loaded(spark))
            .with(
                TrueCrossing.class,
                Rows.of(
                    spark,
                    truth("ARG0", "entry", "alone"),
                    truth("BOL1", "entry", "accompanied"),
                    truth("BOL2", "entry", "alone"),
                    truth("BRA3", "entry", "accompanied"),
                    truth("BRA4", "entry", "adult"),
                    truth("CUB6", "exit", "alone"),
                    truth("CHL7", "exit", "accompanied"),
                    truth("missed", "entry", "alone"),
                    truth("missed adult", "entry", "adult"),
                    truth("missed exit", "exit", "alone"),
                    truth("LAS5", "exit", "adult")));
    MeasureMinors job = new MeasureMinors();
    assertThatTable(job.transform(in, JobParams.of(job, "{}")))
        .hasRows(
            new MinorAccuracy("yes", 3, 1, 1),
            new MinorAccuracy("maybe", 2, 1, 0), // group and note of CHL contradict each other
            new MinorAccuracy("no", 1, 0, 1),
            new MinorAccuracy("not_seen", 1, 1, 0));
  }
}
