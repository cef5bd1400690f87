package org.caudal.store.extract;

import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** One record of a file: its line, and its cells or why it cannot be read. */
final class RawRecord {
  static final String BAD_BYTES = "bad-bytes";
  static final String NUL_BYTE = "nul-byte";
  static final String TOO_LONG = "record-too-long: more than " + Lines.MOST_BYTES + " bytes";

  private static final @Nullable UTF8String[] NO_CELLS = new UTF8String[0];

  private final long line;
  private final @Nullable String problem;
  private final List<String> names;
  private final @Nullable UTF8String[] cells;

  private RawRecord(
      long line, @Nullable String problem, List<String> names, @Nullable UTF8String[] cells) {
    this.line = line;
    this.problem = problem;
    this.names = names;
    this.cells = cells;
  }

  static RawRecord unreadable(long line, String problem) {
    return new RawRecord(line, problem, List.of(), NO_CELLS);
  }

  /**
   * A record that could be read.
   *
   * @param line number of its first line, from 1
   * @param names of the columns; the same list for records with the same columns
   * @param cells text under each name; not copied
   */
  static RawRecord of(long line, List<String> names, @Nullable UTF8String[] cells) {
    return new RawRecord(line, null, names, cells);
  }

  /** Number of the first line, from 1. */
  long line() {
    return line;
  }

  /** Why the record cannot be read; null when it can. */
  @Nullable String problem() {
    return problem;
  }

  /** Names of its columns. */
  List<String> names() {
    return names;
  }

  /** The text under a name; null where there is none. */
  @Nullable UTF8String cell(int name) {
    return cells[name];
  }
}
