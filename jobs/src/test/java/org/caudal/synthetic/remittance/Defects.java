package org.caudal.synthetic.remittance;

import java.math.BigDecimal;

/** Shares of defects that tests use. */
final class Defects {
  /** The shares of the defaults in the parameters. */
  static final DefectShares FEW = of("0.004", "0.003", "0.001", "0.003", "0.009");

  /** Many of each kind, so that a small log holds all. */
  static final DefectShares MANY = of("0.03", "0.03", "0.03", "0.03", "0.05");

  /** None. */
  static final DefectShares NONE = of("0", "0", "0", "0", "0");

  private Defects() {}

  private static DefectShares of(
      String exact, String late, String rare, String rates, String broken) {
    return new DefectShares(
        new BigDecimal(exact),
        new BigDecimal(late),
        new BigDecimal(rare),
        new BigDecimal(rates),
        new BigDecimal(rates),
        new BigDecimal(rare),
        new BigDecimal(rare),
        new BigDecimal(broken));
  }
}
