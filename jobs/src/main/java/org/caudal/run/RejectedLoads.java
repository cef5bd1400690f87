package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
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
  private static final int MOST_RULES = 5;
  private static final int MOST_LINES = 20;

  private RejectedLoads() {}

  /**
   * Refuses files with rejected rows, if the plan asks for whole ones, and names the lines of each
   * rule.
   */
  static void requireWhole(Dataset<Row> rows, Tally tally, LoadPlan plan) {
    if (!plan.isWhole() || tally.rowsRejected() == 0) {
      return;
    }
    List<Problem> problems = new ArrayList<>(rejected(rows));
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
   *
   * @param files to be read; none where those of another load that was cut off hold what they do
   */
  static void requireAnyRow(
      Dataset<Row> rows, Tally tally, List<ExtractFile> files, TableSchema schema) {
    if (tally.rowsIn() == 0) {
      throw new ProblemException(
          ExitCode.DATA, List.of(files.isEmpty() ? takenAway(schema) : noRecord(files, schema)));
    }
    if (tally.rowsRejected() < tally.rowsIn()) {
      return;
    }
    List<Problem> problems = new ArrayList<>(rejected(rows));
    problems.add(
        new Problem(
            schema.name(),
            String.format(
                Locale.ROOT,
                "would begin without a row: of %,d rows not one can be loaded. Rules broken:"
                    + " %s. Nothing was loaded.",
                tally.rowsIn(),
                String.join(", ", tally.rejected().keySet())),
            "Mend the files, or the extract in the configuration; --force makes the table empty,"
                + " with all of them in rejected_row."));
    throw new ProblemException(ExitCode.DATA, problems);
  }

  /** A table that is not there, though accounts say that it has rows. */
  static Problem takenAway(TableSchema schema) {
    return new Problem(
        schema.name(),
        "is not there, though its files were loaded before. Nothing was loaded.",
        "Put it back if it was taken away; --force reads all files again.");
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

  /**
   * What is wrong with the first rejected line of each rule, of the rules that come first. Of the
   * rows of one line the first counts.
   */
  private static List<Problem> rejected(Dataset<Row> rows) {
    Map<String, List<Row>> byRule = new LinkedHashMap<>();
    WindowSpec ofRule = Window.partitionBy(Classification.RULE);
    Column broken =
        struct("load_column", "load_value", Classification.RULE, "load_statement", "load_remedy");
    rows.filter(col(Classification.RULE).isNotNull())
        .groupBy("source_file", "source_position", Classification.RULE)
        .agg(min_by(broken, col(Classification.PART)).as("broken"))
        .withColumn("lines", count(lit(1)).over(ofRule))
        .withColumn("nth", row_number().over(ofRule.orderBy("source_file", "source_position")))
        .filter(col("nth").leq(MOST_LINES))
        .select("source_file", "source_position", "broken.*", "lines")
        .orderBy("source_file", "source_position", Classification.RULE)
        .collectAsList()
        .forEach(
            row -> byRule.computeIfAbsent(row.getString(4), rule -> new ArrayList<>()).add(row));
    return byRule.values().stream().limit(MOST_RULES).map(RejectedLoads::problem).toList();
  }

  /** What is wrong with the first of some lines, and where the others are. */
  private static Problem problem(List<Row> rows) {
    Row first = rows.get(0);
    return new Problem(
        place(first),
        String.format(
            Locale.ROOT,
            "%s %s breaks the rule %s%s: %s",
            first.getString(2),
            first.isNullAt(3) ? "" : "'" + first.getString(3) + "'",
            first.getString(4),
            others(rows),
            first.getString(5)),
        first.getString(6));
  }

  private static String others(List<Row> rows) {
    Row first = rows.get(0);
    List<String> places =
        rows.stream()
            .skip(1)
            .map(
                row ->
                    row.getString(0).equals(first.getString(0))
                        ? Long.toString(row.getLong(1))
                        : place(row))
            .toList();
    long more = first.getLong(7) - rows.size(); // lines of the rule
    return (places.isEmpty() ? "" : places.size() == 1 ? ", as does line " : ", as do lines ")
        + String.join(", ", places)
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }

  private static String place(Row row) {
    return row.getString(0) + ":" + row.getLong(1);
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
