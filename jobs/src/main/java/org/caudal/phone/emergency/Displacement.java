package org.caudal.phone.emergency;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** Devices that were away from where they usually are after an event, above what is normal. */
@Table(
    name = "displacement",
    row = "One row an event, level, day, struck area and place where its devices were.",
    key = {"event_id", "level", "day", "origin", "place"},
    partitionedBy = {"day"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat =
        "Devices, not persons: families flee together, and silent devices are nowhere. Days of the baseline are in the table; above_normal is about 0 there.",
    example =
        "SELECT day, above_normal / devices_seen AS share, interval_low / devices_seen AS low, interval_high / devices_seen AS high FROM displacement WHERE origin = 'all' AND place = 'all' ORDER BY day")
public record Displacement(
    @Doc("Event, as in crisis_event") String eventId,
    @Doc("Level of the division") String level,
    @Doc("Day, local calendar of the source") LocalDate day,
    @Doc("Struck area in which the devices lived in the baseline; all for all of the event")
        String origin,
    @Doc(
            "Area or foreign country of the last event of the day; empty where the network visited is not known; all for all of them")
        String place,
    @Doc("Devices of the origin in the panel") @Unit("devices") long devicesPanel,
    @Doc("Those of them seen on the day, anywhere") @Unit("devices") long devicesSeen,
    @Doc("Those seen only outside home and profile, at the place") @Unit("devices")
        long devicesAway,
    @Doc("As many as are away there on the same weekday of the baseline")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal expectedAway,
    @Doc("Devices away less those expected: the displaced, among devices seen")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal aboveNormal,
    @Doc("Standard error of above_normal") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval of above_normal; may be below 0")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
