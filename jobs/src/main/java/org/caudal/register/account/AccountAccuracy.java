package org.caudal.register.account;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How far accounts are from the truth, before and after balancing. */
@Table(
    name = "account_accuracy",
    row = "One row a component and class of true persons; all for all.",
    key = {"component", "size_class"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "part_of_whole", sql = "within <= cells AND links_beyond <= links"),
      @Check(name = "accounts_close", sql = "closed_years = accounted_years")
    },
    caveat = "Against a known truth: of a synthetic country it says how the method does there.",
    example =
        "SELECT component, within_share, observed_error, balanced_error FROM account_accuracy WHERE size_class = 'all'")
public record AccountAccuracy(
    @Doc("population, births, deaths, arrivals, departures; all for all") String component,
    @Doc("True persons of the cell: 0, 1-9 or 10+; all") String sizeClass,
    @Doc("Balanced figures") @Unit("cells") long cells,
    @Doc("Balanced figures whose interval holds the truth") @Unit("cells") long within,
    @Doc("Their share; null without cells") @Nullable Double withinShare,
    @Doc("Balanced figures that a source had, too") @Unit("cells") long observedCells,
    @Doc("Of these, root of the mean square of observed less true persons") @Unit("persons")
        @Nullable Double observedError,
    @Doc("Of the same, root of the mean square of balanced less true persons") @Unit("persons")
        @Nullable Double balancedError,
    @Doc("Populations that were observed after another, with an error between") @Unit("cells")
        long links,
    @Doc("Of these, those that differ by more than 1.96 standard errors from what flows make them")
        @Unit("cells")
        long linksBeyond,
    @Doc("Cells of accounts that could not be balanced") @Unit("cells") long notBalanced,
    @Doc("Years of all balanced accounts") @Unit("years of accounts") long accountedYears,
    @Doc(
            "Those in which population + births − deaths + arrivals − departures is the next population, to the last digit")
        @Unit("years of accounts")
        long closedYears) {}
