package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.Instant;
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

/** Remittance transfers with pseudonymous parties. */
@Table(
    name = "transfer",
    row = "One row a transfer: money a person sent to a person in another country.",
    key = {"execution_month", "provider_id", "transfer_id"},
    partitionedBy = {"execution_month"},
    clusteredBy = {"sender_country", "receiver_country"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "amount_sent_positive", sql = "amount_sent > 0"),
      @Check(name = "fee_not_negative", sql = "fee >= 0"),
      @Check(name = "amount_paid_out_positive", sql = "amount_paid_out > 0"),
      @Check(name = "applied_rate_positive", sql = "applied_rate > 0"),
      @Check(
          name = "sex_iso_5218",
          sql = "sender_sex IN (0, 1, 2, 9) AND receiver_sex IN (0, 1, 2, 9)")
    },
    caveat =
        "Only transfers through the providers that report; money carried by hand is absent. Residence is the country of the account or agent, not nationality.",
    example =
        "SELECT sender_country, receiver_country, COUNT(*) FROM transfer WHERE execution_month = DATE'2025-03-01' GROUP BY ALL")
public record Transfer(
    @Doc("First day of the month of execution, local calendar of the source")
        LocalDate executionMonth,
    @Doc("Provider, as named by the source") String providerId,
    @Doc("Kind of provider: bank, mto, post_office, mobile_operator, credit_union or other")
        String providerType,
    @Pseudonym(
            value = TransferFields.REFERENCE,
            within = {"provider_id", "execution_month"},
            of = Of.PART)
        @Doc("Pseudonym of the provider's reference")
        String transferId,
    @Pseudonym(value = TransferFields.PARTY, of = Of.PARTY) @Doc("Pseudonym of the sender")
        String senderId,
    @Pseudonym(value = TransferFields.PARTY, of = Of.PARTY) @Doc("Pseudonym of the receiver")
        String receiverId,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Subdivision of the sender, ISO 3166-2") @Nullable String senderSubdivision,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("Subdivision of the receiver, ISO 3166-2") @Nullable String receiverSubdivision,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int senderSex,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int receiverSex,
    @Doc("Five-year age band at execution, for example 25-29; 85+ is open")
        @Nullable String senderAgeBand,
    @Doc(
            "What the sender paid with: cash, bank_account, debit_card, credit_card, mobile_money or other")
        String fundingInstrument,
    @Doc("How it was paid out: cash, bank_account, mobile_wallet, card, home_delivery or other")
        String payoutInstrument,
    @Doc("Principal, without the fee")
        @Unit("units of sent_currency")
        @Digits(precision = 18, scale = 4)
        BigDecimal amountSent,
    @Doc("Currency of the principal and the fee, ISO 4217") String sentCurrency,
    @Doc("Fee the sender paid on top of the principal")
        @Unit("units of sent_currency")
        @Digits(precision = 18, scale = 4)
        BigDecimal fee,
    @Doc("What the receiver got")
        @Unit("units of payout_currency")
        @Digits(precision = 18, scale = 4)
        BigDecimal amountPaidOut,
    @Doc("Currency paid out, ISO 4217") String payoutCurrency,
    @Doc("Units of payout currency for one unit of sent currency, as applied")
        @Digits(precision = 24, scale = 10)
        BigDecimal appliedRate,
    @Doc("Hour of execution, UTC") Instant executedTs,
    @Doc("Day of execution, local calendar of the source") LocalDate executionDate,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
