package org.caudal.phone.emergency;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** Whether the devices of a struck area were where they usually are, day by day. */
@Table(
    name = "device_whereabouts",
    row = "One row an event, level, device at home in a struck area, and day on which it was seen.",
    key = {"event_id", "level", "day", "operator_id", "device_id"},
    partitionedBy = {"day"},
    clusteredBy = {"device_id"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "A device that was silent on a day has no row: its battery, its network or its owner may be the reason.",
    example =
        "SELECT day, AVG(CASE WHEN is_expected THEN 0.0 ELSE 1.0 END) FROM device_whereabouts GROUP BY day ORDER BY day")
public record DeviceWhereabouts(
    @Doc("Event, as in crisis_event") String eventId,
    @Doc("Level of the division") String level,
    @Doc("Day, local calendar of the source") LocalDate day,
    @Doc("Days since the event struck; below 0 in the baseline") @Unit("days") int daysSince,
    @Doc("Days of the baseline") @Unit("days") int baselineDays,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Struck area in which the device lived in the baseline") String origin,
    @Doc(
            "Area of the last event of the day, foreign country, or empty where the network visited is not known")
        String place,
    @Doc("Whether it was seen at home, or in an area of its own profile of this weekday")
        boolean isExpected) {}
