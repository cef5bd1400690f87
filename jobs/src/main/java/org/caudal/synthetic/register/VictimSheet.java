package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Five lists of victims of trafficking, each with numbers of its own and without names. */
@Table(
    name = "victim_sheet",
    row = "One row a line of a synthetic list of victims of trafficking.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists, nobody is a victim.")
public record VictimSheet(
    @Doc("File the line belongs to, one a list; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Number of the case on this list only") String caseNumber,
    @Doc("Day on which the list took the case up, ISO 8601") String listedOn,
    @Doc("Initial of the given names, initial of the surname, birth year and M or F; may be wrong")
        String code,
    @Doc("Citizenship, ISO 3166-1 alpha-3") String nationality,
    @Doc("P-code of the province") String province) {}
