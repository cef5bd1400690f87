package org.caudal.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome;
import org.caudal.run.RunResult;
import org.caudal.suite.Suite;
import org.caudal.synthetic.phone.PhoneWindow;
import picocli.CommandLine.Model.CommandSpec;

/** One day of phone events after another, from raw files to device days: what each costs. */
final class NewDayBench {
  private static final String LOAD = "load-phone-events";

  private final List<String> river;
  private final PhoneWindow window;
  private final TextTable table =
      new TextTable("day", "days before", "events", "seconds", "of processors");

  /**
   * A benchmark.
   *
   * @param river jobs from raw files to days of devices
   * @param window days with raw files
   */
  NewDayBench(List<String> river, PhoneWindow window) {
    this.river = river;
    this.window = window;
  }

  /** Runs the jobs for each day, whose raw files are there. */
  ExitCode run(String configuration, List<String> sets, CommandSpec spec) {
    for (int day = 0; day < window.days(); day++) {
      LocalDate date = window.firstDay().plusDays(day);
      List<String> all = new ArrayList<>(sets);
      all.add("days=" + date);
      all.add(
          "jobs."
              + LOAD
              + ".extract.paths=[\"{tables}/_extracts/phone_event_log/phone_events_"
              + date
              + "_*.csv\"]");
      try (Session session =
          Session.open(Settings.of(configuration, all), Suite.jobs(), river, spec)) {
        Duration before = BenchFigures.processors();
        RunResult result =
            session.run(
                session.chosen(river, /* all= */ false, /* from= */ null),
                "caudal bench days",
                /* force= */ false,
                /* strict= */ false,
                /* atOnce= */ 1);
        if (result.exitCode() != ExitCode.DONE) {
          return result.exitCode();
        }
        List<JobOutcome> outcomes = result.outcomes();
        Duration took =
            outcomes.stream().map(JobOutcome::took).reduce(Duration.ZERO, Duration::plus);
        long events =
            outcomes.stream()
                .filter(outcome -> outcome.job().equals(LOAD))
                .mapToLong(outcome -> outcome.counts().out())
                .sum();
        table.add(
            List.of(
                date.toString(),
                String.valueOf(day),
                String.format(Locale.ROOT, "%,d", events),
                BenchFigures.seconds(took),
                BenchFigures.seconds(BenchFigures.processors().minus(before))));
      }
    }
    return ExitCode.DONE;
  }

  /** A line a day. */
  String table() {
    return table.toString();
  }
}
