package org.caudal.store.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * One text file of an extract, or a piece of one.
 *
 * @param name relative to the folder of its glob
 * @param path where it is
 * @param piece what is read of it
 */
public record TextFile(String name, String path, Piece piece) implements Serializable {

  /** The whole file. */
  public static TextFile whole(String name, String path) {
    return new TextFile(name, path, Piece.WHOLE);
  }

  /** Opens the records. */
  Records open(Layout layout, Configuration hadoop) throws IOException {
    FSDataInputStream stored = bytes(hadoop);
    if (!piece.isFirst()) {
      stored.seek(piece.from());
    }
    Lines lines = new Lines(unpacked(stored), piece.linesBefore(), piece.bytes());
    return layout.json()
        ? new JsonRecords(lines, layout, piece)
        : new CsvRecords(lines, layout, piece);
  }

  /** Whether it has to be read from its beginning. */
  boolean isPacked() {
    return name.endsWith(".gz");
  }

  /** Opens the file as stored. */
  FSDataInputStream bytes(Configuration hadoop) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(hadoop).open(file);
  }

  /** Bytes of the file as stored. */
  long size(Configuration hadoop) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(hadoop).getFileStatus(file).getLen();
  }

  /** Opens the file as it is without gzip. */
  InputStream text(Configuration hadoop) throws IOException {
    return unpacked(bytes(hadoop));
  }

  private InputStream unpacked(InputStream stored) throws IOException {
    if (!isPacked()) {
      return stored;
    }
    try {
      return new GZIPInputStream(stored, 1 << 16);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }
}
