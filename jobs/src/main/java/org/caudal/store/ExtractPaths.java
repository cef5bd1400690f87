package org.caudal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Extract;

/** The paths of an extract, by which files are told that are not there. */
public final class ExtractPaths {
  private final Extract extract;
  private final Configuration hadoop;

  /** The paths of an extract, below the root of the tables. */
  public ExtractPaths(SparkSession spark, Extract extract) {
    this.extract = extract;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /** Whether a file would be one of the extract if it were there. */
  public boolean name(String file) {
    java.nio.file.Path path = java.nio.file.Path.of(new Path(file).toUri().getPath());
    java.nio.file.Path folder = path.getParent();
    return extract.paths().stream()
        .map(this::matcher)
        .anyMatch(given -> given.matches(path) || (folder != null && given.matches(folder)));
  }

  /** Of a pattern that only Hadoop reads nobody can tell; every file may be meant. */
  private PathMatcher matcher(String given) {
    try {
      Path path = new Path(given);
      FileSystem files = path.getFileSystem(hadoop);
      String pattern = files.makeQualified(path).toUri().getPath().replace("[^", "[!");
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      return path -> true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
