package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorRowTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.185|4.19",
        "-4.185|−4.19",
        "0|0.00",
        "99.994|99.99",
        "100|100",
        "99.996|100.00",
        "1234567.5|1,234,568",
        "-123.49|−123"
      })
  void numbersAreRoundedHalfUpToWhatTheirSizeDeserves(BigDecimal number, String text) {
    assertThat(IndicatorRow.number(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "Q, 2025-01-01, 2025 Q1",
    "Q, 2025-04-01, 2025 Q2",
    "Q, 2025-10-01, 2025 Q4",
    "M, 2025-10-01, 2025-10",
    "W, 2025-10-16, 2025-10-16"
  })
  void periodsAreQuartersMonthsOrWeeks(String frequency, LocalDate start, String text) {
    IndicatorRow row =
        new IndicatorRow(
            "remittance_value",
            frequency,
            start,
            "country",
            "USA",
            "MEX",
            "_Z",
            null,
            "USD",
            null,
            null,
            new BigDecimal("0.950000"),
            null,
            "transfers",
            "m",
            "s",
            start,
            "suppressed_secondary",
            "r");
    assertThat(row.period()).isEqualTo(text);
    assertThat(row.levelText()).isEqualTo("95 %");
    assertThat(row.valueText()).isEqualTo("suppressed");
    assertThat(row.intervalText()).isEmpty();
  }
}
