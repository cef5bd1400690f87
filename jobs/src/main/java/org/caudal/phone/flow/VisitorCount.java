package org.caudal.phone.flow;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Visitors with SIM cards from abroad. */
@Table(
    name = "visitor_count",
    row = "One row a month, operator and country of the SIM cards.",
    key = {"month", "operator_id", "country"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "factors_positive", sql = "deduplication_factor > 0 AND population_factor > 0"),
      @Check(name = "devices_positive", sql = "devices > 0")
    },
    caveat =
        "The country is that of the SIM card, not of residence. Stays of visitors who come back soon after they left are one.",
    example =
        "SELECT country, nights_estimate FROM visitor_count WHERE month = DATE'2025-06-01' ORDER BY country")
public record VisitorCount(
    @Doc("First day of the month") LocalDate month,
    @Doc("Operator whose network was visited") String operatorId,
    @Doc("Country of the SIM cards, ISO 3166-1 alpha-3; empty where the code is of none")
        String country,
    @Doc(
            "Distinct devices that spent a night of the month or ended a visit in it, before any factor; what disclosure rules look at")
        @Unit("devices")
        long devices,
    @Doc("Stays of one night or more that ended in the month") @Unit("stays") long stays,
    @Doc("Visits of one day in the month, without a night") @Unit("visits") long dayVisits,
    @Doc("Nights spent in the month, whenever the stay ends") @Unit("nights") long nights,
    @Doc("Nights of the stays that ended in the month; over stays it is the mean length")
        @Unit("nights")
        long stayNights,
    @Doc("Persons a device, by country or the default") double deduplicationFactor,
    @Doc("Visitors a visitor seen by the operator, by country or the default")
        double populationFactor,
    @Doc("Stays times both factors") @Unit("stays") double staysEstimate,
    @Doc("Nights times both factors") @Unit("nights") double nightsEstimate) {}
