package org.caudal.synthetic.remittance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of planted defects and what should become of the line. */
enum DefectKind {
  /** The line stands again, later in the same file. */
  EXACT_DUPLICATE("duplicate", "exact"),
  /** The line stands again, in the file of the next month. */
  LATE_DUPLICATE("duplicate", "exact"),
  /** The line has a wrong fee; the right one stands later in the same file. */
  CONFLICTING_DUPLICATE("duplicate", "conflicting"),
  /** The rate as sent currency for one unit paid out. */
  INVERTED_RATE("cost_status", "rate_inverted"),
  /** Rate 1 between two currencies. */
  PLACEHOLDER_RATE("cost_status", "rate_placeholder"),
  /** A rate half as high again as the true one. */
  WILD_RATE("cost_status", "margin_review"),
  /** Sender born a year after the transfer. */
  BORN_LATER("warned", "sender_birth_date"),
  /** Executed on 30 February. */
  IMPOSSIBLE_DAY("rejected", "executed_at"),
  /** Executed in 1900. */
  ANCIENT_DAY("rejected", "executed_at"),
  /** Executed in 2099. */
  FUTURE_DAY("rejected", "executed_at"),
  /** Receiving country ZZZ. */
  UNKNOWN_COUNTRY("rejected", "receiver_country"),
  /** Sending country empty. */
  MISSING_COUNTRY("rejected", "sender_country"),
  /** Principal with a minus. */
  NEGATIVE_AMOUNT("rejected", "amount_sent"),
  /** Principal empty. */
  MISSING_AMOUNT("rejected", "amount_sent"),
  /** Principal with a decimal comma. */
  DECIMAL_COMMA("rejected", "amount_sent");

  private final String fate;
  private final String detail;

  DefectKind(String fate, String detail) {
    this.fate = fate;
    this.detail = detail;
  }

  /** The kind as written in the table of planted defects. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table or column that should show the defect. */
  String fate() {
    return fate;
  }

  /** Kind of duplicate, status of the cost, or the column whose value is refused or warned of. */
  String detail() {
    return detail;
  }

  /** Whether the defect stands in the line of a true transfer instead of a line of its own. */
  boolean inTrueLine() {
    return isRateFault() || fate.equals("warned");
  }

  /** Whether the exchange rate is wrong. */
  boolean isRateFault() {
    return fate.equals("cost_status");
  }

  /** Whether the line gives way to a later one of the same transfer. */
  boolean isDuplicate() {
    return fate.equals("duplicate");
  }

  /** Whether the line is a record of its own that cannot be read as a transfer. */
  boolean isBroken() {
    return fate.equals("rejected");
  }

  /** All kinds of broken records. */
  static List<DefectKind> broken() {
    return Stream.of(values()).filter(DefectKind::isBroken).toList();
  }
}
