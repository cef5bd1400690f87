package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Decisions of made-up reviewers, as a file. */
@Table(
    name = "pair_label_sheet",
    row = "One row a drawn pair and reviewer who looked at it.",
    key = {"file_name", "left_source", "left_record", "right_source", "right_record", "reviewer"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody looked at the pairs. Errors are drawn, not made where it is hard.")
public record PairLabelSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Register of the first record") String leftSource,
    @Doc("Mark of the first record in its register") String leftRecord,
    @Doc("Register of the second record") String rightSource,
    @Doc("Mark of the second record") String rightRecord,
    @Doc("Code of the reviewer") String reviewer,
    @Doc("match, no-match or undecided") String decision) {}
