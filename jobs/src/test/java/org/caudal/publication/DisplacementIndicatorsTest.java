package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.emergency.DisplacedPersons;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * E strikes the areas A to D, and H strikes A again; F strikes G, of which residents are not known,
 * and I strikes J, of which they are, and K.
 */
@SparkTest
class DisplacementIndicatorsTest {
  private static final LocalDate WEEK = LocalDate.of(2023, 11, 16);
  private static final PublishIndicators.Params TEN =
      JobParams.of(new PublishIndicators(), "{vintage: 2025-07-01, minimum-devices: 10}");

  private static DisplacedPersons week(
      String event, String level, int week, String origin, long away, long home, String share) {
    BigDecimal part = new BigDecimal(share);
    BigDecimal low = part.subtract(new BigDecimal("0.3"));
    BigDecimal high = part.add(new BigDecimal("0.3"));
    boolean isKnown = !event.equals("F") && !(event.equals("I") && !origin.equals("J"));
    BigDecimal residents = isKnown ? new BigDecimal(1000) : null;
    return new DisplacedPersons(
        event,
        level,
        WEEK.plusDays(7L * week),
        origin,
        7,
        away + home,
        away,
        home,
        part,
        new BigDecimal("0.15"),
        low,
        high,
        residents,
        times(residents, part),
        times(residents, low),
        times(residents, high),
        new BigDecimal("0.95"));
  }

  private static @Nullable BigDecimal times(@Nullable BigDecimal residents, BigDecimal share) {
    return residents == null ? null : residents.multiply(share);
  }

  private static CrisisEvent struck(String event, String area) {
    return new CrisisEvent(event, "", "disaster", WEEK, null, "municipality", area, 42, "e.csv", 2);
  }

  private static Dataset<Row> published(SparkSession spark, int partitions) {
    List<DisplacedPersons> weeks = new ArrayList<>();
    weeks.add(week("E", "municipality", 0, "all", 74, 200, "0.35"));
    weeks.add(week("E", "municipality", 0, "A", 50, 20, "0.8"));
    weeks.add(week("E", "municipality", 0, "B", 4, 90, "0.01"));
    weeks.add(week("E", "municipality", 0, "C", 20, 15, "0.5")); // fifteen at home
    weeks.add(week("E", "municipality", 1, "all", 60, 150, "0.25"));
    for (String area : List.of("A", "B", "C", "D")) {
      weeks.add(week("E", "municipality", 1, area, 20, 30, "0.4"));
    }
    weeks.add(week("E", "municipality", 2, "all", 9, 150, "0.05"));
    weeks.add(week("E", "province", 0, "all", 90, 400, "0.1")); // another level
    weeks.add(week("F", "municipality", 0, "all", 30, 60, "0.2"));
    weeks.add(week("F", "municipality", 0, "G", 30, 60, "0.2"));
    for (String area : List.of("all", "J", "K")) {
      weeks.add(week("I", "municipality", 0, area, 30, 60, "0.4"));
    }
    weeks.add(week("H", "municipality", 0, "all", 30, 60, "0.4"));
    weeks.add(week("H", "municipality", 0, "A", 30, 60, "0.4"));
    return new PublishIndicators()
        .transform(
            new TestInputs(spark)
                .with(
                    struck("E", "A"),
                    struck("E", "B"),
                    struck("E", "C"),
                    struck("E", "D"),
                    struck("F", "G"),
                    struck("H", "A"),
                    struck("I", "J"),
                    struck("I", "K"))
                .with(DisplacedPersons.class, Rows.of(spark, weeks).repartition(partitions)),
            TEN);
  }

  @Test
  void aLevelThatIsNotThereEndsTheRun(SparkSession spark) {
    PublishIndicators job = new PublishIndicators();
    TestInputs inputs =
        new TestInputs(spark)
            .with(struck("E", "A"))
            .with(
                DisplacedPersons.class,
                Rows.of(spark, List.of(week("E", "province", 0, "all", 90, 400, "0.1"))));
    assertThatThrownBy(() -> job.transform(inputs, TEN).collectAsList())
        .hasStackTraceContaining(
            "displaced_persons has no level municipality, but province: give displacement.level");
  }

  private static Map<String, Row> byName(List<Row> published) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : published) {
      String id = row.getAs("indicator_id");
      long days = row.<java.sql.Date>getAs("period_start").toLocalDate().toEpochDay();
      rows.put(
          (id.endsWith("share") ? "share " : "persons ")
              + row.getAs("subject_id")
              + " "
              + row.getAs("origin_area")
              + " "
              + (days - WEEK.toEpochDay()) / 7,
          row);
    }
    assertThat(rows).hasSize(published.size());
    return rows;
  }

  private static String figure(Map<String, Row> rows, String name) {
    Row row = Objects.requireNonNull(rows.get(name), name);
    return PublishedFigure.text(row, row.getAs("disclosure_status"));
  }

  @Test
  void weeksOfAllAndOfAreasWithEnoughAwayAndAtHomeAreShown(SparkSession spark) {
    List<Row> published = published(spark, 1).collectAsList();
    Map<String, Row> rows = byName(published);
    assertThat(rows).hasSize(2 * (5 + 5 + 5) + 2 + 4 + 4); // of F, K and all of I shares only
    assertThat(figure(rows, "persons E _T 0")).isEqualTo("350 (50 to 650) of 70");
    assertThat(figure(rows, "share E _T 0")).isEqualTo("35 (5 to 65) of 70");
    // 74 devices, told in full steps of ten; of 0.8 + 0.3 no more than all; of 70 devices 20 were
    // at home
    assertThat(figure(rows, "share E A 0")).isEqualTo("80 (50 to 100) of 20");
    assertThat(figure(rows, "persons E A 0")).isEqualTo("800 (500 to 1000) of 20");
    // four devices away in B and none seen in D: C has the fewest that can protect them
    for (String measure : List.of("share", "persons")) {
      assertThat(figure(rows, measure + " E B 0")).isEqualTo("suppressed_primary");
      assertThat(figure(rows, measure + " E C 0")).isEqualTo("suppressed_secondary");
      assertThat(figure(rows, measure + " E D 0")).isEqualTo("suppressed_primary");
      assertThat(figure(rows, measure + " E _T 2")).isEqualTo("suppressed_primary");
      assertThat(figure(rows, measure + " E A 2")).isEqualTo("suppressed_primary");
    }
    // below zero is zero
    assertThat(figure(rows, "persons E _T 1")).isEqualTo("250 (0 to 550) of 60");
    assertThat(figure(rows, "share E D 1")).isEqualTo("40 (10 to 70) of 20");
    assertThat(figure(rows, "share F G 0")).isEqualTo("20 (0 to 50) of 30");
    assertThat(figure(rows, "persons I J 0")).isEqualTo("400 (100 to 700) of 30");
    assertThat(figure(rows, "share I K 0")).isEqualTo("40 (10 to 70) of 30");
    assertThat(rows).doesNotContainKeys("persons I K 0", "persons I _T 0");
    assertThat(Objects.requireNonNull(rows.get("share H _T 0")).<String>getAs("disclosure_rule"))
        .isEqualTo("shares areas with another event");
    assertThat(figure(rows, "persons H A 0")).isEqualTo("suppressed_secondary");
    assertThat(byName(published(spark, 4).collectAsList())).isEqualTo(rows);
    assertThat(page(published)).contains("<h1>Displacement</h1>", "Residents of struck areas");
  }

  private static String square(int west) {
    return String.format(
        Locale.ROOT, "POLYGON ((%1$d 0, %2$d 0, %2$d 1, %1$d 1, %1$d 0))", west, west + 1);
  }

  private static String page(List<Row> published) {
    return new Page(
            TableSchema.of(Indicator.class),
            published.stream().map(IndicatorRow::of).toList(),
            "run",
            List.of(
                new MapArea("municipality", "A", "North", square(0)),
                new MapArea("municipality", "Z", "Far", square(1)),
                new MapArea("municipality", "G", "Gulf", square(2)),
                new MapArea("municipality", "B", "Flat", "POLYGON ((0 0, 1 1, 2 2, 0 0))"),
                new MapArea("province", "P", "Province", square(3))),
            Map.of("F", "Flood of the Río Verde"))
        .html();
  }

  /**
   * Eleven devices away in L. With 0.87 persons to a device they are fewer than ten persons,
   * whether the flows of the release say so or the rules of displacement.
   */
  @Test
  void theMinimumIsOfPersonsToo(SparkSession spark) {
    List<DisplacedPersons> weeks =
        List.of(
            week("E", "municipality", 0, "L", 11, 60, "0.2"),
            week("E", "municipality", 0, "M", 50, 60, "0.4"),
            week("E", "municipality", 0, "all", 61, 120, "0.3"));
    TestInputs inputs =
        new TestInputs(spark)
            .with(struck("E", "L"), struck("E", "M"))
            .with(DisplacedPersons.class, Rows.of(spark, weeks));
    assertThat(rule(inputs, TEN)).isEqualTo("at least 10 devices");
    PublishIndicators.Params told =
        JobParams.of(
            new PublishIndicators(),
            "{vintage: 2025-07-01, displacement: {persons-per-device: 0.87}}");
    assertThat(rule(inputs, told)).isEqualTo("fewer than 12 devices");
    inputs.with(PhoneFigures.ofHundredDevices(87));
    assertThat(rule(inputs, TEN)).isEqualTo("fewer than 12 devices");
  }

  @Test
  void personsToADeviceAreThoseOfWeights() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, displacement: {persons-per-device: 0.4}}"))
        .hasMessageContaining("displacement.persons-per-device must be 0.5 to 3, was 0.4");
  }

  private static String rule(TestInputs inputs, PublishIndicators.Params p) {
    Map<String, Row> rows = byName(DisplacementIndicators.of(inputs, p).collectAsList());
    return Objects.requireNonNull(rows.get("share E L 0")).getAs("disclosure_rule");
  }

  @Test
  void thePageHasAChartAMapAndATableOfEachEvent(SparkSession spark) {
    String page = page(published(spark, 1).collectAsList());
    assertThat(page)
        .contains("<h3>E</h3>", "<h3>Flood of the Río Verde (F)</h3>")
        .contains("<title>E: Percent of residents displaced, all areas struck</title>")
        .contains("<title>2023-11-16: 35.000 (5.000 – 65.000)</title>")
        // the last week of E is hidden, so that the one before is drawn; that of F may be none
        .contains("<title id=\"map-101\">Displaced in the week from 2023-11-23: E</title>")
        .contains("<title>North (A): 40.000 10.000 – 70.000</title>")
        .contains(
            "<title id=\"map-102\">Displaced in the week from 2023-11-16: Flood of the Río Verde"
                + " (F)</title>")
        .contains("<title>Gulf (G): 20.000 0.000 – 50.000</title><path class=\"area still\"")
        .contains("<title>Far (Z)</title><path class=\"area plain\"")
        .doesNotContain("Province")
        .contains(
            "<th scope=\"row\">North (A)</th><td>2023-11-16</td><td class=\"number\">80.000</td>"
                + "<td class=\"number\">50.000 – 100.000</td><td class=\"number\">800</td>"
                + "<td class=\"number\">500 – 1,000</td>")
        .contains("<th scope=\"row\">All areas struck</th><td>2023-11-30</td>");
  }
}
