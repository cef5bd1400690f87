package org.caudal.register.insurance;

import java.math.BigDecimal;
import org.caudal.reference.Codes;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * The law of a country about pensions of old age, as far as they hang on periods.
 *
 * @param country that pays
 * @param requiredMonths of insurance for a pension
 * @param leastMonths own months below which nothing is paid from periods added up
 * @param ageMen from which men have a pension
 * @param ageWomen from which women have one
 * @param baseRate share of the reference wage for the required months
 * @param yearRate what every further whole year adds
 * @param maximumRate largest share
 * @param maximumMonths of periods that count
 * @param wageMonths last insured months with a known wage, of which wages are averaged
 * @param funded whether pensions are paid from an account of the person
 */
public record PensionLaw(
    @Doc("Country that pays, ISO 3166-1 alpha-3") String country,
    @Doc("Months of insurance that a pension takes") @Default("180") int requiredMonths,
    @Doc("Own months below which nothing is paid from periods added up; they count elsewhere")
        @Default("12")
        int leastMonths,
    @Doc("Age from which men have a pension") @Default("65") int ageMen,
    @Doc("Age from which women have one") @Default("65") int ageWomen,
    @Doc("Share of the reference wage for the required months") @Default("0.50")
        BigDecimal baseRate,
    @Doc("What every further whole year adds to the share") @Default("0.02") BigDecimal yearRate,
    @Doc("Largest share") @Default("0.80") BigDecimal maximumRate,
    @Doc("Months of periods that count, at most") @Default("480") int maximumMonths,
    @Doc("Last insured months with a known wage, whose wages are averaged") @Default("60")
        int wageMonths,
    @Doc("Whether pensions are paid from an account of the person: then there is no amount by rate")
        @Default("false")
        boolean funded) {

  /** Refuses months, ages and shares that no law has. */
  public PensionLaw {
    Codes.requireAlpha3("country of a law", country);
    if (requiredMonths < 1 || leastMonths < 0 || maximumMonths < requiredMonths || wageMonths < 1) {
      throw new IllegalArgumentException(
          "required-months must be 1 or more, least-months 0 or more, maximum-months no fewer than"
              + " required-months and wage-months 1 or more, of "
              + country);
    }
    if (baseRate.signum() < 0
        || yearRate.signum() < 0
        || maximumRate.compareTo(baseRate) < 0
        || Math.min(ageMen, ageWomen) < 0) {
      throw new IllegalArgumentException(
          "base-rate, year-rate and ages must be 0 or more, and maximum-rate no less than"
              + " base-rate, of "
              + country);
    }
  }
}
