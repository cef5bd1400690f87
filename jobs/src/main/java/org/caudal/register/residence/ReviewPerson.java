package org.caudal.register.residence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** A sample of the persons of a count for clerks to look for on the list of registers. */
@Table(
    name = "review_person",
    row = "One row a person of a count who was drawn to be looked for.",
    key = {"source_id", "record_id"},
    sensitivity = Sensitivity.PERSON,
    checks = @Check(name = "drawn_from_persons", sql = "sampled BETWEEN 1 AND persons"),
    caveat =
        "Names in plain text, as in link_record: for clerks, and for nobody else. Do not show them is_linked and what goes with it. The same seed draws the same persons again, so that answers stay of use when records are linked anew.",
    example = "SELECT is_linked, persons, sampled, COUNT(*) FROM review_person GROUP BY ALL")
public record ReviewPerson(
    @Doc("Register with the records of the count") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id")
        @Doc("Pseudonym of the first record of the person in the count, as in link_record")
        String recordId,
    @Doc("Day of the list and of the count") LocalDate referenceDate,
    @Doc("Index of residence from which persons are on the list") @Digits(precision = 7, scale = 6)
        BigDecimal leastIndex,
    @Doc("Whether the list holds only those who have a sign of the year after too")
        boolean isConfirmed,
    @Doc("Whether the person was linked with somebody on the list") boolean isLinked,
    @Doc("Persons of the count who were, or who were not") @Unit("persons") long persons,
    @Doc("Those of them who were drawn") @Unit("persons") long sampled,
    @Doc("Persons that each drawn one stands for") @Unit("persons") double samplingWeight,
    @Doc("The fields of the record, a JSON object of texts, as in link_record") String fields) {}
