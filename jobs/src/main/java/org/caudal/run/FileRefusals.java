package org.caudal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.caudal.load.LoadedFile;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.ExtractFile;

/** Files that a load refuses, because good rows would give way to them. */
final class FileRefusals {
  private static final String OF_THIS_LOAD =
      "begin the glob of extract.paths at a folder above, and let it match only files of this load,"
          + " for example \"data/sm[s]/*.csv\".";

  private FileRefusals() {}

  /** Refuses a copy of what a file held before it was corrected: it would undo the correction. */
  static void requireNoOldCopy(
      List<ExtractFile> files, Set<String> loadedBefore, List<LoadedFile> changed) {
    Set<String> contents =
        files.stream()
            .filter(file -> loadedBefore.contains(file.name()))
            .map(ExtractFile::sha256)
            .collect(Collectors.toSet());
    Map<String, String> before = new HashMap<>();
    changed.stream()
        .filter(entry -> !contents.contains(entry.sha256()))
        .forEach(entry -> before.put(entry.sha256(), entry.sourceFile()));
    List<Problem> problems =
        files.stream()
            .filter(file -> !loadedBefore.contains(file.name()) && file.records() > 0)
            .filter(file -> before.containsKey(file.sha256()))
            .map(
                file ->
                    new Problem(
                        file.path(),
                        "holds what "
                            + before.get(file.sha256())
                            + " held before it was changed, and would undo the change. Nothing was"
                            + " loaded.",
                        "If it is a copy, take it away. If the records moved to this name, run with"
                            + " --force."))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems);
    }
  }

  /** Refuses a file that would take the place of another one which only has the same name. */
  static void requireSamePlaces(List<ExtractFile> files, Map<String, LoadedFile> entries) {
    List<Problem> problems = new ArrayList<>();
    for (ExtractFile file : files) {
      LoadedFile entry = entries.get(file.name());
      if (entry != null
          && !entry.sourcePath().equals(file.path())
          && !entry.sha256().equals(file.sha256())) {
        problems.add(
            new Problem(
                file.path(),
                "has the name of a file with other content that was loaded from "
                    + entry.sourcePath()
                    + ", and would replace its rows. Nothing was loaded.",
                "If it corrects that file, put it in its place or run with --force. Else "
                    + OF_THIS_LOAD));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems);
    }
  }

  /** Refuses to read a file under another name in another way: it may be of another load. */
  static void requireSameReading(List<LoadedFile> renamed, String reading) {
    List<Problem> problems =
        renamed.stream()
            .filter(entry -> !reading.equals(entry.reading()))
            .sorted(Comparator.comparing(LoadedFile::sourceFile))
            .map(
                entry ->
                    new Problem(
                        entry.sourcePath(),
                        "was loaded under the name "
                            + entry.sourceFile()
                            + " with other parameters, perhaps by another configuration, and its"
                            + " rows would become those of this one. Nothing was loaded.",
                        "If it is not of this load, "
                            + OF_THIS_LOAD
                            + " Else load it with these parameters under its old name first, or run"
                            + " with --force."))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems);
    }
  }

  /**
   * Refuses to take out rows of files that were loaded, and are gone since a later load stopped.
   */
  static void requireNoRowsGone(List<LoadedFile> gone, Set<String> known) {
    List<Problem> problems =
        gone.stream()
            .filter(entry -> DueFiles.goodRows(entry) > 0 && !known.contains(entry.sha256()))
            .sorted(Comparator.comparing(LoadedFile::sourceFile))
            .map(
                entry ->
                    new Problem(
                        entry.sourcePath(),
                        String.format(
                            Locale.ROOT,
                            "is not among the files of this load, and its last load was cut off or"
                                + " is under way; %,d good rows of it would go. Nothing was"
                                + " changed.",
                            DueFiles.goodRows(entry)),
                        "Put it back or name it in extract.paths, and let its load end; --force"
                            + " takes the rows out."))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.DATA, problems);
    }
  }

  /** A correction of which every record is rejected is more often a mistake than a correction. */
  static void requireRowsLeft(DueFiles due, Tally tally) {
    List<Problem> problems = new ArrayList<>();
    for (ExtractFile file : due.fresh()) {
      Counts counts = tally.byFile().getOrDefault(file.name(), Counts.NONE);
      long good = DueFiles.goodRows(due.last().get(file.name()));
      if (good > 0 && Tally.isWhollyRejected(counts)) {
        problems.add(
            new Problem(
                file.path(),
                String.format(
                    Locale.ROOT,
                    "has %,d records, of which not one can be loaded; %,d good rows of it would"
                        + " go. Rules broken in this load: %s. Nothing was changed.",
                    counts.in(),
                    good,
                    String.join(", ", tally.rejected().keySet())),
                "Mend the file, or the extract in the configuration; --force takes the rows out."));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.DATA, problems);
    }
  }
}
