package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Records of registers, with what they are compared by. */
@Table(
    name = "link_record",
    row = "One row a record of a register.",
    key = {"source_id", "record_id"},
    partitionedBy = {"source_id"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Holds names and other fields as text, because no pseudonym can be nearly the same: the most sensitive table of the platform. Leave out of fields what is not compared.",
    example = "SELECT source_id, COUNT(*) FROM link_record GROUP BY source_id")
public record LinkRecord(
    @Doc("Name of the register") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id")
        @Doc("Pseudonym of the mark of the record in its register")
        String recordId,
    @Pseudonym(value = "person-number", of = Of.NUMBERS)
        @Doc(
            "Fields that are compared, with the parts of names and codes in place of countries and places, a JSON object of texts; empty ones are left out")
        String fields,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
