package org.caudal.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.register.link.LinkRecord;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.RecordPair;
import org.caudal.register.link.TrainLinkage;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.store.ParquetRows;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A file of records to persons, with how well they are found, and beside it Splink. */
final class RegisterBench {
  private static final String TABLES = "build/bench/registers/tables";
  private static final List<String> LINKAGE =
      List.of("count-values", "train-linkage", "link-records", "group-records");

  private final String home;
  private final String records;
  private final @Nullable String linkage;
  private final @Nullable String python;

  RegisterBench(
      String home, @Nullable String records, @Nullable String linkage, @Nullable String python) {
    if (records == null || !ParquetRows.isReadable(records)) {
      throw ProblemException.user(
          "caudal bench registers",
          records == null ? "needs a file of records." : "cannot read " + records + ".",
          "Name a Parquet file under --records; its columns are those of conf/bench-registers.yaml"
              + " and cluster, the number of the person.");
    }
    this.home = home;
    this.records = records;
    this.linkage = linkage;
    this.python = python;
  }

  int run(List<String> sets, CommandSpec spec) {
    List<String> all =
        new ArrayList<>(List.of("jobs.load-link-records.extract.paths=['" + records + "']"));
    if (linkage != null) {
      LINKAGE.forEach(job -> all.add("jobs." + job + ".settings=!file '" + linkage + "'"));
    }
    all.addAll(sets);
    Settings settings = Settings.of(home + "/conf/bench-registers.yaml", all);
    try (Session session = Session.open(settings, Suite.jobs(), List.of(), spec)) {
      session.removeTables(TABLES); // to load again is other work than to load
      BenchFigures figures = new BenchFigures();
      ExitCode exitCode =
          figures.run(
              session,
              session.chosen(List.of(), /* all= */ true, /* from= */ null),
              "caudal bench registers");
      if (exitCode != ExitCode.DONE) {
        return exitCode.status();
      }
      session.print(figures.table() + System.lineSeparator() + BenchFigures.machine());
      session.print(accuracy(groups(session)));
      TrainLinkage.Params training =
          (TrainLinkage.Params) session.configuration().params(new TrainLinkage());
      session.print(
          CoreSpeeds.training(
              session
                  .table(TableSchema.of(RecordPair.class))
                  .groupBy("levels")
                  .agg(count(lit(1)).as("pairs")),
              SplinkSettings.model(training.settings()),
              training.trainingRules().get(0)));
      session.print(CoreSpeeds.crossings());
      Beside.run(
          python,
          home + "/docs/benchmarks/splink_registers.py",
          records,
          linkage == null ? home + "/conf/linkage/bench.json" : linkage);
      return ExitCode.DONE.status();
    }
  }

  /** The group and the person of each record. */
  private Dataset<Row> groups(Session session) {
    return session
        .table(TableSchema.of(LinkedPerson.class))
        .join(
            session.table(TableSchema.of(LinkRecord.class)),
            new String[] {"source_id", "record_id"})
        .join(
            ParquetRows.of(SparkSession.active(), records).select("cluster", ParquetRows.POSITION),
            ParquetRows.POSITION)
        .select("person_id", "cluster")
        .localCheckpoint();
  }

  /**
   * F1 of the pairs that are in one group.
   *
   * @param groups a row a record: {@code person_id}, the group, and {@code cluster}, the person
   */
  static String accuracy(Dataset<Row> groups) {
    long right = pairs(groups, "person_id", "cluster");
    long found = pairs(groups, "person_id");
    long there = pairs(groups, "cluster");
    return String.format(
        Locale.ROOT,
        "pairs in one group: %,d right of %,d found and %,d true, F1 %.4f",
        right,
        found,
        there,
        2.0 * right / (found + there));
  }

  private static long pairs(Dataset<Row> groups, String... by) {
    return groups
        .groupBy(Arrays.stream(by).map(functions::col).toArray(Column[]::new))
        .agg(count(lit(1)).as("n"))
        .agg(sum(col("n").multiply(col("n").minus(1)).divide(2)).cast("bigint"))
        .collectAsList()
        .get(0)
        .getLong(0);
  }
}
