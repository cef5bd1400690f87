package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the synthetic senders behave. Shares are in millionths.
 *
 * <p>A habit makes a sender's transfers alike: with the habit's share the usual amount (or service)
 * is taken again, else a fresh one is drawn from the same distribution. So transfers of one sender
 * are correlated while the distribution over all transfers stays the stated one.
 */
final class Habits {
  private Habits() {}

  /**
   * Share of women abroad, and of foreign women, who send money. With {@link #MEN_WHO_SEND} about
   * 31 % of transfers come from women where as many women as men are abroad; CEMLA and Banorte
   * (2022): 30.6 %.
   */
  static final int WOMEN_WHO_SEND = 350_000;

  /** Share of men abroad, and of foreign men, who send money. */
  static final int MEN_WHO_SEND = 780_000;

  /**
   * Women among receivers outside the synthetic world; CEMLA and Banorte (2022): 71 % of transfers
   * go to women.
   */
  static final int WOMEN_RECEIVING = 710_000;

  /** How often a sender's first receiver gets the money; else the second does. */
  static final int TO_FIRST_RECEIVER = 800_000;

  /** Principals in USD that senders choose from. */
  static final List<Integer> AMOUNTS_USD =
      List.of(50, 100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000);

  /** Share of each principal among women; the mean is USD 380. */
  static final List<Integer> AMOUNTS_OF_WOMEN =
      List.of(
          30_000, 90_000, 110_000, 190_000, 100_000, 130_000, 110_000, 90_000, 60_000, 50_000,
          20_000, 20_000);

  /** Share of each principal among men; the mean is USD 464. */
  static final List<Integer> AMOUNTS_OF_MEN =
      List.of(
          20_000, 70_000, 90_000, 160_000, 78_000, 130_000, 130_000, 110_000, 80_000, 60_000,
          30_000, 42_000);

  /** How often the usual amount is sent. */
  static final int AMOUNT_HABIT = 700_000;

  /** How often the usual service is used. */
  static final int SERVICE_HABIT = 800_000;

  /** Occasions to send in a month. */
  static final int OCCASIONS = 4;

  /** Share of senders in each class of activity: frequent, regular, rare. */
  static final List<Integer> ACTIVITY_SHARES = List.of(550_000, 300_000, 150_000);

  /** Share of occasions taken by each class in a month of average season. */
  static final List<Integer> ACTIVITY_RATES = List.of(900_000, 550_000, 250_000);

  /**
   * Season of January to December, in thousandths: mean factors 2019-2026 of Banco de México's
   * monthly inflows (table CE81) after an STL decomposition.
   */
  static final List<Integer> SEASON =
      List.of(866, 849, 1007, 969, 1072, 1059, 1060, 1073, 1015, 1071, 974, 1021);

  /** Levels of the noise in the exchange margin, equally likely. */
  static final int NOISE_LEVELS = 10;

  /** Noise at the lowest level, per cent; the levels are {@link #NOISE_STEP_PCT} apart. */
  static final BigDecimal NOISE_FROM_PCT = new BigDecimal("-0.225");

  /** Distance of two noise levels, per cent. */
  static final BigDecimal NOISE_STEP_PCT = new BigDecimal("0.05");

  /** Share of senders and receivers whose subdivision is empty. */
  static final int NO_SUBDIVISION = 50_000;
}
