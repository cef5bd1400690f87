package org.caudal.publication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** One published row, as the page shows it. */
public record IndicatorRow(
    String indicatorId,
    String frequency,
    LocalDate periodStart,
    String areaLevel,
    String originArea,
    String destinationArea,
    String subjectId,
    @Nullable BigDecimal value,
    String unit,
    @Nullable BigDecimal intervalLow,
    @Nullable BigDecimal intervalHigh,
    BigDecimal intervalLevel,
    @Nullable Long observations,
    String observationUnit,
    String method,
    String source,
    LocalDate vintage,
    String disclosureStatus,
    String disclosureRule) {
  /** Units of whole numbers. */
  private static final Set<String> COUNTED = Set.of("devices", "persons", "events", "transfers");

  /** Digits of percentages and of money, as published: rounded once more they could be another. */
  private static final int PERCENT_DIGITS = 3;

  private static final int MONEY_DIGITS = 2;

  /** Reads a row of the table {@code indicator}. */
  public static IndicatorRow of(Row row) {
    return new IndicatorRow(
        row.getAs("indicator_id"),
        row.getAs("frequency"),
        ((java.sql.Date) row.getAs("period_start")).toLocalDate(),
        row.getAs("area_level"),
        row.getAs("origin_area"),
        row.getAs("destination_area"),
        row.getAs("subject_id"),
        row.getAs("value"),
        row.getAs("unit"),
        row.getAs("interval_low"),
        row.getAs("interval_high"),
        row.getAs("interval_level"),
        row.getAs("observations"),
        row.getAs("observation_unit"),
        row.getAs("method"),
        row.getAs("source"),
        ((java.sql.Date) row.getAs("vintage")).toLocalDate(),
        row.getAs("disclosure_status"),
        row.getAs("disclosure_rule"));
  }

  /** Origin and destination; the destination alone where there is no origin. */
  String corridor() {
    return hasOrigin() ? originArea + " → " + destinationArea : destinationArea;
  }

  /** Whether the figure is of who or what came from somewhere. */
  boolean hasOrigin() {
    return !originArea.equals(PublishedRows.NONE);
  }

  /** Whether the figure may be shown. */
  boolean isShown() {
    return disclosureStatus.equals(PublishedRows.SHOWN) || hasNoise();
  }

  /** Whether noise was added to protect those whom the figure is of. */
  boolean hasNoise() {
    return disclosureStatus.equals(Suppression.NOISY);
  }

  /** For example 2025, 2025 Q1 or 2025-03; of a week its first day. */
  String period() {
    return period(periodStart);
  }

  /** The period after it, likewise. */
  String nextPeriod() {
    return period(
        switch (frequency) {
          case "Q" -> periodStart.plusMonths(3);
          case "A" -> periodStart.plusYears(1);
          case "W" -> periodStart.plusWeeks(1);
          default -> periodStart.plusMonths(1);
        });
  }

  private String period(LocalDate start) {
    return switch (frequency) {
      case "Q" -> start.getYear() + " Q" + ((start.getMonthValue() + 2) / 3);
      case "A" -> Integer.toString(start.getYear());
      case "W" -> start.toString();
      default -> start.toString().substring(0, 7);
    };
  }

  /** The value with thousands separators; of a suppressed row, that it is suppressed. */
  String valueText() {
    return isShown() ? text(value) : "suppressed";
  }

  /** The interval as {@code low – high}. */
  String intervalText() {
    return isShown() ? text(intervalLow) + " – " + text(intervalHigh) : "";
  }

  /** The level of the interval, for example 95 %. */
  String levelText() {
    return intervalLevel.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** The value as a number for charts. */
  double plotted() {
    return Objects.requireNonNull(value).doubleValue();
  }

  private String text(@Nullable BigDecimal number) {
    if (number == null) {
      return "";
    }
    if (COUNTED.contains(unit)) {
      return number(number).replaceFirst("\\.00$", "");
    }
    return number(number, unit.startsWith("percent ") ? PERCENT_DIGITS : MONEY_DIGITS);
  }

  /** A number with as many digits as its size deserves, rounded half up. */
  static String number(@Nullable BigDecimal number) {
    if (number == null) {
      return "";
    }
    return number(number, number.abs().compareTo(new BigDecimal("100")) >= 0 ? 0 : 2);
  }

  private static String number(BigDecimal number, int digits) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(digits);
    return format.format(number.setScale(digits, RoundingMode.HALF_UP)).replace("-", "−");
  }
}
