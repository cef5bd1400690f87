package org.caudal.register.missing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.caudal.functions.AgeBands;
import org.caudal.functions.UnitErrors;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** By which periods missing persons are counted, and how late reports are learnt. */
public record ReportingParams(
    @Doc("Whether persons are counted by the month or quarter in which they were last seen")
        @Default("month")
        Frequency frequency,
    @Doc("Last day that counts; the last report or find by default. Give it where files end later")
        @Example("2025-12-31")
        @Nullable LocalDate asOf,
    @Doc("Periods after that last seen in within which reports are expected, 1 to 120")
        @Default("12")
        int delays,
    @Doc("Periods to learn from, the latest, more than there are delays") @Default("60")
        int trainingPeriods,
    @Doc("Fewest reports to learn from, 2 or more") @Default("30") int leastReports,
    @Doc("First ages of the groups that persons are counted by, rising from 0")
        @Default("[0, 18, 30, 45, 60]")
        List<Integer> ageGroups,
    @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
    implements Serializable {

  private static final int MOST_DELAYS = 120;

  /** Refuses delays without a period to learn from, groups that do not rise and strange levels. */
  public ReportingParams {
    ageGroups = List.copyOf(ageGroups);
    AgeBands.requireRising(ageGroups);
    UnitErrors.requireSound(level);
    if (delays < 1 || delays > MOST_DELAYS || trainingPeriods <= delays) {
      throw new IllegalArgumentException(
          "delays must be 1 to 120 and training-periods more, were "
              + delays
              + " and "
              + trainingPeriods);
    }
    if (leastReports < 2) {
      throw new IllegalArgumentException("least-reports must be 2 or more, was " + leastReports);
    }
  }

  /** How long a period is. */
  public enum Frequency {
    MONTH("M", 1),
    QUARTER("Q", 3);

    private final String code;
    private final int months;

    Frequency(String code, int months) {
      this.code = code;
      this.months = months;
    }

    /** As in SDMX. */
    String code() {
      return code;
    }

    int months() {
      return months;
    }
  }
}
