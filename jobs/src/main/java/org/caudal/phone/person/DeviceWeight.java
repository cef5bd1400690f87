package org.caudal.phone.person;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many residents each device stands for. */
@Table(
    name = "device_weight",
    row = "One row a device, month, level, definition of home and area in which it lives.",
    key = {"month", "level", "definition", "operator_id", "device_id", "zone_id"},
    partitionedBy = {"month"},
    clusteredBy = {"level", "device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "weight_possible", sql = "weight >= 0 AND base_weight > 0")},
    caveat =
        "Weights of an area add up to its margin: they say how residents moved, not how many there are.",
    example =
        "SELECT zone_id, SUM(weight) FROM device_weight WHERE month = DATE'2025-06-01' AND level = 'province' GROUP BY zone_id")
public record DeviceWeight(
    @Doc("First day of the month") LocalDate month,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Area in which it lives") String zoneId,
    @Doc("low: seen on fewer than four days in ten; middle; high: on eight days in ten or more")
        String activityClass,
    @Doc(
            "ISO 5218 of who registered the SIM card: 1 male, 2 female; 0 not known, and for all where there is no table subscriber")
        int sex,
    @Doc("Age of who registered it, as a group of age-groups; empty where it is not known")
        String ageBand,
    @Doc(
            "Operator, activity class and, where one is known, sex and age: devices of an area and stratum weigh the same")
        String stratum,
    @Doc("Share of the device that lives in the area") @Unit("share") double share,
    @Doc("Persons to a device: below 1 where some have two") @Unit("persons") double persons,
    @Doc("Persons to a device over the share of devices of the stratum that have a home")
        @Unit("persons")
        double baseWeight,
    @Doc("Residents that the device stands for in the area") @Unit("persons") double weight) {}
