package org.caudal.register.link;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Precision and recall of pairs by where the threshold is put, from what reviewers decided. */
@Table(
    name = "linkage_quality",
    row = "One row a band of weights at which the threshold may be put.",
    key = {"band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "parts_of_pairs", sql = "decided + undecided <= pairs"),
      @Check(
          name = "ends_in_order",
          sql =
              "precision_low <= precision AND precision <= precision_high AND recall_low <= recall AND recall <= recall_high")
    },
    caveat =
        "Recall is among the pairs that link-records kept: pairs that no blocking rule found are not in it. Errors of reviewers are not in the intervals; kappa says how large they may be.",
    example =
        "SELECT threshold, precision, precision_low, recall, recall_low FROM linkage_quality ORDER BY band")
public record LinkageQuality(
    @Doc("Number of the lowest band that is taken for one person") int band,
    @Doc("Weight at which it begins; null for the lowest band: all pairs")
        @Nullable Double threshold,
    @Doc("Pairs of at least that weight") long pairs,
    @Doc("Drawn ones of them on which a reviewer decided") @Unit("pairs") long decided,
    @Doc("Drawn ones of them on which no reviewer could decide, or two were as many as two")
        @Unit("pairs")
        long undecided,
    @Doc(
            "Estimated pairs of one person among the pairs of at least that weight; null where a band has no decision")
        @Unit("pairs")
        @Nullable Double matches,
    @Doc("Share of pairs of one person among the pairs of at least that weight")
        @Nullable Double precision,
    @Doc("Lower end of its interval") @Nullable Double precisionLow,
    @Doc("Upper end of its interval") @Nullable Double precisionHigh,
    @Doc(
            "Share of the pairs of one person, among all that were compared and kept, that have that weight")
        @Nullable Double recall,
    @Doc("Lower end of its interval") @Nullable Double recallLow,
    @Doc("Upper end of its interval") @Nullable Double recallHigh,
    @Doc(
            "Estimated pairs of two persons of that weight among all possible pairs of two, those never compared counted as such; null where a band has no decision")
        @Nullable Double falsePositiveRate,
    @Doc("Level of the intervals") @Digits(precision = 7, scale = 6) BigDecimal intervalLevel,
    @Doc("Pairs of at least that weight that two reviewers looked at") @Unit("pairs") long twice,
    @Doc("Share of those on which they said the same, undecided included; null without any")
        @Nullable Double agreement,
    @Doc("Cohen's kappa of the two; null without any, and where both always say the same one thing")
        @Nullable Double kappa) {}
