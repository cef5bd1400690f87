package org.caudal.phone.person;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Residents who stayed and moved, from the estimates of several operators. */
@Table(
    name = "combined_flow",
    row = "One row a month, level, definition of home, kind, origin and destination.",
    key = {"month", "before", "level", "definition", "kind", "origin", "destination"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "interval_holds_estimate",
          sql =
              "interval_low <= least AND least <= estimate AND estimate <= most AND most <= interval_high"),
      @Check(name = "some_operator_shows", sql = "operators_hiding < operators"),
      @Check(name = "weighting_known", sql = "weighting IN ('subscribers', 'devices')")
    },
    caveat =
        "A flow that no operator shows, or that one hides to protect another, has no row. Where an operator has few devices in a flow, the estimate is the middle of a range; where it has few in an area, the estimate is that of the others.",
    example =
        "SELECT origin, destination, estimate, interval_low, interval_high FROM combined_flow WHERE kind = 'mover' AND operators_hiding = 0")
public record CombinedFlow(
    @Doc("First day of the later month") LocalDate month,
    @Doc("First day of the earlier month") LocalDate before,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc("As in person_flow") String kind,
    @Doc("Home in the earlier month; empty for arrivals and stocks") String origin,
    @Doc("Home in the later month; empty for departures") String destination,
    @Doc(
            "Operators that handed over figures of the month and level, without those that have few devices or none in an area of the flow while another has more")
        @Unit("operators")
        int operators,
    @Doc("Of these, operators with too few devices in this flow, or none") @Unit("operators")
        int operatorsHiding,
    @Doc("Devices of the others; those of a person with several cards all count") @Unit("devices")
        long devices,
    @Doc("What operators were weighted by: subscribers or devices") String weighting,
    @Doc("Residents if hidden figures are 0") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal least,
    @Doc("Residents; where an operator hides the flow, the middle between least and most")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal estimate,
    @Doc("Residents if hidden figures are as large as they can be")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal most,
    @Doc("Standard error of the chance of who was counted, without the range of hidden figures")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval, with hidden figures at 0, a whole number rounded down")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval, with hidden figures at their most, rounded up")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
