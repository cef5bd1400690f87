package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.register.TrueCrossing;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Crossings of XCA to the end of 2025. A case is a holder; the sponsor of the case {@code x} is
 * {@code of x}. Where nothing else is said the sponsor came in January 2024 and has a permit since
 * March, and the holder came on 1 February 2025 and has one for the family since April.
 */
@SparkTest
class ReunificationsTest {
  private final List<BorderCrossing> crossings = new ArrayList<>();
  private final List<ResidencePermit> permits = new ArrayList<>();

  private void cross(String traveller, String day, String direction) {
    crossings.add(
        Crossings.of(traveller + " " + day, traveller, LocalDate.parse(day), direction, "HND"));
  }

  private void permit(
      @Nullable String holder,
      String day,
      String reason,
      @Nullable String kinship,
      @Nullable String sponsor) {
    LocalDate from = LocalDate.parse(day);
    permits.add(
        new ResidencePermit(
            holder + " " + day,
            holder,
            "HND",
            reason,
            kinship,
            reason.equals("family") || List.of("spouse", "child").contains(String.valueOf(kinship)),
            sponsor,
            from,
            from.plusYears(2),
            "p.csv",
            2));
  }

  private void sponsor(String holder) {
    sponsor(holder, "2024-01-10", "2024-03-01");
  }

  private void sponsor(String holder, @Nullable String arrived, String issued) {
    if (arrived != null) {
      cross("of " + holder, arrived, "entry");
    }
    permit("of " + holder, issued, "work", null, null);
  }

  private void arrives(String holder) {
    cross(holder, "2025-02-01", "entry");
  }

  private void family(String holder) {
    permit(holder, "2025-04-01", "family", null, "of " + holder);
  }

  private TestInputs inputs(SparkSession spark, int partitions) {
    return new TestInputs(spark)
        .with(BorderCrossing.class, Rows.of(spark, crossings).repartition(partitions))
        .with(ResidencePermit.class, Rows.of(spark, permits).repartition(partitions));
  }

  private static Map<String, String> found(TestInputs in) {
    var all = Travellers.crossings(in);
    Map<String, String> found = new TreeMap<>();
    var days = Journeys.days(all, Journeys.until(null));
    Reunifications.of(in, Journeys.withNext(all, days), days)
        .collectAsList()
        .forEach(
            row ->
                found.put(row.getAs("traveller_id"), row.getAs("day") + " " + row.getAs("answer")));
    return found;
  }

  private void cases() {
    cross("last", "2025-12-31", "exit");
    for (String usual :
        List.of("after", "spouse", "child born away", "unseen", "late", "renewed")) {
      sponsor(usual);
    }
    arrives("after");
    family("after");
    // a reason of another name, and a spouse or a child
    arrives("spouse");
    permit("spouse", "2025-04-01", "agreement", "spouse", "of spouse");
    arrives("child born away");
    permit("child born away", "2025-04-01", "agreement", "child", "of child born away");
    // no recorded entry, or one after the permit
    family("unseen");
    family("late");
    cross("late", "2025-06-01", "entry");
    // who had a permit already, and one for work
    arrives("renewed");
    permit("renewed", "2025-03-01", "work", null, null);
    family("renewed");
    arrives("worker");
    permit("worker", "2025-04-01", "work", "other", "of after");

    // one or two days before the holder, on the same day, later
    Map.of("eve", "2025-01-31", "two days", "2025-01-30", "together", "2025-02-01")
        .forEach((holder, day) -> sponsor(holder, day, "2025-03-01"));
    sponsor("reverse", "2025-03-01", "2025-03-20");
    List.of("eve", "two days", "together", "reverse")
        .forEach(
            holder -> {
              arrives(holder);
              family(holder);
            });
    // nobody saw the sponsor come, who had a permit before, and who got one after
    sponsor("unseen sponsor", null, "2025-01-30");
    sponsor("sponsor of the eve", null, "2025-01-31");
    List.of("unseen sponsor", "sponsor of the eve", "sponsor without permit", "without sponsor")
        .forEach(this::arrives);
    List.of("unseen sponsor", "sponsor of the eve", "sponsor without permit").forEach(this::family);
    cross("of sponsor without permit", "2024-01-10", "entry");
    permit("without sponsor", "2025-04-01", "family", "spouse", null);

    // of trips those of 90 days or more end with an arrival
    Map.of("trip", "2025-03-31", "long trip", "2025-04-01")
        .forEach(
            (holder, back) -> {
              sponsor(holder, "2024-06-01", "2024-07-01");
              cross(holder, "2024-05-01", "entry");
              cross(holder, "2025-01-01", "exit");
              cross(holder, back, "entry");
              permit(holder, "2025-05-01", "family", null, "of " + holder);
            });
    sponsor("exit missed", "2024-06-01", "2024-07-01");
    cross("exit missed", "2024-05-01", "entry");
    cross("exit missed", "2025-02-01", "entry");
    family("exit missed");
    // who was here before the records
    sponsor("before");
    cross("before", "2025-01-01", "exit");
    cross("before", "2025-01-10", "entry");
    family("before");
    cross("of sponsor before", "2024-06-01", "exit");
    sponsor("sponsor before", "2025-02-01", "2025-03-01");
    arrives("sponsor before");
    family("sponsor before");
    // a permit that was issued abroad, and one to who was here, and left to fetch the family
    sponsor("visa", null, "2024-12-05");
    cross("of visa", "2025-02-01", "entry");
    sponsor("fetched", null, "2024-12-05");
    cross("of fetched", "2025-01-10", "exit");
    cross("of fetched", "2025-02-01", "entry");
    List.of("visa", "fetched")
        .forEach(
            holder -> {
              arrives(holder);
              family(holder);
            });
    // 366 days from the arrival to the permit
    sponsor("slow", "2023-06-01", "2023-07-01");
    cross("slow", "2024-01-15", "entry");
    permit("slow", "2025-01-15", "family", null, "of slow");
    // without a document, and after the last day
    permit(null, "2025-04-01", "family", "child", "of after");
    sponsor("to come");
    arrives("to come");
    permit("to come", "2026-01-01", "family", null, "of to come");
  }

  @Test
  void aHolderFollowsASponsorWhoWasThereBefore(SparkSession spark) {
    cases();
    for (int partitions : new int[] {1, 7}) {
      assertThat(found(inputs(spark, partitions)))
          .isEqualTo(
              new TreeMap<>(
                  Map.ofEntries(
                      Map.entry("after", "2025-02-01 yes"),
                      Map.entry("spouse", "2025-02-01 yes"),
                      Map.entry("child born away", "2025-02-01 yes"),
                      Map.entry("two days", "2025-02-01 yes"),
                      Map.entry("eve", "2025-02-01 no"),
                      Map.entry("together", "2025-02-01 no"),
                      Map.entry("reverse", "2025-02-01 no"),
                      Map.entry("unseen sponsor", "2025-02-01 yes"),
                      Map.entry("sponsor of the eve", "2025-02-01 maybe"),
                      Map.entry("sponsor without permit", "2025-02-01 maybe"),
                      Map.entry("without sponsor", "2025-02-01 maybe"),
                      Map.entry("trip", "2024-05-01 no"),
                      Map.entry("long trip", "2025-04-01 maybe"),
                      Map.entry("exit missed", "2024-05-01 no"),
                      Map.entry("sponsor before", "2025-02-01 maybe"),
                      Map.entry("visa", "2025-02-01 maybe"),
                      Map.entry("fetched", "2025-02-01 yes"))));
    }
  }

  /**
   * The sponsor was seen leaving and coming back on one day after the permit, and leaving later:
   * the exit is the first of the day, so that the sponsor was here.
   */
  @Test
  void theNextCrossingOfADayIsTheFirstInTurn(SparkSession spark) {
    sponsor("holder", null, "2024-12-05");
    cross("of holder", "2025-01-10", "exit");
    crossings.add(Crossings.of("back", "of holder", LocalDate.of(2025, 1, 10), "entry", "HND"));
    cross("of holder", "2025-12-31", "exit");
    arrives("holder");
    family("holder");
    assertThat(found(inputs(spark, 2))).isEqualTo(Map.of("holder", "2025-02-01 yes"));
  }

  /** The passport of entry was renewed before holder and sponsor went to the counter. */
  @Test
  void pairedDocumentsAreOneHolderAndOneSponsor(SparkSession spark) {
    for (String person : List.of("", "of ")) {
      cross(person + "old", person.isEmpty() ? "2025-02-01" : "2024-01-10", "entry");
      cross(person + "old", "2025-02-10", "exit");
      cross(person + "new", "2025-02-12", "entry");
    }
    cross("last", "2025-12-31", "exit");
    permit("of new", "2025-03-01", "work", null, null);
    family("new");
    TestInputs in = inputs(spark, 2);
    // by the new document alone both came together
    assertThat(found(in)).isEqualTo(Map.of("new", "2025-02-12 no"));
    assertThat(found(in.with(pair("old", "new"), pair("of old", "of new"))))
        .isEqualTo(Map.of("old", "2025-02-01 yes"));
  }

  /** The passport that was renewed was written down as that of the sponsor. */
  @Test
  void nobodyIsTheirOwnSponsor(SparkSession spark) {
    cross("old", "2025-02-01", "entry");
    cross("old", "2025-02-10", "exit");
    cross("new", "2025-02-12", "entry");
    cross("last", "2025-12-31", "exit");
    permit("new", "2025-04-01", "family", null, "old");
    assertThat(found(inputs(spark, 2).with(pair("old", "new"))))
        .isEqualTo(Map.of("old", "2025-02-01 maybe")); // as without a sponsor
  }

  private static DocumentPair pair(String one, String other) {
    BigDecimal sure = BigDecimal.ONE;
    LocalDate ended = LocalDate.of(2025, 2, 10);
    return new DocumentPair(
        one, other, ended, ended.plusDays(2), 2, false, false, sure, sure, true, one);
  }

  @Test
  void theyAreEventsOfTheMonthOfArrival(SparkSession spark) {
    cases();
    CountBorderEvents job = new CountBorderEvents();
    assertThat(
            BorderEventsTest.texts(
                job.transform(inputs(spark, 1), JobParams.of(job, "{country: XCA}"))))
        .filteredOn(event -> event.startsWith("reunification HND"))
        // of February after, spouse, child, two days, unseen sponsor, fetched; five are possible
        .containsExactly(
            "reunification HND 2025-02-01: 6 to 11, 6", "reunification HND 2025-04-01: 0 to 1, 0");
  }

  private static SyntheticStay stay(long person, String reason) {
    LocalDate day = LocalDate.of(2025, 2, 1);
    return new SyntheticStay(
        person, 2, "XCA", "XC020101", day, day.plusYears(1), reason, person, "land");
  }

  private static TrueCrossing entry(long person, String mark) {
    LocalDate day = LocalDate.of(2025, 2, 1);
    return new TrueCrossing(
        person, 2, mark, day, "entry", "land", null, "recorded", false, "adult");
  }

  @Test
  void arrivalsAreComparedWithTheTruth(SparkSession spark) {
    cases();
    TestInputs in = inputs(spark, 1);
    String domain = LoadBorderCrossings.CROSSINGS;
    // the marks of crossings as they are after loading
    in.with(
        BorderCrossing.class,
        in.table(BorderCrossing.class)
            .withColumn("crossing_id", in.pseudonym(col("crossing_id"), domain)));
    in.with(
            entry(1, "after 2025-02-01"),
            entry(2, "spouse 2025-02-01"),
            entry(3, "together 2025-02-01"),
            entry(4, "without sponsor 2025-02-01"),
            entry(5, "worker 2025-02-01"),
            entry(6, "nobody 2025-02-01"),
            entry(7, "somebody 2025-02-01"))
        .with(
            stay(1, "reunification"),
            stay(2, "immigration"),
            stay(3, "immigration"),
            stay(4, "reunification"),
            stay(5, "immigration"),
            stay(6, "reunification"),
            stay(7, "immigration"));
    MeasureReunifications job = new MeasureReunifications();
    assertThat(
            job.transform(in, new MeasureReunifications.Params()).collectAsList().stream()
                .map(Row::toString))
        // no: eve, together, reverse, trip, exit missed; not seen: nobody
        .containsExactlyInAnyOrder("[yes,6,1]", "[maybe,6,1]", "[no,5,0]", "[not_seen,1,1]");
  }

  @Test
  void permitsAreLoadedWithoutTheirDocuments(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadResidencePermits(),
            """
            record,document,country,reason,kinship,sponsor,issued_on,expires_on
            R1,A-1,Honduras,Family,Spouse,b 2,2025-01-01,2026-12-31
            R2,B-2,,WORK,,B-2,2025-01-01,2025-01-01
            R3,,D,work,,,2025-01-01,2026-12-31
            R4,A-1,HND,work,,,2025-01-01,2024-12-31
            R5,A-1,SU,work,,,2025-01-01,2026-12-31
            R6,A-1,HND,,,,2025-01-01,2026-12-31
            R7,C-3,XXC,Reagrupación familiar,otro,,2025-01-01,2026-12-31
            R8,C-3,_U,acuerdo,CÓNYUGE,,2025-01-01,2026-12-31
            R9,C-3,HND,permanente,,,2025-01-01,
            """,
            "{extract: {paths: [x], columns: {permit_id: record, holder_id: document,"
                + " nationality: country, sponsor_id: sponsor}}, codes: {countries: [nationality], wrong: reject}}");
    assertThat(sheet.rejected())
        .containsExactly("5: days-in-order", "6: nationality-valid", "7: missing-value");
    List<Row> rows = sheet.loaded(spark).orderBy("source_position").collectAsList();
    assertThat(
            rows.stream()
                .map(
                    row ->
                        row.getAs("nationality")
                            + " "
                            + row.getAs("reason")
                            + " "
                            + row.getAs("kinship")
                            + " "
                            + row.getAs("is_family")))
        .containsExactly(
            "HND family spouse true",
            "_U work null false",
            "DEU work null false",
            "XXC reagrupación familiar otro true",
            "_U acuerdo cónyuge true",
            "HND permanente null false");
    assertThat(rows.get(5).<@Nullable Object>getAs("expires_on")).isNull(); // without an end
    assertThat(rows.get(0).<String>getAs("sponsor_id"))
        .isEqualTo(rows.get(1).<String>getAs("holder_id"))
        .isNotNull();
    assertThat(rows.get(1).<String>getAs("sponsor_id")).isNull(); // the holder is none
    assertThat(rows.get(2).<String>getAs("holder_id")).isNull();
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.matches(".*(A-1|B-2|C-3|R[1-9]).*"));
  }
}
