package org.caudal.register.residence;

import org.caudal.register.link.LoadLinkRecords;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Whom of a count clerks found on the list of registers. */
@Table(
    name = "person_label",
    row = "One row a person of a count and clerk.",
    key = {"source_id", "record_id", "reviewer"},
    sensitivity = Sensitivity.PERSON,
    checks =
        @Check(name = "decision_known", sql = "decision IN ('found', 'not-found', 'undecided')"),
    caveat =
        "Answers, not the truth: agreement of two clerks says how far they can be trusted. A person who is found on another list than that of review_person was not found.",
    example = "SELECT reviewer, decision, COUNT(*) FROM person_label GROUP BY 1, 2")
public record PersonLabel(
    @Doc("Register with the records of the count") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id", of = Of.PARTY)
        @Doc("Pseudonym of the mark of the record of the count")
        String recordId,
    @Doc("Register of the record that was found; null if none is named")
        @Nullable String foundSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "found_source", of = Of.PARTY)
        @Doc("Pseudonym of its mark; null if none is named")
        @Nullable String foundRecord,
    @Doc("Code of the clerk, not a name") String reviewer,
    @Doc("found, not-found or undecided") String decision,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
