package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Rows of {@link TransferCost} for tests, with what matters to estimates. */
final class TransferCosts {
  private TransferCosts() {}

  /** A transfer whose cost is known. */
  static TransferCost known(
      String month, String id, String sender, String provider, String usd, String totalPct) {
    BigDecimal total = new BigDecimal(totalPct);
    return of(month, id, sender, provider, usd, total, "ok");
  }

  /** A transfer without a mid rate. */
  static TransferCost withoutRate(String month, String id, String sender, String provider) {
    return of(month, id, sender, provider, null, null, "rate_unknown");
  }

  /** A transfer whose margin is under review. */
  static TransferCost underReview(
      String month, String id, String sender, String provider, String usd) {
    return of(month, id, sender, provider, usd, new BigDecimal("45"), "margin_review");
  }

  private static TransferCost of(
      String month,
      String id,
      String sender,
      String provider,
      @org.jspecify.annotations.Nullable String usd,
      @org.jspecify.annotations.Nullable BigDecimal totalPct,
      String status) {
    return new TransferCost(
        LocalDate.parse(month + "-01"),
        provider,
        id,
        sender,
        "USA",
        "MEX",
        "cash",
        "cash",
        usd == null ? null : new BigDecimal(usd),
        new BigDecimal("20"),
        0,
        "official",
        new BigDecimal("1"),
        totalPct == null ? null : totalPct.subtract(BigDecimal.ONE),
        totalPct == null ? null : BigDecimal.ZERO,
        totalPct,
        totalPct == null ? null : totalPct.divide(BigDecimal.valueOf(2)),
        status);
  }
}
