package org.caudal.reference;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Known numbers of residents: a census, a projection or a register count. */
@Table(
    name = "population_margin",
    row = "One row a level, area, sex, age band and reference date.",
    key = {"level", "zone_id", "sex", "age_band", "reference_date"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "sex_known", sql = "sex IN (0, 1, 2)"),
      @Check(name = "persons_possible", sql = "persons >= 0")
    },
    caveat = "As right as its source: what a census misses is missed here too.",
    example =
        "SELECT zone_id, persons FROM population_margin WHERE level = 'province' AND sex = 0 AND age_band = ''")
public record PopulationMargin(
    @Doc("Level of the division, as in zone") String level,
    @Doc("P-code or other code of the area, as in zone") String zoneId,
    @Doc("ISO 5218: 1 male, 2 female; 0 for all") int sex,
    @Doc("Completed years as 15-19 or 85+; empty for all ages") String ageBand,
    @Doc("Day for which residents were counted or projected") LocalDate referenceDate,
    @Doc("Residents") @Unit("persons") long persons,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
