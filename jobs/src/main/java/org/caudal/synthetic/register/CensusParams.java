package org.caudal.synthetic.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** When the census is taken, and how complete it is; shares are invented. */
public record CensusParams(
    @Doc("Reference day") @Default("2024-06-30") LocalDate day,
    @Doc("Reference day of a census before it, taken in the same way: register earlier_census")
        @Example("2014-06-30")
        @Nullable LocalDate earlierDay,
    @Doc("Share of emigrants whose household declares them as living there") @Default("0.1")
        BigDecimal absentDeclared,
    @Doc("Share of lines that stand twice") @Default("0.002") BigDecimal duplicates) {

  /** Refuses shares outside 0 to 1, and an earlier day that is not. */
  public CensusParams {
    if (earlierDay != null && !earlierDay.isBefore(day)) {
      throw new IllegalArgumentException(
          "earlier-day must be before day, were " + earlierDay + " and " + day);
    }
    Sheets.share("absent-declared", absentDeclared);
    Sheets.share("duplicates", duplicates);
  }
}
