package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** The true moves of the synthetic world. */
@Table(
    name = "true_flow",
    row = "One row a month, concept, reason, origin, destination, sex and age band with a move.",
    key = {"month", "concept", "reason", "origin", "destination", "sex", "age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "concept_known", sql = "concept IN ('residence', 'stay')")},
    caveat = "Synthetic. A person who moves twice in a month counts twice.",
    example =
        "SELECT month, SUM(moves) FROM true_flow WHERE concept = 'residence' AND destination = 'USA' GROUP BY month ORDER BY month")
public record TrueFlow(
    @Doc("First day of the month of the move") LocalDate month,
    @Doc(
            "residence: the usual residence changed (12 months); stay: the person went to another municipality or country, for however long")
        String concept,
    @Doc("Reason, as in synthetic_stay") String reason,
    @Doc("P-code of the municipality left, or ISO 3166-1 alpha-3 of the country") String origin,
    @Doc("P-code of the municipality of arrival, or ISO 3166-1 alpha-3 of the country")
        String destination,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Completed years on the day of the move in bands of five, 00-04 to 85+") String ageBand,
    @Doc("Moves") @Unit("moves") long moves) {}
