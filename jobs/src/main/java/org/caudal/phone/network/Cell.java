package org.caudal.phone.network;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Cells of mobile networks as operators list them. */
@Table(
    name = "cell",
    row = "One row a cell and period in which it stood unchanged.",
    key = {"operator_id", "cell_id", "valid_from"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "As listed by the operator; positions may be wrong, changes late.",
    example = "SELECT technology, COUNT(*) FROM cell WHERE valid_to IS NULL GROUP BY technology")
public record Cell(
    @Doc("Operator, as named by the source") String operatorId,
    @Doc("Cell, as named by the operator") String cellId,
    @Doc("First day of the period") LocalDate validFrom,
    @Doc("Last day of the period; null while the cell stands") @Nullable LocalDate validTo,
    @Doc("Latitude, WGS 84") @Unit("degrees") double latitude,
    @Doc("Longitude, WGS 84") @Unit("degrees") double longitude,
    @Doc("GSM, UMTS, LTE, NR or unknown") String technology,
    @Doc("macrocell, microcell, picocell or unknown") String cellType,
    @Doc("Reach") @Unit("metres") @Nullable Double rangeM,
    @Doc("Direction of the beam, clockwise from north; null where it sends all around")
        @Unit("degrees")
        @Nullable Double azimuth,
    @Doc("Horizontal width of the beam; null where it sends all around or the width is not known")
        @Unit("degrees")
        @Nullable Double beamWidth,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
