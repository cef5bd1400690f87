package org.caudal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.caudal.load.Extract;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;

/** Finds the files that the paths of an extract name. */
record FileSearch(Extract extract, Configuration hadoop) {
  private static final String GLOB = "*?[{";

  /** Path by name, sorted by name. */
  Map<String, String> find(List<Problem> problems) {
    Map<String, String> paths = new TreeMap<>();
    for (String given : extract.paths()) {
      try {
        Path path = new Path(given);
        FileSystem files = path.getFileSystem(hadoop);
        Path glob = base(path);
        Path base = glob;
        FileStatus[] matches = files.globStatus(path);
        List<FileStatus> found = new ArrayList<>();
        for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
          if (match.isDirectory()) {
            base = isGlob(given) ? glob : match.getPath();
            Arrays.stream(files.listStatus(match.getPath()))
                .filter(FileStatus::isFile)
                .forEach(found::add);
          } else {
            found.add(match);
          }
        }
        found.removeIf(file -> file.getPath().getName().matches("[._].*"));
        if (found.isEmpty()) {
          problems.add(notThere(given, files, base));
        }
        String prefix = files.makeQualified(outside(base)).toUri().getPath();
        for (FileStatus file : found) {
          String full = file.getPath().toUri().getPath();
          String name =
              full.startsWith(prefix + "/")
                  ? full.substring(prefix.length() + 1)
                  : file.getPath().getName();
          String other = paths.put(name, file.getPath().toString());
          if (other != null && !other.equals(file.getPath().toString())) {
            problems.add(
                new Problem(
                    given,
                    "has a file named " + name + " as another path has.",
                    "Name one folder above both, so that their names differ."));
          }
        }
      } catch (IOException e) {
        problems.add(
            new Problem(given, "cannot be read: " + e.getMessage() + ".", "Check the path."));
      }
    }
    return paths;
  }

  private static Problem notThere(String given, FileSystem files, Path base) throws IOException {
    List<String> near = new ArrayList<>();
    if (files.exists(base)) {
      for (FileStatus file : files.listStatus(base)) {
        near.add(file.getPath().getName());
      }
    }
    if (!isGlob(given) && files.exists(new Path(given))) {
      return new Problem(
          given,
          "holds no file of its own; subfolders are not read.",
          "Name what is in them, for example " + given + "/*/*.csv.");
    }
    return new Problem(
        given,
        "matches no file.",
        Nearest.question(new Path(given).getName(), near) + "Check paths in the extract.");
  }

  /** The folder in front of the first part that has a wildcard. */
  private static Path base(Path path) {
    Path base = path.getParent();
    for (Path part = path; part != null; part = part.getParent()) {
      if (isGlob(part.getName())) {
        base = part.getParent();
      }
    }
    return base == null ? new Path(".") : base;
  }

  /** The folder above those of partitions, such as day=8: by these alone files may differ. */
  private static Path outside(Path folder) {
    Path above = folder;
    while (above.getName().contains("=") && above.getParent() != null) {
      above = above.getParent();
    }
    return above;
  }

  private static boolean isGlob(String part) {
    return part.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
  }
}
