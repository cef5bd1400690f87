package org.caudal.register.insurance;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many persons are insured, and have rights, over borders. */
@Table(
    name = "insurance_count",
    row = "One row a country, year and measure.",
    key = {"country", "year", "measure"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "measure_known",
          sql =
              "measure IN ('insured', 'insured_elsewhere', 'rights_own', 'rights_totalised', 'rights_elsewhere')"),
      @Check(name = "part_of_whole", sql = "persons <= whole AND persons > 0")
    },
    caveat =
        "Persons as sources know them: one with two numbers counts twice. Not for publication: no disclosure control.",
    example =
        "SELECT year, measure, persons, whole FROM insurance_count WHERE country = 'XCA' ORDER BY year, measure")
public record InsuranceCount(
    @Doc("Country that insures or pays, ISO 3166-1 alpha-3") String country,
    @Doc("First day of the year; of rights, that of the day on which they were decided")
        LocalDate year,
    @Doc(
            "insured, with a month of the year; insured_elsewhere, of them those with a month in another country by the end of it; rights_own, rights to a pension by own periods; rights_totalised, by all together only; rights_elsewhere, of both those last insured in another country")
        String measure,
    @Doc("Distinct persons") @Unit("persons") long persons,
    @Doc("Persons of which they are a part: insured, or with a right") @Unit("persons")
        long whole) {}
