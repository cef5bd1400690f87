package org.caudal.run;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.Classification;
import org.caudal.load.LoadPlan;
import org.caudal.run.FileLedger.Change;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.table.TableSchema;

/**
 * The rows of a classified extract, counted in one pass.
 *
 * @param byFile rows read and rejected by file
 * @param rejected rejected rows by the first rule they break
 * @param warnings loaded rows by the warning rules they break
 * @param firstWarned place of the first of these rows
 * @param failures rows by the rules they break that stop a load
 * @param outermost first and last partition of the rows to be loaded
 */
record Tally(
    Map<String, Counts> byFile,
    Map<String, Long> rejected,
    Map<String, Long> warnings,
    Map<String, Place> firstWarned,
    Map<String, Long> failures,
    Set<String> outermost) {

  /** Of no rows. */
  static final Tally NONE = new Tally(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

  private static final String SEPARATOR = ",";

  static Tally of(Dataset<Row> classified, TableSchema schema) {
    Tally tally =
        new Tally(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>());
    String[] partition = schema.declaration().partitionedBy();
    Column folder = partition.length == 1 ? col(partition[0]) : lit("");
    for (Row row :
        classified
            .groupBy(
                col("source_file"),
                col(Classification.RULE),
                array_join(col(Classification.WARNINGS), SEPARATOR),
                array_join(col(Classification.FAILURES), SEPARATOR))
            .agg(
                count(lit(1)),
                min(folder).cast("string"),
                max(folder).cast("string"),
                min("source_position"))
            .collectAsList()) {
      tally.add(row);
    }
    return tally;
  }

  private void add(Row row) {
    long rows = row.getLong(4);
    boolean isRejected = !row.isNullAt(1);
    byFile.merge(
        row.getString(0),
        new Counts(rows, 0, isRejected ? rows : 0, 0),
        (a, b) -> new Counts(a.in() + b.in(), 0, a.rejected() + b.rejected(), 0));
    if (isRejected) {
      rejected.merge(row.getString(1), rows, Long::sum);
    } else {
      outermost.add(row.isNullAt(5) ? "" : row.getString(5));
      outermost.add(row.isNullAt(6) ? "" : row.getString(6));
      for (String rule : names(row.getString(2))) {
        warnings.merge(rule, rows, Long::sum);
        firstWarned.merge(
            rule,
            new Place(row.getString(0), row.getLong(7)),
            BinaryOperator.minBy(Comparator.naturalOrder()));
      }
    }
    names(row.getString(3)).forEach(rule -> failures.merge(rule, rows, Long::sum));
  }

  /** A line of a file. */
  record Place(String file, long line) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byFile = file.compareTo(other.file);
      return byFile != 0 ? byFile : Long.compare(line, other.line);
    }
  }

  /** A line of text for each warning rule: where it was broken first, and what to do. */
  List<String> warned(LoadPlan plan) {
    return plan.rules().stream()
        .filter(rule -> firstWarned.containsKey(rule.name()))
        .map(
            rule -> {
              Place first = firstWarned.getOrDefault(rule.name(), new Place("", 0));
              return String.format(
                  Locale.ROOT,
                  "%s:%d  is the first of %,d with the warning %s: %s %s",
                  first.file(),
                  first.line(),
                  warnings.getOrDefault(rule.name(), 0L),
                  rule.name(),
                  rule.statement(),
                  rule.remedy());
            })
        .distinct()
        .toList();
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR));
  }

  /** Rows of each file for the table, less those that stand among the duplicates. */
  Map<String, Change> loaded(Map<String, Change> ranked) {
    Map<String, Change> loaded = new TreeMap<>();
    byFile.forEach(
        (file, counts) -> {
          long duplicate = ranked.getOrDefault(file, Change.NONE).duplicate();
          loaded.put(file, new Change(counts.in() - counts.rejected() - duplicate, duplicate));
        });
    return loaded;
  }

  /** Whether the rows to be loaded belong to one partition. */
  boolean isOnePartition() {
    return outermost.size() == 1;
  }

  /** Whether there are rows, and each was rejected. */
  static boolean isWhollyRejected(Counts counts) {
    return counts.in() > 0 && counts.in() == counts.rejected();
  }

  /** Rows read. */
  long rowsIn() {
    return byFile.values().stream().mapToLong(Counts::in).sum();
  }

  /** Rows rejected. */
  long rowsRejected() {
    return byFile.values().stream().mapToLong(Counts::rejected).sum();
  }
}
