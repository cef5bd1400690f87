package org.caudal.phone.place;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Where devices live, month by month. */
@Table(
    name = "home_zone",
    row = "One row a device, month, level and area in which it lives with some weight.",
    key = {"month", "level", "definition", "operator_id", "device_id", "zone_id"},
    partitionedBy = {"month"},
    clusteredBy = {"level", "device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "weight_possible", sql = "weight > 0 AND weight <= 1.000001")},
    caveat = "A device that was seen too seldom has no row.",
    example =
        "SELECT zone_id, SUM(weight) FROM home_zone WHERE month = DATE'2025-06-01' AND level = 'province' GROUP BY zone_id")
public record HomeZone(
    @Doc("First day of the month") LocalDate month,
    @Doc("Level of the division") String level,
    @Doc(
            "Definition of the place of living: last, most_frequent, modal, majority, most_days or night_days")
        String definition,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Area, or ISO 3166-1 alpha-3 of a foreign country") String zoneId,
    @Doc("Share of the device that lives in the area; 1 in all") @Unit("share") double weight,
    @Doc("Days of the month on which the device was seen") @Unit("days") int daysSeen,
    @Doc("Days of the month on which it was seen in the area") @Unit("days") int daysHere) {}
