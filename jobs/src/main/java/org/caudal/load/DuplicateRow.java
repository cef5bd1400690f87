package org.caudal.load;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Records that repeat a key. */
@Table(
    name = "duplicate_row",
    row = "One row a record that repeats the key of a loaded one.",
    key = {"source_table", "source_file", "source_position", "key_hash"},
    partitionedBy = {"source_table"},
    clusteredBy = {"source_file", "source_position"},
    sensitivity = Sensitivity.PERSON,
    example = "SELECT kind, COUNT(*) FROM duplicate_row GROUP BY kind")
public record DuplicateRow(
    @Doc("Table the record was meant for") String sourceTable,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition,
    @Doc("SHA-256 of the key columns") String keyHash,
    @Doc("Partition of the table the row belongs to; empty when it is not partitioned")
        String periodFolder,
    @Doc("exact, or conflicting when other columns differ from the loaded row") String kind,
    @Doc("File of the row that is loaded in its place") String keptFile,
    @Doc("Position of the row that is loaded in its place") long keptPosition,
    @Doc(
            "The row as JSON, after pseudonyms, so that it can take the place if the kept one is withdrawn")
        String record) {}
