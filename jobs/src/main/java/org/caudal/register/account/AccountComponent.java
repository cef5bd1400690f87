package org.caudal.register.account;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** What sources say of populations, births, deaths, arrivals and departures by birth cohort. */
@Table(
    name = "account_component",
    row = "One row a source, component, year, area, sex and year of birth.",
    key = {"source_id", "component", "year", "area_id", "sex", "birth_year"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "component_known", sql = AccountComponent.COMPONENT_KNOWN),
      @Check(name = "sex_known", sql = "sex IN (1, 2)"),
      @Check(name = "persons_possible", sql = "persons >= 0"),
      @Check(name = "error_possible", sql = "standard_error IS NULL OR standard_error >= 0"),
      @Check(name = "recorded_possible", sql = "recorded IS NULL OR recorded >= 0"),
      @Check(name = "born_before", sql = AccountComponent.BORN_BEFORE)
    },
    caveat =
        "A cell without a row is none where the source has rows of the component in that year and in that area; else nothing is known of it.",
    example = "SELECT component, year, SUM(persons) FROM account_component GROUP BY 1, 2")
public record AccountComponent(
    @Doc("Name of the source") String sourceId,
    @Doc("population, births, deaths, arrivals or departures") String component,
    @Doc("Calendar year: population at its start, flows during it") int year,
    @Doc("Area: zone_id; moves between areas are departures of one and arrivals of the other")
        String areaId,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Calendar year of birth") int birthYear,
    @Doc("Persons, corrected for what the source is known to miss")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        BigDecimal persons,
    @Doc("Standard error; 0 exact; null where the source states none")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal standardError,
    @Doc("Persons recorded, before any correction; null where the source does not say")
        @Unit("persons")
        @Nullable Long recorded,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {

  /** Check of the components that there are. */
  static final String COMPONENT_KNOWN =
      "component IN ('population', 'births', 'deaths', 'arrivals', 'departures')";

  /** Check that somebody of the year of birth can be in the figure. */
  static final String BORN_BEFORE =
      "CASE component WHEN 'population' THEN birth_year < year WHEN 'births' THEN birth_year = year ELSE birth_year <= year END";
}
