package org.caudal.phone.person;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Flows of residents as operators estimated them, each from its own devices. */
@Table(
    name = "operator_flow",
    row =
        "One row an operator, month, level, definition of home, kind, origin, destination and vintage with enough devices.",
    key = {
      "operator_id",
      "month",
      "before",
      "level",
      "definition",
      "kind",
      "origin",
      "destination",
      "vintage"
    },
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('stayer', 'mover', 'departures', 'arrivals', 'stock')"),
      @Check(name = "devices_enough", sql = "devices IS NULL OR devices >= minimum_devices"),
      @Check(
          name = "figures_as_said",
          sql =
              "(disclosure_status = 'published' AND devices IS NOT NULL AND standard_error >= 0 AND estimate >= 0) OR (disclosure_status = 'suppressed_secondary' AND devices IS NULL AND standard_error IS NULL AND estimate IS NULL)")
    },
    caveat =
        "Every operator's estimate is of all residents: do not add up. Of several vintages the latest is combined. A flow without a row has few devices or none. One without figures is hidden to protect another and may be large.",
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
    @Doc("Distinct devices of the operator, before any scaling, in full steps of its minimum")
        @Unit("devices")
        @Nullable Long devices,
    @Doc("Persons of these devices, before any scaling")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal personsCounted,
    @Doc("All residents, estimated from these devices")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal estimate,
    @Doc("Standard error of the estimate") @Unit("persons") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc("Fewest devices of a flow that the operator hands over") @Unit("devices")
        int minimumDevices,
    @Doc("Most residents that fewer devices stand for, in any flow of the month and level")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal fewMost,
    @Doc("Day the operator made the estimates") LocalDate vintage,
    @Doc("published, or suppressed_secondary: hidden to protect another flow, without figures")
        String disclosureStatus,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {
  /** Disclosure status of a flow that is hidden to protect another. */
  public static final String PROTECTING = "suppressed_secondary";
}
