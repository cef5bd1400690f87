package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** The households of the synthetic country: all else follows from this list. */
@Table(
    name = "synthetic_household",
    row = "One row a household that lives in the fictional country, or comes to it.",
    key = {"household_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('native', 'settled', 'arriving', 'transit', 'caravan', 'visitor')")
    },
    caveat = "Synthetic: nobody exists.",
    example = "SELECT kind, COUNT(*) FROM synthetic_household GROUP BY kind")
public record SyntheticHousehold(
    @Doc("Number of the household, from 0") long householdId,
    @Doc("A keyed hash of seed and household; all draws of its members come from it")
        long householdKey,
    @Doc(
            "native: born and living in the country on the first day (one member may be abroad); settled: born abroad, living there on the first day; arriving: comes later to stay; transit: passes through; caravan: passes through in the caravan; visitor: comes for days")
        String kind,
    @Doc("First day that is simulated") LocalDate firstDay,
    @Doc("Day after the last one that is simulated") LocalDate endDay) {}
