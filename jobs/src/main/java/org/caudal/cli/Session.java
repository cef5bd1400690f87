package org.caudal.cli;

import java.io.PrintWriter;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.Caudal;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.load.LongTermKeyColumns;
import org.caudal.load.Pseudonyms;
import org.caudal.problem.ProblemException;
import org.caudal.run.Erasure;
import org.caudal.run.JobRequest;
import org.caudal.run.Keys;
import org.caudal.run.NamedPersons;
import org.caudal.run.PersonMark;
import org.caudal.run.Planner;
import org.caudal.run.RunContext;
import org.caudal.run.RunId;
import org.caudal.run.RunResult;
import org.caudal.run.Runner;
import org.caudal.store.CodeVersion;
import org.caudal.store.ConfigurationFile;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;
import org.caudal.store.KeyFile;
import org.caudal.store.KeyMark;
import org.caudal.store.SparkSessions;
import org.caudal.store.extract.Sheet;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A configuration that was read without problems, with the Spark session and tables it names. */
final class Session implements AutoCloseable {
  private final Configuration configuration;
  private final JobCatalogue catalogue;
  private final SparkSession spark;
  private final boolean isOwn;
  private final DeltaStore store;
  private final PrintWriter out;
  private final PrintWriter err;

  private Session(
      Configuration configuration,
      JobCatalogue catalogue,
      SparkSession spark,
      boolean isOwn,
      CommandSpec spec) {
    this.configuration = configuration;
    this.catalogue = catalogue;
    this.spark = spark;
    this.isOwn = isOwn;
    this.store = new DeltaStore(spark, configuration.tables());
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
  }

  /**
   * Reads the configuration, then starts Spark.
   *
   * @param wanted jobs whose sections must be complete
   */
  static Session open(
      Settings settings, JobCatalogue catalogue, Collection<String> wanted, CommandSpec spec) {
    Configuration configuration =
        Configuration.read(
            settings.file(),
            ConfigurationFile.read(settings.file()),
            environment(),
            ConfigurationFile::read,
            settings.sets(),
            catalogue,
            wanted);
    boolean isOwn = !SparkSessions.isRunning();
    return new Session(
        configuration, catalogue, SparkSessions.session(configuration.spark()), isOwn, spec);
  }

  DeltaStore store() {
    return store;
  }

  Configuration configuration() {
    return configuration;
  }

  /** The folder of reports and of the page. */
  Folder reports() {
    return new Folder(spark, configuration.reports());
  }

  /** Takes away all tables where they are in a folder that no one else uses. */
  void removeTables(String own) {
    if (configuration.tables().equals(own)) {
      new Folder(spark, configuration.tables()).remove();
    }
  }

  /** The jobs asked for, inputs before users. */
  List<Job<?>> chosen(List<String> names, boolean all, @Nullable String from) {
    List<Job<?>> configured =
        catalogue.jobs().stream()
            .filter(job -> (all && configuration.hasSection(job)) || isNamed(names, job))
            .toList();
    if (from == null) {
      return configured;
    }
    return catalogue.from(from).stream().filter(configured::contains).toList();
  }

  /** Runs the jobs, at most so many at once. */
  RunResult run(List<Job<?>> jobs, String command, boolean force, boolean strict, int atOnce) {
    RunContext context = context(command, force);
    Runner runner = new Runner(spark, store, reports(), keys(), context);
    return runner.run(requests(jobs), strict, atOnce);
  }

  /** Persons whom a CSV file names, by its lines; nobody where no file is named. */
  Map<Long, Set<PersonMark>> persons(@Nullable String file) {
    return file == null
        ? Map.of()
        : new NamedPersons(
                catalogue,
                job ->
                    configuration.hasSection(job)
                        ? Optional.of(configuration.params(job))
                        : Optional.empty())
            .of(file, Sheet.read(spark, file), this::pseudonyms);
  }

  /** Refuses tables and reports that cannot be written to. */
  void requireWritable() {
    new Folder(spark, configuration.tables()).requireWritable();
    reports().requireWritable();
  }

  /** An erasure in the tables. */
  Erasure erasure(String command) {
    return new Erasure(spark, store, catalogue, context(command, /* force= */ false));
  }

  private Keys keys() {
    return new Keys(this::pseudonyms, () -> new LongTermKeyColumns(exchangeKey()));
  }

  /** The key of pseudonyms, refused where the tables have those of another one. */
  private Pseudonyms pseudonyms() {
    Pseudonyms made = new Pseudonyms(key(KeyFile.PSEUDONYM, configuration.pseudonymKeyFile()));
    KeyMark.require(new Folder(spark, configuration.tables()), made.of("caudal", "key-mark"));
    return made;
  }

  /** The key that offices share, refused where it is that of pseudonyms. */
  private byte[] exchangeKey() {
    byte[] key = key(KeyFile.EXCHANGE, configuration.exchangeKeyFile());
    Optional<String> file = configuration.pseudonymKeyFile();
    String variable = System.getenv(KeyFile.PSEUDONYM.variable());
    if ((file.isPresent() || (variable != null && !variable.isBlank()))
        && MessageDigest.isEqual(key, key(KeyFile.PSEUDONYM, file))) {
      throw ProblemException.user(
          "exchange key",
          "is the key of pseudonyms: whoever shares it could undo every pseudonym.",
          "Agree on one that is used for nothing else, made with `openssl rand -base64 48`.");
    }
    return key;
  }

  private static byte[] key(KeyFile key, Optional<String> file) {
    return key.read(file, System.getenv(key.variable()));
  }

  /** What a run of the jobs would do. */
  List<Planner.Line> plan(List<Job<?>> jobs) {
    return new Planner(spark, store, context("caudal plan", /* force= */ false))
        .plan(requests(jobs));
  }

  /** The rows of a table, which must be there. */
  Dataset<Row> table(TableSchema schema) {
    if (!store.exists(schema)) {
      throw ProblemException.user(
          store.path(schema),
          "is not there.",
          catalogue.jobs().stream()
                  .anyMatch(job -> job.spec().outputSchema().name().equals(schema.name()))
              ? "Run the job that writes it; `caudal describe " + schema.name() + "` names it."
              : "Every load or run writes it, from the first such row on; there was none yet.");
    }
    return store.read(schema);
  }

  /** Prints to standard output. */
  void print(String text) {
    out.println(text);
    out.flush();
  }

  /** Stops Spark, unless somebody else had started it. */
  @Override
  public void close() {
    if (isOwn) {
      spark.stop();
    }
  }

  private List<JobRequest> requests(List<Job<?>> jobs) {
    return jobs.stream()
        .map(
            job ->
                new JobRequest(job, configuration.params(job), configuration.parametersJson(job)))
        .toList();
  }

  private RunContext context(String command, boolean force) {
    Clock clock = Clock.systemUTC();
    return new RunContext(
        RunId.next(clock),
        CodeVersion.of(Caudal.class),
        command,
        configuration.settings().stream().map(Object::toString).toList(),
        clock::instant,
        line -> {
          err.println(line);
          err.flush();
        },
        milestone -> {},
        force);
  }

  /** The environment, and in it where the program's own files are. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("CAUDAL_HOME", Home.folder());
    return environment;
  }

  private static boolean isNamed(List<String> names, Job<?> job) {
    return names.contains(job.spec().name());
  }
}
