package org.caudal.register.border;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Immigrations and emigrations by month as they were estimated at the end of it and later. */
@Table(
    name = "provisional_migration",
    row = "One row a rule, month, months after it, direction and nationality.",
    key = {"rule", "month", "lag", "direction", "nationality"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "estimate_within_interval",
          sql =
              "migrations IS NULL OR (interval_low <= migrations AND migrations <= interval_high)"),
      @Check(name = "bounds", sql = "least <= most AND most <= crossings")
    },
    caveat =
        "Crossings that no post recorded are in no figure and in no interval. Not for publication: no disclosure control.",
    example =
        "SELECT month, migrations, interval_low, interval_high, is_final FROM provisional_migration WHERE direction = 'entry' AND nationality = 'all' QUALIFY lag = MAX(lag) OVER (PARTITION BY rule, month) ORDER BY month")
public record ProvisionalMigration(
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Doc("First day of the month of the crossings") LocalDate month,
    @Doc("Months between it and the month at whose end the estimate could be made") @Unit("months")
        int lag,
    @Doc("Last day of that month, the last that was looked at") LocalDate seenOn,
    @Doc("entry, of which migrations are immigrations, or exit") String direction,
    @Doc("Country of the document, ISO 3166-1 alpha-3; all for all") String nationality,
    @Doc("Crossings of any kind") @Unit("crossings") long crossings,
    @Doc(
            "Distinct travellers with a crossing that is or may be a migration, before any scaling; who has two nationalities counts for one")
        @Unit("travellers")
        long travellers,
    @Doc("Crossings that are migrations by then") @Unit("crossings") long least,
    @Doc("Crossings that are migrations or may be") @Unit("crossings") long most,
    @Doc(
            "Migrations: the estimate, or the count when final, with what is expected of crossings of which nothing will tell; null with too few training months")
        @Unit("crossings")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal migrations,
    @Doc("Lower end of the interval; what is certain when final") @Unit("crossings")
        @Nullable Long intervalLow,
    @Doc("Upper end of the interval; what is possible when final") @Unit("crossings")
        @Nullable Long intervalHigh,
    @Doc("Level of the interval of an estimate, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Variance of months over that by chance, at least 1; null without an estimate")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal dispersion,
    @Doc("Months that the estimate learnt from; null without one") @Unit("months")
        @Nullable Integer trainingMonths,
    @Doc("Whether the windows of all crossings are over") boolean isFinal,
    @Doc("The count when final, where it is known by now")
        @Unit("crossings")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal finalMigrations) {}
