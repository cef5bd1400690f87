package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Contributions to social security by month, and those that other countries report. */
@Table(
    name = "contribution_sheet",
    row = "One row a line of a synthetic file of contributions to social security.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic. Some lines are wrong on purpose; planted_register_defect lists them.")
public record ContributionSheet(
    @Doc(
            "File the line belongs to, one a year and province, or year and country of the exchange; not written into it")
        String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Month of the contribution, such as 2024-03") String month,
    @Doc("Number of the insured person in the country; another one in each country")
        String insuranceNumber,
    @Doc("Country of the contribution, ISO 3166-1 alpha-3") String country,
    @Doc("National identity of nationals, passport of others") String document,
    @Doc("Given names as the office wrote them") String givenNames,
    @Doc("Surnames as the office wrote them") String surnames,
    @Doc("ISO 5218: 1 male, 2 female") String sex,
    @Doc("Birth date, ISO 8601") String birthDate,
    @Doc("Days insured, 30 in a full month") String days,
    @Doc("private, public, domestic, own_account or posted") String employerKind,
    @Doc("Insured wage of the month in XTS, two decimals") String wage) {}
