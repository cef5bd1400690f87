package org.caudal.synthetic.register;

import java.math.BigDecimal;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** How large the hidden population is. */
public record TraffickingParams(
    @Doc("Victims among the people who are ever in the country, for the class of average risk")
        @Default("0.003")
        BigDecimal prevalence,
    @Doc("Share of listed people whose code has a wrong initial or birth year") @Default("0.06")
        BigDecimal wrongCodes) {

  private static final BigDecimal MOST = new BigDecimal("0.5");

  /** Refuses a prevalence above one half, which would put some classes above one. */
  public TraffickingParams {
    Sheets.share("prevalence", prevalence);
    Sheets.share("wrong-codes", wrongCodes);
    if (prevalence.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("prevalence must be from 0 to 0.5, was " + prevalence);
    }
  }
}
