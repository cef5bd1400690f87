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

/** Moves of devices under definitions of migration. */
@Table(
    name = "migration_count",
    row =
        "One row a period, level, method, spell definition, country of the SIM card, rule, definition, direction, origin and destination.",
    key = {
      "period",
      "level",
      "method",
      "spell_definition",
      "sim_country",
      "rule",
      "definition",
      "direction",
      "origin",
      "destination"
    },
    partitionedBy = {"period"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "rule_known",
          sql = "rule IN ('moves', 'nights', 'arrivals', 'majority', 'cards')"),
      @Check(
          name = "cards_are_no_migrants",
          sql = "(rule = 'cards') = (direction IN ('appeared', 'ended'))"),
      @Check(
          name = "direction_known",
          sql =
              "direction IN ('stayed', 'internal', 'emigration', 'immigration', 'onward', 'appeared', 'ended')")
    },
    caveat =
        "Devices, not persons, not scaled. Rules overlap: do not add them up. A SIM card that appears or ends is no migrant.",
    example =
        "SELECT origin, destination, estimate / known AS rate FROM migration_count WHERE period = DATE'2024-01-01' AND level = 'province' AND rule = 'moves' AND direction = 'internal'")
public record MigrationCount(
    @Doc("First day of the year or month") LocalDate period,
    @Doc("Level of the division, or country: all areas of the country as one place") String level,
    @Doc("Method that found the spells, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("Country of the SIM card, ISO 3166-1 alpha-3; empty if its code is not assigned")
        String simCountry,
    @Doc(
            "moves: spells on both sides; nights: nights on both sides of a border; majority: places of two halves; cards: SIM cards first or last seen")
        String rule,
    @Doc("Thresholds of the rule") String definition,
    @Doc(
            "stayed: no move of the kind asked for; internal; emigration; immigration; onward: between other countries; appeared: first seen; ended: last seen")
        String direction,
    @Doc("Area or country before; empty for those who appeared") String origin,
    @Doc("Area or country after; empty for those that ended") String destination,
    @Doc("Distinct devices, before any scaling") @Unit("devices") long devices,
    @Doc("Devices of the origin for which the rule could be answered; null for cards and arrivals")
        @Unit("devices")
        @Nullable Long known,
    @Doc("Moves; a device may make several in a period")
        @Unit("moves")
        @Digits(precision = 24, scale = 9)
        BigDecimal estimate,
    @Doc("Standard error of the moves") @Unit("moves") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("moves") @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("moves") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
