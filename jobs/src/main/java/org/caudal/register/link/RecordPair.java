package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** Pairs of records that may be of one person. */
@Table(
    name = "record_pair",
    row = "One row a pair of records whose weight is high enough to be looked at.",
    key = {"left_source", "left_record", "right_source", "right_record"},
    sensitivity = Sensitivity.PERSON,
    checks = @Check(name = "probability_possible", sql = "probability BETWEEN 0 AND 1"),
    caveat =
        "Pairs for which no blocking rule holds are not here, however alike. The probability is that of the model, not a share that was checked.",
    example =
        "SELECT FLOOR(weight) AS weight, COUNT(*) FROM record_pair GROUP BY FLOOR(weight) ORDER BY 1")
public record RecordPair(
    @Doc("Register of the first record") String leftSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "left_source", of = Of.PARTY)
        @Doc("First record, before the second by register and pseudonym")
        String leftRecord,
    @Doc("Register of the second record") String rightSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "right_source", of = Of.PARTY)
        @Doc("Second record")
        String rightRecord,
    @Doc("Number of the first blocking rule that holds, from 0") int rule,
    @Doc(
            "Level of each comparison in the order of the model, joined by commas; -1 nothing to compare")
        String levels,
    @Doc("Logarithm to base 2 of the odds that both are of one person") double weight,
    @Doc("The same as a probability") double probability) {}
