package org.caudal.synthetic;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.caudal.job.Months;

/** Parameters that the synthetic log and its planted truth share. */
final class LogParams {
  private static final YearMonth EARLIEST = YearMonth.of(2010, 1);
  private static final int MOST_SENDERS = 10_000_000;

  private LogParams() {}

  /** Refuses months before 2010, in which a sender might not be born, and absurd sizes. */
  static void check(Months months, int senders) {
    if (months.first().isBefore(EARLIEST)) {
      throw new IllegalArgumentException("months must start in 2010 or later, was " + months);
    }
    if (senders < 1 || senders > MOST_SENDERS) {
      throw new IllegalArgumentException(
          "senders must be from 1 to " + MOST_SENDERS + ", was " + senders);
    }
  }

  /** Every month of a span. */
  static List<YearMonth> all(Months months) {
    return Stream.iterate(months.first(), m -> !m.isAfter(months.last()), m -> m.plusMonths(1))
        .toList();
  }

  /** First month of every quarter that a span touches. */
  static List<YearMonth> quarters(Months months) {
    return all(months.wholeQuarters()).stream().filter(m -> m.getMonthValue() % 3 == 1).toList();
  }

  /** Months in a span. */
  static int count(Months months) {
    return (int) ChronoUnit.MONTHS.between(months.first(), months.last()) + 1;
  }
}
