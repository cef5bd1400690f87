package org.caudal.phone.flow;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Devices seen in one place and later in another, day by day. */
@Table(
    name = "trip_count",
    row = "One row a day, level and ordered pair of places.",
    key = {"day", "level", "origin", "destination"},
    partitionedBy = {"day"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "devices_positive", sql = "devices > 0"),
      @Check(name = "places_differ", sql = "origin <> destination")
    },
    caveat =
        "Before disclosure control. Pairs overlap: who was in A, B and C in turn counts for A to B, B to C and A to C.",
    example =
        "SELECT day, SUM(devices) FROM trip_count WHERE level = 'province' AND destination = 'XC01' GROUP BY day ORDER BY day")
public record TripCount(
    @Doc("Day, local calendar of the source") LocalDate day,
    @Doc("Level of the division") String level,
    @Doc("Area where the devices were first, or country abroad, ISO 3166-1 alpha-3") String origin,
    @Doc("Area where they were later on the same day, or country abroad") String destination,
    @Doc("Devices of all operators; what disclosure rules look at") @Unit("devices")
        long devices) {}
