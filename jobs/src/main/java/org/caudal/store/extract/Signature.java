package org.caudal.store.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file, by which formats are told apart. */
final class Signature {
  private static final String PARQUET = "PAR1";
  private static final String MARK_OF_UTF_8 = "\u00ef\u00bb\u00bf";

  private Signature() {}

  /**
   * Refuses a file that is of another kind than it was declared to be.
   *
   * @param layout of text; null where Parquet is declared
   */
  static void require(FSDataInputStream stored, TextFile file, long size, @Nullable Layout layout)
      throws IOException {
    String first = bytes(stored, 0, size);
    if (layout == null) {
      if (!first.equals(PARQUET)) {
        throw new UnreadableFileException(
            "it is no Parquet file; set extract.format to csv or json-lines");
      }
      if (!bytes(stored, size - PARQUET.length(), size).equals(PARQUET)) {
        throw new UnreadableFileException("it is cut off");
      }
    } else if (first.equals(PARQUET)) {
      throw new UnreadableFileException("it is a Parquet file; set extract.format to parquet");
    } else if (first.startsWith("\u001f\u008b") && !file.isPacked()) {
      throw new UnreadableFileException("it is packed with gzip; let its name end with .gz");
    }
  }

  /** Refuses a text that is written in another encoding than it was declared to be. */
  static void requireText(InputStream text, Layout layout) throws IOException {
    String first = new String(text.readNBytes(MARK_OF_UTF_8.length()), StandardCharsets.ISO_8859_1);
    if (first.startsWith("\u00ff\u00fe") || first.startsWith("\u00fe\u00ff")) {
      throw new UnreadableFileException(
          "it is written in UTF-16; convert it, for example: iconv -f UTF-16 -t UTF-8");
    } else if (first.equals(MARK_OF_UTF_8) && !layout.charset().equals(StandardCharsets.UTF_8)) {
      throw new UnreadableFileException(
          "it begins with the mark of UTF-8, and extract.csv.encoding is "
              + layout.encoding()
              + "; set it to UTF-8, in another configuration if other files are not");
    }
  }

  private static String bytes(FSDataInputStream stored, long from, long size) throws IOException {
    byte[] bytes = new byte[(int) Math.min(PARQUET.length(), size)];
    stored.readFully(Math.max(0, from), bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
