package org.caudal.store.extract;

import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * How the records of a text file are told apart.
 *
 * @param json whether a record is one line of JSON; else it is CSV
 * @param delimiter character between CSV cells
 * @param quote character around CSV cells
 * @param encoding name of the character encoding, which must write ASCII as ASCII
 */
public record Layout(boolean json, char delimiter, char quote, String encoding)
    implements Serializable {

  Charset charset() {
    return Charset.forName(encoding);
  }
}
