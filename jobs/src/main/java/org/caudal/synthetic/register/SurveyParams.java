package org.caudal.synthetic.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** When and how large the survey is; shares are invented. */
public record SurveyParams(
    @Doc("Day of the interviews") @Default("2024-06-30") LocalDate day,
    @Doc("Towns drawn in each province") @Default("6") int townsPerProvince,
    @Doc("Households drawn in each of them") @Default("15") int householdsPerTown,
    @Doc(
            "Share of households that do not answer; of people living alone half as many again, of foreign heads twice as many")
        @Default("0.08")
        BigDecimal notAnswering,
    @Doc("Share of members abroad whom the household leaves out") @Default("0.08")
        BigDecimal membersLeftOut) {

  private static final BigDecimal MOST_NOT_ANSWERING = new BigDecimal("0.5");

  /** Refuses a sample without households, and shares that may exceed one. */
  public SurveyParams {
    if (townsPerProvince < 1 || householdsPerTown < 1) {
      throw new IllegalArgumentException(
          "towns-per-province and households-per-town must be 1 or more, were "
              + townsPerProvince
              + " and "
              + householdsPerTown);
    }
    if (notAnswering.signum() < 0 || notAnswering.compareTo(MOST_NOT_ANSWERING) > 0) {
      throw new IllegalArgumentException(
          "not-answering must be from 0 to 0.5, as twice as many foreign heads do not answer; was "
              + notAnswering);
    }
    Sheets.share("members-left-out", membersLeftOut);
  }
}
