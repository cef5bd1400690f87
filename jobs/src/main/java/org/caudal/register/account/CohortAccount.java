package org.caudal.register.account;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Population accounts that close, with the errors of their figures. */
@Table(
    name = "cohort_account",
    row = "One row an area, sex, year of birth, year and component.",
    key = {"area_id", "sex", "birth_year", "year", "component"},
    clusteredBy = {"area_id", "year"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "persons_possible", sql = "persons IS NULL OR persons >= 0"),
      @Check(name = "recorded_possible", sql = "recorded IS NULL OR recorded >= 0"),
      @Check(name = "balanced_or_reason", sql = "is_balanced = (reason IS NULL)"),
      @Check(name = "balanced_has_persons", sql = "is_balanced = (persons IS NOT NULL)"),
      @Check(
          name = "interval_holds_figure",
          sql = "persons IS NULL OR (interval_low <= persons AND persons <= interval_high)")
    },
    caveat =
        "Errors of cells of one area are taken as independent: an office that misses a tenth of all departures misses them in every cell. Not for publication: no disclosure control.",
    example =
        "SELECT year, component, SUM(observed_persons), SUM(persons) FROM cohort_account WHERE is_balanced GROUP BY 1, 2")
public record CohortAccount(
    @Doc("Area, as in account_component") String areaId,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Calendar year of birth") int birthYear,
    @Doc("Calendar year: population at its start, flows during it") int year,
    @Doc("population, births (of the year of birth only), deaths, arrivals or departures")
        String component,
    @Doc("What the sources say together; null where none knows")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal observedPersons,
    @Doc("Standard error of that; 0 exact") @Unit("persons") @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal observedError,
    @Doc("How many sources say it, by a row or by having none; 0 where none knows") int sources,
    @Doc(
            "Persons that these recorded, of all sources together, though some may be the same; null where none knows or one does not say")
        @Unit("persons")
        @Nullable Long recorded,
    @Doc("Balanced figure; null where the account could not be balanced")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal persons,
    @Doc("Standard error of the balanced figure")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("persons") @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("persons") @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Of a population that was observed after another: year of the one before")
        @Nullable Integer linkedYear,
    @Doc(
            "Of such a population: how many more were observed than the one before and the flows since make it")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal discrepancy,
    @Doc("Standard error of the discrepancy") @Unit("persons") @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal discrepancyError,
    @Doc("Discrepancy in standard errors; null without error") @Unit("standard errors")
        @Nullable Double discrepancyZ,
    @Doc("Discrepancies of all links of the account together, by their covariances")
        @Unit("variances")
        @Nullable Double chiSquare,
    @Doc("Degrees of freedom of it: links that could have failed to close") int degrees,
    @Doc(
            "Probability of a larger one, if the errors are as stated; null without degrees of freedom")
        @Nullable Double probability,
    @Doc("Whether the account was balanced") boolean isBalanced,
    @Doc(
            "Why not: component_missing (no source knows a flow), population_missing (no source knows any population), sources_contradict or figures_contradict (without error)")
        @Nullable String reason) {}
