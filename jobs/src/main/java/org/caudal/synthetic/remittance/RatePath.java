package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.synthetic.Draw;

/**
 * The invented mid rates: a slow triangular swing of 1.5 % and a daily noise of 0.2 % around a
 * level of the order seen in 2025. The path is a function of currency, day and seed.
 */
final class RatePath {
  private static final LocalDate ORIGIN = LocalDate.of(2000, 1, 3);
  private static final int PERIOD_DAYS = 200;
  private static final int PHASE_DAYS = 17;

  private RatePath() {}

  /**
   * A currency.
   *
   * @param code ISO 4217; XTS, reserved for tests, is the money of the fictional country
   * @param level units for one US dollar around which the path swings
   * @param minorUnits digits of an amount after the point, ISO 4217
   */
  record Currency(String code, BigDecimal level, int minorUnits) {}

  /** All currencies; the US dollar is first and is always 1. */
  static final List<Currency> CURRENCIES =
      List.of(
          of("USD", "1", 2),
          of("MXN", "18.4", 2),
          of("EUR", "0.885", 2),
          of("COP", "4050", 2),
          of("CRC", "506", 2),
          of("CLP", "948", 0),
          of("XTS", "24.6", 2),
          of("VES", "98", 2),
          of("NIO", "36.7", 2),
          of("HTG", "131", 2),
          of("HNL", "26.1", 2),
          of("CUP", "120", 2));

  private static Currency of(String code, String level, int minorUnits) {
    return new Currency(code, new BigDecimal(level), minorUnits);
  }

  /** Place of a currency in {@link #CURRENCIES}. */
  static int indexOf(String code) {
    for (int i = 0; i < CURRENCIES.size(); i++) {
      if (CURRENCIES.get(i).code().equals(code)) {
        return i;
      }
    }
    throw new IllegalArgumentException(code + " has no path");
  }

  /** The day itself, or the Friday before a Saturday or Sunday. */
  static Column businessDay(Column day) {
    Column weekday = weekday(day);
    return when(weekday.gt(4), date_sub(day, weekday.minus(4))).otherwise(day);
  }

  /**
   * Units of a currency for one US dollar on a business day, with eight decimals.
   *
   * @param currency index in {@link #CURRENCIES}
   */
  static Column unitsPerUsd(long seed, Column currency, Column businessDay) {
    Column days = datediff(businessDay, lit(ORIGIN)).plus(currency.multiply(lit(PHASE_DAYS)));
    Column swing = // hundredths, from -100 to 100 and back
        abs(pmod(days, lit(PERIOD_DAYS)).minus(lit(PERIOD_DAYS / 2)))
            .multiply(lit(2))
            .minus(lit(PERIOD_DAYS / 2));
    Column noise =
        Draw.evenly(Draw.millionths(seed, "rate", currency, businessDay), lit(401)).minus(lit(200));
    Column parts = // of 100 000
        lit(100_000).plus(swing.multiply(lit(15))).plus(noise);
    Column level =
        Draw.at(currency, CURRENCIES.stream().map(Currency::level).toList()).cast("decimal(14,4)");
    return when(currency.equalTo(lit(0)), lit(BigDecimal.ONE))
        .otherwise(round(level.multiply(parts.cast("decimal(8,0)")).divide(lit(100_000)), 8))
        .cast("decimal(18,8)");
  }
}
