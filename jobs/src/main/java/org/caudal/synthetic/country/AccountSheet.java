package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Populations and flows by birth cohort, as the offices of the fictional country know them. */
@Table(
    name = "account_sheet",
    row = "One row a component, year, province, sex and year of birth with anybody recorded.",
    key = {"file_name", "year", "province_code", "sex", "birth_year"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic: nobody exists. Each figure is raised by what is missed on average.")
public record AccountSheet(
    @Doc("File the line belongs to, one a component; not written into it") String fileName,
    @Doc("population, births, deaths, arrivals or departures") String component,
    @Doc("Calendar year: population at its start, flows during it") String year,
    @Doc("P-code of the province") String provinceCode,
    @Doc("ISO 5218: 1 male, 2 female") String sex,
    @Doc("Calendar year of birth") String birthYear,
    @Doc("Recorded persons by the share that is recorded, two digits") String persons,
    @Doc("Standard error of that, four digits") String standardError,
    @Doc("Recorded persons") String recorded) {}
