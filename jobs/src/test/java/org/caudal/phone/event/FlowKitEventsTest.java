package org.caudal.phone.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.Configuration;
import org.caudal.suite.Suite;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.NamedFiles;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** The configuration for FlowKit loads the columns of its three tables of events. */
@SparkTest
class FlowKitEventsTest {
  private static final Path CONFIGURATION = Path.of("../conf/flowkit.yaml");
  private static final Path PAGE = Path.of("../docs/reference/jobs/load-phone-events.md");

  /** Columns of FlowDB's events.calls, events.sms and events.mds. */
  private static final String CALLS =
      """
      id,outgoing,datetime,duration,network,msisdn,msisdn_counterpart,location_id,imsi,imei,tac,operator_code,country_code
      c1,t,2016-01-01 00:01:02+00,3.5,,50688123456,50677000000,site7-A,,,35409000,1,712
      c1,f,2016-01-01 00:01:02.25-06,3.5,,50677000000,50688123456,site9-B,,,,4,712
      c2,t,2016-01-01 23:59:59+00,1,,,50677000000,site9-B,,,,4,712
      c3,t,2016-01-01 12:00:00.5-04:30,1,,50688123456,50677000000,site7-A,,,,1,712
      """;

  private static final String MESSAGES =
      """
      id,outgoing,datetime,network,msisdn,msisdn_counterpart,location_id,imsi,imei,tac,operator_code,country_code
      s1,t,2016-01-02 10:00:00+00,,50688123456,50677000000,site7-A,,,,1,712
      """;

  private static final String DATA =
      """
      id,datetime,duration,volume_total,volume_upload,volume_download,network,msisdn,location_id,imsi,imei,tac,operator_code,country_code
      d1,2016-01-03 10:00:00+00,60,2,1,1,,50688123456,site7-A,,,,1,748
      d2,2016-01-03 10:00:00+00,60,2,1,1,,50688123456,,,,,1,748
      """;

  @Test
  void callsMessagesAndDataAreEvents(SparkSession spark) throws IOException {
    JudgedSheet calls = sheet(spark, CALLS, "call");
    assertThat(calls.rejected()).containsExactly("4: missing-value");
    List<Row> parties = calls.loaded(spark).orderBy("source_position").collectAsList();
    assertThat(parties.stream().map(FlowKitEventsTest::text))
        .containsExactly(
            "2016-01-01 00:01:02.0 call site7-A 712-01 domestic",
            "2016-01-01 06:01:02.25 call site9-B 712-04 domestic",
            "2016-01-01 16:30:00.5 call site7-A 712-01 domestic"); // half an hour, as PostgreSQL
    // has it
    Row message = sheet(spark, MESSAGES, "message").loaded(spark).first();
    JudgedSheet sessions = sheet(spark, DATA, "data");
    assertThat(sessions.rejected()).containsExactly("3: no-location");
    Row data = sessions.loaded(spark).first();
    assertThat(text(message)).isEqualTo("2016-01-02 10:00:00.0 message site7-A 712-01 domestic");
    assertThat(text(data)).isEqualTo("2016-01-03 10:00:00.0 data site7-A 748-01 inbound");
    long device = parties.get(0).getAs("device_id");
    assertThat(message.<Long>getAs("device_id")).isEqualTo(device);
    assertThat(data.<Long>getAs("device_id")).isEqualTo(device);
    assertThat(parties.get(1).<Long>getAs("device_id")).isNotEqualTo(device);
  }

  @Test
  void thePageOfTheJobSaysTheSame() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Files.readString(CONFIGURATION))
        .contains(
            given(page, "\\{user_id: msisdn[^}]*}"),
            given(page, "mnc-digits: [0-9]"),
            given(page, "timestamp-patterns: \\[\"[^\"]*X\", \"[^\"]*X\"]"));
  }

  /**
   * Files of one day may be named alike in the three folders. A file is known by its name from the
   * first folder with a sign of the glob on.
   */
  @Test
  void theCommandsForMessagesAndDataNameFilesByTheirFolders() throws IOException {
    List<String> sets =
        Pattern.compile("--set \"([^\"]*)\"")
            .matcher(Files.readString(CONFIGURATION))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(sets).hasSize(2);
    assertThat(section(sets.get(0))).contains("[\"data/sm[s]/*.csv\"]");
    assertThat(section(sets.get(1))).contains("[\"data/md[s]/*.csv\"]");
  }

  private static JudgedSheet sheet(SparkSession spark, String lines, String kind)
      throws IOException {
    String section = section("jobs.load-phone-events.extract.constants.event_kind=" + kind);
    return JudgedSheet.of(spark, new LoadPhoneEvents(), lines, section);
  }

  private static String section(String set) throws IOException {
    return Configuration.read(
            CONFIGURATION.toString(),
            Files.readString(CONFIGURATION),
            Map.of("CAUDAL_HOME", "/opt/caudal", "CAUDAL_DATA", "/data"),
            NamedFiles::read,
            List.of(set),
            Suite.jobs(),
            Set.of())
        .parametersJson(new LoadPhoneEvents());
  }

  /** What the page of the job says, word for word. */
  private static String given(String page, String pattern) {
    Matcher said = Pattern.compile(pattern).matcher(page);
    assertThat(said.find()).as(pattern).isTrue();
    return said.group();
  }

  private static String text(Row row) {
    return String.join(
        " ",
        row.getAs("event_ts").toString(),
        row.getAs("event_kind"),
        row.getAs("cell_id"),
        row.getAs("mcc") + "-" + row.getAs("mnc"),
        row.getAs("domain"));
  }
}
