package org.caudal.phone.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.load.Pseudonyms;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.LoadCells;
import org.caudal.phone.person.LoadSubscribers;
import org.caudal.phone.person.Subscriber;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.suite.Suite;
import org.caudal.testing.NamedFiles;
import org.caudal.testing.Platform;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration for multimno loads its bronze tables as multimno writes them. */
@SparkTest
class MultimnoBronzeTest {
  private static final Path CONFIGURATION = Path.of("../conf/multimno.yaml");

  /** SHA-256 of 1 and of 2, as in multimno's sample; neither is UTF-8. */
  private static final List<String> USERS = List.of(Sha256.hex("1"), Sha256.hex("2"));

  @Test
  void usersOfBytesHaveThePseudonymsOfTheirHexadecimalDigits(
      SparkSession spark, @TempDir Path folder) throws IOException {
    assertThat(USERS.get(0))
        .isEqualTo("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
    writeEvents(spark, folder.resolve("mno_events"));
    Path holders = folder.resolve("holders.csv");
    Files.writeString(holders, "user_id,valid_from,sex\n" + USERS.get(1) + ",2024-01-01,2\n");
    Platform platform =
        new Platform(spark, folder, List.of(new LoadPhoneEvents(), new LoadSubscribers()));

    JobOutcome load = platform.runOne(section(new LoadPhoneEvents(), folder), "load-phone-events");

    // the first two events are of the day of their folder, the third of the day after it, the
    // fourth of the day before
    assertThat(load.problems()).isEmpty();
    assertThat(load.counts()).isEqualTo(new Counts(4, 3, 1, 0));
    assertThat(load.rejectedByRule()).isEqualTo(Map.of("day-after-file", 1L));
    assertThat(load.warnings()).containsEntry("late-line", 1L);
    assertThat(platform.lines()).anyMatch(line -> line.contains("has user_id as bytes"));
    // as the same person is named in a CSV file, and in the file of caudal erase
    assertThat(
            platform.table(PhoneEvent.class).select("device_id").distinct().collectAsList().stream()
                .map(row -> row.getLong(0)))
        .containsExactlyInAnyOrderElementsOf(
            USERS.stream().map(MultimnoBronzeTest::device).toList());
    platform.runOne(
        "load-subscribers: {extract: {paths: [" + holders + "], constants: {operator_id: '01'}}}",
        "load-subscribers");
    assertThat(platform.table(Subscriber.class).first().<Long>getAs("device_id"))
        .isEqualTo(device(USERS.get(1)));
  }

  /** Spark writes day=9 and day=10, whose names sort the other way. */
  @Test
  void ofTwoListsOfCellsThatOfTheLaterDayStays(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String cell =
        "SELECT '21407000100101' AS cell_id, 9.9F AS latitude, -84.1F AS longitude,"
            + " '2025-01-01T00:00:00' AS valid_date_start, %s AS valid_date_end, 2025S AS year,"
            + " 6Y AS month, %s AS day";
    spark
        .sql(cell.formatted("NULL", "9Y") + " UNION ALL " + cell.formatted("'2025-06-10'", "10Y"))
        .coalesce(1)
        .write()
        .partitionBy("year", "month", "day")
        .parquet(folder.resolve("mno_network").toString());
    Platform platform = new Platform(spark, folder, List.of(new LoadCells()));

    JobOutcome load = platform.runOne(section(new LoadCells(), folder), "load-cells");

    assertThat(load.counts()).isEqualTo(new Counts(2, 1, 0, 1));
    assertThat(platform.table(Cell.class).first().<Object>getAs("valid_to"))
        .hasToString("2025-06-10");
  }

  @Test
  void aFolderOfOneDayHasTheNamesThatItHasAmongAll(SparkSession spark, @TempDir Path folder)
      throws IOException {
    writeEvents(spark, folder.resolve("mno_events"));
    Platform platform = new Platform(spark, folder, List.of(new LoadPhoneEvents()));
    String all = section(new LoadPhoneEvents(), folder);
    platform.runOne(
        all.replace("year=*/month=*/day=*/*.parquet", "year=2025/month=6/day=9"),
        "load-phone-events");
    JobOutcome again = platform.runOne(all, "load-phone-events");
    assertThat(again.counts()).isEqualTo(new Counts(1, 1, 0, 0)); // those of day=10 alone
  }

  private static void writeEvents(SparkSession spark, Path folder) {
    String event =
        "SELECT unhex('%s') AS user_id, '%s' AS timestamp, 712 AS mcc, '01' AS mnc,"
            + " CAST(NULL AS INT) AS plmn, '21407000100101' AS cell_id, CAST(NULL AS FLOAT) AS latitude,"
            + " CAST(NULL AS FLOAT) AS longitude, CAST(NULL AS FLOAT) AS loc_error, 2025S AS year,"
            + " 6Y AS month, %sY AS day";
    spark
        .sql(
            String.join(
                " UNION ALL ",
                event.formatted(USERS.get(0), "2025-06-09 10:00:00", 9),
                event.formatted(USERS.get(1), "2025-06-09T23:59:59", 9),
                event.formatted(USERS.get(0), "2025-06-10 00:00:00", 9),
                event.formatted(USERS.get(1), "2025-06-09 12:00:00", 10)))
        .coalesce(1)
        .write()
        .partitionBy("year", "month", "day")
        .parquet(folder.toString());
  }

  /** The section of a job, as JSON, which is YAML. */
  private static String section(Job<?> job, Path data) throws IOException {
    return job.spec().name()
        + ": "
        + Configuration.read(
                CONFIGURATION.toString(),
                Files.readString(CONFIGURATION, StandardCharsets.UTF_8),
                Map.of("CAUDAL_HOME", "/opt/caudal", "CAUDAL_DATA", data.toString()),
                NamedFiles::read,
                List.of(),
                Suite.jobs(),
                Set.of())
            .parametersJson(job);
  }

  private static long device(String userId) {
    return Pseudonyms.number(Platform.pseudonyms().of(userId, PhoneEvent.DEVICE));
  }
}
