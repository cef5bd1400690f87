package org.caudal.publication;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.border.BorderEvent;
import org.caudal.register.border.ProvisionalMigration;
import org.caudal.register.border.TemporaryPopulation;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events seen until the end of June 2025; the months before 2010 are drawn. */
@SparkTest
class BorderEventIndicatorsTest {
  private static final int MINIMUM = 10;
  private static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);
  private static final LocalDate MARCH = LocalDate.of(2024, 3, 1);
  private static final LocalDate DRAWN = LocalDate.of(1995, 1, 1);
  private static final List<String> CITIZENSHIPS = List.of("COL", "HND", "NIC", "PER", "VEN");

  private static final List<BorderEvent> EVENTS = new ArrayList<>();
  private static final List<TemporaryPopulation> PRESENT = new ArrayList<>();
  private static final List<ProvisionalMigration> MIGRATIONS = new ArrayList<>();
  private static List<IndicatorRow> rows = List.of();
  private static Map<String, String> texts = new TreeMap<>();

  private static void event(
      String event, LocalDate month, String nationality, long least, long most, long travellers) {
    String rule = event.equals("return") ? "365/487" : null;
    EVENTS.add(new BorderEvent(event, month, nationality, least, most, travellers, rule, AS_OF));
  }

  private static void present(
      String rule, String day, String nationality, String band, long least, long most) {
    PRESENT.add(
        new TemporaryPopulation(rule, LocalDate.parse(day), nationality, band, least, most, AS_OF));
  }

  private static void immigrated(LocalDate month, String nationality, long migrations) {
    BigDecimal figure = BigDecimal.valueOf(migrations);
    MIGRATIONS.add(
        new ProvisionalMigration(
            "365/487",
            month,
            17,
            month.plusMonths(18).minusDays(1),
            "entry",
            nationality,
            migrations + 100,
            migrations,
            migrations,
            migrations,
            figure,
            migrations,
            migrations,
            new BigDecimal("0.95"),
            null,
            null,
            true,
            null));
  }

  private static void returned(LocalDate month, long least, long most, long nationals) {
    for (String nationality : List.of("all", "XCA")) {
      event("return", month, nationality, least, most, least);
    }
    immigrated(month, "all", nationals + 40);
    immigrated(month, "XCA", nationals);
    immigrated(month, "VEN", 40);
  }

  private static void draw() {
    Random random = new Random(7);
    for (LocalDate month = DRAWN; month.getYear() < 2010; month = month.plusMonths(1)) {
      for (String event : List.of("transit", "overstay", "circular")) {
        long[] sum = new long[3];
        for (String nationality : CITIZENSHIPS) {
          long travellers = random.nextInt(4) == 0 ? 0 : random.nextInt(26);
          long least = travellers + (travellers == 0 ? 0 : random.nextInt(3));
          long most = least + (random.nextBoolean() ? 0 : random.nextInt(30));
          if (most > 0) {
            event(event, month, nationality, least, most, travellers);
            sum[0] += least;
            sum[1] += most;
            sum[2] += travellers;
          }
        }
        event(event, month, "all", sum[0], sum[1], sum[2]);
      }
      int nationals = random.nextInt(40);
      int returns = random.nextInt(nationals + 1);
      returned(month, returns, nationals + random.nextInt(15), nationals);
    }
  }

  @BeforeAll
  static void publish(SparkSession spark) {
    immigrated(LocalDate.of(1990, 1, 1), "all", 50); // the records begin
    event("transit", MARCH, "all", 62, 80, 50);
    event("transit", MARCH, "HND", 40, 49, 31);
    event("transit", MARCH, "VEN", 13, 21, 11);
    event("transit", MARCH, "COL", 9, 10, 8);
    event("overstay", MARCH, "all", 12, 14, 9); // nine travellers, twelve times
    event("overstay", MARCH, "HND", 12, 14, 9);
    event("circular", MARCH, "all", 10, 10, 10);
    event("circular", MARCH, "XCA", 10, 10, 10);
    event("unaccompanied_minor", MARCH, "all", 25, 31, 24); // children: no citizenship
    event("unaccompanied_minor", MARCH, "HND", 25, 31, 24);
    for (String nationality : List.of("all", "HND")) { // families: no citizenship
      event("reunification", MARCH, nationality, 30, 36, 29); // ten of 40 foreigners are left
      event("reunification", MARCH.plusMonths(1), nationality, 31, 36, 29); // nine
      event("reunification", MARCH.plusMonths(2), nationality, 9, 36, 9);
      event("reunification", MARCH.plusMonths(3), nationality, 20, 36, 20); // over for a year
      event("reunification", MARCH.plusMonths(4), nationality, 20, 36, 20);
    }
    returned(MARCH, 20, 37, 30); // ten immigrate who had not emigrated
    returned(MARCH.plusMonths(1), 20, 30, 29); // nine
    returned(MARCH.plusMonths(2), 9, 30, 29);
    event("return", MARCH.plusMonths(3), "all", 20, 37, 20); // immigrations are not published
    event("transit", MARCH.plusMonths(4), "all", 41, 41, 40);
    event("transit", MARCH.plusMonths(4), "HND", 40, 40, 40);
    event("transit", MARCH.plusMonths(4), "VEN", 1, 1, 0); // of one who came as HND before
    event("transit", LocalDate.of(2024, 12, 1), "all", 10, 30, 10); // over for half a year
    event("transit", LocalDate.of(2025, 1, 1), "all", 10, 30, 10);
    for (String nationality : List.of("all", "HND")) {
      present("365/487", "2024-03-31", nationality, "all", 31, 45);
      present("365/487", "2024-03-31", nationality, "0-29", 20, 30); // lengths are not published
      present("274/365", "2024-03-31", nationality, "all", 30, 40); // nor a second rule
    }
    present("365/487", "2024-06-30", "all", "all", 12, 12); // over for a year
    present("365/487", "2024-07-31", "all", "all", 12, 12);
    draw();
    List<Row> published =
        new PublishIndicators()
            .transform(
                new TestInputs(spark)
                    .with(BorderEvent.class, Rows.of(spark, EVENTS))
                    .with(TemporaryPopulation.class, Rows.of(spark, PRESENT))
                    .with(ProvisionalMigration.class, Rows.of(spark, MIGRATIONS)),
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, border: {country: XCA, minimum-travellers: 10}}"))
            .collectAsList();
    rows = published.stream().map(IndicatorRow::of).toList();
    for (Row row : published) {
      texts.put(
          row.<String>getAs("indicator_id").substring(7)
              + " "
              + row.getAs("period_start")
              + " "
              + row.getAs("subject_id"),
          PublishedFigure.text(row));
    }
  }

  private static Map<String, String> since(String day) {
    return texts.entrySet().stream()
        .filter(row -> row.getKey().split(" ")[1].compareTo(day) >= 0)
        .filter(row -> !row.getKey().startsWith("immigrations"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void whatIsCertainIsShownAndWhatIsPossibleInFullSteps() {
    String left =
        "suppressed_primary: fewer than 10 travellers, or fewer other immigrations of nationals,"
            + " or these are not published";
    // 18 more are possible of all, in steps of ten fewer than 20: 62 + 19. COL has 8 travellers,
    // with the 11 of VEN enough. In July VEN has none of its own: pooled with HND. Of returns 30
    // are known to have immigrated, and 7 more may: + 9
    assertThat(since("2024-03-01"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("transits 2024-03-01 _T", "62 (62 to 81) of 50"),
                Map.entry("transits 2024-03-01 HND", "40 (40 to 49) of 31"),
                Map.entry(
                    "overstays 2024-03-01 _T", "suppressed_primary: fewer than 10 travellers"),
                Map.entry("circular_moves 2024-03-01 _T", "10 (10 to 19) of 10"),
                Map.entry("circular_moves 2024-03-01 XCA", "10 (10 to 19) of 10"),
                Map.entry("returns 2024-03-01 _T", "20 (20 to 39) of 20"),
                Map.entry("returns 2024-04-01 _T", left),
                Map.entry("returns 2024-05-01 _T", left),
                Map.entry("returns 2024-06-01 _T", left),
                Map.entry("transits 2024-07-01 _T", "41 (41 to 50) of 40"),
                Map.entry("transits 2024-12-01 _T", "10 (10 to 39) of 10"),
                Map.entry("reunifications 2024-03-01 _T", "30 (30 to 39) of 29"),
                Map.entry("reunifications 2024-04-01 _T", left.replace("nationals", "foreigners")),
                Map.entry("reunifications 2024-05-01 _T", left.replace("nationals", "foreigners")),
                Map.entry("reunifications 2024-06-01 _T", left.replace("nationals", "foreigners")),
                Map.entry("children_alone 2024-03-01 _T", "25 (25 to 34) of 24"),
                // 14 more are possible, fewer than 20
                Map.entry("temporary_population 2024-03-01 _T", "31 (31 to 50) of 31"),
                Map.entry("temporary_population 2024-03-01 HND", "31 (31 to 50) of 31"),
                Map.entry("temporary_population 2024-06-01 _T", "12 (12 to 21) of 12")));
  }

  /** The rows of an event and month that a reader sees, by citizenship; _T for all. */
  private static Map<String, IndicatorRow> seen(IndicatorCode code, LocalDate month) {
    return rows.stream()
        .filter(row -> row.indicatorId().equals(code.code()) && row.periodStart().equals(month))
        .filter(IndicatorRow::isShown)
        .collect(Collectors.toMap(IndicatorRow::subjectId, row -> row));
  }

  private static long whole(@org.jspecify.annotations.Nullable BigDecimal number) {
    return java.util.Objects.requireNonNull(number).longValueExact();
  }

  private static long obs(IndicatorRow row) {
    return java.util.Objects.requireNonNull(row.observations());
  }

  @Test
  void whatIsHiddenOfCitizenshipsDoesNotFollowFromTheTotals() {
    int withPool = 0;
    for (IndicatorCode code :
        List.of(
            IndicatorCode.BORDER_TRANSITS,
            IndicatorCode.BORDER_OVERSTAYS,
            IndicatorCode.BORDER_CIRCULAR_MOVES)) {
      for (LocalDate month = DRAWN; month.getYear() < 2010; month = month.plusMonths(1)) {
        Map<String, IndicatorRow> seen = seen(code, month);
        IndicatorRow total = seen.remove("_T");
        if (total == null) {
          assertThat(seen).isEmpty();
          continue;
        }
        assertThat(seen.values()).allMatch(row -> obs(row) >= MINIMUM);
        long others = whole(total.value());
        long travellers = obs(total);
        long least = step(total) - (MINIMUM - 1); // of all that are possible, and the most
        long most = step(total);
        for (IndicatorRow row : seen.values()) {
          others -= whole(row.value());
          travellers -= obs(row);
          least -= step(row);
          most -= step(row) - (MINIMUM - 1);
        }
        if (others > 0) {
          assertThat(travellers).isGreaterThanOrEqualTo(MINIMUM);
          withPool++;
        }
        // what is possible of those not seen: from none, or known no better than by the minimum
        assertThat(most - Math.max(0, least)).isGreaterThanOrEqualTo(MINIMUM - 1);
      }
    }
    assertThat(withPool).isGreaterThan(100);
  }

  /** How many events are possible at most, beside those that are certain. */
  private static long step(IndicatorRow row) {
    long step = whole(row.intervalHigh()) - whole(row.intervalLow());
    assertThat((step + 1) % MINIMUM).isZero();
    return step;
  }

  @Test
  void whoImmigratedWithoutHavingLeftDoesNotFollowFromReturns() {
    int shown = 0;
    int few = 0;
    int restIsFew = 0;
    for (BorderEvent event : EVENTS) {
      if (event.event().equals("return") && event.nationality().equals("all")) {
        IndicatorRow returns =
            seen(IndicatorCode.BORDER_RETURNS, event.month()).get(PublishedRows.TOTAL);
        IndicatorRow nationals = seen(IndicatorCode.BORDER_IMMIGRATIONS, event.month()).get("XCA");
        if (returns != null) {
          long immigrated = whole(java.util.Objects.requireNonNull(nationals).value());
          assertThat(immigrated - whole(returns.value())).isGreaterThanOrEqualTo(MINIMUM);
          assertThat(whole(returns.intervalHigh())).isGreaterThanOrEqualTo(event.most());
          assertThat((whole(returns.intervalHigh()) - immigrated + 1) % MINIMUM).isZero();
          shown++;
        } else if (nationals != null && event.travellers() >= MINIMUM) {
          assertThat(whole(nationals.value()) - event.least()).isLessThan(MINIMUM);
          restIsFew++;
        } else if (nationals != null && whole(nationals.value()) - event.least() >= MINIMUM) {
          few++;
        }
      }
    }
    assertThat(shown).isBetween(20, 100);
    // of ten immigrants all returned, or none did: which it was is told by nothing
    assertThat(few).isGreaterThan(10);
    assertThat(restIsFew).isGreaterThan(10);
    assertThat(
            rows.stream()
                .filter(row -> row.indicatorId().equals(IndicatorCode.BORDER_RETURNS.code()))
                .filter(row -> !row.isShown())
                .map(row -> row.disclosureStatus() + " " + row.disclosureRule())
                .distinct())
        .hasSize(1);
  }

  @Test
  void thePageHasThem() {
    assertThat(new Page(TableSchema.of(Indicator.class), rows, "run").html())
        .contains(
            "<tr><th scope=\"row\">2024-03</th><td>HND</td><td class=\"number\">40</td>"
                + "<td class=\"number\">40 – 49</td><td class=\"number\">31</td></tr>")
        .contains("<td>fewer than 10 travellers</td>")
        .contains("Arrivals of foreigners to a member of their family")
        .contains(
            "published half a year after the month, arrivals to a family and who was here for a"
                + " time a year after.")
        .doesNotContain("Citizens of HND");
  }

  @Test
  void theRuleIsInTheMethodAndOneForReturnsAndImmigrations(SparkSession spark) {
    assertThat(methods("border_returns"))
        .containsExactly(
            "emigrated before and immigrated by the rule 365/487; certain by crossings that follow"
                + " each other; to what is possible, in full steps of the minimum");
    assertThat(methods("border_temporary_population"))
        .singleElement()
        .asString()
        .startsWith("at the end of the month, without living there by the rule 365/487; ");
    Dataset<Row> other =
        new PublishIndicators()
            .transform(
                new TestInputs(spark)
                    .with(BorderEvent.class, Rows.of(spark, EVENTS))
                    .with(
                        ProvisionalMigration.class,
                        Rows.of(spark, MIGRATIONS).withColumn("rule", lit("274/365"))),
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, border: {country: XCA, rule: 274/365}}"));
    assertThatThrownBy(other::collectAsList)
        .hasMessageContaining("border_event has returns by the rule 365/487")
        .hasMessageContaining("set rule of count-border-events to the same");
  }

  @Test
  void aTemporaryPopulationOfOtherRulesOnlyEndsTheRun(SparkSession spark) {
    Dataset<Row> other =
        new PublishIndicators()
            .transform(
                new TestInputs(spark)
                    .with(TemporaryPopulation.class, Rows.of(spark, PRESENT))
                    .with(ProvisionalMigration.class, Rows.of(spark, MIGRATIONS).limit(0)),
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, border: {country: XCA, rule: 183/365}}"));
    assertThatThrownBy(other::collectAsList)
        .hasMessageContaining("temporary_population has no rule 183/365, but 274/365, 365/487")
        .hasMessageContaining("give border.rule");
  }

  private static List<String> methods(String indicator) {
    return rows.stream()
        .filter(row -> row.indicatorId().equals(indicator))
        .map(IndicatorRow::method)
        .distinct()
        .toList();
  }
}
