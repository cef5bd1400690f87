package org.caudal.phone.network;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** What land is used for, by small areas. */
@Table(
    name = "land_use",
    row = "One row a square of a grid or other small area.",
    key = {"area_id"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "As delivered; what no other class has is open land.",
    example =
        "SELECT COUNT(*), SUM(CAST(residential_share + other_built_up_share > 0.5 AS INT)) FROM land_use")
public record LandUse(
    @Doc("Code of the area") String areaId,
    @Doc("Border as WKT polygon or multipolygon, longitude before latitude, WGS 84")
        String geometry,
    @Doc("Part of the area that is built up with homes") @Unit("share") double residentialShare,
    @Doc("Part that is built up otherwise: shops, offices, factories") @Unit("share")
        double otherBuiltUpShare,
    @Doc("Part that is roads and railways") @Unit("share") double roadsShare,
    @Doc("Part with people and no buildings: parks, quarries, fields of sport") @Unit("share")
        double otherHumanShare,
    @Doc("Part that is forest") @Unit("share") double forestShare,
    @Doc("Part that is water") @Unit("share") double waterShare,
    @Doc("Part that is open land: all that has no other class") @Unit("share") double openShare,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
