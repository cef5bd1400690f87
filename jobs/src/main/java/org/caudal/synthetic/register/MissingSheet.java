package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The list of people reported missing on the way. */
@Table(
    name = "missing_sheet",
    row = "One row a line of the synthetic list of missing persons.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists, nobody is missing.")
public record MissingSheet(
    @Doc("File the line belongs to, one a year of report; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the report") String reportId,
    @Doc("Given names as the family says them") String givenNames,
    @Doc("Surnames as the family says them") String surnames,
    @Doc("Day of the report, ISO 8601") String reportedOn,
    @Doc("Day on which the person was last seen, ISO 8601") String lastSeenOn,
    @Doc("Town of the country, or country abroad, where the person was last seen")
        String lastSeenPlace,
    @Doc("Age when last seen, completed years") String age,
    @Doc("ISO 5218: 1 male, 2 female; may be empty") String sex,
    @Doc("Citizenship, ISO 3166-1 alpha-3; may be empty") String nationality,
    @Doc("Day on which the person was found, ISO 8601; empty for those still missing")
        String foundOn,
    @Doc("alive or dead for those found; empty for others") String foundState) {}
