package org.caudal.register.stock;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How often the intervals of stocks hold the truth. */
@Table(
    name = "stock_accuracy",
    row = "One row a source, reference date, cross and class of persons asked; all for all.",
    key = {"source_id", "reference_date", "crossed_by", "sampled_class"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = @Check(name = "part_of_whole", sql = "within <= cells"),
    caveat =
        "Against a known truth: of a synthetic country it says how the method does there. Cells of one source depend on each other: look at several samples.",
    example = "SELECT crossed_by, cells, within, within_share FROM stock_accuracy")
public record StockAccuracy(
    @Doc("Name of the census or survey") String sourceId,
    @Doc("Day for which it was asked") LocalDate referenceDate,
    @Doc("The characteristics that are crossed; all for all crosses") String crossedBy,
    @Doc("Persons asked in the cell: 1-9, 10-29 or 30+; all") String sampledClass,
    @Doc("Cells with an interval") @Unit("cells") long cells,
    @Doc("Cells whose interval holds the truth") @Unit("cells") long within,
    @Doc("Their share; null without cells") @Nullable Double withinShare,
    @Doc("Half the width of the interval by the figure, median of the cells")
        @Nullable Double medianHalfWidth,
    @Doc("Cells in which somebody lives, but nobody was asked; 0 in rows of a class") @Unit("cells")
        long unseen,
    @Doc("Residents in these cells") @Unit("persons") long unseenPersons) {}
