package org.caudal.register.residence;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Answers of made-up clerks, as a file. */
@Table(
    name = "person_label_sheet",
    row = "One row a drawn person and clerk who looked for them.",
    key = {"file_name", "source_id", "record_id", "reviewer"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody looked. Errors are drawn, not made where it is hard.")
public record PersonLabelSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Register with the records of the count") String sourceId,
    @Doc("Mark of the record of the count") String recordId,
    @Doc("Register of the record that was found; null if none is named")
        @Nullable String foundSource,
    @Doc("Its mark; null if none is named") @Nullable String foundRecord,
    @Doc("Code of the clerk") String reviewer,
    @Doc("found, not-found or undecided") String decision) {}
