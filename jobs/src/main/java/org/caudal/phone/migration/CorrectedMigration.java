package org.caudal.phone.migration;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Moves of devices, with those that were not detected. */
@Table(
    name = "corrected_migration",
    row =
        "One row a period, level, method, spell definition, country of the SIM card, definition, direction, origin and destination.",
    key = {
      "period",
      "level",
      "method",
      "spell_definition",
      "sim_country",
      "definition",
      "direction",
      "origin",
      "destination"
    },
    partitionedBy = {"period"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "direction_known",
          sql = "direction IN ('internal', 'emigration', 'immigration', 'onward')")
    },
    caveat =
        "Devices, not persons. A flow of which no move was detected has no row. Not for publication: no disclosure control.",
    example =
        "SELECT origin, destination, counted, estimate FROM corrected_migration WHERE level = 'province' AND direction = 'internal'")
public record CorrectedMigration(
    @Doc("First day of the year or month") LocalDate period,
    @Doc("Level of the division, or country") String level,
    @Doc("Method that found the spells, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("Country of the SIM card, ISO 3166-1 alpha-3") String simCountry,
    @Doc("Thresholds of the moves, as in migration_count") String definition,
    @Doc("internal; emigration; immigration; onward: between other countries") String direction,
    @Doc("Area or country before") String origin,
    @Doc("Area or country after") String destination,
    @Doc("Distinct devices, before any scaling") @Unit("devices") long devices,
    @Doc("Moves counted, without correction") @Unit("moves") long counted,
    @Doc(
            "Moves made: those counted, each times the factor of its activity class; null, with error and interval, where all are of classes that have the factor 0")
        @Unit("moves")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal estimate,
    @Doc("Standard error of the moves made, with that of the rates")
        @Unit("moves")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("moves") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("moves") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
