package org.caudal.register.border;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Immigrations and emigrations by month, with what is not known yet as bounds. */
@Table(
    name = "border_migration",
    row = "One row a rule, month, direction and nationality.",
    key = {"rule", "month", "direction", "nationality"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "answers_add_up",
          sql =
              "least <= most AND crossings = least + not_migrations + not_yet_known + crossing_missing"),
      @Check(
          name = "imputed_among_missing",
          sql = "imputed_migrations BETWEEN 0 AND imputed AND imputed <= crossing_missing")
    },
    caveat =
        "Bounds are of logic, not of chance: what comes later cannot leave them; crossings that posts missed can. Not for publication: no disclosure control.",
    example =
        "SELECT month, direction, least, most FROM border_migration WHERE nationality = 'all' ORDER BY month, direction")
public record BorderMigration(
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Doc("First day of the month of the crossings") LocalDate month,
    @Doc("entry, of which migrations are immigrations, or exit") String direction,
    @Doc("Country of the document, ISO 3166-1 alpha-3; all for all") String nationality,
    @Doc("Distinct travellers with a crossing, before any scaling") @Unit("travellers")
        long travellers,
    @Doc("Crossings of any kind") @Unit("crossings") long crossings,
    @Doc("Crossings that are migrations, whatever comes") @Unit("crossings") long least,
    @Doc("Crossings that are none, whatever comes") @Unit("crossings") long notMigrations,
    @Doc("Crossings of which what comes will tell") @Unit("crossings") long notYetKnown,
    @Doc(
            "Crossings of which nothing will tell, as one is missing or residence at the start is not known")
        @Unit("crossings")
        long crossingMissing,
    @Doc("Crossings that are migrations or may be: all but those that are none") @Unit("crossings")
        long most,
    @Doc("Of those of which nothing will tell: with a probability, as in imputed_crossing")
        @Unit("crossings")
        long imputed,
    @Doc(
            "Migrations expected among these, the sum of their probabilities. Those by a crossing that is missing itself are in no month: least and these are too few, above all of exits")
        @Unit("crossings")
        @Digits(precision = 18, scale = 3)
        BigDecimal imputedMigrations,
    @Doc("Last day that was looked at") LocalDate asOf) {}
