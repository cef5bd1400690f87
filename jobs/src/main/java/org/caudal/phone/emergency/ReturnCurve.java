package org.caudal.phone.emergency;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** How long devices stay away after an event: the share that has not come back yet. */
@Table(
    name = "return_curve",
    row =
        "One row an event, level, area left and number of days after which devices came back or were lost from sight.",
    key = {"event_id", "level", "origin", "days"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat =
        "Devices that nobody sees any more count as lost from sight, not as away. Ordinary travellers are among those who left.",
    example =
        "SELECT days, away_share, interval_low, interval_high FROM return_curve WHERE origin = 'all' ORDER BY days")
public record ReturnCurve(
    @Doc("Event, as in crisis_event") String eventId,
    @Doc("Level of the division") String level,
    @Doc("Struck area that was left; all for all of the event") String origin,
    @Doc("Days since a device was first away") @Unit("days") int days,
    @Doc("Devices still away and in sight just before") @Unit("devices") long atRisk,
    @Doc("Those of them back on this day") @Unit("devices") long returned,
    @Doc("Those of them not back, of whom no later return could be seen") @Unit("devices")
        long lost,
    @Doc("Share of the devices that left which is not back until this day, included")
        @Unit("share")
        @Digits(precision = 10, scale = 9)
        BigDecimal awayShare,
    @Doc("Standard error of the share") @Unit("share") @Digits(precision = 10, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("share") @Digits(precision = 10, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("share") @Digits(precision = 10, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
