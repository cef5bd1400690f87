package org.caudal.load;

import java.time.Instant;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** The ledger of loaded files. */
@Table(
    name = "loaded_file",
    row = "One row a file of an extract, with its accounts.",
    key = {"source_table", "source_file"},
    partitionedBy = {"source_table"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(
          name = "accounts_exact",
          sql = "status <> 'loaded' OR rows_in = rows_loaded + rows_rejected + rows_duplicate")
    },
    example = "SELECT source_file, rows_in, rows_rejected FROM loaded_file")
public record LoadedFile(
    @Doc("Table the file was loaded into") String sourceTable,
    @Doc("File, relative to the folder of its glob") String sourceFile,
    @Doc("Where it was when it was loaded") String sourcePath,
    @Doc("SHA-256 of the file, of a packed one without gzip") String sha256,
    @Doc("SHA-256 of the job and its parameters, without paths") String reading,
    @Doc("Size of the file as stored") @Unit("bytes") long sizeBytes,
    @Doc("loading or loaded") String status,
    @Doc("Rows read") @Unit("rows") long rowsIn,
    @Doc("Rows now in the table") @Unit("rows") long rowsLoaded,
    @Doc("Rows now in rejected_row") @Unit("rows") long rowsRejected,
    @Doc("Rows now in duplicate_row") @Unit("rows") long rowsDuplicate,
    @Doc("Run that loaded it") String runId,
    @Doc("When it was loaded, UTC") Instant loadedTs) {

  /** The account of a file that is read in a way, with a status. */
  public LoadedFile as(String nowReading, String nowStatus) {
    return new LoadedFile(
        sourceTable,
        sourceFile,
        sourcePath,
        sha256,
        nowReading,
        sizeBytes,
        nowStatus,
        rowsIn,
        rowsLoaded,
        rowsRejected,
        rowsDuplicate,
        runId,
        loadedTs);
  }

  /** The account with other rows in the tables. */
  public LoadedFile with(long loaded, long rejected, long duplicate) {
    return new LoadedFile(
        sourceTable,
        sourceFile,
        sourcePath,
        sha256,
        reading,
        sizeBytes,
        status,
        rowsIn,
        loaded,
        rejected,
        duplicate,
        runId,
        loadedTs);
  }
}
