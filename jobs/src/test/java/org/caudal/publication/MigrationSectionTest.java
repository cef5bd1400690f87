package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three areas side by side, each a degree wide on the equator, and a country abroad. */
class MigrationSectionTest {
  private static final String HOSTILE = "<b onload='x'>&\"";

  private static IndicatorRow row(
      IndicatorCode code, String origin, String destination, @Nullable Integer value) {
    BigDecimal figure = value == null ? null : new BigDecimal(value);
    return new IndicatorRow(
        code.code(),
        "M",
        LocalDate.of(2025, 6, 1),
        "province",
        origin,
        destination,
        "_Z",
        figure,
        "devices",
        figure == null ? null : figure.subtract(BigDecimal.TEN),
        figure == null ? null : figure.add(BigDecimal.TEN),
        new BigDecimal("0.95"),
        value == null ? null : Long.valueOf(value),
        "devices",
        "method",
        "operators",
        LocalDate.of(2025, 7, 1),
        value == null ? "suppressed_primary" : "published",
        value == null ? "fewer than 10 devices" : "at least 10 devices");
  }

  private static void area(
      List<IndicatorRow> rows, String code, int homes, @Nullable Integer in, int out) {
    rows.add(row(IndicatorCode.PHONE_HOMES, "_Z", code, homes));
    rows.add(row(IndicatorCode.PHONE_ARRIVALS, "_T", code, in));
    rows.add(row(IndicatorCode.PHONE_DEPARTURES, code, "_T", out));
  }

  private static String square(int west) {
    return String.format(
        java.util.Locale.ROOT,
        "POLYGON ((%1$d 0, %2$d 0, %2$d 1, %1$d 1, %1$d 0))",
        west,
        west + 1);
  }

  private static String html() {
    List<IndicatorRow> rows = new ArrayList<>();
    area(rows, "P1", 1000, 130, 50); // net 80 ± sqrt(200) = 14.1
    area(rows, "P2", 500, null, 20);
    area(rows, "P3", 1000, 20, 25); // -5 ± 14.1
    area(rows, "USA", 100, 20, 10);
    rows.add(row(IndicatorCode.PHONE_MOVERS, "P1", "P2", 33));
    rows.add(row(IndicatorCode.PHONE_MOVERS, "P2", "P3", null));
    return new Page(
            TableSchema.of(Indicator.class),
            rows,
            "run",
            List.of(
                new MapArea("province", "P1", "North " + HOSTILE, square(0)),
                new MapArea("province", "P2", "Middle", square(1)),
                new MapArea("province", "P3", "South", square(2)),
                new MapArea("province", "P4", "Desert", square(3))))
        .html();
  }

  @Test
  void theMapDrawsEveryAreaWithSignTitleAndLook() {
    String html = html();
    // four degrees are 720 pixels: 180 each; latitude 0.5: cosine 0.99996
    assertThat(html)
        .contains("viewBox=\"0 0 720 180\"")
        .contains("Middle (P2): suppressed</title><path class=\"area veiled\"")
        .contains("<path class=\"hatch\" d=\"M")
        .contains("South (P3): −5.0 (−19.1 – +9.1)</title><path class=\"area still\"")
        .contains("Desert (P4): suppressed</title><path class=\"area veiled\"")
        .contains(": +80.0 (+65.9 – +94.1)</title><path class=\"area gain\"")
        .contains("d=\"M360.0 180.0L540.0 180.0L540.0 0.0L360.0 0.0L360.0 180.0Z\"");
    assertThat(html.split("class=\"sign\"", -1)).hasSize(1 + 4 + 3); // areas and legend
    assertThat(html)
        .contains(
            "gain of 40.0 a thousand or more", "suppressed: too few devices, or none (hatched)");
  }

  /** As the office has them that combines operators: 120 less 20 of 1000. */
  @Test
  void figuresOfPersonsStandAloneWhereThereAreNoneOfDevices() {
    List<IndicatorRow> rows =
        List.of(
            row(IndicatorCode.PHONE_PERSONS_HOMES, "_Z", "P1", 1000),
            row(IndicatorCode.PHONE_PERSONS_ARRIVALS, "_T", "P1", 120),
            row(IndicatorCode.PHONE_PERSONS_DEPARTURES, "P1", "_T", 20),
            row(IndicatorCode.PHONE_PERSONS_MOVERS, "P1", "P2", 33));
    String html =
        new Page(
                TableSchema.of(Indicator.class),
                rows,
                "run",
                List.of(new MapArea("province", "P1", "North", square(0))))
            .html();
    assertThat(html)
        .contains("North (P1): +100.0 (+85.9 – +114.1)")
        .contains("The 1 largest that are shown.")
        .contains("<th>From</th><th>To</th><th>Residents</th><th>Interval</th></tr>")
        .contains("<td>P2</td><td class=\"number\">33</td><td")
        .contains("Residents who live in another area than the month before, 2025-06.")
        .contains("arrivals less departures for a thousand residents that live in the area")
        .doesNotContain("Devices");
  }

  /** 4 areas have 3 figures each, of which one is suppressed, and one of two moves is. */
  @Test
  void flowsThatHaveNoRowAreSaidBesideTheCount() {
    assertThat(html())
        .contains("14 figures, 2 of them suppressed")
        .contains(
            "another figure. Not counted are flows and residents of areas by devices that have no"
                + " row, as too few devices, or none, stand behind them, or an operator hides them."
                + " Bars");
  }

  @Test
  void theMapIsForThoseTooWhoDoNotSeeIt() {
    assertThat(html())
        .contains("role=\"img\" aria-labelledby=\"map-1 map-1-text\"")
        .contains("<title id=\"map-1\">Net migration by province, 2025-06</title>")
        .contains("<desc id=\"map-1-text\">");
  }

  @Test
  void theTableHasEveryAreaWithItsIntervalsAlsoThoseWithoutABorder() {
    assertThat(html())
        .contains(
            "<th scope=\"row\">USA</th><td class=\"number\">100</td><td class=\"number\">90 –"
                + " 110</td>")
        .contains(
            "<tr class=\"suppressed\"><th scope=\"row\">Middle (P2)</th><td"
                + " class=\"number\">500</td>")
        .contains("<td class=\"number\">suppressed</td></tr>")
        .contains("The 1 largest that are shown.")
        .contains("fewer than 10 devices")
        .contains("<td>Middle (P2)</td><td class=\"number\">33</td>");
  }

  @Test
  void namesAreEscapedAndNothingIsFetched() {
    assertThat(html())
        .contains("North &lt;b onload=&#39;x&#39;&gt;&amp;&quot;")
        .doesNotContain(HOSTILE)
        .doesNotContainPattern("(?i)https?://|<script|<link|<img|url\\(|@import");
  }

  @Test
  void aPageWithoutTransfersSaysNothingOfThem() {
    assertThat(html())
        .contains("<h1>Internal migration</h1>")
        .doesNotContain("What sending money costs");
  }
}
