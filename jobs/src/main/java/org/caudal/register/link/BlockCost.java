package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** How many pairs blocking rules make, and where most of them are. */
@Table(
    name = "block_cost",
    row = "One row a blocking rule, with rank 0, and one for each of its largest blocks.",
    key = {"rule", "rank"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "pairs_counted", sql = "pairs >= 0"),
      @Check(name = "new_among_pairs", sql = "new_pairs IS NULL OR new_pairs BETWEEN 0 AND pairs")
    },
    caveat =
        "Pairs that are compared, not pairs of one person. Counted from sizes of blocks: where a rule has a condition that is no equality, pairs are those looked at, not those it keeps; two records with several elements of a list in common are looked at for each.",
    example = "SELECT rule, condition, pairs, new_pairs FROM block_cost WHERE rank = 0")
public record BlockCost(
    @Doc("Number of the rule, from 0; rules of more-rules follow those of the settings") int rule,
    @Doc("The rule as it is written") String condition,
    @Doc("0 for the whole rule, 1 for its block with most pairs, and so on") int rank,
    @Doc("Pseudonym of the key of the block; null for the whole rule") @Nullable String block,
    @Doc("Records with a key, or in the block") long records,
    @Doc("Pairs of records with one key") long pairs,
    @Doc("Whether the rule is nothing but equalities, so that all these pairs are its pairs")
        boolean exact,
    @Doc(
            "Pairs of the rule that no rule before it finds; null for blocks, for more-rules, and where a condition that is no equality, or too many rules, leaves it unknown")
        @Nullable Long newPairs,
    @Doc("Records without a key, which the rule cannot find; null for blocks")
        @Nullable Long missing) {}
