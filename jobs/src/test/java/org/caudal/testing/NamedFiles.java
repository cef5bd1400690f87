package org.caudal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that configurations name, wherever the program is said to be. */
public final class NamedFiles {
  private NamedFiles() {}

  /** The text of a file under conf. */
  public static String read(String path) {
    try {
      return Files.readString(Path.of("..").resolve(path.substring(path.indexOf("conf/"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
