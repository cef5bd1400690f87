package org.caudal.phone.presence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Devices and residents present in each area, hour by hour, with intervals. */
@Table(
    name = "present_population",
    row = "One row a day, local hour, level and area in which a device may have been.",
    key = {"day", "level", "hour", "zone_id"},
    partitionedBy = {"day"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "hour_known", sql = "hour BETWEEN 0 AND 23"),
      @Check(
          name = "intervals_hold_estimates",
          sql =
              "devices_low <= devices_estimate AND devices_estimate <= devices_high AND (persons IS NULL OR (persons_low <= persons AND persons <= persons_high))")
    },
    caveat =
        "Visitors with SIM cards from abroad are in the devices and not in the persons. Not for publication: no disclosure control.",
    example =
        "SELECT hour, zone_id, devices, persons, persons_low, persons_high FROM present_population WHERE day = DATE'2025-06-02' AND level = 'province' ORDER BY zone_id, hour")
public record PresentPopulation(
    @Doc("Day, local calendar of the source") LocalDate day,
    @Doc("Level of the division") String level,
    @Doc(
            "Local hour, 0 to 23: from its first to its last minute; from midnight, as in device_day, on days on which clocks change")
        @Unit("hours")
        int hour,
    @Doc("Area") String zoneId,
    @Doc("Distinct devices that were in a cell of which this is the main area, before any scaling")
        @Unit("devices")
        long devices,
    @Doc(
            "Those of them with weights of the month, or as many as the counts of all cells place there, whichever are fewer: what the persons rest on and disclosure rules look at")
        @Unit("devices")
        long devicesResident,
    @Doc("Persons of these devices, before any scaling; 0 without weights")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal personsCounted,
    @Doc("Devices, each cell spread by its shares alone")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal devicesDirect,
    @Doc("Devices, spread so that the counts of all cells are most likely")
        @Unit("devices")
        @Digits(precision = 24, scale = 9)
        BigDecimal devicesEstimate,
    @Doc("Standard error of this estimate") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal devicesError,
    @Doc("Lower end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal devicesLow,
    @Doc("Upper end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal devicesHigh,
    @Doc(
            "Direct devices times one national factor: residents over devices with a home in the month; null without weights")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsNaive,
    @Doc("Residents of the country who are present; null without weights of the month")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal persons,
    @Doc("Standard error of the persons; null without weights")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsError,
    @Doc("Lower end of the interval, a whole number rounded down; null without weights")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsLow,
    @Doc("Upper end of the interval, a whole number rounded up; null without weights")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsHigh,
    @Doc("Level of the intervals, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
