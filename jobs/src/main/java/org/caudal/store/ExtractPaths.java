package org.caudal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.Objects;
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
    URI place = new Path(file).toUri();
    java.nio.file.Path path = java.nio.file.Path.of(place.getPath());
    java.nio.file.Path folder = path.getParent();
    return extract.paths().stream()
        .map(given -> matcher(given, place))
        .anyMatch(given -> given.matches(path) || (folder != null && given.matches(folder)));
  }

  /** Of a pattern that only Hadoop reads nobody can tell; every file may be meant. */
  private PathMatcher matcher(String given, URI place) {
    try {
      Path path = new Path(given);
      FileSystem files = path.getFileSystem(hadoop);
      URI paths = files.makeQualified(path).toUri();
      if (!Objects.equals(paths.getScheme(), place.getScheme())
          || !Objects.equals(paths.getAuthority(), place.getAuthority())) {
        return there -> false;
      }
      // two asterisks cross folders here, and are as one for Hadoop
      String pattern = paths.getPath().replace("[^", "[!").replaceAll("\\*{2,}", "*");
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      return there -> true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
