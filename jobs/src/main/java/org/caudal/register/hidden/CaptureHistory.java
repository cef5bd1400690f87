package org.caudal.register.hidden;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many persons of a hidden population are on which lists. */
@Table(
    name = "capture_history",
    row = "One row a population, area, period and set of lists that persons are on.",
    key = {"population_id", "area_id", "period_start", "lists"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "persons_possible", sql = "persons >= 0"),
      @Check(name = "lists_named", sql = "length(lists) > 0")
    },
    caveat =
        "Counts of one are common: not for publication. Persons on several lists must be known to be the same.",
    example = "SELECT population_id, SUM(persons) FROM capture_history GROUP BY population_id")
public record CaptureHistory(
    @Doc("Code of the population, for example of a country, kind and year") String populationId,
    @Doc("Country or area that the population is in, as in zone or ISO 3166-1 alpha-3")
        String areaId,
    @Doc("First day of the period in which persons came on the lists") LocalDate periodStart,
    @Doc("Names of the lists that they are on and of no other, in order, joined by +") String lists,
    @Doc("Distinct persons") @Unit("persons") long persons,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
