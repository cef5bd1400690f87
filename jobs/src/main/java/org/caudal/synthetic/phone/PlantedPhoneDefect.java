package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** The defects of the synthetic phone records and what should become of them. */
@Table(
    name = "planted_phone_defect",
    row = "One row a line or file of the synthetic phone records that is wrong on purpose.",
    key = {"file_name", "line_number", "kind"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(
          name = "fate_known",
          sql = "fate IN ('duplicate', 'rejected', 'late', 'warned', 'missing')")
    },
    example = "SELECT kind, COUNT(*) FROM planted_phone_defect GROUP BY kind")
public record PlantedPhoneDefect(
    @Doc("File of the line, or the file that is wrong as a whole or missing") String fileName,
    @Doc("Line in the file, the header being line 1; 0 for a whole file") long lineNumber,
    @Doc("Kind of defect, for example exact_duplicate or unit_error") String kind,
    @Doc(
            "duplicate: one of the lines goes; rejected: the line cannot be used; late: it belongs to the day of its timestamp; warned: loaded, with a warning; missing: there is no file")
        String fate,
    @Doc("Kind of duplicate, or the column in question") String detail) {}
