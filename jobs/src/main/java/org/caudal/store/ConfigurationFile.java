package org.caudal.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.caudal.problem.ProblemException;

/** Reads configuration files from the local disk. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /** The text of a configuration file. */
  public static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (NoSuchFileException e) {
      throw ProblemException.user(
          path,
          "is not there.",
          "Check the path; name a configuration with --conf or CAUDAL_CONF, conf/example.yaml shows every key.");
    } catch (CharacterCodingException e) {
      throw ProblemException.user(path, "is not UTF-8 text.", "Save it as UTF-8.");
    } catch (IOException e) {
      throw ProblemException.user(
          path, "cannot be read: " + e.getMessage() + ".", "Check the path and the rights.");
    }
  }
}
