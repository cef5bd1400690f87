package org.caudal.register.link;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** What linkage by pairs would find and miss, by where the threshold is put. */
@Table(
    name = "linkage_threshold",
    row = "One row a threshold of the weight above which a pair that was kept is.",
    key = {"threshold"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "pairs_add_up", sql = "true_pairs + false_pairs = pairs"),
      @Check(name = "possible_pairs", sql = "pairs + missed_pairs <= possible_pairs")
    },
    caveat =
        "Against a known truth, pair by pair: persons of group-records are joined otherwise, see linkage_accuracy. Pairs that were not kept are below every threshold.",
    example =
        "SELECT threshold, precision, recall, f1 FROM linkage_threshold ORDER BY f1 DESC LIMIT 1")
public record LinkageThreshold(
    @Doc("Lowest weight that is taken for one person")
        @Digits(precision = 12, scale = 6)
        @Unit("bits")
        BigDecimal threshold,
    @Doc("Pairs of at least that weight") @Unit("pairs") long pairs,
    @Doc("Those of them that are of one person") @Unit("pairs") long truePairs,
    @Doc("Those of them that are of two persons") @Unit("pairs") long falsePairs,
    @Doc("Pairs of one person below the threshold, or never compared") @Unit("pairs")
        long missedPairs,
    @Doc("All pairs of records there could be") @Unit("pairs") long possiblePairs,
    @Doc("True among the pairs of at least that weight") double precision,
    @Doc("True among all pairs of one person; null where there is none") @Nullable Double recall,
    @Doc("Harmonic mean of precision and recall, F1; null where recall is") @Nullable Double f1,
    @Doc(
            "False among all pairs of two persons, those never compared counted as told apart; null where there is none")
        @Nullable Double falsePositiveRate) {}
