package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.Classification;
import org.caudal.load.LoadPlan;
import org.caudal.load.Rule;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.ExtractFile;
import org.caudal.table.TableSchema;

/**
 * Loads that rejected rows stop. Of persons a rejected line is one person less; of figures, of
 * which each line counts, it is a wrong figure, as what has no line is taken to be nobody or few;
 * and where every line is rejected, the file or how it is read is wrong.
 */
final class RejectedLoads {
  private static final int MOST_LINES = 5;

  private RejectedLoads() {}

  /**
   * Refuses files with rejected rows, if the plan asks for whole ones, and names the first of each
   * rule.
   */
  static void requireWhole(Dataset<Row> rows, Tally tally, LoadPlan plan) {
    if (!plan.isWhole() || tally.rowsRejected() == 0) {
      return;
    }
    List<Problem> problems = new ArrayList<>(firstRejected(rows));
    for (Map.Entry<String, Counts> file : tally.byFile().entrySet()) {
      if (file.getValue().rejected() > 0) {
        problems.add(
            new Problem(
                file.getKey(),
                String.format(
                    Locale.ROOT,
                    "has %,d lines of %,d that cannot be loaded. A figure without a line would be"
                        + " taken to be nobody, or few. Nothing was loaded.",
                    file.getValue().rejected(),
                    file.getValue().in()),
                "Mend the lines at the source; --force loads the others."));
      }
    }
    throw new ProblemException(ExitCode.DATA, problems);
  }

  /**
   * Refuses to make a table without a row, as no file has a record or every one would be rejected:
   * what reads it would go on with nothing.
   */
  static void requireAnyRow(
      Dataset<Row> rows, Tally tally, List<ExtractFile> files, TableSchema schema) {
    if (tally.rowsIn() == 0) {
      throw new ProblemException(ExitCode.DATA, List.of(noRecord(files, schema)));
    }
    if (tally.rowsRejected() < tally.rowsIn()) {
      return;
    }
    List<Problem> problems = new ArrayList<>(firstRejected(rows));
    problems.add(
        new Problem(
            schema.name(),
            String.format(
                Locale.ROOT,
                "would begin without a row: of %,d records not one can be loaded. Rules broken:"
                    + " %s. Nothing was loaded.",
                tally.rowsIn(),
                String.join(", ", tally.rejected().keySet())),
            "Mend the files, or the extract in the configuration; --force makes the table empty,"
                + " with all of them in rejected_row."));
    throw new ProblemException(ExitCode.DATA, problems);
  }

  private static Problem noRecord(List<ExtractFile> files, TableSchema schema) {
    String others = files.size() > 1 ? " and " + (files.size() - 1) + " more" : "";
    return new Problem(
        schema.name(),
        "would begin without a row: no file has a record below its header ("
            + files.get(0).name()
            + others
            + "). Nothing was loaded.",
        "Look whether the delivery is whole; --force makes the table empty.");
  }

  /** What is wrong with the first rejected row of each rule, of the rules that come first. */
  private static List<Problem> firstRejected(Dataset<Row> rows) {
    List<Problem> problems = new ArrayList<>();
    for (Row row :
        rows.filter(col(Classification.RULE).isNotNull())
            .groupBy(Classification.RULE)
            .agg(
                min(struct(
                        "source_file",
                        "source_position",
                        "load_column",
                        "load_value",
                        Classification.RULE,
                        "load_statement",
                        "load_remedy"))
                    .as("first"))
            .select("first.*")
            .orderBy("source_file", "source_position", Classification.RULE)
            .limit(MOST_LINES)
            .collectAsList()) {
      problems.add(
          new Problem(
              row.getString(0) + ":" + row.getLong(1),
              String.format(
                  Locale.ROOT,
                  "%s %s breaks the rule %s: %s",
                  row.getString(2),
                  row.isNullAt(3) ? "" : "'" + row.getString(3) + "'",
                  row.getString(4),
                  row.getString(5)),
              row.getString(6)));
    }
    return problems;
  }

  /** Refuses rows that break a rule that stops the load. */
  static void requireNoFailure(Tally tally, LoadPlan plan, TableSchema schema) {
    List<Problem> problems =
        plan.rules().stream()
            .filter(rule -> tally.failures().containsKey(rule.name()))
            .map(rule -> failure(rule, tally.failures().getOrDefault(rule.name(), 0L), schema))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.DATA, problems);
    }
  }

  private static Problem failure(Rule rule, long rows, TableSchema schema) {
    return new Problem(
        schema.name() + "." + rule.column(),
        rows + " rows break the rule " + rule.name() + ": " + rule.statement(),
        rule.remedy() + " Nothing was loaded.");
  }
}
