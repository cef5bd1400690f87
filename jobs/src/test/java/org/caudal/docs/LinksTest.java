package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caudal.cli.CaudalCommand;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.problem.ProblemException;
import org.caudal.suite.Suite;
import org.caudal.testing.NamedFiles;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Links, commands and configurations of the documentation. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

  /** Blocks of output, listings of Java or SQL and the like hold no commands. */
  private static final Set<String> SHELL = Set.of("", "sh", "bash", "shell", "console");

  /** Commands that the launcher answers without the program. */
  private static final Set<String> LAUNCHER = Set.of("build", "submit");

  private static final Set<String> OF_JOBS = Set.of("run", "plan");
  private static final Set<String> OF_TABLES = Set.of("show", "check");

  private static final Pattern EXAMPLE = Pattern.compile("\\*\\*Example\\.\\*\\* `caudal ([^`]+)`");
  private static final Pattern SET = Pattern.compile("--set (\\S+)");
  private static final Pattern CONF = Pattern.compile("--conf (\\S+)");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  @Test
  void everyRelativeLinkPointsToAFileAndAHeadingThatExist() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (DocPage page : DocPage.all()) {
      for (int i = 0; i < page.prose().size(); i++) {
        Matcher link = LINK.matcher(page.prose().get(i));
        while (link.find()) {
          if (!link.group(1).matches("[a-z]+:.*")) {
            links++;
            String fault = fault(page, link.group(1));
            if (!fault.isEmpty()) {
              broken.add(page.name() + ":" + (i + 1) + "  " + link.group(1) + "  " + fault);
            }
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  private static String fault(DocPage page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path folder = java.util.Objects.requireNonNull(page.path().getParent());
    Path target = file.isEmpty() ? page.path() : folder.resolve(file).normalize();
    if (!Files.exists(target)) {
      return "is not there";
    }
    boolean found =
        hash < 0
            || DocPage.read(target).prose().stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .anyMatch(heading -> anchor(heading.group(1)).equals(link.substring(hash + 1)));
    return found ? "" : "names no heading there";
  }

  /** The anchor that a heading gets on a rendered page. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  /** Files that a page tells to save. */
  private static Set<String> saved(DocPage page) {
    Set<String> saved = new HashSet<>();
    for (String line : page.prose()) {
      Pattern.compile("Save it as `([^`]+)`")
          .matcher(line)
          .results()
          .forEach(found -> saved.add(found.group(1)));
    }
    return saved;
  }

  @Test
  void everyCommandParsesAndNamesJobsTablesAndFilesThatExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (DocPage page : DocPage.all()) {
      Set<String> made = saved(page);
      for (DocPage.Block block : page.blocks()) {
        if (!SHELL.contains(block.language())) {
          continue;
        }
        for (ShellCommand command : ShellCommand.of(block)) {
          String place = page.name() + ":" + command.line() + "  ";
          if (command.words().get(0).equals("cp")) {
            copied(command.arguments(), made).forEach(fault -> wrong.add(place + fault));
          } else if (command.isCaudal()) {
            commands++;
            faults(command.arguments(), made).forEach(fault -> wrong.add(place + fault));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(commands).isGreaterThan(20);
  }

  /** What is wrong with a copy; its target is a file that the reader has from then on. */
  private static List<String> copied(List<String> arguments, Set<String> made) {
    made.add(arguments.get(1));
    return Files.exists(DocPage.root().resolve(arguments.get(0)))
        ? List.of()
        : List.of(arguments.get(0) + " is not there");
  }

  private static List<String> faults(List<String> typed, Set<String> made) throws IOException {
    if (!typed.isEmpty() && LAUNCHER.contains(typed.get(0))) {
      return typed.size() > 1 ? faults(typed.subList(1, typed.size()), made) : List.of();
    }
    ParseResult parsed;
    try {
      parsed = CaudalCommand.commandLine().parseArgs(typed.toArray(String[]::new));
    } catch (ParameterException e) {
      return List.of(String.join(" ", typed) + "  " + e.getMessage());
    }
    return parsed.hasSubcommand() ? faults(parsed.subcommand(), made) : List.of();
  }

  private static List<String> faults(ParseResult parsed, Set<String> made) throws IOException {
    String name = parsed.commandSpec().name();
    List<String> faults = new ArrayList<>();
    Set<String> jobs = new TreeSet<>();
    Set<String> tables = new TreeSet<>();
    List<String> positional =
        parsed.matchedPositionals().stream()
            .flatMap(p -> p.originalStringValues().stream())
            .distinct()
            .toList();
    if (OF_JOBS.contains(name)) {
      jobs.addAll(positional);
    } else if (OF_TABLES.contains(name)) {
      tables.addAll(positional);
    } else if (name.equals("describe")) {
      positional.forEach(p -> (Suite.jobs().find(p).isPresent() ? jobs : tables).add(p));
    }
    if (parsed.hasMatchedOption("--from")) {
      jobs.addAll(parsed.matchedOption("--from").originalStringValues());
    }
    jobs.stream()
        .filter(job -> Suite.jobs().find(job).isEmpty())
        .forEach(job -> faults.add(job + " is no job"));
    tables.stream()
        .filter(table -> Suite.tables().find(table).isEmpty())
        .forEach(table -> faults.add(table + " is no table"));
    if (faults.isEmpty() && parsed.commandSpec().findOption("--set") != null) {
      configurationFault(parsed, jobs, made).ifPresent(faults::add);
    }
    return faults;
  }

  private static java.util.Optional<String> configurationFault(
      ParseResult parsed, Set<String> jobs, Set<String> made) throws IOException {
    CommandLine.Model.OptionSpec conf = parsed.matchedOption("--conf");
    String file =
        conf != null
            ? conf.originalStringValues().get(0)
            : parsed.commandSpec().name().equals("demo") ? "conf/demo.yaml" : "conf/local.yaml";
    if (made.contains(file)) {
      return java.util.Optional.empty(); // the reader fills it
    }
    Path path = DocPage.root().resolve(file);
    if (!Files.exists(path)) {
      return java.util.Optional.of(file + " is not there");
    }
    List<String> sets = new ArrayList<>();
    if (parsed.hasMatchedOption("--set")) {
      sets.addAll(parsed.matchedOption("--set").originalStringValues());
    }
    if (parsed.hasMatchedOption("--month")) {
      sets.add("months=" + parsed.matchedOption("--month").originalStringValues().get(0));
    }
    return problems(file, Files.readString(path), sets, jobs);
  }

  private static java.util.Optional<String> problems(
      String file, String text, List<String> sets, Set<String> jobs) {
    Map<String, String> environment = new HashMap<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      environment.put(variable.group(1), "/set/by/the/reader");
    }
    try {
      Configuration.read(file, text, environment, NamedFiles::read, sets, Suite.jobs(), jobs);
      return java.util.Optional.empty();
    } catch (ProblemException e) {
      return java.util.Optional.of(e.problems().toString());
    }
  }

  /** With a section of its own, which has what must be given, or with values in the command. */
  @Test
  void everyJobIsConfiguredWhereItsExampleRunsIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, Map<List<String>, Set<String>>> run = new HashMap<>(); // by file and values
    CommandLine cli = CaudalCommand.commandLine();
    for (Job<?> job : Suite.jobs().jobs()) {
      String name = job.spec().name();
      Path page = DocPage.root().resolve("docs/reference/jobs/" + name + ".md");
      Matcher example = EXAMPLE.matcher(Files.readString(page));
      assertThat(example.find()).as(name).isTrue();
      String command = example.group(1);
      cli.parseArgs(command.split(" +"));
      Matcher conf = CONF.matcher(command);
      String file = conf.find() ? conf.group(1) : "conf/local.yaml";
      List<String> sets = SET.matcher(command).results().map(set -> set.group(1)).toList();
      if (sets.isEmpty()
          && !Files.readString(DocPage.root().resolve(file)).contains("\n  " + name + ":")) {
        wrong.add(name + "  has no section in " + file);
      }
      run.computeIfAbsent(file, f -> new HashMap<>())
          .computeIfAbsent(sets, v -> new TreeSet<>())
          .add(name);
    }
    for (var file : run.entrySet()) {
      String text = Files.readString(DocPage.root().resolve(file.getKey()));
      file.getValue()
          .forEach((sets, jobs) -> problems(file.getKey(), text, sets, jobs).ifPresent(wrong::add));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyConfigurationShownCanBeRead() throws IOException {
    Set<String> learnt = Set.of("share-funding-instruments"); // the job that a page adds
    Map<String, String> wrong = new HashMap<>();
    int shown = 0;
    for (DocPage page : DocPage.all()) {
      for (DocPage.Block block : page.blocks()) {
        if (block.language().equals("yaml") && learnt.stream().noneMatch(block.text()::contains)) {
          shown++;
          String text = block.text();
          String whole = text.matches("(?s)(.*\n)?tables:.*") ? text : "tables: t\n" + text;
          problems(page.name() + ":" + block.firstLine(), whole, List.of(), Set.of())
              .ifPresent(fault -> wrong.put(page.name() + ":" + block.firstLine(), fault));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(shown).isPositive();
  }
}
