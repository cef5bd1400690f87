package org.caudal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads a key; no message ever holds it. */
public enum KeyFile {
  /** The key of pseudonyms. */
  PSEUDONYM("identifiers are never loaded without one", "openssl rand -hex 32"),
  /** The key that offices share, of long-term keys. */
  // A text that is not all hexadecimal digits: other programs take it as it stands.
  EXCHANGE("records are never encoded without one", "openssl rand -base64 48");

  private final String reason;
  private final String makes;

  KeyFile(String reason, String makes) {
    this.reason = reason;
    this.makes = makes;
  }

  /** Variable with the key, used when no file is named. */
  public String variable() {
    return "CAUDAL_" + name() + "_KEY";
  }

  /**
   * The key: hexadecimal digits, else the bytes of the text without surrounding space.
   *
   * @param path file with the key; it wins over the variable
   * @param variable value of the environment variable
   */
  public byte[] read(Optional<String> path, @Nullable String variable) {
    if (path.isPresent()) {
      try {
        return parse(Files.readString(Path.of(path.get()), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw ProblemException.user(
            setting() + " " + path.get(),
            Files.isDirectory(Path.of(path.get())) ? "is a folder." : "cannot be read.",
            "Name a file that this user may read, or take "
                + setting()
                + " out of the configuration, as it wins, and set "
                + variable()
                + ".");
      }
    }
    if (variable == null || variable.isBlank()) {
      throw ProblemException.user(
          name().toLowerCase(Locale.ROOT) + " key",
          "is missing: " + reason + ".",
          "Set "
              + setting()
              + " in the configuration, or the variable "
              + variable()
              + "; make a key with `"
              + makes
              + "`.");
    }
    return parse(variable);
  }

  private String setting() {
    return name().toLowerCase(Locale.ROOT) + "-key-file";
  }

  private static byte[] parse(String text) {
    String stripped = text.strip();
    return stripped.matches("([0-9a-fA-F]{2})+")
        ? HexFormat.of().parseHex(stripped)
        : stripped.getBytes(StandardCharsets.UTF_8);
  }
}
