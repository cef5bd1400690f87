package org.caudal.run;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.caudal.job.Job;
import org.caudal.job.Write;
import org.caudal.load.Classification;
import org.caudal.load.DuplicateRow;
import org.caudal.load.Field;
import org.caudal.load.Pseudonyms;
import org.caudal.load.RejectedRow;
import org.caudal.problem.ProblemException;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.ImputedCrossing;
import org.caudal.register.border.ResidencePermit;
import org.caudal.register.link.LinkRecord;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.residence.PersonResidence;
import org.caudal.store.extract.Sheet.Line;
import org.caudal.suite.Suite;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person planted in every table is gone from all of them, and the other one stays. */
@SparkTest
class ErasureTest {
  /** Columns that name no person, by the names that they have in tables with persons. */
  private static final Set<String> OF_NO_PERSON =
      Set.of(
          "operator_id",
          "provider_id",
          "cell_id",
          "zone_id",
          "area_id",
          "source_id",
          "event_id",
          "stratum_id");

  /** Tables with persons in which no person can be found by a pseudonym. */
  private static final Set<String> WITHOUT =
      Set.of("rejected_row", "duplicate_row", "erased_person", "value_share");

  private static final String DIGITS = "0123456789abcdef";

  @TempDir private static Path folder = Path.of("");

  private static List<TableSchema> tablesWithPersons() {
    return Suite.tables().tables().stream()
        .filter(table -> table.declaration().sensitivity() == Sensitivity.PERSON)
        .filter(table -> !table.type().getName().startsWith("org.caudal.synthetic"))
        .filter(table -> !table.name().endsWith("_sheet") && !WITHOUT.contains(table.name()))
        .toList();
  }

  @Test
  void everyPseudonymOfEveryTableSaysOfWhomItIs() {
    assertThat(tablesWithPersons()).hasSizeGreaterThan(25);
    for (TableSchema table : tablesWithPersons()) {
      assertThat(new PersonColumns(table).columns(PersonColumns.OWN_OR_PART))
          .as(table.name())
          .isNotEmpty();
      for (TableColumn column : table.columns()) {
        boolean isPseudonym =
            column.doc().contains("seudonym")
                || column.doc().startsWith("Identifier of the person")
                || (column.name().matches(".*_(id|record|person|group)")
                    && !OF_NO_PERSON.contains(column.name()));
        assertThat(column.pseudonym().isPresent() || !isPseudonym)
            .as(table.name() + "." + column.name())
            .isTrue();
      }
    }
    for (Job<?> job : Suite.jobs().jobs()) {
      if (job.spec().write() instanceof Write.Load load) {
        for (Field field : load.plan().fields()) {
          job.spec().outputSchema().columns().stream()
              .filter(column -> column.name().equals(field.column()) && !field.domain().isEmpty())
              .forEach(
                  column ->
                      assertThat(column.pseudonym().map(Pseudonym::value))
                          .as(job.spec().name() + " " + column.name())
                          .contains(field.domain()));
        }
      }
    }
  }

  /** The pseudonym of one of two persons in a domain, with the digit that tells them apart. */
  private static String pseudonym(String domain, char person) {
    char of = DIGITS.charAt(Math.floorMod(domain.hashCode(), 10));
    return String.valueOf(of).repeat(31) + person;
  }

  private static PersonMark mark(String domain, String within) {
    String pseudonym = pseudonym(domain, 'a');
    return new PersonMark(
        domain,
        within,
        domain.equals("phone-device")
            ? Long.toString(Pseudonyms.number(pseudonym.substring(16) + "0"))
            : pseudonym);
  }

  @Test
  void aPersonIsFoundInEveryTableAndAnotherIsNot(SparkSession spark) {
    for (TableSchema table : tablesWithPersons()) {
      PersonColumns persons = new PersonColumns(table);
      Row theirs = row(table, 'a', 1);
      Row anothers = row(table, 'b', 2);
      Dataset<Row> rows = spark.createDataFrame(List.of(theirs, anothers), table.bareStructType());
      for (TableColumn column : persons.columns(PersonColumns.OWN_OR_PART)) {
        Pseudonym pseudonym = column.pseudonym().orElseThrow();
        List<String> within =
            Stream.of(pseudonym.within())
                .map(name -> name.endsWith("month") ? "2025-03-01" : "S")
                .toList();
        for (PersonColumns.Among among : List.of(PersonColumns.LISTED, PersonColumns.HIDDEN)) {
          assertThat(
                  rows.filter(
                          persons.has(
                              Set.of(mark(pseudonym.value(), String.join("\n", within))),
                              PersonColumns.OWN_OR_PART,
                              among))
                      .collectAsList())
              .as(table.name() + "." + column.name())
              .containsExactly(theirs);
        }
        if (!within.isEmpty()) {
          assertThat(
                  rows.filter(
                          persons.has(
                              Set.of(mark(pseudonym.value(), "elsewhere")),
                              Set.of(pseudonym.of()),
                              PersonColumns.LISTED))
                      .collectAsList())
              .as(table.name() + "." + column.name())
              .isEmpty();
        }
      }
    }
  }

  /** A number in a record leads to the record, and this to the person; a document to crossings. */
  @Test
  void whatIsThePersonsIsGoneFromTablesMadeOfTheirs(SparkSession spark) {
    Platform platform = new Platform(spark, folder, Suite.jobs().jobs());
    List<TableSchema> tables =
        Stream.of(
                LinkRecord.class,
                LinkedPerson.class,
                PersonResidence.class,
                BorderCrossing.class,
                ImputedCrossing.class)
            .map(TableSchema::of)
            .toList();
    for (TableSchema table : tables) {
      spark
          .createDataFrame(List.of(row(table, 'a', 1), row(table, 'b', 2)), table.bareStructType())
          .coalesce(1)
          .write()
          .format("delta")
          .partitionBy(table.declaration().partitionedBy())
          .save(platform.store().path(table));
    }

    ErasureReport report =
        platform.erasure().erase(Set.of(mark("person-number", ""), mark("border-traveller", "")));

    assertThat(report.isComplete()).isTrue();
    assertThat(report.tables()).hasSize(tables.size()).allMatch(table -> table.rows() == 1);
    for (TableSchema table : tables) {
      assertThat(platform.store().read(table).collectAsList())
          .as(table.name())
          .containsExactly(row(table, 'b', 2));
    }
    assertThat(new ErasedPersons(spark, platform.store()).marks())
        .containsExactlyInAnyOrder(
            mark("person-number", ""), mark("border-traveller", ""), mark("register-record", "S"));
  }

  /** A row of one of two persons: what is no pseudonym is the same of both. */
  private static Row row(TableSchema table, char person, long line) {
    return RowFactory.create(
        table.columns().stream().map(column -> cell(column, person, line)).toArray());
  }

  private static @Nullable Object cell(TableColumn column, char person, long line) {
    Pseudonym pseudonym = column.pseudonym().orElse(null);
    if (pseudonym != null && pseudonym.of() == Of.NUMBERS) {
      return "{\"name\":\"x\",\"number\":\"" + pseudonym(pseudonym.value(), person) + "\"}";
    }
    if (pseudonym != null && column.type().equals(DataTypes.LongType)) {
      return Pseudonyms.number(pseudonym(pseudonym.value(), person).substring(16) + "0");
    }
    if (pseudonym != null) {
      return pseudonym(pseudonym.value(), person);
    }
    return column.name().equals("source_position") ? line : value(column.type());
  }

  private static Object value(DataType type) {
    return switch (type.typeName()) {
      case "string" -> "S";
      case "integer" -> 1;
      case "long" -> 1L;
      case "double" -> 1.0;
      case "boolean" -> true;
      case "date" -> Date.valueOf("2025-03-01");
      case "timestamp" -> Timestamp.valueOf("2025-03-01 00:00:00");
      default -> new BigDecimal(1).setScale(((DecimalType) type).scale());
    };
  }

  @Test
  void whoIsMentionedInTheRowOfAnotherIsNoLongerMentioned(SparkSession spark) {
    Platform platform = new Platform(spark, folder.resolve("mentions"), Suite.jobs().jobs());
    PersonMark erased = mark("border-traveller", "");
    platform
        .store()
        .append(
            TableSchema.of(ResidencePermit.class),
            Rows.of(spark, permit("p1", "other", erased.value(), 1), permit("p2", null, null, 2)),
            new org.caudal.store.CommitNote("r", "j", "all", "f"));

    // of the duplicates one is that of p1, one of the erased person, one of others
    platform
        .store()
        .append(
            TableSchema.of(DuplicateRow.class),
            Rows.of(
                spark,
                duplicate("p1", "other", erased.value(), 4),
                duplicate("p5", erased.value(), erased.value(), 5),
                duplicate("p6", "other", "sponsor", 6)),
            new org.caudal.store.CommitNote("r", "j", "all", "f"));

    assertThat(platform.erasure().count(Set.of(erased)).tables())
        .containsExactly(new ErasureReport.Found("residence_permit", 0, 1, 2, 3));
    assertThat(platform.erasure().erase(Set.of(erased)).tables())
        .containsExactly(new ErasureReport.Found("residence_permit", 0, 1, 2, 0));
    assertThat(sponsors(platform.table(ResidencePermit.class)))
        .isEqualTo(Map.of("p1", "null", "p2", "null"));
    assertThat(
            platform
                .table(DuplicateRow.class)
                .orderBy("source_position")
                .select("source_position", "record")
                .collectAsList())
        .containsExactly(
            RowFactory.create(4L, record("p1", "other", null, 4)),
            RowFactory.create(6L, record("p6", "other", "sponsor", 6)));
    assertThat(platform.table(RejectedRow.class).select("source_position").collectAsList())
        .containsExactly(RowFactory.create(5L));

    // and so where rows are loaded
    Dataset<Row> classified =
        Rows.of(
                spark,
                permit("p1", "other", erased.value(), 1),
                permit("p3", erased.value(), null, 3),
                permit("p4", "other", "sponsor", 4))
            .withColumn(Classification.RULE, lit(null).cast("string"))
            .withColumn(Classification.RULES, lit("").cast("string"))
            .withColumn(Classification.WARNINGS, array(lit("w")))
            .withColumn(Classification.FAILURES, array(lit("f")))
            .withColumn("load_column", lit("c"))
            .withColumn("load_value", lit("v"))
            .withColumn("load_statement", lit("s"))
            .withColumn("load_remedy", lit("r"))
            .withColumn("load_record", lit("{}"));
    Dataset<Row> loaded =
        new ErasedPersons(spark, platform.store())
            .rejected(classified, TableSchema.of(ResidencePermit.class));
    assertThat(sponsors(loaded)).containsEntry("p1", "null").containsEntry("p4", "sponsor");
    assertThat(loaded.filter("load_rule = 'person-erased'").collectAsList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("permit_id")).isEqualTo("p3");
              assertThat(row.<Object>getAs("load_record")).isNull();
              assertThat(row.<Object>getAs("load_value")).isNull();
              assertThat(row.getList(row.fieldIndex(Classification.FAILURES))).isEmpty();
            });
  }

  /** A permit that gave way to another one, whose row says what {@link #permit} says. */
  private static DuplicateRow duplicate(
      String mark, String holder, @Nullable String sponsor, long line) {
    return new DuplicateRow(
        "residence_permit",
        "permits.csv",
        line,
        "hash of " + mark,
        "",
        "conflicting",
        "later.csv",
        1,
        record(mark, holder, sponsor, line));
  }

  /** As loads write it: a field that is null is left out. */
  private static String record(String mark, String holder, @Nullable String sponsor, long line) {
    return "{\"permit_id\":\""
        + mark
        + "\",\"holder_id\":\""
        + holder
        + "\",\"nationality\":\"VEN\",\"reason\":\"family\",\"kinship\":\"child\",\"is_family\":true,"
        + (sponsor == null ? "" : "\"sponsor_id\":\"" + sponsor + "\",")
        + "\"issued_on\":\"2025-01-01\",\"expires_on\":\"2025-12-31\","
        + "\"source_file\":\"permits.csv\",\"source_position\":"
        + line
        + "}";
  }

  private static Map<String, String> sponsors(Dataset<Row> permits) {
    Map<String, String> sponsors = new TreeMap<>();
    permits
        .select("permit_id", "sponsor_id")
        .collectAsList()
        .forEach(row -> sponsors.put(row.getString(0), String.valueOf(row.getString(1))));
    return sponsors;
  }

  private static ResidencePermit permit(
      String mark, @Nullable String holder, @Nullable String sponsor, long line) {
    return new ResidencePermit(
        mark,
        holder,
        "VEN",
        "family",
        "child",
        true,
        sponsor,
        LocalDate.of(2025, 1, 1),
        LocalDate.of(2025, 12, 31),
        "permits.csv",
        line);
  }

  @Test
  void identifiersAreReadAsLoadsReadThem() {
    Pseudonyms key = Platform.pseudonyms();
    assertThat(
            named(
                line(2, "domain", "border-traveller", "identifier", "ab-12 3"),
                line(3, "domain", "remittance-party", "identifier", "ab-12 3"),
                line(4, "domain", "phone-device", "identifier", "555"),
                line(5, "domain", "register-record", "within", "civil", "identifier", "7")))
        .containsExactlyInAnyOrder(
            new PersonMark("border-traveller", "", key.of("AB123", "border-traveller")),
            new PersonMark("remittance-party", "", key.of("ab-12 3", "remittance-party")),
            new PersonMark(
                "phone-device",
                "",
                Long.toString(
                    Long.parseUnsignedLong(key.of("555", "phone-device").substring(0, 16), 16))),
            new PersonMark("register-record", "civil", key.of("7", "register-record")));
  }

  @Test
  void whatIsWrongWithAFileIsToldByLineAndColumnWithoutTheValue() {
    ProblemException wrong =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                named(
                    line(2, "domain", "4711"),
                    line(3, "domain", "register-record", "identifier", "4711"),
                    line(4, "domain", "phone-device", "identifier", "4711", "within", "4711"),
                    line(5, "domain", "phone-device", "identifier", "4711", "pseudonym", "4711"),
                    line(6, "domain", "remittance-party", "pseudonym", "4711"),
                    line(7, "domain", "insured-person", "identifier", "--"),
                    line(8, "domain", "person-number", "identifier", "4711"),
                    line(9, "domain", "travel-group", "identifier", "4711")));
    assertThat(wrong.problems().stream().map(problem -> problem.place()))
        .containsExactly(
            "ids.csv:2, domain",
            "ids.csv:3, within",
            "ids.csv:4, within",
            "ids.csv:5, identifier",
            "ids.csv:6, pseudonym",
            "ids.csv:7, identifier",
            "ids.csv:8, identifier",
            "ids.csv:9, domain");
    assertThat(wrong.getMessage()).doesNotContain("4711").contains("Give the source_id");
    assertThatThrownBy(() -> named(line(2, "dominio", "border-traveller", "id", "4711")))
        .hasMessageContaining("ids.csv:1")
        .hasMessageContaining("has no column domain");
  }

  private static Set<PersonMark> named(Line... lines) {
    return new NamedPersons(Suite.jobs(), job -> Optional.empty())
        .of("ids.csv", List.of(lines), Platform::pseudonyms).values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Line line(long number, String... cells) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      named.put(cells[i], cells[i + 1]);
    }
    return new Line(number, named);
  }
}
