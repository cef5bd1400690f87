package org.caudal.register.residence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How right the list of registers, its links with the count and the estimate are. */
@Table(
    name = "coverage_accuracy",
    row = "One row a reference date and least index.",
    key = {"reference_date", "least_index"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "elsewhere_are_listed", sql = "elsewhere <= listed AND doubled <= listed"),
      @Check(name = "linked_are_both", sql = "linked <= both")
    },
    caveat = "Against a known truth: of a synthetic country it says how the method does there.",
    example =
        "SELECT least_index, persons, residents, linked / both AS recall FROM coverage_accuracy")
public record CoverageAccuracy(
    @Doc("Day of the list and of the count") LocalDate referenceDate,
    @Doc("Index of residence from which persons are on the list") @Digits(precision = 7, scale = 6)
        BigDecimal leastIndex,
    @Doc("Whether the least index is the one that stocks are computed with") boolean isChosen,
    @Doc("Persons on the list") @Unit("persons") long listed,
    @Doc("Those of them who do not live in the country") @Unit("persons") long elsewhere,
    @Doc("Those of them who are on the list once more, because their records were not linked")
        @Unit("persons")
        long doubled,
    @Doc("Persons of the count who are truly on the list") @Unit("persons") long both,
    @Doc("Those of them who were linked with somebody on the list; by both it is the recall")
        @Unit("persons")
        long linked,
    @Doc("Persons of the count who are not on the list") @Unit("persons") long countedOnly,
    @Doc("Those of them who were linked with somebody on the list; by counted_only the false share")
        @Unit("persons")
        long falselyLinked,
    @Doc("Residents, estimated") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal persons,
    @Doc("Residents in truth") @Unit("persons") long residents,
    @Doc("Whether the interval holds them") boolean isHeld) {}
