package org.caudal.synthetic.remittance;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.caudal.job.Months;

/** Parameters that the synthetic log and its planted truth share. */
final class LogParams {
  private static final YearMonth EARLIEST = YearMonth.of(1990, 1);

  private LogParams() {}

  /** Refuses months before the earliest of the synthetic country. */
  static void check(Months months) {
    if (months.first().isBefore(EARLIEST)) {
      throw new IllegalArgumentException("months must start in 1990 or later, was " + months);
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
}
