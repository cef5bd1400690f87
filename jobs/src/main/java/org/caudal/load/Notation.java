package org.caudal.load;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Encodings and patterns that can be read. */
final class Notation {
  private static final String ASCII = "a,;\t|\"\r\n0";

  /** Letters of java.time that Spark does not read, because they mix up weeks, eras and days. */
  private static final String NOT_READ = "YWwuABceNnp";

  private Notation() {}

  /** Whether a line end, a delimiter and a quote are the same bytes as in ASCII. */
  static boolean keepsAscii(Charset encoding) {
    return Arrays.equals(ASCII.getBytes(encoding), ASCII.getBytes(StandardCharsets.US_ASCII));
  }

  /** Refuses a pattern of days or times that could not be read. */
  static void requirePattern(String pattern) {
    for (char letter : pattern.replaceAll("'[^']*'", "").toCharArray()) {
      if (NOT_READ.indexOf(letter) >= 0) {
        throw new IllegalArgumentException(
            "pattern '"
                + pattern
                + "' has the letter "
                + letter
                + ", which is not read; the year is yyyy, the day of the month dd");
      }
    }
    try {
      var unused = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pattern '" + pattern + "': " + e.getMessage(), e);
    }
  }
}
