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

/** Persons whom a census or survey asked, each with the weight of the design. */
@Table(
    name = "survey_person",
    row = "One row a person in a census or survey.",
    key = {"source_id", "reference_date", "person_id"},
    partitionedBy = {"source_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "weight_positive", sql = "weight > 0"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2, 9)")
    },
    caveat =
        "A sample: only sums of weights say something of a population, and only with their error.",
    example =
        "SELECT migration_status, SUM(weight), COUNT(*) FROM survey_person GROUP BY migration_status")
public record SurveyPerson(
    @Doc("Name of the census or survey") String sourceId,
    @Doc("Day for which it was asked") LocalDate referenceDate,
    @Pseudonym(value = "survey-person", within = "source_id") @Doc("Pseudonym of the person")
        String personId,
    @Pseudonym(value = "survey-cluster", of = Of.GROUP)
        @Doc(
            "Pseudonym of the primary sampling unit: what was drawn first, such as a town; the household or the person where nothing was drawn before")
        String clusterId,
    @Doc("Stratum from which it was drawn; empty where there is one only") String stratumId,
    @Doc("Area of usual residence: zone_id, as in population_margin") String areaId,
    @Doc("Persons for whom this one stands by the design; 1 in a full count")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        BigDecimal weight,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Completed years; null if not known") @Unit("years") @Nullable Integer age,
    @Doc("Country of birth, ISO 3166-1 alpha-3; _U unknown") String birthCountry,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; _U unknown") String citizenship,
    @Doc(
            "Birth and citizenship together, United Nations 2021: native_born or foreign_born, _national or _foreigner; who has a second citizenship of the country is a national; _U unknown")
        String migrationStatus,
    @Doc("Ethnic group by own perception, as the source has it; _U unknown") String ethnicity,
    @Doc(
            "Washington Group Short Set: with (a lot of difficulty or cannot do at all in a domain), some or none; _U unknown")
        String disability,
    @Doc("Highest level completed, ISCED 2011, 0 to 8; _U unknown") String education,
    @Doc("Major group of ISCO-08, 0 to 9; _Z who does not work; _U unknown") String occupation,
    @Doc(
            "Completed years since the person came to live in the country: 0, 1-4, 5+; since_birth who was born there and gave no day; _U unknown")
        String lengthOfStay,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
