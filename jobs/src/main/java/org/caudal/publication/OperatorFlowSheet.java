package org.caudal.publication;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Flows of residents that an operator hands over, as a file. */
@Table(
    name = "operator_flow_sheet",
    row =
        "One row a month, level, definition of home, kind, origin and destination with enough devices.",
    key = {"file_name", "month", "level", "kind", "origin", "destination"},
    sensitivity = Sensitivity.PUBLISHED,
    caveat =
        "A flow without a row has few devices or none. A flow that is hidden to protect one has a row without figures. Neither is zero.")
public record OperatorFlowSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Operator") String operatorId,
    @Doc("First day of the later month") String month,
    @Doc("First day of the earlier month") String before,
    @Doc("Level of the division") String level,
    @Doc("Definition of home, as in home_zone") String definition,
    @Doc("As in person_flow") String kind,
    @Doc("Home in the earlier month; empty for arrivals and stocks") String origin,
    @Doc("Home in the later month; empty for departures") String destination,
    @Doc("Distinct devices, before any scaling, in full steps of the minimum")
        @Nullable String devices,
    @Doc("Persons whom so many devices have on average, before any scaling")
        @Nullable String personsCounted,
    @Doc("All residents, estimated from these devices, rounded to the step that the method tells")
        @Nullable String estimate,
    @Doc(
            "Standard error of the estimate and of its rounding, rounded to the step that the method tells")
        @Nullable String standardError,
    @Doc("Lower end of the interval") @Nullable String intervalLow,
    @Doc("Upper end of the interval") @Nullable String intervalHigh,
    @Doc("Level of the interval") String intervalLevel,
    @Doc("Fewest devices of a flow that is handed over") String minimumDevices,
    @Doc("Most residents that fewer devices stand for, in any flow of the month and level")
        String fewMost,
    @Doc("What the figures were computed from") String source,
    @Doc("How the figure and its interval were computed") String method,
    @Doc("Day the estimate was made") String vintage,
    @Doc("published, or suppressed_secondary: hidden to protect another, without figures")
        String disclosureStatus) {}
