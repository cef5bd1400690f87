package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.util.List;

/**
 * A remittance service with its price list. Provider names are invented.
 *
 * @param provider who sells it
 * @param providerType kind of provider
 * @param funding what the sender pays with
 * @param payout how it is paid out
 * @param fee the fee schedule
 * @param marginPct exchange margin in per cent, before the corridor's surcharge
 */
record Service(
    String provider,
    String providerType,
    String funding,
    String payout,
    Fee fee,
    BigDecimal marginPct) {

  /** Principal above which the step is due, USD. */
  static final int STEP_ABOVE_USD = 300;

  /**
   * A step and a slope.
   *
   * @param flatUsd due on every transfer
   * @param stepUsd due above {@link #STEP_ABOVE_USD}
   * @param slopePct of the principal
   */
  record Fee(BigDecimal flatUsd, BigDecimal stepUsd, BigDecimal slopePct) {}

  /** All services. */
  static final List<Service> ALL =
      List.of(
          of("rio-azul", "mto", "cash", "cash", fee("4.00", "3.00", "0.0"), "1.80"),
          of("rio-azul", "mto", "debit_card", "cash", fee("3.00", "2.00", "0.0"), "1.60"),
          of("rio-azul", "mto", "debit_card", "bank_account", fee("0.99", "1.00", "0.0"), "1.40"),
          of("envios-luna", "mto", "cash", "cash", fee("5.00", "3.00", "0.5"), "1.20"),
          of(
              "envios-luna",
              "mto",
              "bank_account",
              "bank_account",
              fee("1.50", "0.00", "0.4"),
              "0.90"),
          of(
              "banco-ceiba",
              "bank",
              "bank_account",
              "bank_account",
              fee("12.00", "8.00", "0.0"),
              "2.40"),
          of("correo-del-valle", "post_office", "cash", "cash", fee("6.50", "4.00", "0.6"), "0.70"),
          of(
              "onda-movil",
              "mobile_operator",
              "mobile_money",
              "mobile_wallet",
              fee("0.50", "0.00", "1.2"),
              "0.60"),
          of(
              "onda-movil",
              "mobile_operator",
              "debit_card",
              "mobile_wallet",
              fee("1.99", "0.00", "0.0"),
              "-0.40"),
          of(
              "cooperativa-alba",
              "credit_union",
              "bank_account",
              "cash",
              fee("5.00", "0.00", "0.0"),
              "0.50"));

  private static Service of(
      String provider, String type, String funding, String payout, Fee fee, String marginPct) {
    return new Service(provider, type, funding, payout, fee, new BigDecimal(marginPct));
  }

  private static Fee fee(String flatUsd, String stepUsd, String slopePct) {
    return new Fee(new BigDecimal(flatUsd), new BigDecimal(stepUsd), new BigDecimal(slopePct));
  }

  /** The fee on a principal, USD. */
  BigDecimal feeUsd(int principalUsd) {
    BigDecimal step = principalUsd > STEP_ABOVE_USD ? fee.stepUsd() : BigDecimal.ZERO;
    BigDecimal slope =
        fee.slopePct().multiply(BigDecimal.valueOf(principalUsd)).scaleByPowerOfTen(-2);
    return fee.flatUsd().add(step).add(slope);
  }

  /** The exchange margin in a corridor, per cent, before the noise of single transfers. */
  BigDecimal marginPct(Corridor corridor) {
    return marginPct.add(corridor.surchargePct());
  }
}
