package org.caudal.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.suite.Suite;
import org.caudal.table.Sensitivity;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints rows of a table. */
@Command(
    name = "show",
    description = "Prints rows of a table, sorted by its key.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Parameters(paramLabel = "TABLE", description = "Table to show.")
  private String name = "";

  @Option(names = "--rows", description = "Most rows to print. Default: ${DEFAULT-VALUE}.")
  private int rows = 20;

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows that meet a condition.")
  private String where = "true";

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "Only these columns, in this order, for example a,b,c. Default: all.")
  private List<String> columns = List.of();

  @Option(
      names = "--internal",
      description = "Shows a table of pseudonymous persons; its rows must not leave the platform.")
  private boolean internal;

  @Override
  public Integer call() {
    Settings.requireRows(rows);
    TableSchema schema = Suite.tables().named(name);
    if (schema.declaration().sensitivity() == Sensitivity.PERSON && !internal) {
      throw ProblemException.user(
          schema.name(),
          "has rows of pseudonymous persons, which must not leave the platform.",
          "Give --internal if nobody outside will see what is printed.");
    }
    List<String> known = schema.columnNames();
    for (String column : columns) {
      if (!known.contains(column)) {
        throw ProblemException.user(
            "--columns " + column,
            "is no column of " + schema.name() + ".",
            Nearest.question(column, known) + "Columns: " + String.join(", ", known) + ".");
      }
    }
    List<String> shown = columns.isEmpty() ? known : columns;
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      TextTable table = new TextTable(shown.toArray(String[]::new));
      for (Row row : chosen(session.table(schema), schema, shown).collectAsList()) {
        table.add(shown.stream().map(column -> text(row, column)).toList());
      }
      session.print(table.toString());
      return ExitCode.DONE.status();
    }
  }

  private Dataset<Row> chosen(Dataset<Row> all, TableSchema schema, List<String> shown) {
    requireDeclared(all, schema);
    requireOwnColumns(all);
    try {
      return all.filter(expr(where))
          .orderBy(schema.key().stream().map(functions::col).toArray(Column[]::new))
          .select(shown.stream().map(column -> col(column).cast("string")).toArray(Column[]::new))
          .limit(rows);
    } catch (Exception e) { // Spark's own, which it throws without declaring
      throw notSql(e);
    }
  }

  /** What the table on disk lacks is no fault of the condition. */
  private static void requireDeclared(Dataset<Row> all, TableSchema schema) {
    List<String> lacking = new ArrayList<>(schema.columnNames());
    lacking.removeAll(List.of(all.columns()));
    if (!lacking.isEmpty()) {
      throw new ProblemException(
          ExitCode.DATA,
          List.of(
              new Problem(
                  schema.name(),
                  "was written by another version of Caudal and lacks "
                      + String.join(", ", lacking)
                      + ".",
                  "`caudal check "
                      + schema.name()
                      + "` tells all differences; run its job again.")));
    }
  }

  /** A query within the condition could read any file, also of persons. */
  private void requireOwnColumns(Dataset<Row> all) {
    try {
      if (all.sparkSession()
          .sessionState()
          .sqlParser()
          .parseExpression(where)
          .exists(part -> part instanceof SubqueryExpression)) {
        throw ProblemException.user(
            "--where " + where,
            "has a query within it, which could read other tables.",
            "Compare the columns of " + name + " with values.");
      }
    } catch (ParseException e) {
      throw notSql(e);
    }
  }

  private ProblemException notSql(Exception e) {
    return ProblemException.user(
        "--where " + where,
        "is not a condition on the columns of "
            + name
            + ": "
            + String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(""),
        "`caudal describe " + name + "` lists them.");
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : value.toString();
  }
}
