package org.caudal.synthetic.phone;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** The SIM cards of the synthetic country and who really uses them. */
@Table(
    name = "synthetic_sim",
    row = "One row a SIM card that a synthetic operator ever sees.",
    key = {"sim_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('personal', 'second', 'shared', 'machine', 'foreign')"),
      @Check(name = "activity_known", sql = "activity IN ('quiet', 'usual', 'busy')"),
      @Check(name = "period_positive", sql = "valid_to > valid_from")
    },
    caveat =
        "Synthetic: nobody exists, no number is assigned. This is the truth that no operator has.",
    example = "SELECT operator, kind, COUNT(*) FROM synthetic_sim GROUP BY operator, kind")
public record SyntheticSim(
    @Doc("Number of the SIM: eight times the person and the place in the person's list") long simId,
    @Doc("Person who owns it, as in synthetic_person; null for machines") @Nullable Long personId,
    @Doc("A keyed hash of the SIM; draws about it come from it") long simKey,
    @Doc("A keyed hash of the household: the home cell follows from it") long homeKey,
    @Doc("Raw subscriber number, international form without plus") String msisdn,
    @Doc("Network code of the operator whose network it uses in the country: 01, 02 or 03")
        String operator,
    @Doc("Mobile country code of the home network; 799 for a local SIM") int homeMcc,
    @Doc("Mobile network code of the home network") String homeMnc,
    @Doc(
            "personal; second: of a person with another; shared: used by several of a household; machine: a meter or terminal; foreign: brought from abroad")
        String kind,
    @Doc("quiet, usual or busy") String activity,
    @Doc("Mean number of events on a weekday that is not silent, before scaling")
        @Unit("events per day")
        double meanEvents,
    @Doc("Members of the household without a phone who use this one too") @Unit("persons")
        int sharedWith,
    @Doc("Whether the owner works, and so spends weekdays at another cell") boolean commutes,
    @Doc("Town in which the owner first lived or arrived; of a machine, where it stands")
        String townCode,
    @Doc("First day in use") LocalDate validFrom,
    @Doc("Day after the last in use") LocalDate validTo) {}
