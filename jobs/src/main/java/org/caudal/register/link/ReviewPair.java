package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** A sample of pairs for reviewers to decide on. */
@Table(
    name = "review_pair",
    row = "One row a pair of records that was drawn to be looked at.",
    key = {"left_source", "left_record", "right_source", "right_record"},
    sensitivity = Sensitivity.PERSON,
    checks = @Check(name = "drawn_from_pairs", sql = "sampled BETWEEN 1 AND pairs"),
    caveat =
        "Names in plain text, as in link_record: for reviewers, and for nobody else. The same seed draws the same pairs again, so that decisions stay of use when records are linked anew.",
    example = "SELECT band, pairs, sampled, COUNT(*) FROM review_pair GROUP BY 1, 2, 3 ORDER BY 1")
public record ReviewPair(
    @Doc("Register of the first record") String leftSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "left_source", of = Of.PARTY)
        @Doc("First record, before the second by register and pseudonym")
        String leftRecord,
    @Doc("Register of the second record") String rightSource,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "right_source", of = Of.PARTY)
        @Doc("Second record")
        String rightRecord,
    @Doc("Number of the band of weights, 0 the lowest") int band,
    @Doc("Weight at which the band begins; null for the lowest") @Nullable Double bandLow,
    @Doc("Pairs in the band") long pairs,
    @Doc("Those of them that were drawn") @Unit("pairs") long sampled,
    @Doc("Pairs that each drawn one stands for") @Unit("pairs") double samplingWeight,
    @Doc("Logarithm to base 2 of the odds that both are of one person") double weight,
    @Doc(
            "The fields of both records, a JSON array of objects with field, left and right; a side without a value is left out")
        String fields,
    @Doc(
            "What made the weight, a JSON array of objects with comparison, level, weight and frequency, what is added for how common the values are; the first is the prior")
        String waterfall) {}
