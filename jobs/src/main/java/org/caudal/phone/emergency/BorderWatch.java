package org.caudal.phone.emergency;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Devices in border areas and those that come and go, against the same weekday of a baseline. */
@Table(
    name = "border_watch",
    row = "One row an area, group of devices, measure and day.",
    key = {"level", "zone_id", "device_group", "measure", "day"},
    partitionedBy = {"day"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "measure_known", sql = "measure IN ('present', 'entering', 'leaving')"),
      @Check(name = "group_known", sql = "device_group IN ('residents', 'visitors')")
    },
    caveat =
        "Devices, not persons. A device that is silent on a day leaves, and enters when it is seen"
            + " again; the normal has as many.",
    example =
        "SELECT day, zone_id, measure, devices, expected, excess FROM border_watch WHERE"
            + " device_group = 'visitors' AND is_outside ORDER BY day, zone_id")
public record BorderWatch(
    @Doc("Day, local calendar of the source") LocalDate day,
    @Doc("Level of the division") String level,
    @Doc("Area; all for the corridor, which a device enters and leaves once") String zoneId,
    @Doc("residents: SIM cards of the country; visitors: of other countries") String deviceGroup,
    @Doc(
            "present: seen there on the day; entering: and not on the day before; leaving: on the"
                + " day before and not on the day")
        String measure,
    @Doc("Devices of the day") @Unit("devices") long devices,
    @Doc("Median of the same weekday of the baseline")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal expected,
    @Doc("Devices less those expected") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal excess,
    @Doc("Standard error of the excess of a normal day")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval of the excess")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Whether the interval leaves out 0: the day is not a normal one") boolean isOutside) {}
