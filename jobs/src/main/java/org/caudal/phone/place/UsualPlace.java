package org.caudal.phone.place;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Where devices usually are, live and work. */
@Table(
    name = "usual_place",
    row = "One row a period, method, level, device, place and label.",
    key = {"month", "method", "level", "operator_id", "device_id", "place", "label"},
    partitionedBy = {"month"},
    clusteredBy = {"level", "device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "label_known", sql = "label IN ('usual', 'home', 'work')"),
      @Check(name = "score_possible", sql = "score BETWEEN -1 AND 1")
    },
    caveat = "A place with two labels has two rows. A device that was seen too seldom has none.",
    example =
        "SELECT place, COUNT(*) FROM usual_place WHERE month = DATE'2025-06-01' AND label = 'home' AND level = 'municipality' GROUP BY place")
public record UsualPlace(
    @Doc("First day of the last month of the period") LocalDate month,
    @Doc("First day of the period") LocalDate periodStart,
    @Doc("permanence: by hours and days of presence; meaningful: by clusters of cells and hours")
        String method,
    @Doc("Level of the division; cell for single cells; cluster for cells near each other")
        String level,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Area, cell, first cell of a cluster, or ISO 3166-1 alpha-3 of a foreign country")
        String place,
    @Doc("usual: part of the usual environment; home; work") String label,
    @Doc("Rule that gave the label, for example h_2; the first that did") String rule,
    @Doc(
            "permanence: share of the device's hours that are here; meaningful: from -1, used at night, to 1, used in working hours")
        double score,
    @Doc("Days on which the device was here") @Unit("days") int days,
    @Doc("Nights on which it was here") @Unit("nights") int nightDays,
    @Doc("Hours of days in which it was here") @Unit("hours") int hours) {}
