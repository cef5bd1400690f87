package org.caudal.synthetic.register;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Everybody who went missing, reported or not. */
@Table(
    name = "true_missing",
    row = "One row a person and stay during which contact was lost.",
    key = {"person_id", "stay_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists, nobody is missing.",
    example = "SELECT route, reported, COUNT(*) FROM true_missing GROUP BY route, reported")
public record TrueMissing(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("Stay during which the person was last seen, as in synthetic_stay") int stayNumber,
    @Doc("irregular, transit or caravan") String route,
    @Doc("Day on which the person was last seen") LocalDate lastSeenOn,
    @Doc("Whether the list has the person by the end of the simulation") boolean reported,
    @Doc("Mark of the report, as in missing_sheet; null for those never reported")
        @Nullable String reportId) {}
