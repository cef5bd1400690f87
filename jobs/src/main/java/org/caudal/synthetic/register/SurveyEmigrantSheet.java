package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The members abroad whom households declare in the survey. */
@Table(
    name = "survey_emigrant_sheet",
    row = "One row a member abroad, as declared in the synthetic survey.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic. Households that have left as a whole declare nobody. Sampling units in which nobody is declared have no line: survey_member_sheet has all of them.")
public record SurveyEmigrantSheet(
    @Doc("File the line belongs to, one a province; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the household, as in survey_sheet") String household,
    @Doc("Mark of the member") String recordId,
    @Doc("Province, the stratum") String stratum,
    @Doc("Town of the household, the primary sampling unit") String townCode,
    @Doc("Province of the household, which the member left") String provinceCode,
    @Doc("Design weight of the household, six decimals") String designWeight,
    @Doc("Day of the interviews, ISO 8601") String referenceDate,
    @Doc("ISO 5218: 1 male, 2 female") String sex,
    @Doc("Age on the day of the interview, completed years") String age,
    @Doc("Country where the member lives, ISO 3166-1 alpha-3") String destination,
    @Doc("Year of departure; empty for those who left before the first simulated day")
        String year) {}
