package org.caudal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads the key of pseudonyms; no message ever holds it. */
public final class KeyFile {
  /** Variable with the key, used when no file is named. */
  public static final String VARIABLE = "CAUDAL_PSEUDONYM_KEY";

  private KeyFile() {}

  /**
   * The key: hexadecimal digits, else the bytes of the text without surrounding space.
   *
   * @param path file with the key; it wins over the variable
   * @param variable value of the environment variable
   */
  public static byte[] read(Optional<String> path, @Nullable String variable) {
    if (path.isPresent()) {
      try {
        return parse(Files.readString(Path.of(path.get()), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw ProblemException.user(
            "pseudonym-key-file " + path.get(),
            Files.isDirectory(Path.of(path.get())) ? "is a folder." : "cannot be read.",
            "Name a file that this user may read, or set " + VARIABLE + ".");
      }
    }
    if (variable == null || variable.isBlank()) {
      throw ProblemException.user(
          "pseudonym key",
          "is missing: identifiers are never loaded without one.",
          "Set pseudonym-key-file in the configuration, or the variable "
              + VARIABLE
              + "; make a key with `openssl rand -hex 32`.");
    }
    return parse(variable);
  }

  private static byte[] parse(String text) {
    String stripped = text.strip();
    return stripped.matches("([0-9a-fA-F]{2})+")
        ? HexFormat.of().parseHex(stripped)
        : stripped.getBytes(StandardCharsets.UTF_8);
  }
}
