package org.caudal.phone.migration;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Stays by kind. */
@Table(
    name = "stay_count",
    row =
        "One row a year, level, method, spell definition, country of the SIM card, definition, kind and place.",
    key = {
      "year",
      "level",
      "method",
      "spell_definition",
      "sim_country",
      "definition",
      "kind",
      "place"
    },
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "kind_known",
          sql =
              "kind IN ('home', 'long_term', 'short_term', 'temporary', 'seasonal', 'circular', 'return', 'transit')")
    },
    caveat =
        "Devices, not persons, not scaled, not corrected for stays that nobody saw. A stay can be of several kinds: do not add them up. Stays that go on are too short.",
    example =
        "SELECT place, stays, mean_days FROM stay_count WHERE year = 2024 AND level = 'country' AND kind = 'seasonal'")
public record StayCount(
    @Doc("Year in which the stay began, or in which the records begin") int year,
    @Doc("Level of the division, or country") String level,
    @Doc("Method that found the period, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("Thresholds of the kinds") String definition,
    @Doc("Country of the SIM card, ISO 3166-1 alpha-3; empty if its code is not assigned")
        String simCountry,
    @Doc("home, long_term, short_term, temporary, seasonal, circular, return or transit")
        String kind,
    @Doc("Area of the level, or ISO 3166-1 alpha-3 of a country") String place,
    @Doc("Distinct devices with such a stay, before any scaling") @Unit("devices") long devices,
    @Doc("Stays that the records cut off at either end") @Unit("stays") long openStays,
    @Doc("Stays") @Unit("stays") @Digits(precision = 24, scale = 9) BigDecimal stays,
    @Doc("Standard error of the stays") @Unit("stays") @Digits(precision = 24, scale = 9)
        BigDecimal staysStandardError,
    @Doc("Lower end of the interval of the stays") @Unit("stays") @Digits(precision = 24, scale = 9)
        BigDecimal staysIntervalLow,
    @Doc("Upper end of the interval of the stays") @Unit("stays") @Digits(precision = 24, scale = 9)
        BigDecimal staysIntervalHigh,
    @Doc("Mean length, as far as seen") @Unit("days") @Digits(precision = 24, scale = 9)
        BigDecimal meanDays,
    @Doc("Standard error of the mean length") @Unit("days") @Digits(precision = 24, scale = 9)
        BigDecimal meanStandardError,
    @Doc("Lower end of its interval") @Unit("days") @Digits(precision = 24, scale = 9)
        BigDecimal meanIntervalLow,
    @Doc("Upper end of its interval") @Unit("days") @Digits(precision = 24, scale = 9)
        BigDecimal meanIntervalHigh,
    @Doc("Level of the intervals, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
