package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** A register of residence permits as a migration authority would hand it out. */
@Table(
    name = "permit_sheet",
    row = "One row a line of a synthetic register of residence permits.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic: nobody exists. Some lines are wrong on purpose; planted_register_defect lists them.")
public record PermitSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("The register's number of the record") String recordId,
    @Doc("Number of the document shown; may be empty") String document,
    @Doc("Given names, as the clerk wrote them") String givenNames,
    @Doc("One or two surnames, as the clerk wrote them") String surnames,
    @Doc("Date of birth, ISO 8601; may be empty") String birthDate,
    @Doc("ISO 5218: 1 male, 2 female; may be empty") String sex,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; may be empty") String country,
    @Doc(
            "Day since which the person has lived in the country, ISO 8601; empty since birth, and for those who came before the first simulated day")
        String arrivedOn,
    @Doc("P-code of the municipality of the address at issue") String municipalityCode,
    @Doc("work, family, study, protection or agreement") String permitReason,
    @Doc("spouse, child, parent or other: what the holder is to the sponsor; may be empty")
        String kinship,
    @Doc(
            "Number of the document shown by the member of the family who brings the holder; may be empty")
        String sponsorDocument,
    @Doc("Day of issue, ISO 8601") String issuedOn,
    @Doc("Last day of validity, ISO 8601") String expiresOn) {}
