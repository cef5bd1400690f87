package org.caudal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.caudal.problem.ExitCode;
import org.caudal.run.TableCheck;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a table as it is. */
@Command(
    name = "check",
    description = "Checks columns, missing values, conditions, key and reader version of a table.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Parameters(paramLabel = "TABLE", description = "Table to check.")
  private String name = "";

  @Override
  public Integer call() {
    TableSchema schema = Suite.tables().named(name);
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      session.table(schema);
      TextTable table = new TextTable("check", "rows that break it", "result");
      boolean sound = true;
      for (TableCheck.Finding finding : new TableCheck(session.store()).of(schema)) {
        sound &= finding.sound();
        table.add(
            List.of(
                finding.check(), Long.toString(finding.rows()), finding.sound() ? "ok" : "broken"));
      }
      session.print(table.toString());
      return sound ? ExitCode.DONE.status() : ExitCode.DATA.status();
    }
  }
}
