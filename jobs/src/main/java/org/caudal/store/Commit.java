package org.caudal.store;

import java.util.Optional;

/**
 * One version of a table.
 *
 * @param version Delta version
 * @param operation Delta operation, for example WRITE or MERGE
 * @param note what the commit says of itself; empty for commits of other programs
 */
public record Commit(long version, String operation, Optional<CommitNote> note) {

  /** Whether the commit only rearranged files or metadata and changed no row. */
  public boolean keepsRows() {
    return operation.equals("OPTIMIZE")
        || operation.startsWith("VACUUM")
        || operation.equals("SET TBLPROPERTIES")
        || operation.equals("CREATE TABLE");
  }
}
