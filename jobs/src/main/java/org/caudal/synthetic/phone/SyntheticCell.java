package org.caudal.synthetic.phone;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** The cells of the synthetic operators: where they are and where their operator says they are. */
@Table(
    name = "synthetic_cell",
    row = "One row a cell of a synthetic operator and period in which it stood unchanged.",
    key = {"cell_id", "valid_from"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(name = "fault_known", sql = "position_fault IN ('none', 'swapped', 'displaced')"),
      @Check(name = "period_positive", sql = "valid_to IS NULL OR valid_to > valid_from")
    },
    caveat = "Synthetic: operators, cells and places are invented. The identifier names the town.",
    example = "SELECT position_fault, COUNT(*) FROM synthetic_cell GROUP BY position_fault")
public record SyntheticCell(
    @Doc("Fifteen digits: country code 799, network code, digits of the town, number in the town")
        String cellId,
    @Doc("Mobile network code of the operator: 01, 02 or 03") String operator,
    @Doc("Town it stands in, as in synthetic_town") String townCode,
    @Doc("Number of the cell among those of the operator in the town, from 1") int cellNumber,
    @Doc("Where it stands, WGS 84") @Unit("degrees") double latitude,
    @Doc("Where it stands, WGS 84") @Unit("degrees") double longitude,
    @Doc("Where its operator says it stands") @Unit("degrees") double recordedLatitude,
    @Doc("Where its operator says it stands") @Unit("degrees") double recordedLongitude,
    @Doc("none; swapped: latitude and longitude exchanged; displaced: 50 km too far north")
        String positionFault,
    @Doc("GSM, UMTS or LTE") String technology,
    @Doc("Whether it sends in one direction") boolean directional,
    @Doc("Direction, clockwise from north; null where it sends all around") @Unit("degrees")
        @Nullable Integer azimuth,
    @Doc("How far its signal reaches") @Unit("metres") int reach,
    @Doc("First day of the period") LocalDate validFrom,
    @Doc("Day after the last; null while it stands") @Nullable LocalDate validTo) {}
