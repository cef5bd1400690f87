package org.caudal.register.stock;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many residents have which characteristics, with the error of the sample. */
@Table(
    name = "stock",
    row =
        "One row a source, reference date and combination of characteristics that somebody who was asked, or is on the list of registers, has; _T stands for all, as in SDMX.",
    key = {
      "source_id",
      "reference_date",
      "area_id",
      "sex",
      "age_band",
      "birth_country",
      "citizenship",
      "migration_status",
      "ethnicity",
      "disability",
      "education",
      "occupation",
      "length_of_stay"
    },
    clusteredBy = {"reference_date", "area_id"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "persons_possible", sql = "persons >= 0 AND sampled > 0"),
      @Check(
          name = "cell_key_possible",
          sql = "cell_key IS NULL OR cell_key BETWEEN 0 AND 4294967295"),
      @Check(
          name = "error_of_its_parts",
          sql =
              "(standard_error IS NULL) = (sampling_error IS NULL AND coverage_error IS NULL) AND (coverage_error IS NULL) = (linkage_error IS NULL)"),
      @Check(
          name = "interval_holds_figure",
          sql = "interval_low IS NULL OR (interval_low <= persons AND persons <= interval_high)")
    },
    caveat =
        "Combinations that nobody who was asked has are no zeros: they have no row. Not for publication: no disclosure control.",
    example =
        "SELECT migration_status, persons, interval_low, interval_high FROM stock WHERE crossed_by = 'migration_status'")
public record Stock(
    @Doc("Name of the census or survey; registers of linked registers") String sourceId,
    @Doc("Day for which it was asked") LocalDate referenceDate,
    @Doc("The characteristics that are crossed, apart by blanks; empty for all residents")
        String crossedBy,
    @Doc("Area of usual residence, zone_id; _T all") String areaId,
    @Doc("ISO 5218: 1 male, 2 female; _U unknown, _T all") String sex,
    @Doc("Completed years in bands of five, 00-04 to 85+; _U unknown, _T all") String ageBand,
    @Doc("Country of birth, ISO 3166-1 alpha-3; _U unknown, _T all") String birthCountry,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; _U unknown, _T all") String citizenship,
    @Doc("As in survey_person; _T all") String migrationStatus,
    @Doc("As in survey_person; _T all") String ethnicity,
    @Doc("As in survey_person; _T all") String disability,
    @Doc("As in survey_person; _T all") String education,
    @Doc("As in survey_person; _T all") String occupation,
    @Doc("As in survey_person; _T all") String lengthOfStay,
    @Doc("Residents") @Unit("persons") @Digits(precision = 24, scale = 9) BigDecimal persons,
    @Doc(
            "Standard error: the root of the sum of the squares of its parts; 0 where all were asked; null where one sampling unit was drawn")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc(
            "Its part by the sampling: of who was drawn and asked; null without an error, and of registers, which nobody drew")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal samplingError,
    @Doc(
            "Its part by the coverage: of who is on the list and in the count, and of the effects of the model; null of those who were asked, of whom nobody knows whom it misses")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal coverageError,
    @Doc(
            "Its part by the linkage of the list with the count, the same way in all cells; null of those who were asked")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal linkageError,
    @Doc(
            "Lower end of the interval, of surveys Wilson's within the known whole, of registers log-normal because the whole is an estimate too; null without an error")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval, in the same way; null without an error")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Persons asked, or on the list of registers, who have the characteristics")
        @Unit("persons")
        long sampled,
    @Doc("Sampling units that they are from; 1 in a full count, as many as persons in registers")
        @Unit("sampling units")
        long clusters,
    @Doc(
            "Degrees of freedom: sampling units less strata, of the strata that they are from; of registers, persons of the count less one")
        int degrees,
    @Doc("Of all residents, the share that was asked or is on the list")
        @Digits(precision = 18, scale = 9)
        BigDecimal sampledShare,
    @Doc("Whether weights were brought to known residents, in one area or more, or to the coverage")
        boolean isCalibrated,
    @Doc(
            "Sum of the record keys of the persons asked or listed, modulo 2^32, so that cells of the same persons have the same; null of samples, which need no noise")
        @Nullable Long cellKey) {

  /** Source of the stocks that come from linked registers. */
  public static final String REGISTERS = "registers";

  /** Columns of the characteristics by which residents can be crossed. */
  public static final List<String> CHARACTERISTICS =
      List.of(
          "area_id",
          "sex",
          "age_band",
          "birth_country",
          "citizenship",
          "migration_status",
          "ethnicity",
          "disability",
          "education",
          "occupation",
          "length_of_stay");
}
