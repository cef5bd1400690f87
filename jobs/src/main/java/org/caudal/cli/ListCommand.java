package org.caudal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.caudal.job.Job;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists jobs and tables. */
@Command(
    name = "list",
    description = "Lists every job and every table.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    TextTable jobs = new TextTable("job", "writes", "what it does");
    for (Job<?> job : Suite.jobs().jobs()) {
      jobs.add(List.of(job.spec().name(), job.spec().outputSchema().name(), job.spec().summary()));
    }
    out.println(jobs);
    out.println();
    TextTable tables = new TextTable("table", "sensitivity", "row");
    for (TableSchema table : Suite.tables().tables()) {
      tables.add(
          List.of(
              table.name(),
              table.declaration().sensitivity().name().toLowerCase(Locale.ROOT),
              table.declaration().row()));
    }
    out.println(tables);
  }
}
