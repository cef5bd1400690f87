package org.caudal.synthetic;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.caudal.job.Months;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** Parameters that the synthetic log and its planted truth share. */
final class LogParams {
  private static final YearMonth EARLIEST = YearMonth.of(2010, 1);
  private static final int MOST_SENDERS = 10_000_000;

  private LogParams() {}

  /**
   * How many transfers meet each kind of defect. A transfer meets at most one.
   *
   * <p>Duplicates and broken records are lines added to the log; faults of the rate stand in the
   * line of a true transfer, whose amounts stay right.
   */
  public record Defects(
      @Doc("Share of transfers repeated in the same file") @Default("0.004")
          BigDecimal exactDuplicates,
      @Doc("Share of transfers repeated in the file of the next month") @Default("0.003")
          BigDecimal lateDuplicates,
      @Doc("Share of transfers repeated in the same file with another fee") @Default("0.001")
          BigDecimal conflictingDuplicates,
      @Doc("Share of transfers whose rate is written the other way round") @Default("0.003")
          BigDecimal invertedRates,
      @Doc("Share of transfers whose rate is written as 1") @Default("0.003")
          BigDecimal placeholderRates,
      @Doc("Share of transfers whose rate is half as high again") @Default("0.001")
          BigDecimal wildRates,
      @Doc("Share of transfers beside which a broken record stands, all kinds equally often")
          @Default("0.009")
          BigDecimal brokenRecords) {

    private static final BigDecimal MOST = new BigDecimal("0.05");

    /** Refuses shares that would leave little of the log. */
    public Defects {
      share("exact-duplicates", exactDuplicates);
      share("late-duplicates", lateDuplicates);
      share("conflicting-duplicates", conflictingDuplicates);
      share("inverted-rates", invertedRates);
      share("placeholder-rates", placeholderRates);
      share("wild-rates", wildRates);
      share("broken-records", brokenRecords);
    }

    private static void share(String name, BigDecimal share) {
      if (share.signum() < 0 || share.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(name + " must be from 0 to 0.05, was " + share);
      }
    }
  }

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
