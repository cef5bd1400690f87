package org.caudal.synthetic.phone;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Persons and devices by group: how wrong a count of devices is. */
@Table(
    name = "true_device",
    row = "One row a day, province, sex, age group, and whether the persons emigrate later.",
    key = {"day", "province_code", "sex", "age_group", "is_leaver"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "phones_of_persons", sql = "persons_with_phone <= persons")},
    caveat = "Synthetic: nobody exists. Machines belong to no group.",
    example = "SELECT age_group, SUM(devices) / SUM(persons) FROM true_device GROUP BY age_group")
public record TrueDevice(
    @Doc("Day") LocalDate day,
    @Doc("Province in which the persons are, P-code") String provinceCode,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Age in completed years on the day, as 18-29") String ageGroup,
    @Doc("Whether the persons reside in the country on the day and abroad later on")
        boolean isLeaver,
    @Doc("Persons in the country on the day") @Unit("persons") long persons,
    @Doc("Those with a SIM of their own, local or foreign") @Unit("persons") long personsWithPhone,
    @Doc("Their SIMs") @Unit("devices") long devices,
    @Doc(
            "Share of the group in the country's devices over its share in the country's persons, less 1: above 0 where a count of devices shows too many")
        double naiveBias) {}
