package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** What reviewers decided on pairs of records. */
@Table(
    name = "pair_label",
    row = "One row a pair of records and reviewer.",
    key = {"left_source", "left_record", "right_source", "right_record", "reviewer"},
    sensitivity = Sensitivity.PERSON,
    checks =
        @Check(name = "decision_known", sql = "decision IN ('match', 'no-match', 'undecided')"),
    caveat =
        "Decisions, not the truth: agreement of two reviewers says how far they can be trusted. The records of a pair are in either order.",
    example = "SELECT reviewer, decision, COUNT(*) FROM pair_label GROUP BY 1, 2")
public record PairLabel(
    @Doc("Register of the one record") String leftSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "left_source", of = Of.PARTY)
        @Doc("Pseudonym of its mark")
        String leftRecord,
    @Doc("Register of the other record") String rightSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "right_source", of = Of.PARTY)
        @Doc("Pseudonym of its mark")
        String rightRecord,
    @Doc("Code of the reviewer, not a name") String reviewer,
    @Doc("match, no-match or undecided") String decision,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
