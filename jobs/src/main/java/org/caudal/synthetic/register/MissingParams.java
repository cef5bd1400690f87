package org.caudal.synthetic.register;

import java.math.BigDecimal;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** How many go missing, and of how many a report is made; all shares are invented. */
public record MissingParams(
    @Doc("Share of irregular crossings after which a person is missing") @Default("0.02")
        BigDecimal irregular,
    @Doc("Share of stays in transit of which a person goes missing") @Default("0.01")
        BigDecimal transit,
    @Doc("Share of stays in the caravan of which a person goes missing") @Default("0.004")
        BigDecimal caravan,
    @Doc("Share of missing adults who are reported") @Default("0.55") BigDecimal adultsReported,
    @Doc("Share of missing children who are reported") @Default("0.9") BigDecimal childrenReported,
    @Doc("Share of those reported who are found, sooner or later") @Default("0.4")
        BigDecimal found) {

  /** Refuses shares outside 0 to 1. */
  public MissingParams {
    Sheets.share("irregular", irregular);
    Sheets.share("transit", transit);
    Sheets.share("caravan", caravan);
    Sheets.share("adults-reported", adultsReported);
    Sheets.share("children-reported", childrenReported);
    Sheets.share("found", found);
  }
}
