package org.caudal.cli;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.problem.ExitCode;
import org.caudal.run.RunRow;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists past runs. */
@Command(
    name = "history",
    description = "Lists past runs, newest first.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "run_id",
          "job",
          "status",
          "scope",
          "rows_in",
          "rows_out",
          "rows_rejected",
          "rows_duplicate",
          "output_version",
          "started_ts",
          "problem");

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Option(names = "--rows", description = "Most rows to print. Default: ${DEFAULT-VALUE}.")
  private int rows = 20;

  @Override
  public Integer call() {
    Settings.requireRows(rows);
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      TextTable table = new TextTable(COLUMNS.toArray(String[]::new));
      for (Row row :
          session
              .table(TableSchema.of(RunRow.class))
              .orderBy(col("started_ts").desc(), col("job"))
              .limit(rows)
              .select(
                  COLUMNS.stream()
                      .map(name -> functions.coalesce(col(name).cast("string"), functions.lit("")))
                      .toArray(Column[]::new))
              .collectAsList()) {
        table.add(
            java.util.stream.IntStream.range(0, COLUMNS.size()).mapToObj(row::getString).toList());
      }
      session.print(table.toString());
      return ExitCode.DONE.status();
    }
  }
}
