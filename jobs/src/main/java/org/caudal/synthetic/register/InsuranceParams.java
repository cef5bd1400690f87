package org.caudal.synthetic.register;

import java.math.BigDecimal;
import java.util.List;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** Who contributes to social security, and what is wrong in the files; shares are invented. */
public record InsuranceParams(
    @Doc("Countries that exchange contributions under an agreement, ISO 3166-1 alpha-3")
        @Default("[ESP, CHL, CRI]")
        List<String> agreements,
    @Doc("Share of months of formal work for which nothing is paid") @Default("0.04")
        BigDecimal unpaidMonths,
    @Doc("Share of emigrants to these countries whose employer goes on paying for six months")
        @Default("0.05")
        BigDecimal posted,
    @Doc("Share of lines that stand twice") @Default("0.001") BigDecimal duplicates,
    @Doc("Share of lines with more days than a month has") @Default("0.0005")
        BigDecimal impossibleDays,
    @Doc("Year of the file with wages in cents") @Default("2022") int centsYear,
    @Doc("Province of the file with wages in cents") @Default("XC02") String centsProvince) {

  /** Copies the list; refuses shares outside 0 to 1. */
  public InsuranceParams {
    agreements = List.copyOf(agreements);
    Sheets.share("unpaid-months", unpaidMonths);
    Sheets.share("posted", posted);
    Sheets.share("duplicates", duplicates);
    Sheets.share("impossible-days", impossibleDays);
  }
}
