package org.caudal.remittance;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DecimalType;
import org.caudal.functions.Ages;
import org.caudal.load.LoadPlan;
import org.caudal.reference.Codes;

/** What is derived from the fields of a transfer log, and the rules its lines must meet. */
final class TransferPlan {
  private static final String OLDEST_DAY = "1990-01-01";

  /** Share of the amount paid out that it may differ by for coins. */
  static final BigDecimal COINS = new BigDecimal("0.001");

  /** Share of the amount paid out beyond which it does not agree with amount and rate. */
  static final BigDecimal AGREEING = new BigDecimal("0.01");

  /** Letters, digits, blank and . _ -; a number of a person has more digits than these. */
  private static final String PROVIDER =
      "^(?!.*[0-9]{4})(?!(?:[^0-9]*[0-9]){7})[\\p{L}0-9 ._-]{1,40}$";

  /** The form of ISO 3166-2: the country, and up to three letters or digits. */
  private static final String SUBDIVISION = "^[A-Z]{2}-[A-Z0-9]{1,3}$";

  /**
   * X codes of ISO 4217 that are money in a currency area; XTS is that of the synthetic country.
   */
  private static final Object[] MONEY = {"XAF", "XCD", "XCG", "XOF", "XPF", "XTS"};

  private TransferPlan() {}

  static LoadPlan of(LocalDate latestDay, List<String> otherCountries) {
    LoadPlan.Builder plan = LoadPlan.into(Transfer.class);
    TransferFields.ALL.forEach(plan::field);
    derive(plan);
    rejectIdentifiers(plan);
    rejectUnknownCodes(plan, otherCountries);
    rejectImpossibleValues(plan, latestDay);
    return warn(plan).build();
  }

  private static void derive(LoadPlan.Builder plan) {
    plan.derive("transfer_id", col("transfer_reference"))
        .derive(
            "execution_date", expr("to_date(from_utc_timestamp(executed_at, source_time_zone))"))
        .derive("execution_month", expr("trunc(execution_date, 'MM')"))
        .derive("executed_ts", date_trunc("hour", col("executed_at")))
        .derive("provider_type", lower(col("provider_type")))
        .derive("funding_instrument", lower(col("funding_instrument")))
        .derive("payout_instrument", lower(col("payout_instrument")))
        .derive("sender_sex", sex("sender_sex"))
        .derive("receiver_sex", sex("receiver_sex"))
        .derive(
            "sender_age_years",
            Ages.completedYears(col("sender_birth_date"), col("execution_date")))
        .derive(
            "sender_age_band",
            expr(
                "CASE WHEN sender_age_years BETWEEN 0 AND 84 THEN concat(sender_age_years DIV 5 * 5,"
                    + " '-', sender_age_years DIV 5 * 5 + 4) WHEN sender_age_years BETWEEN 85 AND"
                    + " 120 THEN '85+' END"));
  }

  /** 0 where nothing is given; null where what is given is no ISO 5218 code. */
  private static Column sex(String column) {
    return expr("CASE WHEN " + column + " IS NULL THEN 0 ELSE try_cast(" + column + " AS INT) END");
  }

  /** Texts that are kept in the clear: a provider has any name, a subdivision a form. */
  private static void rejectIdentifiers(LoadPlan.Builder plan) {
    plan.reject(
        "provider-id-shape",
        "provider_id",
        col("provider_id").rlike(PROVIDER),
        "The provider is no short name or code; it is kept in the clear, so that no number of a"
            + " person may stand there.",
        "Look whether columns are swapped. A provider has at most 40 letters, digits, blanks, dots,"
            + " hyphens and underscores, at most three digits in a row and six in all.");
    for (String subdivision : List.of("sender_subdivision", "receiver_subdivision")) {
      plan.reject(
          "subdivision-form",
          subdivision,
          col(subdivision).rlike(SUBDIVISION),
          "The subdivision has not the form of ISO 3166-2; it is kept in the clear, so that no other"
              + " text may stand there.",
          "Look whether columns are swapped. Use codes such as MX-JAL, say under extract.codes what"
              + " each value of the source stands for, or leave the column out.");
    }
  }

  private static void rejectUnknownCodes(LoadPlan.Builder plan, List<String> otherCountries) {
    for (String country : List.of("sender_country", "receiver_country")) {
      plan.reject(
          "country-known",
          country,
          Codes.isCountry(col(country), otherCountries),
          "The country is no ISO 3166-1 alpha-3 code.",
          "Use alpha-3 codes such as MEX; list others of three letters under other-countries, and say"
              + " under extract.codes what other texts stand for.");
    }
    for (String currency : List.of("sent_currency", "payout_currency")) {
      plan.reject(
          "currency-known",
          currency,
          Codes.isCurrency(col(currency)),
          "The currency is no ISO 4217 code.",
          "Use ISO 4217 codes such as MXN.");
    }
    for (String sex : List.of("sender_sex", "receiver_sex")) {
      plan.reject(
          "sex-iso-5218",
          sex,
          coalesce(col(sex).isin(0, 1, 2, 9), lit(false)),
          "The sex is no ISO 5218 code: 0 not known, 1 male, 2 female, 9 not applicable.",
          "Say under extract.codes what each value of the source stands for; letters are ambiguous"
              + " between languages.");
    }
    plan.reject(
            "provider-type-known",
            "provider_type",
            col("provider_type").isin(TransferFields.PROVIDER_TYPES),
            "The kind of provider is not in the list.",
            "Use one of the kinds on the page of the table transfer.")
        .reject(
            "funding-instrument-known",
            "funding_instrument",
            col("funding_instrument").isin(TransferFields.FUNDING_INSTRUMENTS),
            "The funding instrument is not in the list.",
            "Use one of the instruments on the page of the table transfer.")
        .reject(
            "payout-instrument-known",
            "payout_instrument",
            col("payout_instrument").isin(TransferFields.PAYOUT_INSTRUMENTS),
            "The pay-out instrument is not in the list.",
            "Use one of the instruments on the page of the table transfer.")
        .reject(
            "crosses-a-border",
            "receiver_country",
            col("receiver_country").notEqual(col("sender_country")),
            "The money stays in one country: this is no remittance.",
            "Leave domestic transfers out of the extract.")
        .reject(
            "between-two-persons",
            "receiver_id",
            col("receiver_id").notEqual(col("sender_id")),
            "Sender and receiver are the same: a transfer to an own account is no remittance.",
            "Leave transfers to own accounts out of the extract. Where the number is an agent's, or"
                + " the sender's stands for a receiver who is not known, give that of the receiver.");
  }

  private static void rejectImpossibleValues(LoadPlan.Builder plan, LocalDate latestDay) {
    plan.reject(
        "execution-day-possible",
        "executed_at",
        expr("execution_date BETWEEN DATE'" + OLDEST_DAY + "' AND DATE'" + latestDay + "'"),
        "The transfer was executed before " + OLDEST_DAY + " or after the latest day.",
        "Mend the time, or set latest-day to another day.");
    for (String amount : List.of("amount_sent", "amount_paid_out")) {
      rejectNotPositive(
          plan,
          amount,
          "Returned and cancelled transfers do not belong in this extract; smaller amounts are none"
              + " that are paid.");
    }
    rejectNotPositive(
        plan,
        "applied_rate",
        "Write the units of the pay-out currency for one of the sent currency: 1 where they are the"
            + " same.");
    plan.reject(
        "fee-not-negative",
        "fee",
        col("fee").geq(0),
        "The fee is below zero.",
        "Write discounts as a smaller fee or a better rate.");
  }

  private static void rejectNotPositive(LoadPlan.Builder plan, String amount, String remedy) {
    int digits =
        TransferFields.ALL.stream()
            .filter(field -> field.column().equals(amount))
            .map(field -> ((DecimalType) field.type()).scale())
            .findFirst()
            .orElseThrow();
    plan.reject(
        "amount-positive",
        amount,
        col(amount).gt(0),
        "The value is not above zero, or rounds to 0 at " + digits + " digits after the point.",
        remedy);
  }

  private static Column isMoney(String currency) {
    return not(col(currency).startsWith("X")).or(col(currency).isin(MONEY));
  }

  /** Whether an amount at the applied rate is what was paid out, within a share of that. */
  static Column isPaidOut(Column amount, BigDecimal within) {
    return abs(col("amount_paid_out").minus(amount.multiply(col("applied_rate"))))
        .leq(col("amount_paid_out").multiply(lit(within)));
  }

  private static LoadPlan.Builder warn(LoadPlan.Builder plan) {
    return plan.warn(
            "birth-date-possible",
            "sender_birth_date",
            col("sender_age_years").between(0, 120),
            "The sender's age is below 0 or above 120; no age band is kept.",
            "Look at the birth dates of the source.")
        .warn(
            "subdivision-of-country",
            "sender_subdivision",
            col("sender_subdivision")
                .startsWith(Codes.alpha2(col("sender_country")))
                .and(
                    coalesce(
                        col("receiver_subdivision")
                            .startsWith(Codes.alpha2(col("receiver_country"))),
                        lit(true))),
            "A subdivision does not belong to its country.",
            "Use ISO 3166-2 codes such as MX-JAL.")
        .warn(
            "amounts-agree",
            "amount_paid_out",
            isPaidOut(col("amount_sent"), AGREEING),
            "Amount sent times rate differs from the amount paid out by more than 1 %.",
            "Look at inverted rates, and at fees that are given though they were taken from the"
                + " amount; what was deducted at pay-out counts as cost.")
        .warn(
            "fee-told-twice",
            "fee",
            col("fee")
                .equalTo(0)
                .or(not(isPaidOut(col("amount_sent").minus(col("fee")), COINS)))
                .or(isPaidOut(col("amount_sent"), COINS)),
            "The amount paid out is that of the amount less the fee: the fee may be told twice.",
            "Give fee 0 where it is taken from the amount, or the amount without it.")
        .warn(
            "currency-of-a-country",
            "sent_currency",
            isMoney("sent_currency").and(isMoney("payout_currency")),
            "The currency is an X code that nobody pays with, such as XXX for none or XAU for gold.",
            "Look at the codes of the source; XAF, XCD, XCG, XOF and XPF are money.")
        .warn(
            "fee-above-amount",
            "fee",
            col("fee").leq(col("amount_sent")),
            "The fee is above the amount sent.",
            "Look whether fee and amount are swapped, or in different currencies.");
  }
}
