package org.caudal.run;

import java.util.List;
import java.util.Set;
import org.caudal.table.Sensitivity;

/**
 * What an erasure did.
 *
 * @param runId identifies it
 * @param persons marks that were looked for
 * @param nowhere marks named now that no row had
 * @param tables every table in which persons can be found
 * @param made what was made with rows that were found
 * @param files extracts with lines of erased persons
 */
public record ErasureReport(
    String runId,
    int persons,
    Set<PersonMark> nowhere,
    List<Found> tables,
    List<Made> made,
    List<File> files) {

  /**
   * One table.
   *
   * @param table its name
   * @param rows that were found
   * @param duplicates of the table that were found
   * @param mentions in rows of others that were found, in the table and among its duplicates
   * @param left of all these, counted again
   */
  public record Found(String table, long rows, long duplicates, long mentions, long left) {
    /** All that was found. */
    public long all() {
      return rows + duplicates + mentions;
    }

    Found withLeft(long counted) {
      return new Found(table, rows, duplicates, mentions, counted);
    }
  }

  /**
   * A table, or files for others, made with rows that were found.
   *
   * @param job that made it
   * @param table its name
   * @param sensitivity where its rows may go
   */
  public record Made(String job, String table, Sensitivity sensitivity) {}

  /**
   * An extract.
   *
   * @param path where it was when it was loaded
   * @param lines of erased persons
   */
  public record File(String path, long lines) {}

  /** Whether nothing was left. */
  public boolean isComplete() {
    return tables.stream().allMatch(table -> table.left() == 0);
  }
}
