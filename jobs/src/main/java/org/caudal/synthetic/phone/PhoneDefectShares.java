package org.caudal.synthetic.phone;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.caudal.synthetic.Draw;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * How much of the phone records is wrong on purpose. An event meets at most one defect of its own.
 *
 * <p>Late lines are of operator 01 and the first day; the unit error is of operator 02 and the
 * second day; the missing file of operator 03 and the fourth; the spike of operator 01, the fifth
 * day, the hour from noon. Where the window has no such day, the defect is left out.
 */
public record PhoneDefectShares(
    @Doc("Share of events written twice") @Default("0.003") BigDecimal exactDuplicates,
    @Doc("Share of events written again with another cell") @Default("0.001")
        BigDecimal conflictingDuplicates,
    @Doc("Share of events on 30 February") @Default("0.001") BigDecimal impossibleDates,
    @Doc("Share of events in a cell that no inventory has") @Default("0.002")
        BigDecimal unknownCells,
    @Doc("Share of events whose measured position, if any, has its coordinates exchanged")
        @Default("0.002")
        BigDecimal swappedPositions,
    @Doc("Share of the late day's lines that stand in the file of two days later") @Default("0.2")
        BigDecimal lateLines,
    @Doc("Lines for one event in the spike; 1 for none") @Default("5") int spikeFold,
    @Doc("Whether one file is missing and one has its location errors in kilometres")
        @Default("true")
        boolean wholeFiles,
    @Doc("Share of call records whose network is wrongly encoded") @Default("0.002")
        BigDecimal wrongEncodings) {

  private static final BigDecimal MOST = new BigDecimal("0.05");
  private static final int MOST_FOLD = 20;

  /** Refuses shares that would leave little of the records. */
  public PhoneDefectShares {
    share("exact-duplicates", exactDuplicates, MOST);
    share("conflicting-duplicates", conflictingDuplicates, MOST);
    share("impossible-dates", impossibleDates, MOST);
    share("unknown-cells", unknownCells, MOST);
    share("swapped-positions", swappedPositions, MOST);
    share("late-lines", lateLines, BigDecimal.ONE);
    share("wrong-encodings", wrongEncodings, MOST);
    if (spikeFold < 1 || spikeFold > MOST_FOLD) {
      throw new IllegalArgumentException("spike-fold must be from 1 to 20, was " + spikeFold);
    }
  }

  private static void share(String name, BigDecimal share, BigDecimal most) {
    if (share.signum() < 0 || share.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + most.toPlainString() + ", was " + share);
    }
  }

  /** A share in millionths. */
  static int millionths(BigDecimal share) {
    return share.scaleByPowerOfTen(6).intValue();
  }

  /** Shares of {@link PhoneDefectKind#ofEvents}, then of events without a defect of their own. */
  List<Integer> ofEvents() {
    List<Integer> met =
        Stream.of(
                exactDuplicates,
                conflictingDuplicates,
                impossibleDates,
                unknownCells,
                swappedPositions)
            .map(PhoneDefectShares::millionths)
            .toList();
    int rest = Draw.ONE - met.stream().mapToInt(Integer::intValue).sum();
    return Stream.concat(met.stream(), Stream.of(rest)).toList();
  }
}
