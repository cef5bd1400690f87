package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemittanceSectionTest {
  private static IndicatorRow cost(String destination, int percent, long transfers) {
    BigDecimal value = new BigDecimal(percent);
    return new IndicatorRow(
        "remittance_cost_volume",
        "Q",
        LocalDate.of(2025, 10, 1),
        "country",
        "USA",
        destination,
        "_Z",
        value,
        "percent",
        value,
        value,
        new BigDecimal("0.95"),
        transfers,
        "transfers",
        "method",
        "source",
        LocalDate.of(2026, 1, 1),
        "published",
        "rule");
  }

  /** The dear corridors among the most used are drawn: none is left off for its cost. */
  @Test
  void theCorridorsWithMostTransfersAreDrawn() {
    List<IndicatorRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(cost("X" + (char) ('A' + i) + "Z", 4, 100 - i));
    }
    rows.add(cost("DDD", 14, 900));
    rows.add(cost("EEE", 9, 800));
    assertThat(RemittanceSection.mostUsed(rows))
        .hasSize(12)
        .extracting(IndicatorRow::destinationArea)
        .startsWith("XAZ", "XBZ")
        .endsWith("XJZ", "EEE", "DDD") // the two with 89 and 90 transfers are not
        .doesNotContain("XKZ", "XLZ");
    assertThat(new RemittanceSection(rows).html())
        .contains("The 12 corridors with most transfers are drawn; the table has all.");
    assertThat(new RemittanceSection(rows.subList(2, 14)).html())
        .doesNotContain("are drawn; the table has all");
  }
}
