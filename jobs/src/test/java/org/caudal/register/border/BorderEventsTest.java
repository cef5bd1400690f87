package org.caudal.register.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Crossings of XCA, to the end of 2025; each traveller is a case. */
@SparkTest
class BorderEventsTest {
  private final List<BorderCrossing> crossings = new ArrayList<>();
  private final List<ResidencePermit> permits = new ArrayList<>();
  private final List<AsylumClaim> claims = new ArrayList<>();
  private final List<CrossingOutcome> outcomes = new ArrayList<>();
  private LocalDate asOf = LocalDate.of(2025, 12, 31);

  @BeforeEach
  void recordsEnd() {
    cross("last", "2025-12-31", "exit", "XCA", "USA", null);
  }

  private void cross(
      String traveller,
      String day,
      String direction,
      String nationality,
      @Nullable String other,
      @Nullable String until) {
    LocalDate date = LocalDate.parse(day);
    crossings.add(
        new BorderCrossing(
            date.withDayOfMonth(1),
            traveller + day + direction,
            traveller,
            date.atTime(12, 0).toInstant(ZoneOffset.UTC),
            date,
            direction,
            nationality,
            2,
            null,
            other,
            until == null ? null : LocalDate.parse(until),
            null,
            null,
            "c.csv",
            2));
  }

  private void entry(String traveller, String day, @Nullable String from) {
    cross(traveller, day, "entry", "HND", from, null);
  }

  private void exit(String traveller, String day, @Nullable String to) {
    cross(traveller, day, "exit", "HND", to, null);
  }

  private void admitted(String traveller, String day, String until) {
    cross(traveller, day, "entry", "SLV", "SLV", until);
  }

  private void decided(
      String traveller, String day, String direction, String nationality, String answer) {
    LocalDate date = LocalDate.parse(day);
    outcomes.add(
        new CrossingOutcome(
            date.withDayOfMonth(1),
            "365/487",
            traveller + day,
            traveller,
            date,
            direction,
            nationality,
            2,
            null,
            null,
            answer,
            null,
            null,
            null,
            asOf));
  }

  private List<String> counted(SparkSession spark, String params, int partitions) {
    CountBorderEvents job = new CountBorderEvents();
    Dataset<Row> rows = Rows.of(spark, crossings).repartition(partitions);
    TestInputs inputs =
        new TestInputs(spark)
            .with(BorderCrossing.class, rows)
            .with(CrossingOutcome.class, outcomes(spark, rows));
    if (!permits.isEmpty()) {
      inputs.with(permits);
    }
    if (!claims.isEmpty()) {
      inputs.with(claims);
    }
    return texts(job.transform(inputs, JobParams.of(job, "{country: XCA" + params + "}")));
  }

  /** What was decided of the crossings, and of others. */
  private Dataset<Row> outcomes(SparkSession spark, Dataset<Row> rows) {
    DecideCrossings decide = new DecideCrossings();
    Dataset<Row> decided =
        Rows.kept(
            decide.transform(
                new TestInputs(spark).with(BorderCrossing.class, rows),
                JobParams.of(decide, "{as-of: " + asOf + "}")),
            CrossingOutcome.class);
    return outcomes.isEmpty() ? decided : decided.unionByName(Rows.of(spark, outcomes));
  }

  /** Events in the form {@code transit HND 2025-03-01: 2 to 4, 1}. */
  static List<String> texts(Dataset<Row> events) {
    List<String> counts = new ArrayList<>();
    for (Row row : events.orderBy("event", "nationality", "month").collectAsList()) {
      counts.add(
          row.getAs("event")
              + " "
              + row.getAs("nationality")
              + " "
              + row.getAs("month")
              + ": "
              + row.getAs("least")
              + " to "
              + row.getAs("most")
              + ", "
              + row.getAs("travellers"));
    }
    return counts;
  }

  @Test
  void transitsLeaveToAnotherCountrySoon(SparkSession spark) {
    entry("through", "2025-03-01", "PAN");
    exit("through", "2025-03-31", "GTM"); // day 30
    entry("again", "2025-03-02", "PAN");
    exit("again", "2025-03-04", "GTM");
    entry("again", "2025-03-05", "PAN");
    exit("again", "2025-03-06", "GTM");
    entry("late", "2025-03-01", "PAN");
    exit("late", "2025-04-01", "GTM");
    entry("back", "2025-03-01", "PAN");
    exit("back", "2025-03-02", "PAN");
    entry("from nowhere", "2025-03-01", null);
    exit("from nowhere", "2025-03-02", "PAN");
    entry("exit missing", "2025-03-01", "PAN");
    entry("exit missing", "2025-09-01", "PAN");
    entry("stays", "2025-03-01", "PAN");
    entry("just came", "2025-12-01", "PAN"); // 30 days before the end
    cross("national", "2025-03-01", "entry", "XCA", "PAN", null);
    cross("national", "2025-03-02", "exit", "XCA", "GTM", null);

    // who lives here was on a trip; where the resident lived, nobody knows as an exit is missing
    entry("lives here", "2021-01-10", "GTM");
    exit("lives here", "2025-02-01", "USA");
    entry("lives here", "2025-03-01", "GTM");
    exit("lives here", "2025-03-20", "USA");
    entry("lives here", "2025-04-10", "USA");
    entry("may live here", "2024-03-01", "PAN");
    entry("may live here", "2025-03-03", "PAN");
    exit("may live here", "2025-03-04", "GTM");

    // who has two nationalities is one traveller, of the first
    transit("two", "2025-07-10", "NIC", "PAN");
    transit("two", "2025-07-14", "SLV", "PAN");
    transit("two", "2025-08-14", "SLV", "PAN"); // another month
    transit("unsure", "2025-07-01", "NIC", null); // the first is possible only
    transit("unsure", "2025-07-05", "SLV", "PAN");
    transit("one", "2025-07-07", "SLV", "PAN");

    for (int partitions : new int[] {1, 7}) { // of SLV are unsure and one, of NIC two
      assertThat(counted(spark, "", partitions))
          .filteredOn(row -> row.startsWith("transit"))
          .containsExactly(
              "transit HND 2024-03-01: 0 to 1, 0",
              "transit HND 2025-03-01: 3 to 6, 2",
              "transit HND 2025-12-01: 0 to 1, 0",
              "transit NIC 2025-07-01: 1 to 2, 1",
              "transit SLV 2025-07-01: 3 to 3, 2",
              "transit SLV 2025-08-01: 1 to 1, 1",
              "transit all 2024-03-01: 0 to 1, 0",
              "transit all 2025-03-01: 3 to 6, 2",
              "transit all 2025-07-01: 4 to 5, 3",
              "transit all 2025-08-01: 1 to 1, 1",
              "transit all 2025-12-01: 0 to 1, 0");
    }
    assertThat(counted(spark, ", transit-days: 29", 1))
        .contains("transit HND 2025-03-01: 2 to 5, 1");
    asOf = LocalDate.of(2025, 3, 20);
    // on 20 March nobody knew of the late one, of who stays and of who came through on day 30, nor
    // where those lived who had been away for a day or four weeks
    assertThat(counted(spark, ", as-of: 2025-03-20", 1))
        .contains("transit all 2025-03-01: 1 to 9, 1");
  }

  private void transit(String traveller, String day, String nationality, @Nullable String from) {
    cross(traveller, day, "entry", nationality, from, null);
    cross(traveller, LocalDate.parse(day).plusDays(1).toString(), "exit", nationality, "GTM", null);
  }

  /** After the day of the admission; who resides has none. */
  private void overstays() {
    admitted("on the day", "2025-03-01", "2025-05-30");
    cross("on the day", "2025-05-30", "exit", "SLV", "SLV", null);
    admitted("a day late", "2025-03-01", "2025-05-30");
    cross("a day late", "2025-05-31", "exit", "SLV", "SLV", null);
    admitted("not seen again", "2025-03-01", "2025-05-30");
    admitted("left unseen in time", "2025-03-01", "2025-05-30");
    admitted("left unseen in time", "2025-05-30", "2025-08-30");
    cross("left unseen in time", "2025-06-01", "exit", "SLV", "SLV", null);
    admitted("left unseen some day", "2025-03-01", "2025-05-30");
    admitted("left unseen some day", "2025-06-30", "2025-09-28");
    cross("left unseen some day", "2025-07-01", "exit", "SLV", "SLV", null);
    admitted("is here", "2025-10-02", "2025-12-31");
    cross("resident", "2025-03-01", "entry", "SLV", "SLV", null);
    // with a permit from the last day on, until now, renewed, until the exit, while unseen
    for (String with :
        List.of(
            "permit", "renewed", "too late", "over", "left", "unseen", "old permit", "for good")) {
      admitted(with, "2025-03-01", "2025-05-30");
    }
    cross("left", "2025-10-01", "exit", "SLV", "SLV", null);
    cross("unseen", "2025-07-01", "entry", "SLV", "SLV", null);
    permit("permit", "2025-05-30", "2025-12-31");
    permit("renewed", "2025-03-15", "2025-09-30");
    permit("renewed", "2025-09-30", "2026-09-30");
    permit("left", "2025-03-15", "2025-10-01");
    permit("unseen", "2025-03-15", "2026-03-14");
    permit("for good", "2025-03-15", null);
    permit("too late", "2025-05-31", "2026-05-30");
    permit("over", "2025-03-15", "2025-12-30");
    permit("old permit", "2015-01-01", "2016-12-31"); // of an earlier stay
    permit("old permit", "2025-09-01", "2026-08-31");
    permit("is here", "2025-11-01", "2026-10-31"); // the day is to come
  }

  /** Claims that are open until now, that were refused on the day after the exit, or before it. */
  private void claimants() {
    for (String with :
        List.of("claims", "refused late", "refused", "late claim", "then permit", "old claim")) {
      admitted(with, "2025-04-01", "2025-06-30");
    }
    cross("refused late", "2025-10-01", "exit", "SLV", "SLV", null);
    cross("refused", "2025-10-01", "exit", "SLV", "SLV", null);
    claim("claims", "2025-06-30", null);
    claim("refused late", "2025-04-02", "2025-10-01");
    claim("refused", "2025-04-02", "2025-09-30");
    claim("late claim", "2025-07-01", null);
    claim("old claim", "2018-07-01", "2019-06-30"); // of an earlier stay
    claim("old claim", "2025-09-30", null);
    claim("then permit", "2025-04-02", "2025-09-01"); // the permit is that of the refugee
    permit("then permit", "2025-09-01", "2026-08-31");
  }

  private void claim(String claimant, String from, @Nullable String to) {
    claims.add(
        new AsylumClaim(
            claimant + from,
            claimant,
            "SLV",
            LocalDate.parse(from),
            to == null ? "pending" : "refused",
            to == null ? null : LocalDate.parse(to),
            "a.csv",
            2));
  }

  private void permit(String holder, String from, @Nullable String to) {
    permits.add(
        new ResidencePermit(
            holder + from,
            holder,
            "SLV",
            "work",
            null,
            false,
            null,
            LocalDate.parse(from),
            to == null ? null : LocalDate.parse(to),
            "p.csv",
            2));
  }

  /** Overstays are of SLV, who stay in the country once, and nationals alone return. */
  @Test
  void overstaysCircularMovesAndReturnsAreCounted(SparkSession spark) {
    overstays();
    claimants();
    circular();
    settled();
    returns();
    List<String> counted = counted(spark, "", 1);
    assertThat(counted)
        .filteredOn(row -> row.startsWith("overstay SLV"))
        .containsExactly(
            // a day late, not seen again, too late, over and the old permit; and one who left
            // unseen
            // some day
            "overstay SLV 2025-03-01: 5 to 6, 5",
            "overstay SLV 2025-04-01: 3 to 3, 3", // refused, the late and the old claim
            "overstay SLV 2025-10-01: 0 to 1, 0");
    assertThat(counted)
        .filteredOn(row -> row.matches("circular (HND|XCA) .*"))
        .containsExactly(
            "circular HND 2021-09-01: 0 to 2, 0", // before the records nobody knows
            "circular HND 2021-10-01: 0 to 3, 0",
            "circular HND 2022-06-01: 0 to 1, 0",
            // the stay of missed may have ended in 2023, less than 36 months after the records
            // began
            "circular HND 2024-05-01: 1 to 2, 1",
            "circular HND 2024-09-01: 0 to 1, 0",
            "circular HND 2024-12-01: 0 to 1, 0",
            "circular HND 2025-05-01: 1 to 1, 1",
            "circular HND 2025-06-01: 0 to 2, 0",
            "circular HND 2025-07-01: 0 to 1, 0",
            "circular XCA 2025-06-01: 1 to 1, 1");
    assertThat(counted)
        .filteredOn(row -> row.startsWith("return"))
        .containsExactly("return XCA 2024-01-01: 1 to 5, 1", "return all 2024-01-01: 1 to 5, 1");
    // without permits nobody knows: the six, and permit, renewed, left, unseen and for good; of
    // claimants the three, and who then has a permit
    permits.clear();
    assertThat(counted(spark, "", 1))
        .contains("overstay SLV 2025-03-01: 0 to 11, 0", "overstay SLV 2025-04-01: 0 to 4, 0");
    // nor without claims: only who has a permit in time is none
    claims.clear();
    permit("claims", "2025-06-30", "2026-06-29");
    assertThat(counted(spark, "", 1)).contains("overstay SLV 2025-04-01: 0 to 5, 0");
  }

  /** The second season within three years is circular. */
  private void circular() {
    entry("first", "2021-01-01", "HND"); // the records begin
    exit("first", "2021-01-02", "HND");
    season("every year", "2024-02-01", "2024-05-01"); // 90 days
    season("every year", "2025-02-01", "2025-05-02");
    season("short", "2024-02-01", "2024-04-30"); // 89 days
    season("short", "2025-02-01", "2025-05-02");
    season("long ago", "2021-05-01", "2021-09-01");
    season("long ago", "2024-02-01", "2024-05-02"); // 36 months before is a day too late
    season("just", "2021-05-02", "2021-09-01");
    season("just", "2024-02-01", "2024-05-02");
    season("missed", "2023-02-01", "2023-02-20");
    entry("missed", "2023-06-01", "HND");
    season("missed", "2024-05-01", "2024-09-01"); // an exit is missing before
    // between two entries 304 days, the exit some day; 89 are too few; between two exits 445
    season("unseen exit", "2024-01-01", "2024-05-01");
    entry("unseen exit", "2024-08-01", "HND");
    season("unseen exit", "2025-06-01", "2025-06-05");
    season("unseen visit", "2024-01-01", "2024-05-01");
    entry("unseen visit", "2024-08-01", "HND");
    season("unseen visit", "2024-10-29", "2024-10-30");
    season("unseen entry", "2024-01-01", "2024-05-01");
    exit("unseen entry", "2025-07-20", "HND");
    season("early", "2022-02-01", "2022-06-01");
    // the exit may have been 90 days after the second entry, 20 months after the first one
    season("unseen for long", "2021-06-01", "2021-10-01");
    entry("unseen for long", "2022-11-01", "HND");
    season("unseen for long", "2024-12-01", "2024-12-05");
    // 90 days after the second entry is 1 June 2024, 36 months after the first: just
    season("unseen, just", "2021-06-01", "2021-10-01");
    entry("unseen, just", "2024-03-03", "HND");
    season("unseen, just", "2025-06-10", "2025-06-12");
    season("unseen, too late", "2021-06-01", "2021-10-01");
    entry("unseen, too late", "2024-03-04", "HND");
    season("unseen, too late", "2025-06-10", "2025-06-12");
    cross("national", "2024-02-01", "exit", "XCA", "USA", null);
    cross("national", "2024-06-01", "entry", "XCA", "USA", null);
    cross("national", "2025-02-01", "exit", "XCA", "USA", null);
    cross("national", "2025-06-01", "entry", "XCA", "USA", null);
    // one stay abroad and, of the same traveller as a foreigner, one in the country
    cross("two passports", "2024-02-01", "exit", "XCA", "USA", null);
    cross("two passports", "2024-06-01", "entry", "XCA", "USA", null);
    cross("two passports", "2024-07-01", "exit", "XCA", "USA", null);
    season("two passports", "2024-08-15", "2025-02-01");
  }

  /** Who lives on the far side does not move there again after a trip. */
  private void settled() {
    cross("emigrant", "2021-06-01", "exit", "XCA", "USA", null); // 593 days: an emigration
    cross("emigrant", "2023-01-15", "entry", "XCA", "USA", null);
    cross("emigrant", "2023-02-05", "exit", "XCA", "USA", null); // abroad for 177 days, and 153
    cross("emigrant", "2023-08-01", "entry", "XCA", "USA", null);
    cross("emigrant", "2023-08-15", "exit", "XCA", "USA", null);
    cross("emigrant", "2024-01-15", "entry", "XCA", "USA", null);
    cross("emigrant", "2024-02-05", "exit", "XCA", "USA", null);
    season("immigrant", "2021-01-10", "2023-03-20"); // 799 days: an immigration
    season("immigrant", "2023-04-10", "2023-09-10"); // here for 153 days, and 148
    season("immigrant", "2023-09-25", "2024-02-20");
  }

  private void season(String traveller, String from, String to) {
    entry(traveller, from, "HND");
    exit(traveller, to, "HND");
  }

  /** Nationals who emigrated return. */
  private void returns() {
    decided("returns", "2022-01-01", "exit", "XCA", "migration");
    decided("returns", "2024-01-01", "entry", "XCA", "migration");
    decided("visits", "2022-01-01", "exit", "XCA", "migration");
    decided("visits", "2024-01-01", "entry", "XCA", "none");
    decided("came before the records", "2024-01-01", "entry", "XCA", "migration");
    decided("not yet", "2024-01-02", "entry", "XCA", "not_yet_known");
    decided("missing", "2024-01-02", "entry", "XCA", "crossing_missing");
    decided("left later", "2024-01-02", "entry", "XCA", "migration");
    decided("left later", "2024-02-02", "exit", "XCA", "migration");
    decided("foreign", "2022-01-01", "exit", "HND", "migration");
    decided("foreign", "2024-01-01", "entry", "HND", "migration");
  }

  @Test
  void whatWasNotDecidedAlikeIsRefused(SparkSession spark) {
    returns();
    assertThatThrownBy(() -> counted(spark, ", as-of: 2025-06-30", 1))
        .hasMessageContaining(
            "crossing_outcome was decided as of 2025-12-31, count-border-events looks until 2025-06-30");
    assertThatThrownBy(() -> counted(spark, ", rule: 274/365", 1))
        .hasMessageContaining("no crossing by the rule 274/365, but by 365/487");
  }

  @Test
  void whatIsNoneIsRefused() {
    CountBorderEvents job = new CountBorderEvents();
    assertThatThrownBy(() -> JobParams.of(job, "{country: Honduras}"))
        .hasMessageContaining("three letters");
    assertThatThrownBy(() -> JobParams.of(job, "{country: HND, transit-days: 91}"))
        .hasMessageContaining("1 to 90");
  }
}
