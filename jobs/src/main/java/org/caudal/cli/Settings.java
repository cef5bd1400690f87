package org.caudal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.caudal.config.SparkSettings;
import org.caudal.job.Days;
import org.caudal.job.Months;
import org.caudal.job.Period;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that reads a configuration. */
final class Settings {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Configuration file. Default: $CAUDAL_CONF, else conf/local.yaml.")
  private @Nullable String conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one configuration key, for example tables=/data/caudal; repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--month",
      paramLabel = "MONTHS",
      description =
          "A month such as 2025-03 or a span such as 2025-01..2025-06, for every monthly job.")
  private @Nullable String months;

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      description =
          "A day such as 2025-06-02 or a span such as 2025-06-02..2025-06-08, for every daily job.")
  private @Nullable String days;

  /** Path of the configuration file. */
  String file() {
    return Optional.ofNullable(conf)
        .or(() -> Optional.ofNullable(System.getenv("CAUDAL_CONF")))
        .orElse("conf/local.yaml");
  }

  /** All settings from the command line, as {@code key=value}. */
  List<String> sets() {
    List<String> all = new ArrayList<>(sets);
    if (months != null) {
      require("--month", Months::parse, months);
      all.add("months=" + months);
    }
    if (days != null) {
      require("--days", Days::parse, days);
      all.add("days=" + days);
    }
    return List.copyOf(all);
  }

  /**
   * Says what is wrong with a span once and where it was typed, and not for each job that has it.
   */
  private static void require(String option, Function<String, Period> parse, String text) {
    try {
      Objects.requireNonNull(parse.apply(text));
    } catch (IllegalArgumentException e) {
      throw ProblemException.user(option, e.getMessage() + ".", "Give another one.");
    }
  }

  /** Refuses to print less than a row. */
  static void requireRows(int rows) {
    if (rows < 1) {
      throw ProblemException.user("--rows", "must be 1 or more, was " + rows + ".", "Give more.");
    }
  }

  /** Whether months or days were asked for. */
  boolean isOfPeriods() {
    return months != null || days != null;
  }

  /** The options as they would be typed again, without secrets. */
  String typed() {
    StringBuilder text = new StringBuilder(" --conf ").append(file());
    sets.forEach(set -> text.append(" --set '").append(SparkSettings.shown(set)).append('\''));
    if (months != null) {
      text.append(" --month ").append(months);
    }
    if (days != null) {
      text.append(" --days ").append(days);
    }
    return text.toString();
  }

  /** Settings with the given file and settings in front, for commands that bring their own. */
  static Settings of(String file, List<String> sets) {
    Settings settings = new Settings();
    settings.conf = file;
    settings.sets = List.copyOf(sets);
    return settings;
  }
}
