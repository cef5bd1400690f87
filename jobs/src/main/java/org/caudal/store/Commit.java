package org.caudal.store;

import java.util.Map;
import java.util.Optional;

/**
 * One version of a table.
 *
 * @param version Delta version
 * @param operation Delta operation, for example WRITE or MERGE
 * @param transactionId identifier that no other commit has
 * @param metrics what Delta counted, by name
 * @param note what the commit says of itself; empty for commits of other programs
 */
public record Commit(
    long version,
    String operation,
    String transactionId,
    Map<String, Long> metrics,
    Optional<CommitNote> note) {

  /** Whether the commit only rearranged files or metadata and changed no row. */
  public boolean keepsRows() {
    return operation.equals("OPTIMIZE")
        || operation.equals("REORG")
        || operation.startsWith("VACUUM")
        || operation.equals("SET TBLPROPERTIES")
        || operation.equals("CREATE TABLE");
  }

  /** What tells the rows from those of any other commit, also where the table was made anew. */
  public String state() {
    return version + ":" + transactionId;
  }

  /** Rows inserted or updated. */
  long rowsWritten() {
    return metrics.containsKey("numTargetRowsInserted")
        ? metrics.getOrDefault("numTargetRowsInserted", 0L)
            + metrics.getOrDefault("numTargetRowsUpdated", 0L)
        : metrics.getOrDefault("numOutputRows", 0L);
  }
}
