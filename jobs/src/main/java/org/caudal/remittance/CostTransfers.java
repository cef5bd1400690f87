package org.caudal.remittance;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.reference.ExchangeRate;
import org.caudal.reference.MidRates;
import org.caudal.reference.RateKind;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Computes what each transfer cost, in per cent of the principal.
 *
 * <p><b>Reads</b> {@link Transfer}, {@link ExchangeRate}. <b>Writes</b> {@link TransferCost}.
 *
 * <p><b>Method.</b> World Bank, Remittance Prices Worldwide: fee = fee / principal; margin = 1 −
 * applied rate / mid rate; deduction = (principal · applied rate − amount paid out) / mid rate /
 * principal, 0 where the two differ by no more than a thousandth of the amount paid out, as by
 * coins; headline total = fee + margin + deduction. The exact variant is the loss on the money
 * paid: 1 − value received / mid / (principal + fee). Negative margins and deductions are kept. The
 * mid rate is the cross rate of the day of execution, or of the last day before it that is at most
 * {@code max-rate-age-business-days} old; without one the cost is {@code rate_unknown}. All in
 * decimal, rounded half up to six digits at the end; a share beyond 10¹² per cent is empty.
 *
 * <p>A cost is set aside as {@code rate_placeholder} when the applied rate is 1 between two
 * currencies; as {@code rate_inverted} when applied · mid is within 5 % of 1, unless the margin is
 * within {@code review-margin-pct} and the amount paid out is that of the applied rate to 1 %; both
 * only where the mid rate itself is not within 5 % of 1. It is set aside as {@code margin_review}
 * when the margin is beyond the limit, when margin and deduction together are a gain beyond it, or
 * when the deduction is more than half of the principal. Between equal currencies the mid rate is
 * 1.
 *
 * <p><b>Known bias.</b> A daily mid rate misses moves within the day. Official rates overstate the
 * gain where a parallel market exists: run again with {@code rate-kind: parallel}, which takes
 * parallel rates of currencies that have them and official ones of all others. A mid rate has ten
 * digits after the point: at 0.00004, as from dong to dollar, margins are right to 0.0003.
 * Deductions below a thousandth, and taxes that are neither in the fee nor taken from the amount
 * paid out, are not seen. A rate of exactly 1 that was really applied is set aside where the mid
 * rate is not within 5 % of 1. Fees taken from the principal count up to half of it, fees on top
 * whatever they are. An amount paid out in a currency worth from five sixths of that of the rate to
 * twice it passes for a gain or a deduction.
 *
 * <p><b>Example.</b> {@code caudal run cost-transfers --month 2025-03 --conf conf/demo.yaml}
 */
public final class CostTransfers implements Job<CostTransfers.Params> {
  private static final BigDecimal NEAR = new BigDecimal("0.05");
  private static final BigDecimal HALF_PCT = new BigDecimal("50");
  private static final BigDecimal HUNDRED = new BigDecimal("100");

  /** Parameters. */
  public record Params(
      @Doc("Months to compute; all by default") @Nullable Months months,
      @Doc("Most business days (Monday to Friday) that a rate may be old") @Default("3")
          int maxRateAgeBusinessDays,
      @Doc(
              "Margin either way, or gain with the deduction, beyond which a cost is set aside for review")
          @Default("20")
          BigDecimal reviewMarginPct,
      @Doc(
              "Kind of mid rate; parallel: of currencies that have parallel rates, and official of all others")
          @Default("official")
          RateKind rateKind,
      @Doc("Publishers in the order of preference; others follow by name") @Default("[]")
          List<String> publishers)
      implements Monthly {

    /** Refuses ages and limits that make no sense. */
    public Params {
      if (maxRateAgeBusinessDays < 0 || maxRateAgeBusinessDays > 10) {
        throw new IllegalArgumentException(
            "max-rate-age-business-days must be 0 to 10, was " + maxRateAgeBusinessDays);
      }
      if (reviewMarginPct.signum() <= 0) {
        throw new IllegalArgumentException(
            "review-margin-pct must be above 0, was " + reviewMarginPct);
      }
      publishers = List.copyOf(publishers);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("cost-transfers", Params.class)
        .summary("Computes what each transfer cost, in per cent of the principal.")
        .reads(Transfer.class, ExchangeRate.class)
        .writesMonths(TransferCost.class, "execution_month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> transfers =
        Periods.within(in.table(Transfer.class), "execution_month", p.months());
    MidRates rates =
        MidRates.of(
            in.table(ExchangeRate.class), p.rateKind(), p.publishers(), p.maxRateAgeBusinessDays());
    return costed(withRates(transfers, rates), p)
        .withColumn("rate_kind", lit(p.rateKind().code()))
        .select(
            TableSchema.of(TransferCost.class).columnNames().stream()
                .map(functions::col)
                .toArray(Column[]::new));
  }

  private static Dataset<Row> withRates(Dataset<Row> transfers, MidRates rates) {
    Dataset<Row> rows = transfers.withColumn("usd", lit("USD"));
    rows = rates.join(rows, "sent_currency", "payout_currency", "mid_rate", "rate_age_days");
    return rates.join(rows, "sent_currency", "usd", "usd_rate", "usd_rate_age_days");
  }

  private static Dataset<Row> costed(Dataset<Row> rows, Params p) {
    Column paid = col("amount_sent").plus(col("fee"));
    Column promised = ofMid(col("applied_rate"));
    Column received = ofMid(rateReceived());
    Column fee = col("fee").divide(col("amount_sent"));
    Column principal = Decimals.rounded(col("amount_sent").divide(paid), 17, 16);
    Column exact = lit(BigDecimal.ONE).minus(received.multiply(principal));
    Column dollar = Decimals.fitted(col("usd_rate"), 19, 10);
    return rows.withColumn("fee_pct", percent(fee))
        .withColumn("margin_pct", percent(lit(BigDecimal.ONE).minus(promised)))
        .withColumn("deduction_pct", percent(promised.minus(received)))
        .withColumn("total_pct", percent(fee.plus(lit(BigDecimal.ONE).minus(received))))
        .withColumn("exact_pct", percent(exact))
        .withColumn("amount_usd", Decimals.fitted(col("amount_sent").multiply(dollar), 18, 4))
        .withColumn("cost_status", status(p.reviewMarginPct()));
  }

  /** The applied rate where the amount paid out is that of it, but for coins. */
  private static Column rateReceived() {
    Column ratio = col("amount_paid_out").divide(col("amount_sent"));
    return when(TransferPlan.isPaidOut(col("amount_sent"), TransferPlan.COINS), col("applied_rate"))
        .otherwise(Decimals.fitted(ratio, 34, 20));
  }

  private static Column ofMid(Column rate) {
    return Decimals.fitted(Decimals.ratioOfRates(rate, col("mid_rate")), 24, 14);
  }

  /** Null where it has more than twelve digits before the point. */
  private static Column percent(Column share) {
    return Decimals.fitted(share, 18, 8).multiply(lit(HUNDRED)).cast("decimal(18,6)");
  }

  private static Column status(BigDecimal reviewMarginPct) {
    Column isFarFromOne = not(isNearOne(col("mid_rate"))); // never of equal currencies
    Column limit = lit(reviewMarginPct);
    Column isWithin = coalesce(abs(col("margin_pct")).leq(limit), lit(false));
    return when(col("mid_rate").isNull(), "rate_unknown")
        .when(isFarFromOne.and(col("applied_rate").equalTo(1)), "rate_placeholder")
        .when(
            isFarFromOne
                .and(isNearOne(col("applied_rate").multiply(col("mid_rate"))))
                .and(
                    not(
                        isWithin.and(
                            TransferPlan.isPaidOut(col("amount_sent"), TransferPlan.AGREEING)))),
            "rate_inverted")
        .when(
            isWithin
                .and(
                    col("margin_pct").plus(col("deduction_pct")).geq(lit(reviewMarginPct.negate())))
                .and(col("deduction_pct").leq(lit(HALF_PCT)))
                .and(col("total_pct").isNotNull()),
            "ok")
        .otherwise("margin_review");
  }

  private static Column isNearOne(Column rate) {
    return abs(rate.minus(lit(BigDecimal.ONE))).leq(lit(NEAR));
  }
}
