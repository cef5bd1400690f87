package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Four provinces side by side, each a degree wide on the equator, one of them hidden. */
class ResidentsSectionTest {

  private static IndicatorRow row(String month, String area, @Nullable Integer residents) {
    BigDecimal figure = residents == null ? null : new BigDecimal(residents);
    return new IndicatorRow(
        IndicatorCode.PHONE_PERSONS_HOMES.code(),
        "M",
        LocalDate.parse(month),
        "province",
        "_Z",
        area,
        "_Z",
        figure,
        "persons",
        figure == null ? null : figure.subtract(BigDecimal.TEN),
        figure == null ? null : figure.add(BigDecimal.TEN),
        new BigDecimal("0.95"),
        residents == null ? null : 100L,
        "devices",
        "method",
        "operators",
        LocalDate.of(2025, 7, 1),
        residents == null ? "suppressed_primary" : "published",
        residents == null ? "fewer than 10 devices" : "at least 10 devices");
  }

  private static MapArea square(String code, int west) {
    return new MapArea(
        "province",
        code,
        "Province",
        String.format(
            Locale.ROOT, "POLYGON ((%1$d 0, %2$d 0, %2$d 1, %1$d 1, %1$d 0))", west, west + 1));
  }

  private static String html() {
    String page =
        new Page(
                TableSchema.of(Indicator.class),
                List.of(
                    row("2025-05-01", "P1", 999),
                    row("2025-06-01", "P1", 4000),
                    row("2025-06-01", "P2", 1000),
                    row("2025-06-01", "P3", null)),
                "run",
                List.of(square("P1", 0), square("P2", 1), square("P3", 2), square("P4", 3)))
            .html();
    int from = page.indexOf("<section><h2>Who lives where</h2>");
    return page.substring(from, page.indexOf("</section>", from));
  }

  @Test
  void circlesAreAsLargeAsTheNumberOfResidents() {
    String html = html();
    // Four degrees are 720 pixels. The largest has a radius of 40; of a quarter, half of that.
    assertThat(html)
        .contains("Residents by province, 2025-06")
        .containsPattern(
            "<circle class=\"count\" cx=\"90.0\" cy=\"[0-9.]+\" r=\"40.0\"><title>Province \\(P1\\): 4,000 \\(3,990 – 4,010\\)</title>")
        .containsPattern("cx=\"270.0\" cy=\"[0-9.]+\" r=\"20.0\"><title>Province \\(P2\\): 1,000 ")
        .contains("the largest circle is of 4,000")
        .doesNotContain("999");
  }

  @Test
  void whatIsHiddenOrHasNoRowIsHatched() {
    String html = html();
    assertThat(html)
        .contains("<title>Province (P3): suppressed</title>")
        .contains("<title>Province (P4): suppressed</title>")
        .contains("<tr class=\"suppressed\"><th scope=\"row\">Province (P3)</th>");
    assertThat(html.split("<path class=\"area veiled\"", -1)).hasSize(3 + 1); // and the legend
  }
}
