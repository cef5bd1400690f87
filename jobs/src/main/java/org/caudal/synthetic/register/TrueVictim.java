package org.caudal.synthetic.register;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Every victim of trafficking and the lists that have them. */
@Table(
    name = "true_victim",
    row = "One row a victim of the hidden population, listed or not.",
    key = {"person_id"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists, nobody is a victim.",
    example = "SELECT history, COUNT(*) FROM true_victim GROUP BY history")
public record TrueVictim(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("woman, girl or man") String victimClass,
    @Doc("Whether the person is no citizen of the country: only then may a consulate list them")
        boolean foreigner,
    @Doc("Day within a stay in the country from which the exploitation is counted")
        LocalDate victimSince,
    @Doc("Town of that stay") String townCode,
    @Doc("Capture history: a digit each for police, ngo, health, labour, consulate; 1 when listed")
        String history) {}
