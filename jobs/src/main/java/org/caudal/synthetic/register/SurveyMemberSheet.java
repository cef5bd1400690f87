package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The members of the households that answered a sample survey. */
@Table(
    name = "survey_member_sheet",
    row = "One row a usual resident of a household that answered the synthetic survey.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic. Weights are those of the design: without correction for households that did not answer.")
public record SurveyMemberSheet(
    @Doc("File the line belongs to, one a province; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the household, as in survey_sheet") String household,
    @Doc("Mark of the person") String recordId,
    @Doc("Province, the stratum") String stratum,
    @Doc("Town, the primary sampling unit") String townCode,
    @Doc(
            "Province where the person usually lives; another one where a member has moved within the country")
        String provinceCode,
    @Doc("Design weight of the household, six decimals") String designWeight,
    @Doc("Day of the interviews, ISO 8601") String referenceDate,
    @Doc("ISO 5218: 1 male, 2 female") String sex,
    @Doc("Completed years") String age,
    @Doc("Country of birth, ISO 3166-1 alpha-3") String birthCountry,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3") String citizenship,
    @Doc("A second citizenship; empty for most") String secondCitizenship,
    @Doc("mestizo, indigenous, afrodescendant, white or other") String ethnicity,
    @Doc("Six digits, levels of the Washington Group Short Set") String difficulties,
    @Doc("ISCED 2011, 0 to 8") String education,
    @Doc("Major group of ISCO-08; _Z for those who do not work") String occupation,
    @Doc(
            "Day since which the person has lived in the country, ISO 8601; empty since birth, and for those who came before the first simulated day")
        String arrivedOn) {}
