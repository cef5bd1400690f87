package org.caudal.register.residence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How well the persons of a count were linked with the list of registers. */
@Table(
    name = "count_linkage",
    row = "One row a count and reference date.",
    key = {"count_source", "reference_date"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "both_kinds_decided",
          sql = "(linked = 0 OR linked_decided > 0) AND (unlinked = 0 OR unlinked_decided > 0)"),
      @Check(
          name = "both_kinds_seen",
          sql =
              "linked_found + unlinked_found BETWEEN 1 AND linked_decided + unlinked_decided - 1"),
      @Check(name = "more_right_than_wrong", sql = "recall > false_share")
    },
    caveat =
        "Of the list that is_confirmed and least_index tell, and of the linkage of that day. Errors of the clerks are not in the standard errors.",
    example = "SELECT count_source, recall, recall_error, false_share FROM count_linkage")
public record CountLinkage(
    @Doc("Register with the records of the count") String countSource,
    @Doc("Day of the list and of the count") LocalDate referenceDate,
    @Doc("Index of residence from which persons are on the list") @Digits(precision = 7, scale = 6)
        BigDecimal leastIndex,
    @Doc("Whether the list holds only those who have a sign of the year after too")
        boolean isConfirmed,
    @Doc("Persons of the count who were linked with somebody on the list") @Unit("persons")
        long linked,
    @Doc("Those of them on whom clerks decided") @Unit("persons") long linkedDecided,
    @Doc("Those of these whom they found on the list") @Unit("persons") long linkedFound,
    @Doc("Persons of the count who were not linked with anybody on the list") @Unit("persons")
        long unlinked,
    @Doc("Those of them on whom clerks decided") @Unit("persons") long unlinkedDecided,
    @Doc("Those of these whom they found on the list") @Unit("persons") long unlinkedFound,
    @Doc("Drawn persons without a decision") @Unit("persons") long undecided,
    @Doc(
            "Of those on the list and in the count, the share that was linked with somebody on the list")
        @Digits(precision = 10, scale = 9)
        BigDecimal recall,
    @Doc("Standard error of that share, 0.5 at most, as no share has a larger one")
        @Digits(precision = 10, scale = 9)
        BigDecimal recallError,
    @Doc("Of those in the count alone, the share that was linked with somebody on the list")
        @Digits(precision = 10, scale = 9)
        BigDecimal falseShare,
    @Doc("Standard error of that share, 0.5 at most, as no share has a larger one")
        @Digits(precision = 10, scale = 9)
        BigDecimal falseShareError) {}
