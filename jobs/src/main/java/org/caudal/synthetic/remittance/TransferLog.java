package org.caudal.synthetic.remittance;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** A transfer log as a provider would write it: every value a text, right or wrong. */
@Table(
    name = "transfer_log",
    row = "One row a line of a synthetic transfer log.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic: providers, persons and figures are invented. Some lines are wrong on purpose; planted_defect lists them.")
public record TransferLog(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Provider") String providerId,
    @Doc("Kind of provider") String providerType,
    @Doc("The provider's reference") String transferReference,
    @Doc("The provider's number of the sender") String senderId,
    @Doc("The provider's number of the receiver") String receiverId,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Subdivision of the sender, ISO 3166-2; may be empty") String senderSubdivision,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("Subdivision of the receiver, ISO 3166-2; may be empty") String receiverSubdivision,
    @Doc("ISO 5218: 1 male, 2 female") String senderSex,
    @Doc("ISO 5218: 1 male, 2 female") String receiverSex,
    @Doc("Birth date of the sender, ISO 8601") String senderBirthDate,
    @Doc("What the sender paid with") String fundingInstrument,
    @Doc("How it was paid out") String payoutInstrument,
    @Doc("Principal, without the fee, in sent_currency") String amountSent,
    @Doc("Currency of the principal and the fee, ISO 4217") String sentCurrency,
    @Doc("Fee on top of the principal, in sent_currency") String fee,
    @Doc("What the receiver got, in payout_currency") String amountPaidOut,
    @Doc("Currency paid out, ISO 4217") String payoutCurrency,
    @Doc("Units of payout currency for one unit of sent currency") String appliedRate,
    @Doc("Local time of execution with its offset, ISO 8601") String executedAt) {}
