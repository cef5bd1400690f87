package org.caudal.register.link;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.run.JobOutcome;
import org.caudal.store.CommitNote;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Linkages of a few records, a letter each; a group is written as its records, and a person is
 * called by the month that first had it and its records then: 1abc.
 */
@SparkTest
class KeepPersonsTest {
  private static final Comparator<KeptPerson> BY_RECORD =
      Comparator.comparing(KeptPerson::recordId).thenComparing(KeptPerson::vintage);

  private final Map<String, String> names = new HashMap<>();

  /** All rows so far, later ones in front. */
  private final List<KeptPerson> kept = new ArrayList<>();

  @Test
  void identifiersStayAndThoseGivenUpNeverComeBack(SparkSession spark) {
    assertThat(
            keep(
                spark,
                1,
                linked("abcde", "fg", "hijk", "lm", "no", "p", "q", "AB", "CDE", "UVWZ", "XY")))
        .isEqualTo(
            "1AB=AB 1CDE=CDE 1UVWZ=UVWZ 1XY=XY 1abcde=abcde 1fg=fg 1hijk=hijk 1lm=lm 1no=no 1p=p 1q=q");
    assertThat(changes(spark, 1))
        .isEqualTo(
            "new >1AB 2, new >1CDE 3, new >1UVWZ 4, new >1XY 2, new >1abcde 5, new >1fg 2, new >1hijk 4, new >1lm 2, new >1no 2, new >1p 1, new >1q 1");
    List<KeptPerson> first = List.copyOf(kept);

    // de leave abc; k goes from hij to fg; v joins lm; UVW take XY in and lose Z; n, o and B are
    // not there; p and q are one
    String one = name("1p").compareTo(name("1q")) < 0 ? "1p" : "1q"; // equal: the smaller
    String other = one.equals("1p") ? "1q" : "1p";
    assertThat(
            keep(
                spark,
                2,
                linked("abc", "de", "fgk", "hij", "lmv", "pq", "tu", "ACDE", "UVWXY", "Z")))
        .isEqualTo(
            "1CDE=ACDE 1UVWZ=UVWXY 1abcde=abc 1fg=fgk 1hijk=hij 1lm=lmv "
                + one
                + "=pq 2Z=Z 2de=de 2tu=tu");
    assertThat(changes(spark, 2))
        .isEqualTo(
            "gone 1no> 2, merged 1AB>1CDE 1, merged 1XY>1UVWZ 2, merged "
                + other
                + ">"
                + one
                + " 1, moved 1hijk>1fg 1, new >2tu 2, split 1UVWZ>2Z 1, split 1abcde>2de 2");
    // 11 persons + 1 new + 2 split - 1 gone - 3 merged = 10

    // what was undone is done again, but 1AB was given up; l, m, t and u are not there, 3 is new
    List<LinkedPerson> linked =
        linked("abcde", "fg", "hijk", "v", "no", "p", "q", "CDE", "AB", "UVWXY", "Z", "3");
    assertThat(keep(spark, 3, linked))
        .isEqualTo(
            "1CDE=CDE 1UVWZ=UVWXY 1abcde=abcde 1fg=fg 1hijk=hijk 1lm=v 1no=no "
                + one
                + "=p 2Z=Z 33=3 3AB=AB 3q=q");
    assertThat(changes(spark, 3))
        .isEqualTo(
            "back >1no 2, gone 2tu> 2, merged 2de>1abcde 2, moved 1fg>1hijk 1, new >33 1, split 1CDE>3AB 1, split "
                + one
                + ">3q 1");
    // 10 persons + 1 back + 1 new + 2 split - 1 gone - 1 merged = 12

    // the same rows from the other end, in other parts, and in place of others of the vintage
    List<KeptPerson> third = kept.stream().filter(row -> row.vintage().equals(day(3))).toList();
    Dataset<Row> turned =
        Rows.of(
            spark,
            kept.stream()
                .map(
                    row ->
                        row.vintage().equals(day(3))
                            ? new KeptPerson(day(3), row.sourceId(), row.recordId(), "stale")
                            : row)
                .sorted(BY_RECORD.reversed())
                .toList());
    assertThat(
            run(
                new TestInputs(spark)
                    .with(KeptPerson.class, turned.repartition(3))
                    .with(
                        LinkedPerson.class,
                        Rows.of(
                                spark,
                                linked.stream()
                                    .sorted(Comparator.comparing(LinkedPerson::recordId).reversed())
                                    .toList())
                            .repartition(4)),
                day(3)))
        .containsExactlyInAnyOrderElementsOf(third);

    // a vintage with later ones stays, whatever is linked now; between two there is no new one
    TestInputs others =
        new TestInputs(spark)
            .with(KeptPerson.class, Rows.of(spark, kept))
            .with(LinkedPerson.class, Rows.of(spark, linked("abcdefg")));
    assertThat(run(others, day(1))).containsExactlyInAnyOrderElementsOf(first);
    assertThatThrownBy(() -> run(others, day(2).minusDays(1)))
        .rootCause()
        .hasMessageContaining("has the vintage 2025-03-31, which is later than 2025-02-27");
  }

  @Test
  void whatBecameOfPersonsIsSaidOfVintagesThatAreThere(SparkSession spark) {
    keep(spark, 1, linked("ab"));
    assertThatThrownBy(() -> changes(spark, 2))
        .hasMessageContaining("nobody of the vintage 2025-02-28")
        .hasMessageContaining("it has 2025-01-31: name one of them");
  }

  /** The identifier of ab is given up while b is not there, so that none of b's is left. */
  @Test
  void whoseOnlyIdentifierWasGivenUpInAbsenceIsNew(SparkSession spark) {
    keep(spark, 1, linked("ab", "cd"));
    assertThat(keep(spark, 2, linked("acd"))).isEqualTo("1cd=acd");
    assertThat(changes(spark, 2)).isEqualTo("merged 1ab>1cd 1");
    assertThat(keep(spark, 3, linked("acd", "b"))).isEqualTo("1cd=acd 3b=b");
    assertThat(changes(spark, 3)).isEqualTo("new >3b 1");
  }

  @Test
  void aVintageIsUpToDateUntilAnEarlierOneChanges(SparkSession spark, @TempDir Path folder) {
    Platform platform = new Platform(spark, folder, List.of(new KeepPersons()));
    TableSchema schema = TableSchema.of(LinkedPerson.class);
    platform
        .store()
        .replaceWhole(
            schema, Rows.of(spark, linked("ab")), new CommitNote("test", "link", "all", "1"));
    String march = "keep-persons: {vintage: 2025-03-31}";

    assertThat(status(platform, march)).isEqualTo(JobOutcome.Status.DONE);
    // its own rows are no input of it
    assertThat(status(platform, march)).isEqualTo(JobOutcome.Status.NOTHING_TO_DO);
    platform
        .store()
        .append(
            TableSchema.of(KeptPerson.class),
            Rows.of(spark, List.of(new KeptPerson(day(1), "small", "a", "p"))),
            new CommitNote("test", "keep-persons", "2025-01-31", "2"));
    assertThat(status(platform, march)).isEqualTo(JobOutcome.Status.DONE);
    assertThat(
            platform
                .table(KeptPerson.class)
                .select("vintage", "record_id", "person_id")
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactlyInAnyOrder("[2025-01-31,a,p]", "[2025-03-31,a,p]", "[2025-03-31,b,p]");
  }

  private static LocalDate day(int month) {
    return LocalDate.of(2025, month + 1, 1).minusDays(1);
  }

  /** The records of two registers, small and large letters, as persons. */
  private static List<LinkedPerson> linked(String... groups) {
    List<LinkedPerson> rows = new ArrayList<>();
    for (String group : groups) {
      for (String record : group.split("")) {
        String source = record.equals(record.toLowerCase(Locale.ROOT)) ? "small" : "big";
        rows.add(new LinkedPerson(source, record, "linked " + group, group.length(), null));
      }
    }
    return rows;
  }

  private static JobOutcome.Status status(Platform platform, String jobs) {
    return platform.runOne(jobs, "keep-persons").status();
  }

  private static List<KeptPerson> run(TestInputs inputs, LocalDate vintage) {
    return new KeepPersons()
            .transform(inputs, new KeepPersons.Params(vintage))
            .select("vintage", "source_id", "record_id", "person_id")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new KeptPerson(
                        row.getDate(0).toLocalDate(),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3)))
            .toList();
  }

  /** Keeps persons of a month, names new ones, and gives all with their records. */
  private String keep(SparkSession spark, int month, List<LinkedPerson> linked) {
    TestInputs inputs = new TestInputs(spark).with(LinkedPerson.class, Rows.of(spark, linked));
    if (!kept.isEmpty()) {
      inputs.with(KeptPerson.class, Rows.of(spark, kept));
    }
    List<KeptPerson> rows = run(inputs, day(month));
    kept.addAll(0, rows);
    Map<String, String> records =
        rows.stream()
            .sorted(BY_RECORD)
            .collect(groupingBy(KeptPerson::personId, mapping(KeptPerson::recordId, joining())));
    records.forEach((id, letters) -> names.putIfAbsent(id, month + letters));
    Map<String, String> byName = new TreeMap<>();
    records.forEach((id, letters) -> byName.put(names.getOrDefault(id, ""), letters));
    return byName.entrySet().stream().map(Object::toString).collect(joining(" "));
  }

  private String name(String name) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private String changes(SparkSession spark, int month) {
    return new LogPersonChanges()
            .transform(
                new TestInputs(spark).with(KeptPerson.class, Rows.of(spark, kept)),
                new LogPersonChanges.Params(day(month)))
            .select("kind", "earlier_person", "later_person", "records")
            .collectAsList()
            .stream()
            .map(
                row ->
                    row.getString(0)
                        + " "
                        + names.getOrDefault(row.getString(1), row.getString(1))
                        + ">"
                        + names.getOrDefault(row.getString(2), row.getString(2))
                        + " "
                        + row.getLong(3))
            .sorted()
            .collect(joining(", "));
  }
}
