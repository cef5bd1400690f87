package org.caudal.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.load.LongTermKeyColumns;
import org.caudal.load.Pseudonyms;
import org.caudal.run.Erasure;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobRequest;
import org.caudal.run.Keys;
import org.caudal.run.RunContext;
import org.caudal.run.RunResult;
import org.caudal.run.Runner;
import org.caudal.store.ConfigurationFile;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;
import org.caudal.table.TableSchema;

/** Tables in a temporary folder, and the real runner over them. */
public final class Platform {
  private static final byte[] KEY =
      "a key of the tests, of forty bytes or so".getBytes(StandardCharsets.UTF_8);

  private final SparkSession spark;
  private final DeltaStore store;
  private final JobCatalogue catalogue;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private Consumer<String> milestones = milestone -> {};
  private String codeVersion = "test";
  private boolean force;
  private boolean strict;
  private int atOnce = 1;
  private int runs;

  /** A platform without tables, in a folder. */
  public Platform(SparkSession spark, Path folder, Collection<? extends Job<?>> jobs) {
    this(spark, folder.resolve("tables").toString(), jobs);
  }

  /** A platform without tables, at a root such as {@code hdfs://host:port/tables}. */
  public Platform(SparkSession spark, String root, Collection<? extends Job<?>> jobs) {
    this.spark = spark;
    this.store = new DeltaStore(spark, root);
    this.catalogue = new JobCatalogue(jobs);
  }

  /** The pseudonyms of every platform. */
  public static Pseudonyms pseudonyms() {
    return new Pseudonyms(KEY);
  }

  /** What happens at the points of a run, for tests that stop there. */
  public Platform at(Consumer<String> hook) {
    this.milestones = hook;
    return this;
  }

  /** The version that later runs believe to be of. */
  public Platform codeVersion(String version) {
    this.codeVersion = version;
    return this;
  }

  /** Whether later runs write what is up to date. */
  public Platform force(boolean on) {
    this.force = on;
    return this;
  }

  /** Whether warnings count in later runs. */
  public Platform strict(boolean on) {
    this.strict = on;
    return this;
  }

  /** How many jobs of later runs may run at the same time. */
  public Platform atOnce(int jobs) {
    this.atOnce = jobs;
    return this;
  }

  /** Runs jobs in order with a configuration whose {@code jobs:} part is given. */
  public RunResult run(String jobsYaml, String... names) {
    Configuration configuration =
        Configuration.read(
            "test.yaml",
            "tables: " + store.root() + "\njobs:\n" + jobsYaml.indent(2),
            Map.of(),
            ConfigurationFile::read,
            List.of(),
            catalogue,
            List.of(names));
    List<JobRequest> requests =
        catalogue.jobs().stream()
            .filter(job -> List.of(names).contains(job.spec().name()))
            .map(
                job ->
                    new JobRequest(
                        job, configuration.params(job), configuration.parametersJson(job)))
            .toList();
    return new Runner(
            spark,
            store,
            new Folder(spark, configuration.reports()),
            new Keys(Platform::pseudonyms, () -> new LongTermKeyColumns(KEY)),
            context(
                "caudal run " + String.join(" ", names),
                configuration.settings().stream().map(Object::toString).toList()))
        .run(requests, strict, atOnce);
  }

  private RunContext context(String command, List<String> settings) {
    return new RunContext(
        "test-run-" + ++runs,
        codeVersion,
        command,
        settings,
        () -> Instant.parse("2025-06-30T12:00:00Z"),
        lines::add,
        milestones,
        force);
  }

  /** An erasure in the tables. */
  public Erasure erasure() {
    return new Erasure(spark, store, catalogue, context("caudal erase", List.of()));
  }

  /** The outcome of the only job of a run. */
  public JobOutcome runOne(String jobsYaml, String name) {
    return run(jobsYaml, name).outcomes().get(0);
  }

  /** Lines that were said. */
  public List<String> lines() {
    return lines;
  }

  /** The rows of a table. */
  public Dataset<Row> table(Class<? extends Record> table) {
    return store.read(TableSchema.of(table));
  }

  /** The store of the tables. */
  public DeltaStore store() {
    return store;
  }
}
