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

  /**
   * The digits of the table: 4.9946 is 4.995 there, and not 5.00, the target. 12,345.495 USD are
   * 12,345.50 there, and 2.3446 % are 2.345: rounded again, 12,346 and 2.35 were farther off.
   */
  @ParameterizedTest
  @CsvSource({
    "4.995000, percent of the principal, 4.995",
    "-0.500000, percent of the principal, −0.500",
    "100.250000, percent of the principal, 100.250",
    "4.186000, percent of USD 200, 4.186",
    "2.345000, percent of residents, 2.345",
    "12345.500000, USD, '12,345.50'",
    "45.000000, transfers, 45",
    "45.000000, persons, 45",
    "45.000000, USD, 45.00"
  })
  void aValueHasTheDigitsOfItsUnit(BigDecimal value, String unit, String text) {
    IndicatorRow row = IndicatorRows.of("Q", LocalDate.of(2025, 1, 1), value, unit);
    assertThat(row.valueText()).isEqualTo(text);
    assertThat(row.intervalText()).isEqualTo(text + " – " + text);
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
    IndicatorRow row = IndicatorRows.of(frequency, start, null, "USD");
    assertThat(row.period()).isEqualTo(text);
    assertThat(row.levelText()).isEqualTo("95 %");
    assertThat(row.valueText()).isEqualTo("suppressed");
    assertThat(row.intervalText()).isEmpty();
  }
}
