package org.caudal.register.account;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** What linked registers and the border say of a country's population account by birth cohort. */
@Table(
    name = "register_component",
    row = "One row a source, component, year, area, sex and year of birth with anybody recorded.",
    key = {"source_id", "component", "year", "area_id", "sex", "birth_year"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "component_known", sql = AccountComponent.COMPONENT_KNOWN),
      @Check(name = "sex_known", sql = "sex IN (1, 2)"),
      @Check(name = "figures_possible", sql = "persons >= 0 AND standard_error >= 0"),
      @Check(name = "somebody_recorded", sql = "recorded > 0"),
      @Check(name = "born_before", sql = AccountComponent.BORN_BEFORE)
    },
    caveat =
        "How many are recorded for one that happens is of the configuration: its error is the same way in all cells of a component. Not for publication: no disclosure control.",
    example =
        "SELECT component, year, SUM(recorded), SUM(persons) FROM register_component GROUP BY 1, 2 ORDER BY 1, 2")
public record RegisterComponent(
    @Doc("registers: linked registers with their coverage; border: crossings") String sourceId,
    @Doc("population, births, deaths, arrivals or departures") String component,
    @Doc("Calendar year: population at its start, flows during it") int year,
    @Doc("The country, ISO 3166-1 alpha-3") String areaId,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Calendar year of birth") int birthYear,
    @Doc(
            "Persons on the list, births, deaths or migrations recorded, also those that are migrations with a probability")
        @Unit("persons")
        long recorded,
    @Doc("Persons, with what is not recorded and those of unknown sex or year of birth")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        BigDecimal persons,
    @Doc("Standard error, with that of how many are recorded")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        BigDecimal standardError) {
  /** Source of the figures from linked registers. */
  static final String REGISTERS = "registers";

  /** Source of the figures from crossings of the border. */
  static final String BORDER = "border";
}
