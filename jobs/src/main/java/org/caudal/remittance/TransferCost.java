package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** The cost of each transfer. */
@Table(
    name = "transfer_cost",
    row = "One row a transfer: what it cost, in per cent of the principal.",
    key = {"execution_month", "provider_id", "transfer_id"},
    partitionedBy = {"execution_month"},
    clusteredBy = {"sender_country", "receiver_country"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "cost_status_known",
          sql =
              "cost_status IN ('ok', 'rate_unknown', 'rate_inverted', 'rate_placeholder', 'margin_review')")
    },
    caveat =
        "Taxes that are neither in the fee nor taken from the amount paid out are not in the cost.",
    example =
        "SELECT cost_status, COUNT(*), AVG(total_pct) FROM transfer_cost GROUP BY cost_status")
public record TransferCost(
    @Doc("First day of the month of execution") LocalDate executionMonth,
    @Doc("Provider") String providerId,
    @Pseudonym(
            value = TransferFields.REFERENCE,
            within = {"provider_id", "execution_month"},
            of = Of.PART)
        @Doc("Pseudonym of the provider's reference")
        String transferId,
    @Pseudonym(value = TransferFields.PARTY, of = Of.PARTY) @Doc("Pseudonym of the sender")
        String senderId,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("What the sender paid with") String fundingInstrument,
    @Doc("How it was paid out") String payoutInstrument,
    @Doc(
            "Principal at the mid rate of the currency sent to USD; null where there is none, not where only the pair has none")
        @Unit("USD")
        @Digits(precision = 18, scale = 4)
        @Nullable BigDecimal amountUsd,
    @Doc(
            "Units of payout currency for one of sent currency at the mid rate; null where none is known")
        @Digits(precision = 24, scale = 10)
        @Nullable BigDecimal midRate,
    @Doc("Business days between the day of the rate and the day of execution")
        @Unit("business days")
        @Nullable Integer rateAgeDays,
    @Doc("official, or parallel: of currencies that have parallel rates, else official")
        String rateKind,
    @Doc("Fee as a share of the principal; null beyond 10^12")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal feePct,
    @Doc(
            "Exchange margin 1 - applied/mid; negative where the rate beats the mid rate; null beyond 10^12")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal marginPct,
    @Doc(
            "Deduction at pay-out, at the mid rate: principal at the applied rate less the amount paid out; 0 where they differ by no more than a thousandth, negative where more was paid out; null beyond 10^12")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal deductionPct,
    @Doc("Headline cost: fee, margin and deduction as shares of the principal")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal totalPct,
    @Doc("Exact loss: 1 - value received at mid / money paid")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal exactPct,
    @Doc(
            "ok, or why the cost is left out of averages: rate_unknown, rate_inverted, rate_placeholder, margin_review")
        String costStatus) {}
