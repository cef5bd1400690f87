package org.caudal.register.residence;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How sure registers are, year by year, that a person lives in the country. */
@Table(
    name = "person_residence",
    row = "One row a linked person and reference date, of persons whom a register knew by then.",
    key = {"reference_date", "person_id"},
    partitionedBy = {"reference_date"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "index_possible", sql = "residence_index BETWEEN 0 AND 1"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2)")
    },
    caveat =
        "A list and no count: some who live in the country are not on it, some on it live elsewhere. coverage_estimate says how many.",
    example =
        "SELECT reference_date, COUNT_IF(is_resident) FROM person_residence GROUP BY reference_date")
public record PersonResidence(
    @Doc("The first of January after the last year whose signs count") LocalDate referenceDate,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, of = Of.PART)
        @Doc("Pseudonym of the person, as in linked_person")
        String personId,
    @Doc("Index of residence, 0 to 1") @Digits(precision = 7, scale = 6) BigDecimal residenceIndex,
    @Doc("Whether the index reaches the threshold") boolean isResident,
    @Doc(
            "Whether there is a sign of the 24 months before, and no end after it; null where that hangs on an exit at the border of which nobody knows yet whether the person left to live abroad")
        @Nullable Boolean isActive,
    @Doc("Registers with a sign of the year before the reference date") @Unit("registers")
        int signs,
    @Doc("Registers with a sign of the year that begins then; null at the last reference date")
        @Unit("registers")
        @Nullable Integer signsAfter,
    @Doc("Area of the latest record that has one; null if none has") @Nullable String areaId,
    @Doc("ISO 5218, of most records: 1 male, 2 female; 0 not known") int sex,
    @Doc("Completed years, by the date of birth of most records; null if not known") @Unit("years")
        @Nullable Integer age,
    @Doc("Calendar year of that date; null if not known") @Nullable Integer birthYear,
    @Doc("Country of birth of most records, ISO 3166-1 alpha-3; null if not known")
        @Nullable String birthCountry,
    @Doc("Country of citizenship of most records, ISO 3166-1 alpha-3; null if not known")
        @Nullable String citizenship,
    @Doc("Ethnic group of most records that tell one; null if none does")
        @Nullable String ethnicity,
    @Doc(
            "Washington Group Short Set, as in life_sign, of the latest record before the reference date that tells it, else of the first one after; null if none does")
        @Nullable String disability,
    @Doc("Highest level completed, ISCED 2011, of that record for it; null if none tells it")
        @Nullable String education,
    @Doc(
            "Major group of ISCO-08, _Z who does not work, of that record for it; null if none tells it")
        @Nullable String occupation,
    @Doc(
            "The last day before the reference date on which the person came to live in the country by any record; null if none tells it, or none after left_on")
        @Nullable LocalDate arrivedOn,
    @Doc(
            "The last day before the reference date on which the person left the country by any record, without another that begins later in that year, or lived abroad by one; null if none tells it. The person may have come back in a later year")
        @Nullable LocalDate leftOn,
    @Doc("Registers with a record of the person that counts, in order, between commas")
        String sources,
    @Pseudonym(value = "kept-person", of = Of.PART)
        @Doc(
            "Identifier that stays from one linkage to the next, as in the last vintage of kept_person, of most records; null if none has one")
        @Nullable String keptPersonId) {}
