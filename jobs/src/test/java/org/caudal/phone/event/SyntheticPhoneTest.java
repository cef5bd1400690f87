package org.caudal.phone.event;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.phone.network.Cell;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.CommitNote;
import org.caudal.suite.Suite;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.phone.PlantPhoneDefects;
import org.caudal.synthetic.phone.SynthesizeCells;
import org.caudal.synthetic.phone.SynthesizeSims;
import org.caudal.synthetic.phone.SyntheticCell;
import org.caudal.synthetic.phone.SyntheticSim;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of synthetic phone records from their files to device days, against what was planted. */
@SparkTest
class SyntheticPhoneTest {
  private static final String WINDOW = "{window: {first-day: 2025-03-03, days: 5}}";

  /** Filled from the fourth week on: AssessPhoneQualityTest. */
  private static final Set<String> NEEDS_WEEKS =
      Set.of("phone_quality.expected", "phone_quality.spread");

  @SuppressWarnings("NullAway.Init")
  private static Platform platform;

  private static final List<JobOutcome> LOADS = new ArrayList<>();
  private static long daysBefore;
  private static List<Row> qualityBefore = List.of();
  private static List<Row> planted = List.of();
  private static List<Row> events = List.of();
  private static List<Row> clean = List.of();
  private static List<Row> days = List.of();

  /** The files of the synthetic country, of which one comes after the others. */
  @BeforeAll
  static void run(SparkSession spark, @TempDir Path folder) throws IOException {
    platform = new Platform(spark, folder, Suite.jobs().jobs());
    Path extracts = folder.resolve("tables/_extracts");
    Inputs country = new SyntheticInputs(spark, 1, 1200, 7);
    SynthesizeCells cells = new SynthesizeCells();
    TestInputs phones =
        new TestInputs(spark)
            .with(SyntheticStay.class, country.table(SyntheticStay.class))
            .with(
                SyntheticCell.class,
                cells.transform(
                    country, JobParams.of(cells, "{first-day: 2025-03-03, cells: 200}")))
            .with(
                SyntheticSim.class,
                new SynthesizeSims().transform(country, new SynthesizeSims.Params()));
    for (Class<? extends Record> table :
        List.of(SyntheticStay.class, SyntheticCell.class, SyntheticSim.class)) {
      Dataset<Row> rows = Rows.kept(phones.table(table), table);
      platform
          .store()
          .replaceWhole(TableSchema.of(table), rows, new CommitNote("test", "made", "all", "1"));
      phones.with(table, rows);
    }
    PlantPhoneDefects plant = new PlantPhoneDefects();
    planted = plant.transform(phones, JobParams.of(plant, WINDOW)).collectAsList();
    outcomes(
        "synthesize-phone-events: " + WINDOW + "\nsynthesize-cell-inventory: " + WINDOW + "\n");
    Path late = extracts.resolve("phone_event_log/phone_events_2025-03-04_01.csv");
    Path aside = Files.move(late, folder.resolve("late.csv"));
    String river = river(extracts);
    LOADS.addAll(outcomes(river + "assess-phone-quality: {}\n"));
    daysBefore = platform.table(DeviceDay.class).count();
    qualityBefore = platform.table(PhoneQuality.class).collectAsList();
    Files.move(aside, late);
    String again =
        river
            .replace("-events: {time", "-events: {days: 2025-03-03..2025-03-05, time")
            .replace("days: {home-country", "days: {days: 2025-03-03..2025-03-05, home-country");
    LOADS.addAll(
        outcomes(
            again
                + "assess-phone-quality: {days: 2025-03-03..2025-03-07}\n"
                + "count-visitors: {longest-gap: 1}\n"));
    LOADS.removeIf(outcome -> !outcome.job().equals("load-phone-events"));
    events = platform.table(PhoneEvent.class).collectAsList();
    clean = platform.table(CleanEvent.class).collectAsList();
    days = platform.table(DeviceDay.class).collectAsList();
  }

  /** Runs all jobs that are configured. */
  private static List<JobOutcome> outcomes(String yaml) {
    String[] names =
        yaml.lines()
            .filter(line -> line.matches("[a-z].*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toArray(String[]::new);
    List<JobOutcome> outcomes = platform.run(yaml, names).outcomes();
    assertThat(outcomes).hasSize(names.length).allSatisfy(o -> assertThat(o.problems()).isEmpty());
    return outcomes;
  }

  private static String river(Path extracts) {
    return String.join(
        "\n",
        "load-phone-events:",
        "  extract: {paths: ['"
            + extracts
            + "/phone_event_log/*.csv'], values: {time-zone: '-06:00'}}",
        "  home-mcc: 799",
        "  operator-pattern: _([0-9]{2})[.]csv$",
        "load-cells:",
        "  extract: {paths: ['" + extracts + "/cell_inventory/*.csv']}",
        "  operator-pattern: _([0-9]{2})[.]csv$",
        "clean-phone-events: {time-zone: '-06:00'}",
        "summarize-device-days: {home-country: XCA}",
        "");
  }

  private static List<Row> planted(String kind) {
    return planted.stream().filter(row -> row.getAs("kind").equals(kind)).toList();
  }

  /** How many of a kind are among these places: all of them, if each met its fate. */
  private static long fates(String kind, Set<String> places) {
    return planted(kind).stream()
        .filter(row -> places.contains(place(row, "file_name", "line_number")))
        .count();
  }

  private static String place(Row row, String... columns) {
    return Stream.of(columns)
        .map(column -> String.valueOf(row.<Object>getAs(column)))
        .collect(joining(" "));
  }

  /** Places of rows. */
  private static Set<String> places(
      List<Row> rows, Predicate<Row> which, String file, String position) {
    return rows.stream().filter(which).map(row -> place(row, file, position)).collect(toSet());
  }

  /** Places of the events that are flagged so. */
  private static Set<String> flagged(int flag) {
    String[] key = {"event_date", "operator_id", "device_id", "event_ts", "cell_id"};
    Set<String> keys =
        clean.stream()
            .filter(row -> row.<Integer>getAs("error_flag") == flag)
            .map(row -> place(row, key))
            .collect(toSet());
    return places(events, row -> keys.contains(place(row, key)), "source_file", "source_position");
  }

  @Test
  void theAccountsAddUp() {
    long out = 0;
    for (JobOutcome load : LOADS) {
      Counts counts = load.counts();
      assertThat(counts.in()).isEqualTo(counts.out() + counts.rejected() + counts.duplicate());
      assertThat(counts.out()).isPositive();
      out += counts.out();
    }
    assertThat(LOADS).hasSize(2);
    assertThat(events).hasSize(Math.toIntExact(out));
    assertThat(clean).hasSize(Math.toIntExact(out));
    assertThat(days.stream().mapToLong(day -> day.<Integer>getAs("event_count")).sum())
        .isEqualTo(clean.stream().filter(row -> row.<Integer>getAs("error_flag") == 0).count());
  }

  @Test
  void knownAndUnknownTimeOfADeviceAreTheDay() {
    Map<String, Long> seconds =
        days.stream()
            .collect(
                groupingBy(
                    day -> place(day, "event_date", "operator_id", "device_id"),
                    summingLong(
                        day ->
                            day.<Integer>getAs("known_seconds")
                                + day.<Integer>getAs("unknown_seconds"))));
    assertThat(seconds).isNotEmpty();
    assertThat(seconds.values()).containsOnly(86_400L);
    assertThat(known(days)).isEqualTo(known(clean)).isPositive();
  }

  private static long known(List<Row> rows) {
    return rows.stream().mapToLong(row -> row.<Integer>getAs("known_seconds")).sum();
  }

  @Test
  void everyPlantedDefectMeetsItsFate() {
    List<Row> rejected = platform.table(RejectedRow.class).collectAsList();
    assertThat(planted("impossible_date")).isNotEmpty();
    assertThat(
            fates(
                "impossible_date",
                places(
                    rejected,
                    row -> row.getAs("rule").equals("wrong-type"),
                    "source_file",
                    "source_position")))
        .isEqualTo(planted("impossible_date").size());
    assertThat(
            fates(
                "swapped_position",
                places(
                    rejected,
                    row -> row.getAs("rule").equals("out-of-range-latitude"),
                    "source_file",
                    "source_position")))
        .isEqualTo(planted("swapped_position").size())
        .isPositive();
    Set<String> duplicates =
        places(
            platform.table(DuplicateRow.class).collectAsList(),
            row ->
                row.getAs("source_table").equals("phone_event")
                    && row.getAs("kind").equals("exact"),
            "kept_file",
            "kept_position");
    assertThat(fates("exact_duplicate", duplicates))
        .isEqualTo(planted("exact_duplicate").size())
        .isPositive();
    // an unknown cell is flagged 1, or 5 where the device has another event in that second
    Set<String> ones = flagged(1);
    Set<String> fives = flagged(5);
    assertThat(fates("unknown_cell", ones) + fates("unknown_cell", fives))
        .isEqualTo(planted("unknown_cell").size())
        .isPositive();
    assertThat(fates("conflicting_duplicate", fives))
        .isEqualTo(planted("conflicting_duplicate").size())
        .isPositive();
    Set<String> ofTheThird =
        places(
            events,
            row -> row.getAs("event_date").toString().equals("2025-03-03"),
            "source_file",
            "source_position");
    assertThat(fates("late_line", ofTheThird)).isEqualTo(planted("late_line").size()).isPositive();
    assertThat(warnings("late-line")).isEqualTo(planted("late_line").size());
    assertThat(warnings("position-error-small")).isPositive();
    assertThat(
            platform
                .table(LoadedFile.class)
                .filter("source_file = 'phone_events_2025-03-06_03.csv'")
                .count())
        .isZero();
  }

  private static long warnings(String name) {
    return LOADS.stream().mapToLong(load -> load.warnings().getOrDefault(name, 0L)).sum();
  }

  @Test
  void theMissingDayTheSpikeAndTheFileInKilometresAreFoundAndNothingElse() {
    List<String> days =
        planted.stream()
            .filter(row -> row.<String>getAs("file_name").startsWith("phone_events_"))
            .filter(
                row -> Set.of("missing_file", "spike", "unit_error").contains(row.getAs("kind")))
            .map(
                row ->
                    row.<String>getAs("file_name")
                            .replaceAll(".*events_([-0-9]+_[0-9]+)[.].*", "$1")
                        + " "
                        + row.getAs("kind"))
            .distinct()
            .sorted()
            .toList();
    assertThat(days).hasSize(3);
    assertThat(
            texts(
                platform
                    .table(PhoneQuality.class)
                    .filter("status <> 'ok'")
                    .selectExpr(
                        """
                        concat(event_date, '_', operator_id, CASE measure
                          WHEN 'events' THEN ' missing_file'
                          WHEN 'busiest_hour_share' THEN ' spike'
                          WHEN 'position_error_m' THEN ' unit_error'
                          ELSE measure END)""")
                    .collectAsList()))
        .isEqualTo(days.stream().map(day -> "[" + day + "]").toList());
  }

  /** Fault D11: a documented column that no run ever fills. */
  @Test
  void everyColumnOfThePhoneTablesIsFilled() {
    List<TableSchema> tables =
        Suite.tables().tables().stream()
            .filter(table -> table.type().getPackageName().startsWith("org.caudal.phone."))
            .filter(platform.store()::exists)
            .toList();
    // in the others no column may be null, but the end of a cell's period, which is that of cell
    assertThat(tables).hasSizeGreaterThan(5);
    for (TableSchema table : tables) {
      Row filled =
          platform
              .table(table.type())
              .selectExpr(
                  table.columnNames().stream()
                      .map(name -> "max(CAST(" + name + " AS STRING)) > ''")
                      .toArray(String[]::new))
              .first();
      for (int i = 0; i < filled.size(); i++) {
        String column = table.name() + "." + table.columnNames().get(i);
        if (!NEEDS_WEEKS.contains(column)) {
          assertThat(filled.get(i)).as(column).isEqualTo(true);
        }
      }
    }
  }

  /**
   * Fault D13: what is domestic is decided once, and no later job has a country code of its own.
   */
  @Test
  void oneJobAloneIsToldTheMobileCountryCode() {
    assertThat(
            Suite.jobs().jobs().stream()
                .filter(
                    job ->
                        Stream.of(job.spec().paramsType().getRecordComponents())
                            .anyMatch(part -> part.getName().matches("(?i).*(mcc|plmn|mnc).*")))
                .map(job -> job.spec().name()))
        .containsExactly("load-phone-events");
  }

  @Test
  void aLateFileGivesTheDaysOfAllEventsTogetherInOnePartitionAsInSeven(SparkSession spark) {
    assertThat(daysBefore).isPositive().isLessThan(days.size());
    List<Row> one = cleaned(spark, 1, null);
    assertThat(texts(one)).isNotEmpty().isEqualTo(texts(clean));
    LocalDate day = LocalDate.of(2025, 3, 4);
    assertThat(texts(cleaned(spark, 7, Days.parse(day.toString()))))
        .isNotEmpty()
        .isEqualTo(
            texts(
                clean.stream()
                    .filter(row -> row.<Date>getAs("event_date").toLocalDate().equals(day))
                    .toList()));
    TestInputs inputs =
        new TestInputs(spark).with(CleanEvent.class, table(spark, CleanEvent.class, one));
    assertThat(
            texts(
                SyntheticInputs.rows(
                    new SummarizeDeviceDays()
                        .transform(inputs, new SummarizeDeviceDays.Params(null, "XCA")),
                    DeviceDay.class)))
        .isEqualTo(texts(days));
  }

  /** The late lines are of 3 and 4 March; the last day with records is the 7th. */
  @Test
  void afterALateFileQualityIsThatOfAllEventsIfItIsAssessedUntilTheLastDay(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(PhoneEvent.class, table(spark, PhoneEvent.class, events))
            .with(CleanEvent.class, table(spark, CleanEvent.class, clean))
            .with(LoadedFile.class, platform.table(LoadedFile.class));
    AssessPhoneQuality assess = new AssessPhoneQuality();
    List<Row> quality = platform.table(PhoneQuality.class).collectAsList();
    assertThat(texts(quality))
        .isEqualTo(
            texts(
                SyntheticInputs.rows(
                    assess.transform(inputs, JobParams.of(assess, "{}")), PhoneQuality.class)));
    // the day before and the day after the late lines would not have been enough
    LocalDate neighbour = LocalDate.of(2025, 3, 5);
    assertThat(texts(after(quality, neighbour)))
        .isNotEmpty()
        .isNotEqualTo(texts(after(qualityBefore, neighbour)));
  }

  private static List<Row> after(List<Row> rows, LocalDate day) {
    return rows.stream()
        .filter(row -> row.<Date>getAs("event_date").toLocalDate().isAfter(day))
        .toList();
  }

  private static List<Row> cleaned(SparkSession spark, int partitions, @Nullable Days days) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(PhoneEvent.class, table(spark, PhoneEvent.class, events).repartition(partitions))
            .with(Cell.class, platform.table(Cell.class).repartition(partitions));
    return SyntheticInputs.rows(
        new CleanPhoneEvents()
            .transform(
                inputs,
                new CleanPhoneEvents.Params(
                    days,
                    ZoneId.of("-06:00"),
                    55,
                    10_000,
                    new KnownTime(900, 7200, 28_800, 450, 23, 9))),
        CleanEvent.class);
  }

  private static Dataset<Row> table(
      SparkSession spark, Class<? extends Record> table, List<Row> rows) {
    return spark.createDataFrame(rows, TableSchema.of(table).bareStructType());
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }
}
