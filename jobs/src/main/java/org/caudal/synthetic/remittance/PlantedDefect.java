package org.caudal.synthetic.remittance;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** The defects of a synthetic transfer log and what should become of them. */
@Table(
    name = "planted_defect",
    row = "One row a line of the synthetic log that is wrong on purpose.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(
          name = "fate_known",
          sql = "fate IN ('duplicate', 'cost_status', 'warned', 'rejected')")
    },
    example = "SELECT kind, COUNT(*) FROM planted_defect GROUP BY kind")
public record PlantedDefect(
    @Doc("File of the line") String fileName,
    @Doc("Line in the file, the header being line 1") long lineNumber,
    @Doc("Kind of defect, for example late_duplicate or impossible_day") String kind,
    @Doc(
            "duplicate: it should be in duplicate_row; rejected: in rejected_row; cost_status: loaded, but without a cost; warned: loaded with a warning")
        String fate,
    @Doc(
            "Kind of duplicate, status of the cost, or the column of the log whose value should be refused or warned of")
        String detail) {}
