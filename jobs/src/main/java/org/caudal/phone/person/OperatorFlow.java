package org.caudal.phone.person;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Flows of residents as operators estimated them, each from its own devices. */
@Table(
    name = "operator_flow",
    row =
        "One row an operator, month, level, definition of home, kind, origin and destination with enough devices.",
    key = {
      "operator_id",
      "month",
      "before",
      "level",
      "definition",
      "kind",
      "origin",
      "destination"
    },
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('stayer', 'mover', 'departures', 'arrivals', 'stock')"),
      @Check(name = "devices_enough", sql = "devices >= minimum_devices"),
      @Check(name = "error_possible", sql = "standard_error >= 0 AND estimate >= 0")
    },
    caveat =
        "Every operator's estimate is of all residents: do not add up. A flow without a row has too few devices, or is hidden to protect one.",
    example =
        "SELECT operator_id, origin, destination, estimate FROM operator_flow WHERE kind = 'mover'")
public record OperatorFlow(
    @Doc("Operator") String operatorId,
    @Doc("First day of the later month") LocalDate month,
    @Doc("First day of the earlier month") LocalDate before,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc("As in person_flow") String kind,
    @Doc("Home in the earlier month; empty for arrivals and stocks") String origin,
    @Doc("Home in the later month; empty for departures") String destination,
    @Doc("Distinct devices of the operator, before any scaling") @Unit("devices") long devices,
    @Doc("Persons of these devices, before any scaling")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal personsCounted,
    @Doc("All residents, estimated from these devices")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal estimate,
    @Doc("Standard error of the estimate") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Fewest devices of a flow that the operator hands over") @Unit("devices")
        int minimumDevices,
    @Doc("Most residents that fewer devices stand for, in any flow of the month and level")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal fewMost,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
