package org.caudal.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.run.Erasure;
import org.caudal.run.ErasureReport;
import org.caudal.run.PersonMark;
import org.caudal.suite.Suite;
import org.caudal.table.Sensitivity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes persons out of every table. */
@Command(
    name = "erase",
    description =
        "Takes persons out of every table, and keeps loads from bringing them back; counts again what is left.",
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description =
          "CSV file with the columns domain, within, and identifier or pseudonym, one person a line. Without it, those who were erased before are looked for again.")
  private @Nullable String ids;

  @Option(names = "--dry-run", description = "Only counts what would be taken out.")
  private boolean dryRun;

  @Option(
      names = "--vacuum",
      paramLabel = "HOURS",
      description =
          "Removes files that no version of the last HOURS needs, for good; 0 for all old ones.")
  private @Nullable Double hours;

  @Override
  public Integer call() {
    if (hours != null && (dryRun || hours < 0)) {
      throw ProblemException.user(
          "--vacuum", "takes hours from 0 on, and no --dry-run.", "Leave one of them out.");
    }
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), Objects.requireNonNull(spec))) {
      Set<PersonMark> persons = session.persons(ids);
      Erasure erasure = session.erasure("caudal erase" + settings.typed());
      ErasureReport report = dryRun ? erasure.count(persons) : erasure.erase(persons);
      if (hours != null) {
        erasure.vacuum(hours);
      }
      String text = text(report);
      session.print(text);
      if (dryRun) {
        return ExitCode.DONE.status();
      }
      session.reports().inside(report.runId()).write("erasure.txt", text + System.lineSeparator());
      return report.isComplete() ? ExitCode.DONE.status() : ExitCode.DATA.status();
    }
  }

  private String text(ErasureReport report) {
    String end = System.lineSeparator();
    StringBuilder text =
        new StringBuilder("pseudonyms looked for, with all that were erased before: ")
            .append(report.persons())
            .append(end)
            .append(end);
    TextTable tables = new TextTable("table", "rows", "duplicates", "mentions", "left");
    for (ErasureReport.Found table : report.tables()) {
      tables.add(
          List.of(
              table.table(),
              number(table.rows()),
              number(table.duplicates()),
              number(table.mentions()),
              number(table.left())));
    }
    text.append(tables).append(end);
    if (!report.made().isEmpty()) {
      TextTable made = new TextTable("made with these rows", "by", "rows are");
      for (ErasureReport.Made table : report.made()) {
        made.add(List.of(table.table(), table.job(), lowerCase(table.sensitivity())));
      }
      text.append(end).append(made).append(end);
      text.append("The next run of these jobs makes them anew; what was handed out stays out.")
          .append(end);
    }
    if (!report.files().isEmpty()) {
      TextTable files =
          new TextTable("files with lines of erased persons, for you to mend", "lines");
      report.files().forEach(file -> files.add(List.of(file.path(), number(file.lines()))));
      text.append(end).append(files).append(end);
    }
    return text.append(end).append(olderVersions()).toString();
  }

  /** Until when older versions of the tables can be read. */
  private String olderVersions() {
    if (dryRun) {
      return "Nothing was changed.";
    }
    if (hours == null) {
      return "Older versions of the tables still show these rows, until --vacuum removes their files.";
    }
    return hours == 0
        ? "Older versions of the tables were removed and can no longer be read."
        : "Versions older than "
            + hours
            + " hours were removed; what was taken out just now can be read in older versions until"
            + " the same command is given again after that time.";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String lowerCase(Sensitivity sensitivity) {
    return sensitivity.name().toLowerCase(Locale.ROOT);
  }
}
