package org.caudal.load;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Records that were not loaded, each with place, rule and remedy. */
@Table(
    name = "rejected_row",
    row = "One row a record of an extract that was not loaded.",
    key = {"source_table", "source_file", "source_position", "part"},
    partitionedBy = {"source_table"},
    clusteredBy = {"source_file", "source_position"},
    sensitivity = Sensitivity.PERSON,
    example =
        "SELECT rule, COUNT(*) FROM rejected_row WHERE source_table = 'transfer' GROUP BY rule")
public record RejectedRow(
    @Doc("Table the record was meant for") String sourceTable,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition,
    @Doc("Number of the row within its record, from 0; records that hold one row have 0") int part,
    @Doc("First rule that the row breaks") String rule,
    @Doc("All rules that the row breaks, by name, separated by commas") String rules,
    @Doc("Column of the source the rule looks at; empty when the record could not be read")
        String sourceColumn,
    @Doc(
            "Value found there; where it could identify a person its shape alone, # for a digit, x or X for a letter, or *** and its length")
        @Nullable String value,
    @Doc("What is wrong") String statement,
    @Doc("What to do about it") String remedy,
    @Doc("The whole record as JSON, masked alike; null when it could not be read")
        @Nullable String record) {}
