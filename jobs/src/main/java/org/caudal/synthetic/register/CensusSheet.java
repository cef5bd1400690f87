package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The forms of a census. */
@Table(
    name = "census_sheet",
    row = "One row a person counted by the synthetic census.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic. Some people are missed, some absent ones are counted; see true_coverage.")
public record CensusSheet(
    @Doc("File the line belongs to, one a municipality; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the household") String household,
    @Doc("Mark of the person") String recordId,
    @Doc("Given names as the interviewer wrote them") String givenNames,
    @Doc("Surnames as the interviewer wrote them") String surnames,
    @Doc("ISO 5218: 1 male, 2 female; may be empty") String sex,
    @Doc("Birth date, ISO 8601; may be empty") String birthDate,
    @Doc("head, partner, child, parent or other") String relation,
    @Doc("Town of the interview") String townCode,
    @Doc("Whether the person was in the country on the reference day, as declared: yes or no")
        String present,
    @Doc("P-code of the municipality of usual residence, or country abroad, ISO 3166-1 alpha-3")
        String residence,
    @Doc(
            "The same five years before; where the country is not that old, on its first day; empty for children under five")
        String residenceBefore,
    @Doc("P-code of the municipality of birth, or country abroad") String birthplace,
    @Doc("Country of birth, ISO 3166-1 alpha-3") String birthCountry,
    @Doc(
            "Day since which the person has lived in the country, ISO 8601; empty since birth, and for those who came before the first simulated day")
        String arrivedOn,
    @Doc("Citizenship, ISO 3166-1 alpha-3") String citizenship,
    @Doc("mestizo, indigenous, afrodescendant, white or other") String ethnicity,
    @Doc("Six digits, levels of the Washington Group Short Set") String difficulties,
    @Doc("ISCED 2011, 0 to 8") String education,
    @Doc("Major group of ISCO-08; empty for those who do not work") String occupation) {}
