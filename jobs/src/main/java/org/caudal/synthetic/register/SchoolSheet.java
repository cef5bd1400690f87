package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Rolls of pupils as a ministry of education would hand them out. */
@Table(
    name = "school_sheet",
    row = "One row a line of a synthetic roll of pupils.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic: nobody exists. Some lines are wrong on purpose; planted_register_defect lists them.")
public record SchoolSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("The register's number of the record") String recordId,
    @Doc("Number of the document shown; may be empty") String document,
    @Doc("Given names, as the clerk wrote them") String givenNames,
    @Doc("One or two surnames, as the clerk wrote them") String surnames,
    @Doc("Date of birth, ISO 8601; may be empty") String birthDate,
    @Doc("ISO 5218: 1 male, 2 female; may be empty") String sex,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; may be empty") String country,
    @Doc("Country of birth, ISO 3166-1 alpha-3") String birthCountry,
    @Doc("mestizo, indigenous, afrodescendant, white or other") String ethnicity,
    @Doc("Six digits, levels of the Washington Group Short Set") String difficulties,
    @Doc(
            "Day since which the person has lived in the country, ISO 8601; empty since birth, and for those who came before the first simulated day")
        String arrivedOn,
    @Doc("P-code of the town and two digits") String schoolCode,
    @Doc("School year, which is a calendar year") String schoolYear,
    @Doc("0 for the year before primary school, to 12") String grade,
    @Doc("Day on which the pupil was last enrolled in person, ISO 8601") String enrolledOn) {}
