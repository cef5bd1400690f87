package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** How common the values of fields are. */
@Table(
    name = "value_share",
    row = "One row a value of a field.",
    key = {"field", "text", "value_key"},
    sensitivity = Sensitivity.PERSON,
    checks = @Check(name = "share_possible", sql = "share > 0 AND share <= 1"),
    caveat = "Of all records of all registers together, each counted as often as it is there.",
    example = "SELECT field, COUNT(*), MAX(share) FROM value_share GROUP BY field")
public record ValueShare(
    @Doc("Name of the field") String field,
    @Doc("What was taken as one value: bytes, code-points, or folded: without case and accents")
        String text,
    @Doc("Hash of the value, without a key: who has a list of names can read it") long valueKey,
    @Doc("Records with the value") long records,
    @Doc("Share of the records with any value in the field, 0 to 1") double share) {}
