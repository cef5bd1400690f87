package org.caudal.synthetic.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** What border posts miss and what is wrong in their files; all shares are invented. */
public record CrossingParams(
    @Doc("Share of exits by land or sea that no post records") @Default("0.06")
        BigDecimal missedExits,
    @Doc("Share of exits by air that no post records") @Default("0.01") BigDecimal missedExitsByAir,
    @Doc("Share of entries by land or sea that no post records") @Default("0.03")
        BigDecimal missedEntries,
    @Doc("Share of entries by air that no post records") @Default("0.005")
        BigDecimal missedEntriesByAir,
    @Doc("Share of recorded crossings whose direction is written the other way round")
        @Default("0.002")
        BigDecimal wrongDirections,
    @Doc("Share of lines that stand twice") @Default("0.002") BigDecimal duplicates,
    @Doc("Share of lines on 30 February") @Default("0.0005") BigDecimal impossibleDays,
    @Doc("Month in whose file nationality and other country have changed places")
        @Default("2022-06")
        YearMonth swappedMonth,
    @Doc("Town of the post that loses a day and has a spike") @Default("XC010101")
        String faultyPost,
    @Doc("Day of which the post's lines are lost") @Default("2022-03-10") LocalDate lostDay,
    @Doc("Day of which the post's lines stand three times") @Default("2022-09-15")
        LocalDate spikeDay) {

  /** Refuses shares outside 0 to 1, and two defects in one file that would hide each other. */
  public CrossingParams {
    Sheets.share("missed-exits", missedExits);
    Sheets.share("missed-exits-by-air", missedExitsByAir);
    Sheets.share("missed-entries", missedEntries);
    Sheets.share("missed-entries-by-air", missedEntriesByAir);
    Sheets.share("wrong-directions", wrongDirections);
    Sheets.share("duplicates", duplicates);
    Sheets.share("impossible-days", impossibleDays);
    if (YearMonth.from(spikeDay).equals(swappedMonth)) {
      throw new IllegalArgumentException("spike-day must not be in swapped-month " + swappedMonth);
    }
  }
}
