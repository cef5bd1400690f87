package org.caudal.phone.event;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Distances;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.LoadCells;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cleaning of multimno's sample, row by row against what multimno 1.0.0 made of it.
 *
 * <p>Caudal keeps the same 620 of 1,823 lines and gives the same flags. The faults D1, D8 and D9 do
 * not show here: nobody moves more than 10 km, no two events share a moment, none is at midnight.
 * That the last list of cells ends them on 11 January at 00:00:00 makes them not valid from that
 * moment on, in both.
 */
@SparkTest
class MultimnoSampleTest {
  private static final String SAMPLE = "phone/multimno_sample/";

  @SuppressWarnings("NullAway.Init")
  private static Platform platform;

  @SuppressWarnings("NullAway.Init")
  private static JobOutcome events;

  @SuppressWarnings("NullAway.Init")
  private static JobOutcome cells;

  @BeforeAll
  static void run(SparkSession spark, @TempDir Path folder) throws IOException {
    platform =
        new Platform(
            spark,
            folder,
            List.of(
                new LoadPhoneEvents(),
                new LoadCells(),
                new CleanPhoneEvents(),
                new SummarizeDeviceDays()));
    Path lists = listsOfDays(folder.resolve("cells"));
    String yaml =
        String.join(
            "\n",
            "load-phone-events:",
            "  extract: {paths: ["
                + SharedData.require(SAMPLE + "mno_events.csv")
                + "], constants: {operator_id: mno}, values: {timestamp-patterns: [yyyy-MM-dd HH:mm:ss]}}",
            "  home-mcc: 214",
            "  bounding-box: {south: 40.352, west: -3.888, north: 40.486, east: -3.517}",
            "  cell-id-lengths: [14, 15]",
            "load-cells: {extract: {paths: [" + lists + "], constants: {operator_id: mno}}}",
            "summarize-device-days: {home-country: ESP}",
            "");
    var result =
        platform.run(
            yaml, "load-phone-events", "load-cells", "clean-phone-events", "summarize-device-days");
    assertThat(result.outcomes()).allMatch(outcome -> outcome.problems().isEmpty());
    cells =
        result.outcomes().stream()
            .filter(o -> o.job().equals("load-cells"))
            .findFirst()
            .orElseThrow();
    events =
        result.outcomes().stream()
            .filter(o -> o.job().equals("load-phone-events"))
            .findFirst()
            .orElseThrow();
  }

  /** The sample has the lists of five days in one file; operators hand out one a day. */
  private static Path listsOfDays(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(SharedData.require(SAMPLE + "mno_network.csv"));
    Map<String, StringBuilder> days = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String day = line.substring(line.lastIndexOf(',') + 1);
      days.computeIfAbsent(day, d -> new StringBuilder(lines.get(0)).append('\n'))
          .append(line)
          .append('\n');
    }
    Files.createDirectories(folder);
    for (var day : days.entrySet()) {
      String name = "cells_2023-01-" + (day.getKey().length() < 2 ? "0" : "") + day.getKey();
      Files.writeString(folder.resolve(name + ".csv"), day.getValue());
    }
    return folder;
  }

  /** Rows of one of multimno's tables. */
  private static List<Map<String, String>> expected(String name) throws IOException {
    List<String> lines = Files.readAllLines(SharedData.require(SAMPLE + name));
    List<String> names = List.of(lines.get(0).split(",", -1));
    return lines.subList(1, lines.size()).stream()
        .map(
            line -> {
              String[] values = line.split(",", -1);
              Map<String, String> row = new HashMap<>();
              for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), values[i]);
              }
              return row;
            })
        .toList();
  }

  private static long device(String userId) {
    return Long.parseUnsignedLong(
        Platform.pseudonyms().of(userId, LoadPhoneEvents.DEVICES), 0, 16, 16);
  }

  @Test
  void sixHundredAndTwentyLinesAreKeptAndTheOthersHaveTheirReasons() {
    // 594 without user and time, 409 with all wrong, 96 outside the box, 104 repeated: by count of
    // the file
    assertThat(events.counts()).isEqualTo(new Counts(1823, 620, 594 + 409 + 96, 104));
    assertThat(events.rejectedByRule())
        .isEqualTo(Map.of("missing-value", 594L, "wrong-type", 409L, "out-of-range-latitude", 96L));
    // five lists of 30 cells are 30 rows
    assertThat(cells.counts()).isEqualTo(new Counts(150, 30, 0, 120));
  }

  /** Fault D14: multimno says that the sample has 100 users, 500 cells and 9 days. */
  @Test
  void thePageCountsTheSampleAsItIs() throws IOException {
    Dataset<Row> clean = platform.table(CleanEvent.class);
    String counts =
        String.format(
            Locale.ROOT,
            "%d of %,d events remain, of %d devices and %d days; the network has %d cells",
            clean.count(),
            events.counts().in(),
            clean.select("device_id").distinct().count(),
            clean.select("event_date").distinct().count(),
            platform.table(Cell.class).select("cell_id").distinct().count());
    assertThat(Files.readString(Path.of("../docs/explanation/phone-events.md"))).contains(counts);
  }

  @Test
  void theSameEventsHaveTheSameFlags() throws IOException {
    Set<String> flagged =
        expected("out_cleaning_mno_events_flagged.csv").stream()
            .map(
                row ->
                    String.join(
                        "|",
                        Long.toString(device(row.getOrDefault("user_id", ""))),
                        row.get("timestamp"),
                        row.get("cell_id"),
                        row.get("domain"),
                        row.get("mcc"),
                        String.valueOf(Double.parseDouble(row.get("latitude"))),
                        String.valueOf(Double.parseDouble(row.get("longitude"))),
                        row.get("day"),
                        row.get("error_flag")))
            .collect(Collectors.toSet());

    List<String> found =
        platform
            .table(CleanEvent.class)
            .select(
                concat_ws(
                    "|",
                    col("device_id"),
                    expr("date_format(event_ts, 'yyyy-MM-dd HH:mm:ss')"),
                    col("cell_id"),
                    col("domain"),
                    col("mcc"),
                    col("latitude"),
                    col("longitude"),
                    expr("day(event_date)"),
                    col("error_flag")))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(found).hasSize(620).containsExactlyInAnyOrderElementsOf(flagged);
  }

  /**
   * All but the distance is the same. multimno 1.0.0 exchanges the axes of the points, so that its
   * distances to the east and west are too long by 1 / cos(40.4°) = 1.31: with exchanged axes here
   * too, they agree. Its days are those of Europe/Madrid, one hour before UTC.
   */
  @Test
  void deviceActivityIsReproducedWithDistancesThatMultimnoHasWrong() throws IOException {
    WindowSpec inTime = Window.partitionBy("device_id", "local_day").orderBy("event_ts");
    Column otherLatitude = lag("latitude", 1).over(inTime);
    Column otherLongitude = lag("longitude", 1).over(inTime);
    Column gap = unix_seconds(col("event_ts")).minus(unix_seconds(lag("event_ts", 1).over(inTime)));
    Dataset<Row> activity =
        platform
            .table(CleanEvent.class)
            .filter("error_flag = 0")
            .withColumn("local", expr("from_utc_timestamp(event_ts, 'Europe/Madrid')"))
            .withColumn("local_day", expr("day(local)"))
            .withColumn(
                "exchanged",
                Distances.metres(col("longitude"), col("latitude"), otherLongitude, otherLatitude))
            .withColumn("gap", gap)
            .groupBy("device_id", "local_day")
            .agg(
                count(lit(1)).as("event_cnt"),
                countDistinct("cell_id").as("unique_cell_cnt"),
                countDistinct("latitude", "longitude").as("unique_location_cnt"),
                countDistinct(expr("hour(local)")).as("unique_hour_cnt"),
                sum("exchanged").as("sum_distance_m"),
                avg("gap").as("mean_time_gap"),
                stddev("gap").as("stdev_time_gap"));
    Map<String, Row> found = new HashMap<>();
    for (Row row : activity.collectAsList()) {
      found.put(row.getLong(0) + " " + row.getInt(1), row);
    }
    List<Map<String, String>> expected = expected("out_cleaning_device_activity_statistics.csv");
    assertThat(expected).hasSize(10);
    for (Map<String, String> row : expected) {
      Row own =
          Objects.requireNonNull(
              found.get(device(row.getOrDefault("user_id", "")) + " " + row.get("day")));
      for (String name :
          List.of("event_cnt", "unique_cell_cnt", "unique_location_cnt", "unique_hour_cnt")) {
        assertThat(own.<Long>getAs(name)).as(name).isEqualTo(Long.valueOf(row.get(name)));
      }
      for (String name : List.of("sum_distance_m", "mean_time_gap", "stdev_time_gap")) {
        assertThat(own.<Double>getAs(name)) // multimno cuts metres and means to whole numbers
            .as(name)
            .isCloseTo(
                Double.valueOf(row.get(name)), within(name.equals("stdev_time_gap") ? 0.001 : 1.0));
      }
    }
  }
}
