package org.caudal.register.border;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many arrivals that are taken to be reunifications are so. */
@Table(
    name = "reunification_accuracy",
    row = "One row an answer of the records.",
    key = {"answer"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "answer_known", sql = "answer IN ('yes', 'maybe', 'no', 'not_seen')"),
      @Check(name = "part_of_whole", sql = "reunifications <= arrivals")
    },
    caveat =
        "Of arrivals whose truth is known, such as synthetic ones. Without a permit, a document at the counter or a recorded crossing an arrival is in not_seen.",
    example = "SELECT answer, arrivals, reunifications FROM reunification_accuracy ORDER BY answer")
public record ReunificationAccuracy(
    @Doc("By the records: yes, certain; maybe, possible; no; not_seen: nothing of it")
        String answer,
    @Doc("Arrivals, by the records or in truth") @Unit("arrivals") long arrivals,
    @Doc("Those that, in truth, followed a member of the family") @Unit("arrivals")
        long reunifications) {}
