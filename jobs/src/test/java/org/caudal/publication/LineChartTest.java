package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineChartTest {
  /** A chart of the months from January on, with those suppressed that have no value. */
  private static String svg(@Nullable String... values) {
    List<IndicatorRow> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(row("M", LocalDate.of(2025, 1 + rows.size(), 1), value));
    }
    return new LineChart("Value", rows).svg();
  }

  private static IndicatorRow row(String frequency, LocalDate start, @Nullable String value) {
    @Nullable BigDecimal number = value == null ? null : new BigDecimal(value);
    return IndicatorRows.of(frequency, start, number, "USD");
  }

  /** Number of points of each line or band. */
  private static List<Integer> points(String svg, String shape) {
    return Pattern.compile("<" + shape + " class=\"[a-z]+\" points=\"([^\"]+)\"")
        .matcher(svg)
        .results()
        .map(match -> Arrays.asList(match.group(1).split(" ")).size())
        .toList();
  }

  @Test
  void noLineLeadsOverASuppressedMonth() {
    String svg = svg("100", null, "300", "200", "250", null, "80", "90");
    // three months, then two; January stands alone; a band has each month twice
    assertThat(points(svg, "polyline")).containsExactly(3, 2);
    assertThat(points(svg, "polygon")).containsExactly(6, 4);
    assertThat(svg.split("<circle")).hasSize(1 + 6);
  }

  /** The years of a figure may begin on any day, such as that of a survey. */
  @ParameterizedTest
  @CsvSource({
    "M, 2025-01-01, 2025-02-01, 2025-04-01",
    "Q, 2024-10-01, 2025-01-01, 2025-07-01",
    "W, 2025-10-16, 2025-10-23, 2025-11-06",
    "A, 2024-03-01, 2025-06-30, 2027-06-30"
  })
  void noLineLeadsOverAPeriodWithoutARow(
      String frequency, LocalDate first, LocalDate second, LocalDate fourth) {
    String svg =
        new LineChart(
                "Value",
                List.of(
                    row(frequency, first, "100"),
                    row(frequency, second, "200"),
                    row(frequency, fourth, "300")))
            .svg();
    assertThat(points(svg, "polyline")).containsExactly(2);
    assertThat(points(svg, "polygon")).containsExactly(4);
    assertThat(svg.split("<circle")).hasSize(1 + 3);
  }

  @Test
  void wherePointsStandAloneThereIsNoLine() {
    String svg = svg("100", null, "300");
    assertThat(points(svg, "polyline")).isEmpty();
    assertThat(points(svg, "polygon")).isEmpty();
    assertThat(svg.split("<circle")).hasSize(1 + 2);
  }
}
