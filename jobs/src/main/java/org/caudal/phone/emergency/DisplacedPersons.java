package org.caudal.phone.emergency;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Residents of struck areas who were displaced, week by week after an event. */
@Table(
    name = "displaced_persons",
    row = "One row an event, level, week after the event and struck area, for weeks that are over.",
    key = {"event_id", "level", "week", "origin"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "intervals_hold_estimates",
          sql =
              "interval_low <= displaced_share AND displaced_share <= interval_high AND (persons IS NULL OR (persons_low <= persons AND persons <= persons_high))")
    },
    caveat =
        "Residents without a phone and those who are silent are taken to flee as often as those seen in their area. Areas add up to about all. Not for publication: no disclosure control.",
    example =
        "SELECT week, displaced_share, persons, persons_low, persons_high FROM displaced_persons WHERE origin = 'all' ORDER BY week")
public record DisplacedPersons(
    @Doc("Event, as in crisis_event") String eventId,
    @Doc("Level of the division") String level,
    @Doc("First day of the week; the first week begins with the event") LocalDate week,
    @Doc("Struck area that was left; all for all of the event") String origin,
    @Doc("Days of the week of which there are records") @Unit("days") int days,
    @Doc("Distinct devices of the origin seen on a mean day, rounded down") @Unit("devices")
        long devicesSeen,
    @Doc("Distinct devices away, on the day with most") @Unit("devices") long devicesAway,
    @Doc("Distinct devices seen and not away, on the day with most") @Unit("devices")
        long devicesHome,
    @Doc(
            "Share displaced: away above normal of those seen, over the days together; of all with areas by their residents, where known; below 0 where fewer are away than normal")
        @Unit("share")
        @Digits(precision = 24, scale = 9)
        BigDecimal displacedShare,
    @Doc("Standard error of the share") @Unit("share") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of its interval; may be below 0")
        @Unit("share")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of its interval; may be above 1")
        @Unit("share")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc(
            "Residents of the origin at the reference date nearest to the first day of the month of the event; null where they are not known")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal residents,
    @Doc("Residents times the share; null where residents are not known")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal persons,
    @Doc("Lower end of the interval, a whole number rounded down")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsLow,
    @Doc("Upper end of the interval, a whole number rounded up")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsHigh,
    @Doc("Level of the intervals, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
