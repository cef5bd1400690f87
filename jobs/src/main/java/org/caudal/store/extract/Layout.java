package org.caudal.store.extract;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;

/**
 * How the records of a text file are told apart.
 *
 * @param json whether a record is one line of JSON; else it is CSV
 * @param delimiter character between CSV cells
 * @param quote character around CSV cells
 * @param encoding name of the character encoding, which must write ASCII as ASCII
 * @param decimalComma whether numbers of JSON, which have a point, become texts with a comma
 * @param texts columns whose numbers do not, and have no fraction of zeros, as they are no amounts
 */
public record Layout(
    boolean json,
    char delimiter,
    char quote,
    String encoding,
    boolean decimalComma,
    List<String> texts)
    implements Serializable {

  /** A layout whose numbers stay as they are written. */
  public static Layout of(boolean json, char delimiter, char quote, String encoding) {
    return new Layout(json, delimiter, quote, encoding, /* decimalComma= */ false, List.of());
  }

  boolean hasComma(String column) {
    return decimalComma && !texts.contains(column);
  }

  Charset charset() {
    return Charset.forName(encoding);
  }
}
