package org.caudal.register.border;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How probable it is that crossings are migrations of which a missing crossing would tell. */
@Table(
    name = "imputed_crossing",
    row = "One row a crossing and rule whose answer hangs on a missing crossing.",
    key = {"crossing_month", "rule", "crossing_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "probability_is_one",
          sql = "migration_probability BETWEEN 0 AND 1 AND missing > 0")
    },
    caveat =
        "For counts, not for persons: what became of a traveller nobody knows. As good as the lengths of journeys of others are for those with a missing crossing.",
    example =
        "SELECT crossing_month, direction, SUM(migration_probability) FROM imputed_crossing WHERE rule = '365/487' GROUP BY ALL")
public record ImputedCrossing(
    @Doc("First day of the month of the crossing") LocalDate crossingMonth,
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Pseudonym(value = LoadBorderCrossings.CROSSINGS, within = "crossing_month", of = Of.PART)
        @Doc("Crossing, as in border_crossing")
        String crossingId,
    @Doc("entry or exit") String direction,
    @Doc("Crossings of the traveller that are missing") @Unit("crossings") int missing,
    @Doc("Probability that the crossing is a migration, with all days the missing ones may have")
        @Digits(precision = 7, scale = 6)
        BigDecimal migrationProbability,
    @Doc("Last day that was looked at") LocalDate asOf) {}
