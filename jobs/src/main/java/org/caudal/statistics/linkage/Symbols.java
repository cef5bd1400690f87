package org.caudal.statistics.linkage;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text as the symbols that distances count.
 *
 * @param units one number a symbol
 * @param signature bit {@code unit mod 64} of every symbol that occurs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Symbols(int[] units, long signature) {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** A letter beyond ASCII as JSON may write it, after no backslash of its own. */
  private static final Pattern ESCAPED =
      Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u((?!00[0-7])[0-9a-fA-F]{4})");

  /** What a symbol is. */
  public enum Unit {
    /** Bytes of UTF-8, as DuckDB counts: ñ is two, so muñoz and munoz are two steps apart. */
    BYTES,
    /** Code points, as a reader counts: muñoz and munoz are one step apart. */
    CODE_POINTS,
    /** Code points in lower case without accents: muñoz and munoz are the same. */
    FOLDED;

    /** A text as it is compared: folded, a list of JSON without escapes; or as it is. */
    public @Nullable String read(@Nullable String text) {
      return text == null || this != FOLDED ? text : folded(unescaped(text));
    }
  }

  /** The symbols of a text. */
  public static Symbols of(String text, Unit unit) {
    return switch (unit) {
      case BYTES -> of(bytes(text));
      case CODE_POINTS -> of(text.codePoints().toArray());
      case FOLDED -> of(folded(text).codePoints().toArray());
    };
  }

  /** The text in lower case without accents. */
  public static String folded(String text) {
    return withoutMarks(text.toLowerCase(Locale.ROOT));
  }

  /** The text without accents; n for ñ, c for ç. */
  public static String withoutMarks(String text) {
    return isAscii(text)
        ? text
        : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
  }

  /** A list with its letters as they are, so that they can be folded. */
  private static String unescaped(String text) {
    return text.strip().startsWith("[") && text.contains("\\u")
        ? ESCAPED
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + (char) Integer.parseInt(found.group(2), 16)))
        : text;
  }

  int length() {
    return units.length;
  }

  /** A number that no distance to the other text can be below. */
  int leastDistance(Symbols other) {
    return Math.max(
        Math.abs(length() - other.length()),
        Math.max(
            Long.bitCount(signature & ~other.signature),
            Long.bitCount(other.signature & ~signature)));
  }

  private static Symbols of(int[] units) {
    long signature = 0;
    for (int unit : units) {
      signature |= 1L << unit;
    }
    return new Symbols(units, signature);
  }

  private static int[] bytes(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int[] units = new int[encoded.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = Byte.toUnsignedInt(encoded[i]);
    }
    return units;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
