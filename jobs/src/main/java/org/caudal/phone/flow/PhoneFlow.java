package org.caudal.phone.flow;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Moves of devices between two months, and what became of those that did not move. */
@Table(
    name = "phone_flow",
    row = "One row a month, level, definition of home, kind, origin and destination.",
    key = {"month", "before", "level", "definition", "kind", "origin", "destination"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "kind_known",
          sql = "kind IN ('stayer', 'mover', 'appeared', 'disappeared', 'unlocatable')")
    },
    caveat =
        "Devices, not persons, not scaled: whoever changes the SIM card disappears and another appears.",
    example =
        "SELECT origin, destination, estimate FROM phone_flow WHERE month = DATE'2025-06-01' AND level = 'province' AND definition = 'night_days' AND kind = 'mover'")
public record PhoneFlow(
    @Doc("First day of the later month") LocalDate month,
    @Doc("First day of the earlier month") LocalDate before,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc(
            "stayer; mover; appeared: not seen in the earlier month; disappeared: not seen in the later; unlocatable: seen in both, at home in one")
        String kind,
    @Doc("Home in the earlier month, area or foreign country; empty where there was none")
        String origin,
    @Doc("Home in the later month, area or foreign country; empty where there was none")
        String destination,
    @Doc("Distinct devices with some weight in the flow, before any scaling") @Unit("devices")
        long devices,
    @Doc("Sum of the devices' weights") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal estimate,
    @Doc("Standard error of the estimate") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("devices") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc(
            "Operators that are in no row of the month, as they have records on too few days of one of both, comma-separated; empty for none")
        String operatorsLeftOut) {}
