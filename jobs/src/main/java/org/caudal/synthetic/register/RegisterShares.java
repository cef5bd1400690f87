package org.caudal.synthetic.register;

import java.math.BigDecimal;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** How much of the registers is wrong on purpose. A record meets at most one defect of the line. */
public record RegisterShares(
    @Doc("Share of records that stand a second time under another number, with slips")
        @Default("0.01")
        BigDecimal secondRecords,
    @Doc("Share of records whose line is repeated") @Default("0.004") BigDecimal exactDuplicates,
    @Doc("Share of records whose event is on 30 February") @Default("0.002")
        BigDecimal impossibleDates,
    @Doc("Share of records without record_id") @Default("0.002") BigDecimal missingKeys,
    @Doc("Share of records in the file of the next period, where files have periods")
        @Default("0.005")
        BigDecimal lateLines,
    @Doc("File in which given names and surnames stand in each other's column")
        @Default("school_enrolment_2022_XC03.csv")
        String swappedFile,
    @Doc("File whose accents are encoded twice") @Default("health_visit_2022-05.csv")
        String doubleEncodedFile,
    @Doc("File that lacks a tenth of its lines in the first delivery")
        @Default("population_register_XC0101.csv")
        String incompleteFile) {

  private static final BigDecimal MOST = new BigDecimal("0.1");

  /** Refuses shares that would leave little of the registers. */
  public RegisterShares {
    share("second-records", secondRecords);
    share("exact-duplicates", exactDuplicates);
    share("impossible-dates", impossibleDates);
    share("missing-keys", missingKeys);
    share("late-lines", lateLines);
  }

  /** A share in millionths. */
  static int millionths(BigDecimal share) {
    return share.scaleByPowerOfTen(6).intValue();
  }

  private static void share(String name, BigDecimal share) {
    if (share.signum() < 0 || share.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(name + " must be from 0 to 0.1, was " + share);
    }
  }
}
