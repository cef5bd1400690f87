package org.caudal.store.extract;

import java.io.IOException;

/** A file of which no record can be read; the message says why. */
final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message) {
    super(message);
  }
}
