package org.caudal.phone.migration;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Stays by kind, with those that were not detected. */
@Table(
    name = "corrected_stay",
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
        "Devices, not persons. A stay can be of several kinds: do not add them up. Not for publication: no disclosure control.",
    example =
        "SELECT place, counted, estimate FROM corrected_stay WHERE level = 'country' AND kind = 'seasonal'")
public record CorrectedStay(
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
    @Doc("Distinct devices, before any scaling") @Unit("devices") long devices,
    @Doc("Stays counted, without correction") @Unit("stays") long counted,
    @Doc(
            "Stays made: those counted, each times the factor of its activity class; null, with error and interval, where all are of classes that have the factor 0, or of lengths without a factor")
        @Unit("stays")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal estimate,
    @Doc("Standard error of the stays made, with that of the rates")
        @Unit("stays")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("stays") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("stays") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
