package org.caudal.phone.migration;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Periods in which devices lived at one place. */
@Table(
    name = "residence_spell",
    row = "One row a device, level, method, spell definition and period at one place.",
    key = {
      "level",
      "method",
      "spell_definition",
      "operator_id",
      "device_id",
      "start_date",
      "place"
    },
    clusteredBy = {"level", "device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "ends_in_order", sql = "start_date <= end_date")},
    caveat = "A new SIM card is a new device: its owner did not arrive when it was first seen.",
    example =
        "SELECT place, COUNT(*) FROM residence_spell WHERE level = 'province' AND method = 'adaptive' GROUP BY place")
public record ResidenceSpell(
    @Doc("Level of the division") String level,
    @Doc("chi2020 or adaptive") String method,
    @Doc("Thresholds by which they were found, and the hours that count") String spellDefinition,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Area of the level, or ISO 3166-1 alpha-3 of a foreign country") String place,
    @Doc("First day of the period") LocalDate startDate,
    @Doc("Last day of the period") LocalDate endDate,
    @Doc("Earliest credible first day") LocalDate startEarliest,
    @Doc("Latest credible first day") LocalDate startLatest,
    @Doc("Earliest credible last day") LocalDate endEarliest,
    @Doc("Latest credible last day") LocalDate endLatest,
    @Doc("Whether it may have begun before the device was first seen") boolean startOpen,
    @Doc("Whether it may go on after the device was last seen") boolean endOpen,
    @Doc("Days on which the device was seen at the place") @Unit("days") int daysSeenHere,
    @Doc("Days on which it was seen anywhere") @Unit("days") int daysSeen,
    @Doc("Probability that what was seen of the period lasted the minimum stay, from 0 to 1")
        double stayProbability,
    @Doc("Probability that the period before is another residence, from 0 to 1; 1 without one")
        double startProbability,
    @Doc("Probability that the period after is another residence, from 0 to 1; 1 without one")
        double endProbability) {}
