package org.caudal.store.extract;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of one file, in order. */
interface Records extends AutoCloseable {

  /** Names of the columns; empty when the file has none. */
  List<String> header();

  /** The next record, or null at the end. */
  @Nullable RawRecord next() throws IOException;

  /** Passes the next record over, read or not; false at the end. */
  boolean skip() throws IOException;

  /** The lines of the file, of which the next is that of the next record. */
  Lines lines();

  @Override
  void close() throws IOException;
}
