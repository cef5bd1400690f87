package org.caudal.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Pseudonyms;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.linkage.PersonNames;
import org.caudal.store.extract.Sheet;
import org.caudal.table.Pseudonym;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/** Persons whom a file names by identifiers, which become pseudonyms here as loads make them. */
public final class NamedPersons {
  private static final String DOMAIN = "domain";
  private static final String WITHIN = "within";
  private static final String IDENTIFIER = "identifier";
  private static final String PSEUDONYM = "pseudonym";

  private static final String DIGITS = "[0-9a-f]{32}";
  private static final String NUMBER = "-?[0-9]{1,18}|-?[0-8][0-9]{18}|-?9[0-1][0-9]{17}";

  private final Map<String, Domain> domains;

  /** What is known of a domain: how its identifiers are read, and what tables have of it. */
  private record Domain(Set<Field.Kind> kinds, List<TableColumn> columns) {
    boolean isNumber() {
      return columns.stream().anyMatch(column -> column.type().equals(DataTypes.LongType));
    }

    /** The column within whose values an identifier is of one person, if it is not everywhere. */
    Optional<String> within() {
      return columns.stream()
          .flatMap(column -> column.pseudonym().stream())
          .filter(pseudonym -> pseudonym.of() == Pseudonym.Of.PERSON)
          .flatMap(pseudonym -> Stream.of(pseudonym.within()))
          .findFirst();
    }
  }

  /**
   * Domains of loads.
   *
   * @param params parameters of a job, where it is configured: they may say how identifiers are
   *     read
   */
  public NamedPersons(JobCatalogue jobs, Function<Job<?>, Optional<Record>> params) {
    Map<String, Set<Field.Kind>> kinds = new TreeMap<>();
    Map<String, List<TableColumn>> columns = new TreeMap<>();
    for (Job<?> job : jobs.jobs()) {
      if (job.spec().write() instanceof Write.Load load) {
        LoadPlan plan =
            params.apply(job).map(given -> ((Loading) given).plan(load.plan())).orElse(load.plan());
        plan.fields().stream()
            .filter(field -> !field.domain().isEmpty())
            .forEach(
                field ->
                    kinds
                        .computeIfAbsent(field.domain(), domain -> new HashSet<>())
                        .add(field.kind()));
        for (TableColumn column :
            new PersonColumns(TableSchema.of(plan.table())).columns(PersonColumns.OWN)) {
          columns
              .computeIfAbsent(
                  column.pseudonym().orElseThrow().value(), domain -> new ArrayList<>())
              .add(column);
        }
      }
    }
    this.domains = new TreeMap<>();
    columns.forEach(
        (name, those) -> domains.put(name, new Domain(kinds.getOrDefault(name, Set.of()), those)));
  }

  /**
   * The marks of the person of each line, by its number; all problems of the file are told
   * together, by line and column, and without what stands there.
   *
   * @param file its name, for messages
   * @param key pseudonyms, asked for if a line has an identifier
   */
  public Map<Long, Set<PersonMark>> of(
      String file, List<Sheet.Line> lines, Supplier<Pseudonyms> key) {
    List<Problem> problems = new ArrayList<>();
    if (!lines.isEmpty() && lines.stream().noneMatch(line -> line.cells().containsKey(DOMAIN))) {
      throw ProblemException.user(
          file + ":1",
          "has no column " + DOMAIN + ", or nothing in it.",
          "Write the header domain,identifier, with commas, and one person a line below.");
    }
    for (Sheet.Line line : lines) {
      problem(line.cells())
          .ifPresent(
              problem ->
                  problems.add(
                      new Problem(
                          file + ":" + line.number() + ", " + problem.place(),
                          problem.statement(),
                          problem.remedy())));
    }
    if (lines.isEmpty()) {
      problems.add(new Problem(file, "names nobody.", "Write one person a line below the header."));
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems);
    }
    Map<Long, Set<PersonMark>> persons = new TreeMap<>();
    lines.forEach(
        line ->
            persons.put(
                line.number(), marks(line.cells(), key).collect(Collectors.toUnmodifiableSet())));
    return persons;
  }

  /** What is wrong with a line, at the column where it is. */
  private Optional<Problem> problem(Map<String, String> cells) {
    Domain domain = domains.get(cells.getOrDefault(DOMAIN, ""));
    if (domain == null) {
      return wrong(
          DOMAIN, "is no domain of persons.", "Domains: " + String.join(", ", domains.keySet()));
    }
    if (domain.within().isPresent() != cells.containsKey(WITHIN)) {
      return wrong(
          WITHIN,
          domain.within().isPresent() ? "is empty." : "is not empty.",
          domain
              .within()
              .map(column -> "Give the " + column + " within which the identifier is of one person")
              .orElse("An identifier of this domain is of one person everywhere"));
    }
    if (cells.containsKey(IDENTIFIER) == cells.containsKey(PSEUDONYM)) {
      return wrong(
          IDENTIFIER,
          cells.containsKey(IDENTIFIER) ? "is not alone." : "is empty.",
          "Give either the identifier or, under " + PSEUDONYM + ", what tables have of it");
    }
    String pseudonym = cells.get(PSEUDONYM);
    if (pseudonym != null && !pseudonym.matches(domain.isNumber() ? NUMBER : DIGITS)) {
      return wrong(
          PSEUDONYM,
          "is no pseudonym.",
          domain.isNumber()
              ? "Give the whole number that tables have"
              : "Give the 32 hexadecimal digits that tables have");
    }
    if (pseudonym == null && texts(domain, cells).isEmpty()) {
      return wrong(
          IDENTIFIER,
          "cannot be made a pseudonym.",
          "Give letters or digits, and the configuration that loads it; else its pseudonym");
    }
    return Optional.empty();
  }

  private static Optional<Problem> wrong(String column, String statement, String remedy) {
    return Optional.of(new Problem(column, statement, remedy + "."));
  }

  private Stream<PersonMark> marks(Map<String, String> cells, Supplier<Pseudonyms> key) {
    String name = cells.getOrDefault(DOMAIN, "");
    Domain domain = Objects.requireNonNull(domains.get(name));
    String given = cells.get(PSEUDONYM);
    Stream<String> values =
        given != null
            ? Stream.of(given)
            : texts(domain, cells).stream()
                .map(text -> key.get().of(text, name))
                .map(made -> domain.isNumber() ? Long.toString(Pseudonyms.number(made)) : made);
    return values.map(value -> new PersonMark(name, cells.getOrDefault(WITHIN, ""), value));
  }

  /** The identifier as loads read it, in every way in which they do. */
  private static Set<String> texts(Domain domain, Map<String, String> cells) {
    String identifier = cells.getOrDefault(IDENTIFIER, "");
    return domain.kinds().stream()
        .map(kind -> kind == Field.Kind.DOCUMENT ? PersonNames.document(identifier) : identifier)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
