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

  private static final String OFFSETS = "XxVzOZ";
  private static final String OPTIONAL = "\\[[^\\[\\]]*\\]";

  private Notation() {}

  /** Whether a line end, a delimiter and a quote are the same bytes as in ASCII. */
  static boolean keepsAscii(Charset encoding) {
    return Arrays.equals(ASCII.getBytes(encoding), ASCII.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Refuses a pattern of times that could not be read, or of which the offset may be left out: a
   * text without one would be taken for UTC.
   */
  static void requireTimePattern(String pattern) {
    requirePattern(pattern);
    String needed = withoutTexts(pattern);
    for (String before = ""; !needed.equals(before); ) {
      before = needed;
      needed = needed.replaceAll(OPTIONAL, "");
    }
    if (hasOffset(pattern) && !hasOffset(needed)) {
      throw new IllegalArgumentException(
          "pattern '"
              + pattern
              + "' has an offset that may be left out; write two patterns, the one with the offset"
              + " first");
    }
  }

  /** Whether a time in the pattern has an offset from UTC, or a zone. */
  static boolean hasOffset(String pattern) {
    return withoutTexts(pattern).chars().anyMatch(letter -> OFFSETS.indexOf(letter) >= 0);
  }

  private static String withoutTexts(String pattern) {
    return pattern.replaceAll("'[^']*'", "");
  }

  /** Refuses a pattern of days or times that could not be read. */
  static void requirePattern(String pattern) {
    for (char letter : withoutTexts(pattern).toCharArray()) {
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
