package org.caudal.run;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Write;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.run.ErasureReport.Found;
import org.caudal.run.ErasureReport.Made;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.store.Folder;
import org.caudal.store.Removal;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/**
 * Takes persons out of every table.
 *
 * <p>The order makes a kill harmless: persons are entered in the list, then tables lose their rows,
 * users before inputs, so that what leads to a row is there as long as the row. Whoever is on the
 * list is looked for each time.
 */
public final class Erasure {
  /** What commits of an erasure call themselves. */
  static final String JOB = "erase";

  private static final TableSchema DUPLICATE = TableSchema.of(DuplicateRow.class);
  private static final TableSchema FILES = TableSchema.of(LoadedFile.class);
  private static final TableSchema REJECTED = TableSchema.of(RejectedRow.class);

  private final SparkSession spark;
  private final DeltaStore store;
  private final JobCatalogue jobs;
  private final RunContext context;
  private final CommitNote note;
  private final Removal removal;
  private final ErasedPersons list;
  private final Set<TableSchema> loaded;

  /** An erasure in the tables of a store. */
  public Erasure(SparkSession spark, DeltaStore store, JobCatalogue jobs, RunContext context) {
    this.spark = spark;
    this.store = store;
    this.jobs = jobs;
    this.context = context;
    this.note = new CommitNote(context.runId(), JOB, "all", "");
    this.removal = new Removal(spark, store, note);
    this.list = new ErasedPersons(spark, store);
    this.loaded =
        jobs.jobs().stream()
            .filter(job -> job.spec().write() instanceof Write.Load)
            .map(job -> job.spec().outputSchema())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Counts what an erasure of the persons, and of those on the list, would take out. */
  public ErasureReport count(Set<PersonMark> persons) {
    return report(persons, /* takesOut= */ false);
  }

  /** Takes the persons out, and those on the list. */
  public ErasureReport erase(Set<PersonMark> persons) {
    Instant started = context.clock().get();
    ErasureReport report = report(persons, /* takesOut= */ true);
    Ledger.add(spark, store, context, note, report, started);
    return report;
  }

  private ErasureReport report(Set<PersonMark> persons, boolean takesOut) {
    List<TableSchema> tables = tables();
    requireNoneLoading(tables);
    Set<PersonMark> asked = new HashSet<>(persons);
    asked.addAll(list.marks());
    Set<PersonMark> named = withRecords(asked, tables);
    Set<PersonMark> nowhere = nowhere(persons, tables);
    Set<PersonMark> all = new HashSet<>(named);
    tables.forEach(table -> all.addAll(parts(table, named)));
    if (takesOut) {
      list.add(named, context.clock().get(), note);
    }
    List<PersonRows> derived = new ArrayList<>();
    List<PersonRows> own = new ArrayList<>();
    for (TableSchema table : tables) {
      boolean isLoaded = loaded.contains(table);
      (isLoaded ? own : derived)
          .add(new PersonRows(store, table, isLoaded, isLoaded ? named : all));
    }
    List<Found> found = new ArrayList<>(takesOut ? takeOut(derived, own) : counted(derived, own));
    found.sort(Comparator.comparing(Found::table));
    return new ErasureReport(
        context.runId(),
        named.size(),
        nowhere,
        found,
        made(found),
        takesOut
            ? new ErasedPlaces(spark, store, context, note)
                .settle(own.stream().map(PersonRows::table).toList())
            : List.of());
  }

  private static List<Found> counted(List<PersonRows> derived, List<PersonRows> own) {
    return Stream.concat(derived.stream(), own.stream()).map(PersonRows::found).toList();
  }

  /** Takes out derived rows, then says where loaded ones were, then takes these out. */
  private List<Found> takeOut(List<PersonRows> derived, List<PersonRows> own) {
    List<Found> found = new ArrayList<>();
    derived.forEach(rows -> found.add(takeOut(rows, rows.found())));
    Map<PersonRows, Found> before = new LinkedHashMap<>();
    own.forEach(rows -> before.put(rows, rows.found()));
    before.entrySet().stream()
        .filter(rows -> rows.getValue().rows() + rows.getValue().duplicates() > 0)
        .map(rows -> rows.getKey().places())
        .reduce(Dataset::union)
        .ifPresent(new ErasedPlaces(spark, store, context, note)::enter);
    context.milestones().accept("erase:places");
    before.forEach((rows, those) -> found.add(takeOut(rows, those)));
    context.milestones().accept("erase:taken");
    return found;
  }

  private Found takeOut(PersonRows rows, Found found) {
    if (found.all() == 0) {
      return found;
    }
    rows.takeOut(removal, found);
    return found.withLeft(rows.found().all());
  }

  /** Removes files that no version of the last hours needs, of all tables with persons. */
  public void vacuum(double hours) {
    List<TableSchema> all = new ArrayList<>(tables());
    all.add(DUPLICATE);
    all.add(REJECTED);
    all.stream().filter(store::exists).forEach(table -> removal.vacuum(table, hours));
  }

  /** Tables that are there and have persons in them, users before inputs. */
  private List<TableSchema> tables() {
    List<TableSchema> tables =
        new ArrayList<>(
            jobs.jobs().stream()
                .map(job -> job.spec().outputSchema())
                .filter(
                    table -> !new PersonColumns(table).columns(PersonColumns.OWN_OR_PART).isEmpty())
                .filter(store::exists)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    Collections.reverse(tables);
    return tables;
  }

  /** A load that was cut off would write its rows after they were looked for. */
  private void requireNoneLoading(List<TableSchema> tables) {
    List<Problem> problems =
        store.read(FILES).filter(col("status").equalTo(FileLedger.LOADING)).collectAsList().stream()
            .map(row -> row.<String>getAs("source_table"))
            .distinct()
            .filter(name -> tables.stream().anyMatch(table -> table.name().equals(name)))
            .sorted()
            .map(
                name ->
                    new Problem(
                        name,
                        "is being loaded, or its load was cut off. Nothing was erased.",
                        "Let the load end, or run it again; then erase."))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.USER, problems);
    }
  }

  /** The marks, and those of records that are found by another mark, such as a passport. */
  private Set<PersonMark> withRecords(Set<PersonMark> asked, List<TableSchema> tables) {
    Set<PersonMark> named = new HashSet<>(asked);
    int before = -1;
    while (before < named.size()) {
      before = named.size();
      for (TableSchema table : tables) {
        PersonColumns persons = new PersonColumns(table);
        if (loaded.contains(table) && persons.columns(PersonColumns.OWN).size() > 1) {
          persons
              .keyColumn()
              .forEach(key -> named.addAll(marks(persons, key, named, PersonColumns.OWN)));
        }
      }
    }
    return named;
  }

  /** Those of the persons of whom no row is, nor a mention in one. */
  private Set<PersonMark> nowhere(Set<PersonMark> persons, List<TableSchema> tables) {
    Set<PersonMark> nowhere = new HashSet<>(persons);
    for (TableSchema table : tables) {
      PersonColumns columns = new PersonColumns(table);
      for (Set<Of> kinds : List.of(PersonColumns.OWN, PersonColumns.MENTIONED)) {
        columns
            .columns(kinds)
            .forEach(column -> nowhere.removeAll(marks(columns, column, nowhere, kinds)));
      }
    }
    return nowhere;
  }

  /** What is the persons' in the rows of a table, such as their transfers. */
  private Set<PersonMark> parts(TableSchema table, Set<PersonMark> named) {
    PersonColumns persons = new PersonColumns(table);
    return persons.columns(Set.of(Of.PART)).stream()
        .flatMap(column -> marks(persons, column, named, PersonColumns.OWN).stream())
        .collect(Collectors.toSet());
  }

  /** What stands in a column of rows that have any of the marks in columns of the given kinds. */
  private Set<PersonMark> marks(
      PersonColumns persons, TableColumn column, Set<PersonMark> of, Set<Of> kinds) {
    if (!persons.mayHave(of, kinds)) {
      return Set.of();
    }
    return PersonMark.of(
        PersonColumns.marks(
            column,
            store.read(persons.schema()).filter(persons.has(of, kinds, PersonColumns.LISTED))));
  }

  /** What jobs made, directly or not, of tables with rows that were found. */
  private List<Made> made(List<Found> found) {
    Set<String> reached =
        found.stream()
            .filter(table -> table.all() > 0)
            .map(Found::table)
            .collect(Collectors.toCollection(HashSet::new));
    List<Made> made = new ArrayList<>();
    for (Job<?> job : jobs.jobs()) {
      TableSchema output = job.spec().outputSchema();
      if (!loaded.contains(output)
          && job.spec().reads().stream()
              .anyMatch(table -> reached.contains(TableSchema.of(table).name()))
          && isThere(job)) {
        reached.add(output.name());
        made.add(new Made(job.spec().name(), output.name(), output.declaration().sensitivity()));
      }
    }
    return made;
  }

  private boolean isThere(Job<?> job) {
    TableSchema output = job.spec().outputSchema();
    return job.spec().write() instanceof Write.Export
        ? !new Folder(spark, store.root())
            .inside("_extracts")
            .inside(output.name())
            .names()
            .isEmpty()
        : store.exists(output);
  }
}
