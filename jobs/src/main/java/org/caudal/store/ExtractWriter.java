package org.caudal.store;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.functions;
import org.caudal.problem.ProblemException;
import org.caudal.table.TableSchema;

/** Writes generated extracts: CSV files with a header, one for each value of a column. */
public final class ExtractWriter {
  private static final String FINGERPRINT = ".fingerprint";
  private static final String UNFINISHED = "_unfinished";

  private final Folder folder;

  /**
   * A writer.
   *
   * @param folder the folder that holds this extract and nothing else
   */
  public ExtractWriter(Folder folder) {
    this.folder = folder;
  }

  /** Whether the files there were made by a run with this fingerprint. */
  public boolean isUpToDate(String fingerprint) {
    return folder.read(FINGERPRINT).filter(fingerprint::equals).isPresent();
  }

  /**
   * Puts the files of the rows in place of those in the folder; lines are sorted by all columns.
   */
  public void write(TableSchema layout, Dataset<Row> rows, String fileColumn, String fingerprint) {
    Column[] written =
        layout.columnNames().stream()
            .filter(name -> !name.equals(fileColumn))
            .map(functions::col)
            .toArray(Column[]::new);
    Folder unfinished = folder.inside(UNFINISHED);
    try {
      FileSystem files = folder.files();
      folder.requireWritable();
      files.delete(new Path(folder.path(), FINGERPRINT), /* recursive= */ false);
      rows.select(layout.selected())
          .repartition(col(fileColumn))
          .sortWithinPartitions(sorting(fileColumn, written))
          .write()
          .mode("overwrite")
          .option("partitionOverwriteMode", "static") // whatever that of the session is
          .partitionBy(fileColumn)
          .option("header", true)
          .option("emptyValue", "")
          .option("escape", "\"")
          .csv(unfinished.location());
      Set<String> names = moveIntoPlace(files, unfinished.path(), fileColumn);
      for (FileStatus old : files.listStatus(folder.path())) {
        if (old.isFile() && !names.contains(old.getPath().getName())) {
          files.delete(old.getPath(), /* recursive= */ false);
        }
      }
      files.delete(unfinished.path(), /* recursive= */ true);
    } catch (IOException e) {
      throw ProblemException.user(
          folder.location(), "cannot be written to: " + e.getMessage() + ".", "Check the path.");
    }
    folder.write(FINGERPRINT, fingerprint);
  }

  private static Column[] sorting(String fileColumn, Column[] written) {
    Column[] sorting = new Column[written.length + 1];
    sorting[0] = col(fileColumn);
    System.arraycopy(written, 0, sorting, 1, written.length);
    return sorting;
  }

  private Set<String> moveIntoPlace(FileSystem files, Path unfinished, String fileColumn)
      throws IOException {
    Set<String> names = new HashSet<>();
    String prefix = fileColumn + "=";
    for (FileStatus partition : files.listStatus(unfinished)) {
      if (!partition.getPath().getName().startsWith(prefix)) {
        continue;
      }
      String name =
          ExternalCatalogUtils.unescapePathName(
              partition.getPath().getName().substring(prefix.length()));
      FileStatus[] parts = files.listStatus(partition.getPath());
      if (parts.length != 1) {
        throw new IOException(name + " came out in " + parts.length + " parts");
      }
      Path target = new Path(folder.path(), name);
      files.delete(target, /* recursive= */ false);
      if (!files.rename(parts[0].getPath(), target)) {
        throw new IOException("rename of " + name + " was refused");
      }
      names.add(name);
    }
    return names;
  }
}
