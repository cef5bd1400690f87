package org.caudal.phone.network;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Areas that figures are made for. */
@Table(
    name = "zone",
    row = "One row an area of one level.",
    key = {"level", "zone_id"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "Borders as delivered; where areas overlap, the one with the smallest code counts.",
    example = "SELECT level, COUNT(*) FROM zone GROUP BY level")
public record Zone(
    @Doc("Level of the division: province, municipality or another name of the source")
        String level,
    @Doc("P-code or other code of the area") String zoneId,
    @Doc("Name") String zoneName,
    @Doc("Code of the area one level up; empty at the top") String parentId,
    @Doc("Border as WKT polygon or multipolygon, longitude before latitude, WGS 84")
        String geometry,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
