package org.caudal.store.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * One text file of an extract.
 *
 * @param name relative to the folder of its glob
 * @param path where it is
 */
public record TextFile(String name, String path) implements Serializable {

  /** Opens the records. */
  Records open(Layout layout, Configuration hadoop) throws IOException {
    Lines lines = new Lines(unpacked(bytes(hadoop)));
    return layout.json() ? new JsonRecords(lines, layout) : new CsvRecords(lines, layout);
  }

  /** Opens the file as stored. */
  FSDataInputStream bytes(Configuration hadoop) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(hadoop).open(file);
  }

  private InputStream unpacked(InputStream stored) throws IOException {
    if (!name.endsWith(".gz")) {
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
