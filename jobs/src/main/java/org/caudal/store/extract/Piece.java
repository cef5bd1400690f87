package org.caudal.store.extract;

import java.io.Serializable;
import java.util.List;

/**
 * A piece of a file: whole records, which can be read without those before them.
 *
 * @param from its first byte
 * @param bytes how many it has
 * @param linesBefore lines before it
 * @param header column names of the file; of the first piece, which begins with them, none
 */
public record Piece(long from, long bytes, long linesBefore, List<String> header)
    implements Serializable {
  /** A file that is read from its beginning to its end. */
  public static final Piece WHOLE = new Piece(0, Long.MAX_VALUE, 0, List.of());

  boolean isFirst() {
    return from == 0;
  }
}
