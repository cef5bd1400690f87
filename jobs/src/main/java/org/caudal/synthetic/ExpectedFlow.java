package org.caudal.synthetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.List;

/**
 * What a corridor sends in a month, expected over all draws: exact arithmetic on the generator's
 * parameters.
 *
 * @param senders expected senders of the corridor, active or not
 * @param activeSenders expected distinct senders with at least one transfer
 * @param transfers expected transfers
 * @param averageUsd expected principal of a transfer
 */
record ExpectedFlow(
    BigDecimal senders, BigDecimal activeSenders, BigDecimal transfers, BigDecimal averageUsd) {

  /** The expectation for a corridor and month of the year when so many senders are drawn. */
  static ExpectedFlow of(Corridor corridor, Month month, int senders) {
    BigDecimal here = millionths(corridor.share()).multiply(BigDecimal.valueOf(senders));
    BigDecimal season =
        BigDecimal.valueOf(Habits.SEASON.get(month.getValue() - 1)).scaleByPowerOfTen(-3);
    BigDecimal transfersEach = BigDecimal.ZERO;
    BigDecimal activeEach = BigDecimal.ZERO;
    for (int i = 0; i < Habits.ACTIVITY_SHARES.size(); i++) {
      BigDecimal share = millionths(Habits.ACTIVITY_SHARES.get(i));
      BigDecimal taken = millionths(Habits.ACTIVITY_RATES.get(i)).multiply(season);
      BigDecimal none = BigDecimal.ONE.subtract(taken).pow(Habits.OCCASIONS);
      transfersEach =
          transfersEach.add(share.multiply(taken).multiply(BigDecimal.valueOf(Habits.OCCASIONS)));
      activeEach = activeEach.add(share.multiply(BigDecimal.ONE.subtract(none)));
    }
    return new ExpectedFlow(
        here, here.multiply(activeEach), here.multiply(transfersEach), meanAmountUsd());
  }

  /** Expected value sent, USD. */
  BigDecimal valueUsd() {
    return transfers.multiply(averageUsd);
  }

  /** Share of a principal among all transfers. */
  static BigDecimal shareOfAmount(int index) {
    BigDecimal women = millionths(Habits.WOMEN);
    return women
        .multiply(millionths(Habits.AMOUNTS_OF_WOMEN.get(index)))
        .add(BigDecimal.ONE.subtract(women).multiply(millionths(Habits.AMOUNTS_OF_MEN.get(index))));
  }

  /** Mean of the principals under the given shares, USD. */
  static BigDecimal meanUsd(List<Integer> shares) {
    BigDecimal mean = BigDecimal.ZERO;
    for (int i = 0; i < shares.size(); i++) {
      mean =
          mean.add(
              millionths(shares.get(i)).multiply(BigDecimal.valueOf(Habits.AMOUNTS_USD.get(i))));
    }
    return mean;
  }

  static BigDecimal millionths(int count) {
    return BigDecimal.valueOf(count).scaleByPowerOfTen(-6);
  }

  private static BigDecimal meanAmountUsd() {
    BigDecimal women = millionths(Habits.WOMEN);
    return women
        .multiply(meanUsd(Habits.AMOUNTS_OF_WOMEN))
        .add(BigDecimal.ONE.subtract(women).multiply(meanUsd(Habits.AMOUNTS_OF_MEN)))
        .setScale(6, RoundingMode.HALF_UP);
  }
}
