package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** The defects of the synthetic registers and what should become of them. */
@Table(
    name = "planted_register_defect",
    row = "One row a line of a synthetic register and a thing that is wrong with it on purpose.",
    key = {"file_name", "line_number", "kind", "detail"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(
          name = "fate_known",
          sql = "fate IN ('duplicate', 'rejected', 'late', 'repaired', 'delivered_later', 'lost')")
    },
    example = "SELECT kind, COUNT(*) FROM planted_register_defect GROUP BY kind")
public record PlantedRegisterDefect(
    @Doc("File of the line") String fileName,
    @Doc(
            "Line in the file, the header being line 1; for a missing line, the line after which it belongs")
        long lineNumber,
    @Doc("Kind of defect, for example exact_duplicate or impossible_date") String kind,
    @Doc(
            "duplicate: the line stands again; rejected: it cannot be read; late: it belongs to the file before; repaired: the whole file can be put right; delivered_later: only the next delivery has it; lost: no delivery has it")
        String fate,
    @Doc("Column concerned, or the record_id of a missing line") String detail) {}
