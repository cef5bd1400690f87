package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Pairs of records that somebody knows to be of two persons. */
@Table(
    name = "separate_pair",
    row = "One row two records that are of two persons.",
    key = {"left_source", "left_record", "right_source", "right_record"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Decisions of clerks, in either order of the records. A record that is not loaded keeps nobody apart.",
    example = "SELECT left_source, right_source, COUNT(*) FROM separate_pair GROUP BY 1, 2")
public record SeparatePair(
    @Doc("Register of the one record") String leftSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "left_source", of = Of.PARTY)
        @Doc("Pseudonym of its mark")
        String leftRecord,
    @Doc("Register of the other record") String rightSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "right_source", of = Of.PARTY)
        @Doc("Pseudonym of its mark")
        String rightRecord,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
