package org.caudal.store.extract;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param line number of its first line, from 1
 * @param problem why it cannot be read; empty when it can
 * @param cells text by column name; empty when it cannot be read
 */
record RawRecord(long line, Optional<String> problem, Map<String, @Nullable String> cells) {

  static final String BAD_BYTES = "bad-bytes";
  static final String NUL_BYTE = "nul-byte";
  static final String TOO_LONG = "record-too-long: more than " + Lines.MOST_BYTES + " bytes";

  static RawRecord unreadable(long line, String problem) {
    return new RawRecord(line, Optional.of(problem), Map.of());
  }
}
