package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Where everybody usually lived, by the rule of twelve months. */
@Table(
    name = "synthetic_residence",
    row = "One row a person and a spell of usual residence in a town or in a foreign country.",
    key = {"person_id", "residence_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists. Follows from synthetic_stay by rule.",
    example =
        "SELECT COUNT(*) FROM synthetic_residence WHERE country = 'XCA' AND start_date <= DATE '2024-01-01' AND end_date > DATE '2024-01-01'")
public record SyntheticResidence(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("Number of the spell, from 1; the spells follow each other without gap")
        int residenceNumber,
    @Doc("Country of usual residence, ISO 3166-1 alpha-3") String country,
    @Doc("Town of usual residence; null abroad") @Nullable String townCode,
    @Doc("First day, at the earliest birth or the first simulated day") LocalDate startDate,
    @Doc("Day after the last; day of death or end of the simulation for the last spell")
        LocalDate endDate,
    @Doc("Reason of the stay that began the spell, as in synthetic_stay") String reason) {}
