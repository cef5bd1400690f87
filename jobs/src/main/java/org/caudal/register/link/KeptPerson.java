package org.caudal.register.link;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Which person each record was of, vintage by vintage, under identifiers that stay. */
@Table(
    name = "kept_person",
    row = "One row a vintage and record of a register.",
    key = {"vintage", "source_id", "record_id"},
    partitionedBy = {"vintage"},
    clusteredBy = {"person_id"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "A person keeps the identifier while most of the records stay together. Who was merged or split has two: person_change has both.",
    example = "SELECT vintage, COUNT(DISTINCT person_id) FROM kept_person GROUP BY vintage")
public record KeptPerson(
    @Doc("Day that the persons are of") LocalDate vintage,
    @Doc("Name of the register") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id") @Doc("Pseudonym of the record")
        String recordId,
    @Pseudonym(value = "kept-person", of = Of.PART)
        @Doc("Identifier of the person, the same in all vintages")
        String personId) {}
