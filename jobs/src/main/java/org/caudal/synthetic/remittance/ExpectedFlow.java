package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Month;
import java.util.List;

/**
 * What a corridor sends in a month, expected over all draws given its senders: exact arithmetic on
 * the generator's parameters.
 *
 * @param activeSenders expected distinct senders with at least one transfer
 * @param transfers expected transfers
 * @param averageUsd expected value over expected transfers
 */
record ExpectedFlow(BigDecimal activeSenders, BigDecimal transfers, BigDecimal averageUsd) {

  /** The expectation for a month of the year with so many senders, active or not. */
  static ExpectedFlow of(Month month, long women, long men) {
    BigDecimal senders = BigDecimal.valueOf(women + men);
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
        senders.multiply(activeEach),
        senders.multiply(transfersEach),
        meanUsd(share(women, women + men)));
  }

  /** Expected value sent, USD. */
  BigDecimal valueUsd() {
    return transfers.multiply(averageUsd);
  }

  /** A share of a count, exact to 34 digits. */
  static BigDecimal share(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
  }

  /** Share of a principal among the transfers, when women make the given share of them. */
  static BigDecimal shareOfAmount(int index, BigDecimal women) {
    return mixed(
        women,
        millionths(Habits.AMOUNTS_OF_WOMEN.get(index)),
        millionths(Habits.AMOUNTS_OF_MEN.get(index)));
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

  /** Mean of the principals when women make the given share of transfers, USD. */
  static BigDecimal meanUsd(BigDecimal women) {
    return mixed(women, meanUsd(Habits.AMOUNTS_OF_WOMEN), meanUsd(Habits.AMOUNTS_OF_MEN));
  }

  static BigDecimal millionths(int count) {
    return BigDecimal.valueOf(count).scaleByPowerOfTen(-6);
  }

  private static BigDecimal mixed(BigDecimal women, BigDecimal ofWomen, BigDecimal ofMen) {
    return women.multiply(ofWomen).add(BigDecimal.ONE.subtract(women).multiply(ofMen));
  }
}
