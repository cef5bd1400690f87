package org.caudal.remittance;

import java.util.List;
import org.caudal.load.Field;

/** Fields of a transfer log and the code lists of its columns. */
public final class TransferFields {
  /** Pseudonym domain of senders and receivers: they can be compared with each other. */
  public static final String PARTY = "remittance-party";

  /** Pseudonym domain of the providers' references. */
  public static final String REFERENCE = "remittance-reference";

  /** Kinds of provider, after the list of the price survey. */
  static final Object[] PROVIDER_TYPES = {
    "bank", "mto", "post_office", "mobile_operator", "credit_union", "other"
  };

  /** What a sender can pay with. */
  static final Object[] FUNDING_INSTRUMENTS = {
    "cash", "bank_account", "debit_card", "credit_card", "mobile_money", "other"
  };

  /** How money can be paid out. */
  static final Object[] PAYOUT_INSTRUMENTS = {
    "cash", "bank_account", "mobile_wallet", "card", "home_delivery", "other"
  };

  /** Fields in the order of the log. */
  static final List<Field> ALL =
      List.of(
          Field.text("provider_id"),
          Field.text("provider_type"),
          Field.identifier("transfer_reference", REFERENCE),
          Field.identifier("sender_id", PARTY),
          Field.identifier("receiver_id", PARTY),
          Field.code("sender_country"),
          Field.code("sender_subdivision").optional().orAbsent(),
          Field.code("receiver_country"),
          Field.code("receiver_subdivision").optional().orAbsent(),
          Field.code("sender_sex").optional().orAbsent(),
          Field.code("receiver_sex").optional().orAbsent(),
          Field.date("sender_birth_date").optional().orAbsent().masked(),
          Field.text("funding_instrument"),
          Field.text("payout_instrument"),
          Field.decimal("amount_sent", 18, 4),
          Field.code("sent_currency"),
          Field.decimal("fee", 18, 4),
          Field.decimal("amount_paid_out", 18, 4),
          Field.code("payout_currency"),
          Field.decimal("applied_rate", 24, 10),
          Field.timestamp("executed_at"));

  private TransferFields() {}
}
