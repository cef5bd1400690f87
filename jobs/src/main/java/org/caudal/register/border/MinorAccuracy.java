package org.caudal.register.border;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many entries of children who are taken to be alone are so. */
@Table(
    name = "minor_accuracy",
    row = "One row an answer of the records.",
    key = {"answer"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "answer_known", sql = "answer IN ('yes', 'maybe', 'no', 'not_seen')"),
      @Check(name = "parts_of_whole", sql = "alone + accompanied <= entries")
    },
    caveat =
        "Of crossings whose truth is known, such as synthetic ones. Children who cross by no post are in not_seen.",
    example = "SELECT answer, entries, alone, accompanied FROM minor_accuracy ORDER BY answer")
public record MinorAccuracy(
    @Doc(
            "Whether a child is alone by the records: yes, certain; maybe, possible; no; not_seen: no record, or one as an adult")
        String answer,
    @Doc("Entries of children, by the records or in truth") @Unit("entries") long entries,
    @Doc("Those that are, in truth, entries of a child with whom no adult crossed") @Unit("entries")
        long alone,
    @Doc("Those that are, in truth, entries of a child with whom an adult crossed") @Unit("entries")
        long accompanied) {}
