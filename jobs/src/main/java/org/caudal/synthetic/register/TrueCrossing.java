package org.caudal.synthetic.register;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Every crossing of the border of the fictional country, and what the posts made of it. */
@Table(
    name = "true_crossing",
    row = "One row a person and crossing of the border, recorded or not.",
    key = {"person_id", "stay_number"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "status_known", sql = "status IN ('recorded', 'missed', 'irregular', 'lost')"),
      @Check(name = "company_known", sql = "company IN ('adult', 'accompanied', 'alone')")
    },
    caveat = "Synthetic: nobody exists. Follows from synthetic_stay.",
    example = "SELECT direction, status, COUNT(*) FROM true_crossing GROUP BY direction, status")
public record TrueCrossing(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("The stay that the crossing begins, as in synthetic_stay") int stayNumber,
    @Doc("Mark of the crossing, as in crossing_sheet") String crossingId,
    @Doc("Day") LocalDate crossedOn,
    @Doc("entry or exit; the file has the other one where direction_wrong") String direction,
    @Doc("air, land, sea or irregular") String transport,
    @Doc("Town of the post; null for irregular crossings") @Nullable String post,
    @Doc(
            "recorded; missed by the post; irregular, where there is none; lost: recorded, but the day is missing in the file")
        String status,
    @Doc("Whether the direction is written the other way round") boolean directionWrong,
    @Doc(
            "adult; accompanied: under 18, with an adult of the party who crosses along; alone: under 18, without one")
        String company) {}
