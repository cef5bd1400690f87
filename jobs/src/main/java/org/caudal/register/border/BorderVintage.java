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

/** Crossings of a month as they were seen at the end of it and of later months. */
@Table(
    name = "border_vintage",
    row =
        "One row a rule, month of crossings, months after it, direction, nationality and state that the crossings were seen in.",
    key = {"rule", "month", "lag", "direction", "nationality", "state"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "parts_of_crossings",
          sql =
              "travellers <= crossings AND coalesce(possible_migrations, 0) <= crossings AND coalesce(expected_migrations, 0) BETWEEN coalesce(migrations, 0) AND coalesce(possible_migrations, 0) AND lag BETWEEN 0 AND final_lag")
    },
    caveat =
        "What was known on a day as it can be told from crossings that are in the records now: late deliveries are taken for timely. Not for publication: no disclosure control.",
    example =
        "SELECT lag, SUM(crossings) FROM border_vintage WHERE month = DATE'2023-03-01' AND direction = 'entry' AND state = 'migration' GROUP BY lag ORDER BY lag")
public record BorderVintage(
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Doc("First day of the month of the crossings") LocalDate month,
    @Doc("Months between it and the month at whose end the crossings were seen") @Unit("months")
        int lag,
    @Doc("Last day of that month, the last that was looked at") LocalDate seenOn,
    @Doc("Months after which the windows of all crossings of a month are over: then all is final")
        @Unit("months")
        int finalLag,
    @Doc("entry, of which migrations are immigrations, or exit") String direction,
    @Doc("Country of the document, ISO 3166-1 alpha-3") String nationality,
    @Doc(
            "The answer, as in crossing_outcome; while it is open, away or back, near0 to near3 by days on the near side since (none, at most a quarter, half, all of those that are allowed), seen in the window before, new, or early where the records do not go back so far, and lived or unknown, whether it is known where the traveller lived")
        String state,
    @Doc("Crossings in that state") @Unit("crossings") long crossings,
    @Doc(
            "Distinct travellers of the month and direction with a crossing that is or may be a migration, each at the first of these")
        @Unit("travellers")
        long travellers,
    @Doc("Those of the crossings that were migrations when seen for the last time; null before")
        @Unit("crossings")
        @Nullable Long migrations,
    @Doc("Those that were or may have been, as a crossing is missing; null before")
        @Unit("crossings")
        @Nullable Long possibleMigrations,
    @Doc(
            "Those that were, and the probabilities of those that may have been, as in imputed_crossing; null before")
        @Unit("crossings")
        @Digits(precision = 24, scale = 6)
        @Nullable BigDecimal expectedMigrations) {}
