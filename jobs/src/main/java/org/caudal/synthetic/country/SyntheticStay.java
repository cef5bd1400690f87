package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Where everybody really was. */
@Table(
    name = "synthetic_stay",
    row = "One row a person and an unbroken stay in a town or in a foreign country.",
    key = {"person_id", "stay_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists. This is the truth that no source shows.",
    example = "SELECT reason, COUNT(*) FROM synthetic_stay GROUP BY reason")
public record SyntheticStay(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("Number of the stay in the person's life, from 1; the stays follow each other without gap")
        int stayNumber,
    @Doc("Country of the stay, ISO 3166-1 alpha-3; XCA for the fictional one") String country,
    @Doc("Town of the stay; null abroad") @Nullable String townCode,
    @Doc("First day there; the first stay begins at birth, or when the simulation does")
        LocalDate startDate,
    @Doc(
            "Day of leaving, which is the first day of the next stay; day of death or end of the simulation for the last")
        LocalDate endDate,
    @Doc(
            "Why the stay began: start (of the simulation), birth, internal_migration, emigration, immigration, return, reunification, unaccompanied_child, seasonal_work, circular_work, visit, transit, caravan, displacement, home (back from a temporary stay)")
        String reason,
    @Doc("Person who leads the group that moved together; the person itself when alone")
        long partyId,
    @Doc("How the border was crossed into this stay: air, land, sea, irregular; null without one")
        @Nullable String crossing) {}
