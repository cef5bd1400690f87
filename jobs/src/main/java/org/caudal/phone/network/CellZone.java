package org.caudal.phone.network;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Where the devices of a cell are likely to be. */
@Table(
    name = "cell_zone",
    row = "One row a cell, period and area that the cell serves.",
    key = {"level", "operator_id", "cell_id", "valid_from", "zone_id"},
    sensitivity = Sensitivity.OPERATION,
    checks = {@Check(name = "share_possible", sql = "share > 0 AND share <= 1.000001")},
    caveat = "From positions, ranges and beams; no signal was measured.",
    example =
        "SELECT level, is_by_land_use, COUNT(DISTINCT operator_id, cell_id) FROM cell_zone GROUP BY level, is_by_land_use")
public record CellZone(
    @Doc("Level of the division") String level,
    @Doc("Operator") String operatorId,
    @Doc("Cell") String cellId,
    @Doc("First day of the period") LocalDate validFrom,
    @Doc(
            "Last day of the period, at the latest the one before the cell's next period; null while the cell stands")
        @Nullable LocalDate validTo,
    @Doc("Area") String zoneId,
    @Doc("Share of the cell's devices expected in the area; 1 in all for a cell and period")
        @Unit("share")
        double share,
    @Doc("Whether this is the area with the largest share, the smallest code first") boolean isMain,
    @Doc(
            "Whether land use weighed in: not where none is loaded, nor where it leaves nothing of the cell")
        boolean isByLandUse) {}
