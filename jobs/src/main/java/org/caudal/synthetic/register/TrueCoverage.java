package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** How complete the census is. */
@Table(
    name = "true_coverage",
    row = "One row a province, sex and age band.",
    key = {"province_code", "sex", "age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Table.Check(name = "adds_up", sql = "residents = counted + missed")},
    caveat = "Synthetic. Lines that stand twice are counted once.",
    example =
        "SELECT province_code, SUM(missed) / SUM(residents) FROM true_coverage GROUP BY province_code")
public record TrueCoverage(
    @Doc("P-code of the province of usual residence") String provinceCode,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Completed years: 00-04, 05-14, 15-24, 25-39, 40-64 or 65+") String ageBand,
    @Doc("Usual residents on the reference day") @Unit("people") long residents,
    @Doc("Those of them whom the census counts") @Unit("people") long counted,
    @Doc("Those of them whom the census misses") @Unit("people") long missed,
    @Doc("Emigrants whom their household declares as living there") @Unit("people")
        long absentCounted) {}
