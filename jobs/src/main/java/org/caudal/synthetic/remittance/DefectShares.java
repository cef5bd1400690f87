package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * How many transfers meet each kind of defect. A transfer meets at most one.
 *
 * <p>Duplicates and broken records are lines added to the log; faults of the rate and of the birth
 * date stand in the line of a true transfer, whose amounts stay right.
 */
public record DefectShares(
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
    @Doc("Share of transfers whose sender is born after them") @Default("0.001")
        BigDecimal lateBirths,
    @Doc("Share of transfers beside which a broken record stands, all kinds equally often")
        @Default("0.009")
        BigDecimal brokenRecords) {

  private static final BigDecimal MOST = new BigDecimal("0.05");

  /** Refuses shares that would leave little of the log. */
  public DefectShares {
    share("exact-duplicates", exactDuplicates);
    share("late-duplicates", lateDuplicates);
    share("conflicting-duplicates", conflictingDuplicates);
    share("inverted-rates", invertedRates);
    share("placeholder-rates", placeholderRates);
    share("wild-rates", wildRates);
    share("late-births", lateBirths);
    share("broken-records", brokenRecords);
  }

  private static void share(String name, BigDecimal share) {
    if (share.signum() < 0 || share.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(name + " must be from 0 to 0.05, was " + share);
    }
  }
}
