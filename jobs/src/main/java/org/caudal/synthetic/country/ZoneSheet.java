package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The division of the fictional country, as a mapping agency would hand it over. */
@Table(
    name = "zone_sheet",
    row = "One row a province or municipality.",
    key = {"file_name", "level", "zone_id"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "Synthetic: the country lies in the open Pacific and its borders are straight.")
public record ZoneSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("province or municipality") String level,
    @Doc("P-code") String zoneId,
    @Doc("Name") String zoneName,
    @Doc("P-code of the province of a municipality; empty for a province") String parentId,
    @Doc("Border as WKT, longitude before latitude, WGS 84") String geometry) {}
