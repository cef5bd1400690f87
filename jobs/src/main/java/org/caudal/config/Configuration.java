package org.caudal.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.load.Field;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** A configuration without problems: run settings and the parameters of jobs. */
public final class Configuration {
  private static final String PREFIX = "CAUDAL_";
  private static final List<String> TOP =
      List.of(
          "tables",
          "reports",
          "pseudonym-key-file",
          "exchange-key-file",
          "months",
          "days",
          "spark",
          "jobs");

  private final RunSettings run;
  private final Map<String, Record> params;
  private final List<String> sections;
  private final List<Setting> settings;

  private Configuration(
      RunSettings run, Map<String, Record> params, List<String> sections, List<Setting> settings) {
    this.run = run;
    this.params = params;
    this.sections = sections;
    this.settings = settings;
  }

  /**
   * Reads a configuration, or ends with all its problems.
   *
   * <p>A value is taken from {@code --set}, else from the environment ({@code CAUDAL_TABLES}; two
   * underscores stand for a dot and one for a hyphen: {@code CAUDAL_JOBS__COST_TRANSFERS__SEED}),
   * else from the file, else it is the default. So the months or days of a run that come from one
   * of them win over those of a section that come from one behind it.
   *
   * @param file name of the file, for messages
   * @param text its text
   * @param environment environment variables
   * @param files text of the file that a value {@code !file path} names
   * @param sets {@code key.path=value} texts
   * @param catalogue known jobs
   * @param wanted jobs that are to run; they need their required parameters even without a section
   */
  public static Configuration read(
      String file,
      String text,
      Map<String, String> environment,
      UnaryOperator<String> files,
      List<String> sets,
      JobCatalogue catalogue,
      Collection<String> wanted) {
    List<Problem> problems = new ArrayList<>();
    Tree read = new TreeReader(file, environment, files, problems).read(text);
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems); // what cannot be read cannot be judged
    }
    Tree.Entries root =
        read instanceof Tree.Entries entries ? entries : new Tree.Entries(Map.of(), file);
    if (root != read) {
      problems.add(
          new Problem(file + ":1", "must hold keys, is " + read.kind() + ".", "Keys here: " + TOP));
    }
    Overrides variables = new Overrides(environment, files, problems);
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                String path =
                    name.substring(PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace("__", ".")
                        .replace('_', '-');
                if (TOP.contains(path.split("\\.", 2)[0])) {
                  variables.put(path, value, name);
                }
              }
            });
    Overrides options = new Overrides(environment, files, problems);
    sets.forEach(options::parse);
    for (Overrides winning : List.of(variables, options)) {
      root = winning.onto(Spans.without(root, winning, catalogue));
    }
    return bind(root, catalogue, wanted, problems);
  }

  private static Configuration bind(
      Tree.Entries root,
      JobCatalogue catalogue,
      Collection<String> wanted,
      List<Problem> problems) {
    List<Setting> settings = new ArrayList<>();
    Binder binder = new Binder(problems, settings);
    binder.refuseUnknownKeys(root, TOP, "");
    Map<String, Tree> top = new LinkedHashMap<>(root.entries());
    top.keySet().retainAll(TOP);
    SparkSettings.refuseFixed(top.get("spark"), problems);
    Tree jobs = Optional.ofNullable(top.remove("jobs")).orElse(none(root.place()));
    Optional<Record> run =
        binder.record(RunSettings.class, new Tree.Entries(top, root.place()), "");
    Map<String, Tree> sections = new LinkedHashMap<>();
    if (jobs instanceof Tree.Entries given) {
      sections.putAll(given.entries());
    } else {
      problems.add(
          Binder.problem(
              jobs.place(),
              "jobs",
              "must be a group of jobs, is " + jobs.kind() + ".",
              "Write `jobs:` and below it one job a line, indented."));
    }
    sections.forEach(
        (name, section) -> {
          if (catalogue.find(name).isEmpty()) {
            problems.add(
                Binder.problem(
                    section.place(),
                    "jobs." + name,
                    "unknown job.",
                    Nearest.question(name, catalogue.names()) + "`caudal list` shows all jobs."));
          }
        });
    Map<String, Record> params = new LinkedHashMap<>();
    for (Job<?> job : catalogue.jobs()) {
      String name = job.spec().name();
      if (sections.containsKey(name) || wanted.contains(name)) {
        Tree section = sections.getOrDefault(name, none(root.place()));
        binder
            .record(job.spec().paramsType(), Spans.with(job, section, top), "jobs." + name)
            .ifPresent(
                bound -> {
                  params.put(name, bound);
                  refuseUnknownFields(job, section, bound, problems);
                });
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems.stream().distinct().toList());
    }
    return new Configuration(
        (RunSettings) run.orElseThrow(),
        Map.copyOf(params),
        List.copyOf(sections.keySet()),
        List.copyOf(settings));
  }

  /** Columns, constants and codes of an extract are given to fields that are read. */
  private static void refuseUnknownFields(
      Job<?> job, Tree section, Record params, List<Problem> problems) {
    if (!(job.spec().write() instanceof Write.Load load) || !(params instanceof Loading loading)) {
      return;
    }
    List<String> fields =
        Stream.of(load.plan(), loading.plan(load.plan()))
            .flatMap(plan -> plan.fields().stream())
            .map(Field::column)
            .distinct()
            .toList();
    Tree extract = entry(section, "extract");
    for (String key : List.of("columns", "constants", "codes")) {
      if (entry(extract, key) instanceof Tree.Entries given) {
        given
            .entries()
            .forEach(
                (field, value) -> {
                  if (!fields.contains(field)) {
                    problems.add(
                        Binder.problem(
                            value.place(),
                            "jobs." + job.spec().name() + ".extract." + key + "." + field,
                            "is no field.",
                            Nearest.question(field, fields)
                                + "Fields: "
                                + String.join(", ", fields)
                                + "."));
                  }
                });
      }
    }
  }

  private static @Nullable Tree entry(@Nullable Tree tree, String key) {
    return tree instanceof Tree.Entries given ? given.entries().get(key) : null;
  }

  private static Tree none(String place) {
    return new Tree.Entries(Map.of(), place);
  }

  /** Root of the tables. */
  public String tables() {
    return run.tables();
  }

  /** Folder of reports and of the page. */
  public String reports() {
    return Optional.ofNullable(run.reports()).orElse(run.tables() + "/_reports");
  }

  /** File with the key of pseudonyms. */
  public Optional<String> pseudonymKeyFile() {
    return Optional.ofNullable(run.pseudonymKeyFile());
  }

  /** File with the key that offices share. */
  public Optional<String> exchangeKeyFile() {
    return Optional.ofNullable(run.exchangeKeyFile());
  }

  /** Spark settings. */
  public Map<String, String> spark() {
    return run.spark();
  }

  /** Whether the configuration has a section for the job. */
  public boolean hasSection(Job<?> job) {
    return sections.contains(job.spec().name());
  }

  /** Parameters of a job that has a section or was wanted. */
  public Record params(Job<?> job) {
    Record found = params.get(job.spec().name());
    if (found == null) {
      throw new IllegalArgumentException(job.spec().name() + " was not asked for.");
    }
    return found;
  }

  /** Parameters of a job as JSON in declaration order. */
  public String parametersJson(Job<?> job) {
    return ParamsJson.of(params(job));
  }

  /** Every value with its origin, in the order of the keys. */
  public List<Setting> settings() {
    return settings;
  }
}
