package org.caudal.register.stock;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Members abroad whom the households of a census or survey declared. */
@Table(
    name = "survey_emigrant",
    row = "One row a member abroad, as a household of a census or survey declared.",
    key = {"source_id", "reference_date", "person_id"},
    partitionedBy = {"source_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "weight_positive", sql = "weight > 0"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2, 9)"),
      @Check(
          name = "departure_not_after",
          sql = "departure_year IS NULL OR departure_year <= year(reference_date)")
    },
    caveat =
        "A minimum: households that left as a whole declare nobody. Who is declared by two households has two rows. Sampling units in which nobody is declared have none: survey_person has them.",
    example = "SELECT destination, SUM(weight), COUNT(*) FROM survey_emigrant GROUP BY destination")
public record SurveyEmigrant(
    @Doc("Name of the census or survey, as in survey_person") String sourceId,
    @Doc("Day for which it was asked") LocalDate referenceDate,
    @Pseudonym(value = "survey-person", within = "source_id") @Doc("Pseudonym of the member abroad")
        String personId,
    @Pseudonym(value = "survey-household", of = Of.GROUP)
        @Doc("Pseudonym of the household that declared the member")
        String householdId,
    @Pseudonym(value = "survey-cluster", of = Of.GROUP)
        @Doc("Pseudonym of the primary sampling unit of the household, as in survey_person")
        String clusterId,
    @Doc("Stratum from which it was drawn; empty where there is one only") String stratumId,
    @Doc("Area of the household, which the member left: zone_id, as in population_margin")
        String areaId,
    @Doc("Households for which this one stands by the design; 1 in a full count")
        @Unit("households")
        @Digits(precision = 18, scale = 6)
        BigDecimal weight,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Completed years on the day of the survey; null if not known") @Unit("years")
        @Nullable Integer age,
    @Doc("Country where the member lives, ISO 3166-1 alpha-3; _U unknown") String destination,
    @Doc("Calendar year of departure; null if not known") @Nullable Integer departureYear,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
