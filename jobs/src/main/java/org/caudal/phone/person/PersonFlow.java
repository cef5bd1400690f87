package org.caudal.phone.person;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Residents who stayed and moved between two months, with intervals. */
@Table(
    name = "person_flow",
    row = "One row a month, level, definition of home, kind, origin and destination.",
    key = {"month", "before", "level", "definition", "kind", "origin", "destination"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('stayer', 'mover', 'departures', 'arrivals', 'stock', 'unreached')"),
      @Check(
          name = "interval_holds_estimate",
          sql = "interval_low <= estimate AND estimate <= interval_high")
    },
    caveat =
        "A move that no device made has no row, which does not mean that nobody moved. Not for publication: no disclosure control.",
    example =
        "SELECT origin, destination, estimate, interval_low, interval_high FROM person_flow WHERE month = DATE'2025-06-01' AND level = 'province' AND kind = 'mover'")
public record PersonFlow(
    @Doc("First day of the later month") LocalDate month,
    @Doc("First day of the earlier month") LocalDate before,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc(
            "stayer; mover; departures, arrivals: movers from the origin and to the destination; stock: all residents of the earlier month who live in the destination in the later, where no device of those who lived there before was seen again only those who arrived; unreached: residents of the origin of the earlier month whose devices were all lost, in no other row")
        String kind,
    @Doc("Home in the earlier month; empty for arrivals and stocks") String origin,
    @Doc("Home in the later month, area or foreign country; empty for departures and unreached")
        String destination,
    @Doc("Distinct devices with some weight in the flow, before any scaling") @Unit("devices")
        long devices,
    @Doc("Persons of these devices, before any scaling")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal personsCounted,
    @Doc(
            "Devices times one national factor: residents over devices of operators compared with a home in the earlier month")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal naive,
    @Doc("Residents") @Unit("persons") @Digits(precision = 24, scale = 9) BigDecimal estimate,
    @Doc("Standard error of the estimate") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval, a whole number rounded down")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval, a whole number rounded up")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc(
            "Operators whose devices are in no row of the month, as they have records on too few days of one of both, comma-separated; empty for none")
        String operatorsLeftOut) {}
