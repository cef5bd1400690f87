package org.caudal.register.insurance;

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

/** Months insured in social security, of several countries. */
@Table(
    name = "insured_month",
    row = "One row an insured person, country, month and kind of insurance.",
    key = {"month", "country", "insured_id", "kind"},
    partitionedBy = {"month"},
    clusteredBy = {"person_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "days_of_a_month", sql = "days BETWEEN 1 AND 31"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2, 9)")
    },
    caveat =
        "Paid months: informal work, and months that an employer owes, are in none. Who has another number of the person in another country is another person.",
    example =
        "SELECT country, COUNT(DISTINCT insured_id) FROM insured_month WHERE month = DATE'2024-03-01' GROUP BY country")
public record InsuredMonth(
    @Doc("First day of the month") LocalDate month,
    @Doc("Country that insures, ISO 3166-1 alpha-3") String country,
    @Pseudonym(value = "insurance-number", within = "country", of = Of.PART)
        @Doc("Pseudonym of the number of the insured in that country")
        String insuredId,
    @Pseudonym("insured-person")
        @Doc(
            "Pseudonym of the person: of a number that is the same in all countries, or the document")
        String personId,
    @Doc("Kind of insurance, as the source has it") String kind,
    @Doc("Days insured, 30 in a full month") @Unit("days") int days,
    @Doc("Insured wage, in the currency of the country; null if not known")
        @Digits(precision = 18, scale = 2)
        @Nullable BigDecimal wage,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Birth date; null if not known") @Nullable LocalDate birthDate,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
