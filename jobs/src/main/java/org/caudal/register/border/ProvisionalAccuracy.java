package org.caudal.register.border;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How far provisional figures were from the final ones. */
@Table(
    name = "provisional_accuracy",
    row =
        "One row a rule, direction, nationality and number of months after that of the crossings.",
    key = {"rule", "direction", "nationality", "lag"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "covered_months",
          sql = "greatest(covered, uninformative) <= months AND months > 0")
    },
    caveat = "Errors of months in a row are alike: they are fewer than they seem.",
    example =
        "SELECT lag, covered, months, mean_absolute_error FROM provisional_accuracy WHERE rule = '365/487' AND nationality = 'all' AND direction = 'entry' ORDER BY lag")
public record ProvisionalAccuracy(
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Doc("entry, of which migrations are immigrations, or exit") String direction,
    @Doc("Country of the document, ISO 3166-1 alpha-3; all for all") String nationality,
    @Doc("Months between that of the crossings and that at whose end they were seen")
        @Unit("months")
        int lag,
    @Doc("Months with an estimate whose final figure is known") @Unit("months") long months,
    @Doc("Those of which the interval holds the final figure") @Unit("months") long covered,
    @Doc(
            "Months of which the interval says no more than the bounds: from those that are migrations by then, or fewer, to all that may be")
        @Unit("months")
        long uninformative,
    @Doc("Mean final figure") @Unit("crossings") @Digits(precision = 24, scale = 6)
        BigDecimal meanMigrations,
    @Doc("Mean of estimate less final figure") @Unit("crossings") @Digits(precision = 24, scale = 6)
        BigDecimal meanError,
    @Doc("Mean of that without its sign") @Unit("crossings") @Digits(precision = 24, scale = 6)
        BigDecimal meanAbsoluteError,
    @Doc("Mean of upper less lower end of the interval")
        @Unit("crossings")
        @Digits(precision = 24, scale = 6)
        BigDecimal meanWidth) {}
