package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The residents of the fictional country, as its statistical office would publish them. */
@Table(
    name = "margin_sheet",
    row = "One row a level, area, sex and age band; totals have sex 0 and no age band.",
    key = {"file_name", "level", "zone_id", "sex", "age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic: nobody exists. Unlike a census it misses nobody.")
public record MarginSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("province or municipality") String level,
    @Doc("P-code") String zoneId,
    @Doc("ISO 5218: 1 male, 2 female; 0 for all") String sex,
    @Doc("Completed years in bands of five, 00-04 to 85+; empty for all") String ageBand,
    @Doc("Day of the count") String referenceDate,
    @Doc("Usual residents") String persons) {}
