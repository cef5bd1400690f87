package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Which person each record is of. */
@Table(
    name = "linked_person",
    row = "One row a record of a register.",
    key = {"source_id", "record_id"},
    clusteredBy = {"person_id"},
    sensitivity = Sensitivity.PERSON,
    checks = @Check(name = "records_counted", sql = "records >= 1"),
    caveat =
        "A person whose records were not linked is several persons here, two persons taken for one are one: count persons with the accuracy that was measured beside.",
    example =
        "SELECT records, COUNT(DISTINCT person_id) FROM linked_person GROUP BY records ORDER BY records")
public record LinkedPerson(
    @Doc("Name of the register") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id") @Doc("Pseudonym of the record")
        String recordId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, of = Of.PART)
        @Doc("Pseudonym of the person: of its first record by register and pseudonym")
        String personId,
    @Doc("Records of the person") int records,
    @Doc(
            "Mean weight with the other records of the person, none taken below the floor; null where it is alone")
        @Nullable Double weight) {}
