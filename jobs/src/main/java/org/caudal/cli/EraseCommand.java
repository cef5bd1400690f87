package org.caudal.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.run.Erasure;
import org.caudal.run.ErasureReport;
import org.caudal.run.PersonMark;
import org.caudal.store.Folder;
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
  private static final String REPORT = "erasure.txt";

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
    if (hours != null && dryRun) {
      throw ProblemException.user(
          "--vacuum", "removes files, and --dry-run nothing.", "Leave one of them out.");
    }
    if (hours != null && hours < 0) {
      throw ProblemException.user("--vacuum", "is below 0, was " + hours + ".", "Give hours.");
    }
    if (settings.isOfPeriods()) {
      throw ProblemException.user(
          "caudal erase",
          "takes persons out of all months and days.",
          "Leave --month and --days out.");
    }
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), Objects.requireNonNull(spec))) {
      if (!dryRun) {
        session.requireWritable();
      }
      Map<Long, Set<PersonMark>> named = session.persons(ids);
      Set<PersonMark> persons =
          named.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
      Erasure erasure = session.erasure("caudal erase" + settings.typed());
      ErasureReport report = dryRun ? erasure.count(persons) : erasure.erase(persons);
      if (hours != null) {
        erasure.vacuum(hours);
      }
      String text = text(report, named);
      session.print(text);
      if (dryRun) {
        return ExitCode.DONE.status();
      }
      Folder folder = session.reports().inside(report.runId());
      folder.write(REPORT, text + System.lineSeparator());
      session.print("report " + folder.location(REPORT));
      return report.isComplete() ? ExitCode.DONE.status() : ExitCode.DATA.status();
    }
  }

  private String text(ErasureReport report, Map<Long, Set<PersonMark>> named) {
    String end = System.lineSeparator();
    StringBuilder text =
        new StringBuilder("pseudonyms looked for, with all that were erased before: ")
            .append(report.persons())
            .append(end);
    List<String> nowhere =
        named.entrySet().stream()
            .filter(line -> report.nowhere().containsAll(line.getValue()))
            .map(line -> line.getKey().toString())
            .toList();
    if (!nowhere.isEmpty()) {
      text.append("no table has a row of the persons of these lines of ")
          .append(ids)
          .append(": ")
          .append(String.join(", ", nowhere))
          .append(end)
          .append(
              "    Were they erased before? If not, give identifiers as the source writes them. If that run was stopped, run all jobs again: what it had taken out is not known any more.")
          .append(end);
    }
    text.append(end);
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
      report
          .files()
          .forEach(file -> files.add(List.of(Folder.plain(file.path()), number(file.lines()))));
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
