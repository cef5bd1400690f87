package org.caudal.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ProblemException;

/** A folder of texts beside the tables: reports, the page, marks of exports; local or remote. */
public final class Folder {
  private final Path path;
  private final Configuration hadoop;

  /**
   * A folder; made when something is first written.
   *
   * @param path local path or URI
   */
  public Folder(SparkSession spark, String path) {
    this(new Path(path), spark.sessionState().newHadoopConf());
  }

  private Folder(Path path, Configuration hadoop) {
    this.path = path;
    this.hadoop = hadoop;
  }

  /** A folder inside this one. */
  public Folder inside(String name) {
    return new Folder(new Path(path, name), hadoop);
  }

  /** Path or URI of the folder. */
  public String location() {
    return path.toString();
  }

  /** Path or URI of a file of the folder, as a person would open it. */
  public String location(String name) {
    return plain(new Path(path, name).toString());
  }

  /** A path or URI; one of this machine as other programs take it. */
  public static String plain(String path) {
    return path.replaceFirst("^file:/+", "/");
  }

  /** Writes a text whole: a reader sees the old one or the new one, never a part. */
  public void write(String name, String text) {
    Path target = new Path(path, name);
    Path unfinished = new Path(path, "." + name + ".unfinished");
    try {
      FileSystem files = path.getFileSystem(hadoop);
      files.mkdirs(path);
      try (OutputStream out = files.create(unfinished, /* overwrite= */ true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      files.delete(target, /* recursive= */ false);
      if (!files.rename(unfinished, target)) {
        throw new IOException("rename was refused");
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The text of a file, unless it is not there. */
  public Optional<String> read(String name) {
    Path file = new Path(path, name);
    try (var in = path.getFileSystem(hadoop).open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ProblemException.user(
          file.toString(), "cannot be read: " + e.getMessage() + ".", "Check the path.");
    }
  }

  /** Names of the files and folders inside, sorted; none when the folder is not there. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus file : path.getFileSystem(hadoop).listStatus(path)) {
        names.add(file.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw ProblemException.user(
          path.toString(), "cannot be listed: " + e.getMessage() + ".", "Check the path.");
    }
    return names.stream().sorted().toList();
  }

  /** Takes the folder away, with all that is in it. */
  public void remove() {
    try {
      path.getFileSystem(hadoop).delete(path, /* recursive= */ true);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Whether there is a file where the folder should be. */
  public boolean isFile() {
    try {
      return path.getFileSystem(hadoop).getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Refuses a folder that cannot be written to. */
  public void requireWritable() {
    Path probe = new Path(path, ".writable");
    try {
      FileSystem files = path.getFileSystem(hadoop);
      files.mkdirs(path);
      files.create(probe, /* overwrite= */ true).close();
      files.delete(probe, /* recursive= */ false);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Free bytes on the file system, where it can tell. */
  public long freeBytes() {
    try {
      FsStatus status = path.getFileSystem(hadoop).getStatus(path);
      return status.getRemaining();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The full URI of the folder, without a slash at its end. */
  String qualified() {
    try {
      return files().makeQualified(path).toString();
    } catch (IOException e) {
      throw ProblemException.user(
          path.toString(), "is on no file system that can be reached.", "Check the path.");
    }
  }

  Path path() {
    return path;
  }

  FileSystem files() throws IOException {
    return path.getFileSystem(hadoop);
  }

  private ProblemException unwritable(IOException e) {
    return ProblemException.user(
        path.toString(),
        "cannot be written to: " + e.getMessage() + ".",
        "Give this user the right to write there, or name another folder with --set tables=…"
            + " (and --set reports=…).");
  }
}
