package org.caudal.run;

import java.time.Instant;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** The ledger of runs. */
@Table(
    name = "run",
    row = "One row a run of a job, or an erasure.",
    key = {"run_id", "job"},
    sensitivity = Sensitivity.OPERATION,
    example = "SELECT run_id, job, status, rows_out FROM run ORDER BY started_ts DESC LIMIT 20")
public record RunRow(
    @Doc("Run: start time and four random digits") String runId,
    @Doc("Job, or erase") String job,
    @Doc("done, nothing_to_do or failed") String status,
    @Doc("Months that were replaced, or all") String scope,
    @Doc("SHA-256 of job, parameters, code and input versions") String fingerprint,
    @Doc("Parameters as JSON") String parameters,
    @Doc(
            "Input tables with their versions, files with their fingerprints, or tables with the rows that an erasure found, as JSON")
        String inputs,
    @Doc("Delta version of the output after the run; -1 when nothing was written")
        long outputVersion,
    @Doc("Rows of the extract, or rows found by an erasure; 0 for jobs that load none")
        @Unit("rows")
        long rowsIn,
    @Doc("Rows written") @Unit("rows") long rowsOut,
    @Doc("Rows rejected, or taken out by an erasure") @Unit("rows") long rowsRejected,
    @Doc("Rows that repeat a key") @Unit("rows") long rowsDuplicate,
    @Doc("Version and fingerprint of the program") String codeVersion,
    @Doc("Start, UTC") Instant startedTs,
    @Doc("End, UTC") Instant endedTs,
    @Doc("Why the run failed") @Nullable String problem) {}
