package org.caudal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.caudal.job.Job;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.suite.Suite;
import org.caudal.synthetic.phone.SynthesizePhoneEvents;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the suite on synthetic data. */
@Command(
    name = "bench",
    description =
        "Measures how fast the jobs of a part are, on synthetic data; prints rows a second.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final String SYNTHESIZE = "synthesize";
  private static final String PHONE = "phone";
  private static final String DAYS = "days";
  private static final String SPELLS = "spells";
  private static final String HOMES = "homes";
  private static final String REGISTERS = "registers";
  private static final String TABLES = "build/bench/tables";

  /** Lines of phone events of a day for a person, about. */
  private static final double EVENTS_A_PERSON = 3.1;

  /** The way of phone records from raw files to device days. */
  private static final List<String> RIVER =
      List.of("load-phone-events", "load-cells", "clean-phone-events", "summarize-device-days");

  /** What makes the raw files. */
  private static final List<String> SOURCE =
      List.of(
          "synthesize-towns",
          "synthesize-country",
          "synthesize-people",
          "synthesize-stays",
          "synthesize-cells",
          "synthesize-sims",
          "synthesize-phone-events",
          "synthesize-cell-inventory");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PART",
      description =
          "What is measured: synthesize (every generator of conf/synthetic.yaml, a day of phone"
              + " records), phone (a day of phone events from raw files to device days), days (one"
              + " such day after another), spells"
              + " (a year of location-days to residence spells), homes (a month of events to days of"
              + " devices and homes) or registers (a file of records to persons, by"
              + " conf/bench-registers.yaml).")
  private String part = SYNTHESIZE;

  @Option(
      names = "--people",
      paramLabel = "N",
      description =
          "Size of the synthetic country; for spells and homes devices (default: ${DEFAULT-VALUE}).")
  private long people = 1_000_000;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Phone events of a day, about; for phone and days (default: ${DEFAULT-VALUE}).")
  private long rows = 1_000_000;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days that come one after another; for days (default: ${DEFAULT-VALUE}).")
  private int days = 20;

  @Option(
      names = "--records",
      paramLabel = "FILE",
      description =
          "Parquet file of records, with the number of the person in cluster; for registers.")
  private @Nullable String records;

  @Option(
      names = "--linkage",
      paramLabel = "FILE",
      description =
          "Settings of Splink to link the records by; for registers (default: conf/linkage/bench.json).")
  private @Nullable String linkage;

  @Option(
      names = "--beside",
      paramLabel = "PYTHON",
      description =
          "Python with Splink or DuckDB, which then does the same work; for registers, homes and phone.")
  private @Nullable String python;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key of the configuration; repeatable.")
  private List<String> sets = new ArrayList<>();

  @Override
  public Integer call() {
    return switch (part) {
      case REGISTERS ->
          new RegisterBench(Home.folder(), records, linkage, python).run(sets, spec());
      case SYNTHESIZE, PHONE, DAYS, SPELLS, HOMES -> synthetic();
      default ->
          throw ProblemException.user(
              "caudal bench",
              "knows no part " + part + ".",
              "Give synthesize, phone, days, spells, homes or registers.");
    };
  }

  private int synthetic() {
    List<String> all = new ArrayList<>();
    boolean isOfEvents = part.equals(PHONE) || part.equals(DAYS);
    if (isOfEvents) {
      people = Math.max(1000, Math.round(rows / EVENTS_A_PERSON));
      all.addAll(riverSettings());
    }
    all.add("tables=" + TABLES);
    all.add("reports=build/bench/reports");
    all.add("jobs.synthesize-country.people=" + people);
    for (String job :
        List.of(
            "synthesize-phone-events",
            "synthesize-cell-inventory",
            "synthesize-call-records",
            "count-presence")) {
      all.add("jobs." + job + ".window.days=" + (part.equals(DAYS) ? days : 1));
    }
    if (part.equals(SPELLS)) {
      all.add("jobs.detect-spells.from-hour=19");
    }
    if (part.equals(HOMES)) {
      all.add("jobs.summarize-device-days.home-country=XCA");
      all.add("jobs.locate-homes.definitions=[night_days]");
    }
    all.addAll(sets);
    Settings settings = Settings.of(Home.folder() + "/conf/synthetic.yaml", all);
    try (Session session = Session.open(settings, Suite.jobs(), List.of(), spec())) {
      session.removeTables(TABLES); // to load again is other work than to load
      if (isOfEvents) {
        session.run(
            session.chosen(SOURCE, /* all= */ false, /* from= */ null),
            "caudal bench " + part,
            /* force= */ false,
            /* strict= */ false,
            /* atOnce= */ 1);
      }
      if (part.equals(SPELLS)) {
        session.print(SpellBench.write(session.store(), people));
      }
      if (part.equals(HOMES)) {
        session.print(HomeBench.write(session.store(), people));
      }
      if (part.equals(DAYS)) {
        SynthesizePhoneEvents.Params raw =
            (SynthesizePhoneEvents.Params)
                session.configuration().params(new SynthesizePhoneEvents());
        NewDayBench bench = new NewDayBench(RIVER, raw.window());
        ExitCode exitCode = bench.run(Home.folder() + "/conf/synthetic.yaml", all, spec());
        session.print(bench.table() + System.lineSeparator() + BenchFigures.machine());
        return exitCode.status();
      }
      BenchFigures figures = new BenchFigures();
      ExitCode exitCode =
          figures.run(session, jobs(session), "caudal bench " + part + " --people " + people);
      session.print(
          String.format(
              Locale.ROOT,
              "%s%n%,d people asked for · %s",
              figures.table(),
              people,
              BenchFigures.machine()));
      if ((part.equals(HOMES) || part.equals(PHONE)) && exitCode == ExitCode.DONE) {
        Beside.run(python, Home.folder() + "/docs/benchmarks/duckdb_" + part + ".py", TABLES);
      }
      return exitCode.status();
    }
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private List<Job<?>> jobs(Session session) {
    return switch (part) {
      case PHONE -> session.chosen(RIVER, /* all= */ false, /* from= */ null);
      case SPELLS -> session.chosen(List.of("detect-spells"), /* all= */ false, /* from= */ null);
      case HOMES ->
          session.chosen(
              List.of("summarize-device-days", "locate-homes"), /* all= */ false, /* from= */ null);
      default -> measured(session.chosen(List.of(), /* all= */ true, /* from= */ null));
    };
  }

  private static List<String> riverSettings() {
    String operator = "operator-pattern=_([0-9]{2})[.]csv$";
    return List.of(
        "pseudonym-key-file=" + Home.folder() + "/conf/demo-key.txt",
        "jobs.load-phone-events.extract.paths=[\"{tables}/_extracts/phone_event_log/*.csv\"]",
        "jobs.load-phone-events.extract.values.time-zone=\"-06:00\"",
        "jobs.load-phone-events.extract.values.timestamp-patterns=[yyyy-MM-dd HH:mm:ss]",
        "jobs.load-phone-events.home-mcc=799",
        "jobs.load-phone-events." + operator,
        "jobs.load-cells.extract.paths=[\"{tables}/_extracts/cell_inventory/*.csv\"]",
        "jobs.load-cells." + operator,
        "jobs.clean-phone-events.time-zone=\"-06:00\"",
        "jobs.summarize-device-days.home-country=XCA");
  }

  /** Lists of what was planted are left out: each makes its extract a second time. */
  private static List<Job<?>> measured(List<Job<?>> jobs) {
    return jobs.stream().filter(job -> !job.spec().name().startsWith("plant-")).toList();
  }
}
