package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** The true populations and flows of every province and of the country by birth cohort. */
@Table(
    name = "true_account_component",
    row = "One row a component, year, area, sex and year of birth with anybody.",
    key = {"component", "year", "area_id", "sex", "birth_year"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic.",
    example =
        "SELECT component, year, SUM(persons) FROM true_account_component WHERE area_id = 'XCA' GROUP BY 1, 2 ORDER BY 1, 2")
public record TrueAccountComponent(
    @Doc("population, births, deaths, arrivals or departures") String component,
    @Doc("Calendar year: population at its start, flows during it") int year,
    @Doc("P-code of the province; XCA the country") String areaId,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Calendar year of birth") int birthYear,
    @Doc("Usual residents, or those whom it happened to") @Unit("persons") long persons) {}
