package org.caudal.register.residence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many residents there are, by the list of registers and an independent count. */
@Table(
    name = "coverage_estimate",
    row =
        "One row a reference date, least index, sex, age group, citizenship, length of stay and area; _T stands for all, as in SDMX.",
    key = {
      "reference_date",
      "least_index",
      "sex",
      "age_group",
      "citizenship",
      "length_of_stay",
      "area_id"
    },
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "matched_are_both", sql = "matched <= listed AND matched <= counted"),
      @Check(name = "somebody_listed", sql = "NOT is_chosen OR sex <> '_T' OR listed > 0"),
      @Check(name = "two_are_counted", sql = "sex <> '_T' OR counted > 1"),
      @Check(
          name = "counted_are_found",
          sql =
              "NOT is_chosen OR sex <> '_T' OR matched - false_share * counted >= recall - false_share"),
      @Check(
          name = "no_fewer_than_counted",
          sql = "NOT is_chosen OR sex <> '_T' OR persons + standard_error >= counted"),
      @Check(
          name = "interval_holds_figure",
          sql = "interval_low <= persons AND persons <= interval_high")
    },
    caveat =
        "The count is taken to be independent of the registers and to hold residents alone. Persons fall while the least index rises as long as the list holds some who left. Not for publication: no disclosure control.",
    example =
        "SELECT least_index, listed, persons, standard_error, is_chosen FROM coverage_estimate WHERE sex = '_T' ORDER BY least_index")
public record CoverageEstimate(
    @Doc("Day of the list and of the count") LocalDate referenceDate,
    @Doc("Index of residence from which persons are on the list") @Digits(precision = 7, scale = 6)
        BigDecimal leastIndex,
    @Doc("ISO 5218; _U unknown, _T all") String sex,
    @Doc("First age of the group; _U unknown, _T all") String ageGroup,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; _U unknown, _T all") String citizenship,
    @Doc(
            "Completed years since the person came to live in the country: 0, 1-4 or 5+, or since_birth; _U unknown, _T all")
        String lengthOfStay,
    @Doc("Area; _U unknown, _T all") String areaId,
    @Doc("Whether the least index is the one that stocks are computed with") boolean isChosen,
    @Doc("Whether the list holds only those who have a sign of the year after too")
        boolean isConfirmed,
    @Doc("Persons on the list") @Unit("persons") long listed,
    @Doc("Persons of the count") @Unit("persons") long counted,
    @Doc("Persons of both") @Unit("persons") long matched,
    @Doc(
            "Levels of the effects on the chance to be on the list; rest stands for levels with too few in both; _T in rows of all")
        String levels,
    @Doc("Of those on the list and in the count, the share taken to be linked")
        @Digits(precision = 18, scale = 9)
        BigDecimal recall,
    @Doc("Of those in the count alone, the share taken to be linked with somebody on the list")
        @Digits(precision = 18, scale = 9)
        BigDecimal falseShare,
    @Doc("Share of the residents that is on the list, by the model; null in rows of all")
        @Digits(precision = 18, scale = 9)
        @Nullable BigDecimal coverage,
    @Doc(
            "Persons for whom one on the list stands, 1 where fewer than one of all are in both; null in rows of all")
        @Digits(precision = 18, scale = 9)
        @Nullable BigDecimal weight,
    @Doc(
            "Standard error that comes from not knowing the errors of linkage, as a share of the persons; it is the same way in all groups")
        @Digits(precision = 18, scale = 9)
        BigDecimal linkageError,
    @Doc("Residents") @Unit("persons") @Digits(precision = 24, scale = 9) BigDecimal persons,
    @Doc("Standard error: of who is on the list and in the count, and of linkage")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Unit("persons") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Register with the records of the count") String countSource,
    @Doc("Country whose citizens are nationals, ISO 3166-1 alpha-3") String country) {}
