package org.caudal.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.caudal.job.Write;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;
import org.caudal.table.ContractDiff;
import org.caudal.table.TableSchema;

/** Looks, before anything is written, for what would make a run fail later. */
final class Preflight {
  private static final long FREE_BYTES_NEEDED = 256L << 20;

  private final DeltaStore store;
  private final Folder root;
  private final Folder reports;

  Preflight(DeltaStore store, Folder root, Folder reports) {
    this.store = store;
    this.root = root;
    this.reports = reports;
  }

  /** Ends with all problems found. */
  void require(List<JobRequest> requests) {
    root.requireWritable();
    reports.requireWritable();
    List<Problem> problems = new ArrayList<>();
    if (root.freeBytes() < FREE_BYTES_NEEDED) {
      problems.add(
          new Problem(
              root.location(),
              String.format(
                  Locale.ROOT,
                  "has %,d bytes free; at least %,d are needed.",
                  root.freeBytes(),
                  FREE_BYTES_NEEDED),
              "Free space there, or name another folder with --set tables=…."));
    }
    requireUsable(TableSchema.of(RunRow.class), problems);
    Set<String> made = new HashSet<>();
    for (JobRequest request : requests) {
      for (Class<? extends Record> table : request.job().spec().reads()) {
        TableSchema schema = TableSchema.of(table);
        boolean needed = !request.job().spec().absentable().contains(table);
        if (needed && !made.contains(schema.name()) && !store.exists(schema)) {
          problems.add(
              new Problem(
                  schema.name(),
                  "is read by " + request.name() + " and is not there.",
                  "Run the job that writes it first; `caudal describe "
                      + schema.name()
                      + "` names it."));
        }
        requireContract(schema, problems);
      }
      TableSchema output = request.job().spec().outputSchema();
      if (!(request.job().spec().write() instanceof Write.Export)) {
        requireUsable(output, problems);
      }
      if (request.job().spec().write() instanceof Write.Load) {
        for (Class<? extends Record> kept :
            List.of(LoadedFile.class, RejectedRow.class, DuplicateRow.class)) {
          requireUsable(TableSchema.of(kept), problems);
          made.add(TableSchema.of(kept).name());
        }
      }
      made.add(output.name());
    }
    if (!problems.isEmpty()) {
      boolean contract = problems.stream().anyMatch(p -> p.statement().startsWith("does not have"));
      throw new ProblemException(
          contract ? ExitCode.DATA : ExitCode.USER, problems.stream().distinct().toList());
    }
  }

  /** Refuses a table to be written that has other columns, or whose folder is none. */
  private void requireUsable(TableSchema schema, List<Problem> problems) {
    Folder folder = root.inside(schema.name());
    if (folder.isFile()) {
      problems.add(
          new Problem(
              folder.location(),
              "is a file, where the folder of the table " + schema.name() + " should be.",
              "Move the file away, or name another folder with --set tables=…."));
    } else if (store.exists(schema)) {
      folder.requireWritable();
      requireContract(schema, problems);
    }
  }

  private void requireContract(TableSchema schema, List<Problem> problems) {
    if (!store.exists(schema)) {
      return;
    }
    ContractDiff diff = ContractDiff.between(schema, store.foundSchema(schema));
    if (!diff.isEmpty()) {
      problems.add(
          new Problem(
              store.path(schema),
              "does not have the declared columns:" + System.lineSeparator() + diff.render(),
              "Another version of the program wrote the table: use that version, another tables"
                  + " root, or rebuild the table."));
    }
  }
}
