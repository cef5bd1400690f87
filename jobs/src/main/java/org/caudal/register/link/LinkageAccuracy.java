package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** How many of the pairs of records of one person were found, and how many found pairs are none. */
@Table(
    name = "linkage_accuracy",
    row =
        "One row two registers, the same one twice for pairs within it; all and all for the whole.",
    key = {"left_source", "right_source"},
    sensitivity = Sensitivity.AGGREGATE,
    checks =
        @Check(
            name = "right_are_both",
            sql = "right_pairs <= true_pairs AND right_pairs <= linked_pairs"),
    caveat = "Against a known truth: of a synthetic country it says how the method does there.",
    example = "SELECT left_source, right_source, precision, recall, f1 FROM linkage_accuracy")
public record LinkageAccuracy(
    @Doc("First register, or all") String leftSource,
    @Doc("Second register, or all") String rightSource,
    @Doc("Pairs of records of one person") long truePairs,
    @Doc("Pairs of records that were taken for one person") long linkedPairs,
    @Doc("Pairs that are both") long rightPairs,
    @Doc("Right among linked pairs; null where none was linked") @Nullable Double precision,
    @Doc("Right among true pairs; null where there is none") @Nullable Double recall,
    @Doc("Harmonic mean of precision and recall, F1") @Nullable Double f1) {}
