package org.caudal.phone.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Positions of events: where they can be, and how far they can be wrong. */
@SparkTest
class LoadPhoneEventsTest {
  private static final String HEADER =
      "user_id,timestamp,cell_id,mcc,mnc,plmn,latitude,longitude,loc_error\n";
  private static final String SECTION =
      "{extract: {paths: [x], constants: {operator_id: op}}, home-mcc: 799, cell-id-lengths: [4],"
          + " bounding-box: {south: 10, west: -90, north: 20, east: -80}}";

  private static JudgedSheet sheet(SparkSession spark, String lines) {
    return JudgedSheet.of(spark, new LoadPhoneEvents(), HEADER + lines, SECTION);
  }

  private static JudgedSheet ofAnyLength(SparkSession spark, String lines) {
    return JudgedSheet.of(
        spark,
        new LoadPhoneEvents(),
        HEADER + lines,
        SECTION.replace("cell-id-lengths: [4]", "cell-id-lengths: []"));
  }

  /** Half the way round the Earth is 20,004 km. */
  @Test
  void anErrorThatNoPositionCanHaveIsLeftOut(SparkSession spark) {
    JudgedSheet sheet =
        sheet(
            spark,
            """
            a,2025-06-02 10:00:00,west,799,01,,15,-85,1e18
            a,2025-06-02 11:00:00,west,799,01,,15,-85,-1
            a,2025-06-02 12:00:00,west,799,01,,15,-85,20000001
            a,2025-06-02 13:00:00,west,799,01,,15,-85,20000000
            a,2025-06-02 14:00:00,west,799,01,,15,-85,0
            a,2025-06-02 15:00:00,west,799,01,,15,-85,
            """);
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).containsEntry("position-error-impossible", 3L);
    assertThat(
            sheet
                .loaded(spark)
                .orderBy("event_ts")
                .selectExpr("coalesce(CAST(loc_error_m AS STRING), 'none')")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("none", "none", "none", "2.0E7", "0.0", "none");
  }

  @Test
  void theBoxAndTheLengthsOfCellsAreThoseOfTheCountry(SparkSession spark) {
    JudgedSheet sheet =
        sheet(
            spark,
            """
            a,2025-06-02 10:00:00,west,799,01,,30,-97,
            a,2025-06-02 11:00:00,west,799,01,31026,30,-97,
            a,2025-06-02 12:00:00,wes,799,01,,15,-85,
            a,2025-06-02 13:00:00,A-12345,799,01,31026,30,-97,
            a,2025-06-02 14:00:00,west,799,01,31026,91,-97,
            a,2025-06-02 15:00:00,west,799,01,31026,30,-181,
            """);
    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "out-of-range-latitude", 2L,
                "out-of-range-longitude", 1L,
                "out-of-range-cell-id", 1L));
    assertThat(sheet.loaded(spark).filter("domain = 'outbound'").count()).isEqualTo(2);
  }

  @Test
  void aTelephoneNumberIsNoCell(SparkSession spark) {
    JudgedSheet sheet =
        ofAnyLength(
            spark,
            """
            a,2025-06-02 10:00:00,+50677770005,799,01,,15,-85,
            7777005,2025-06-02 10:00:00,7777005,799,01,,15,-85,
            +7777005,2025-06-02 10:00:00,7777005,799,01,,15,-85,
            a,2025-06-02 10:00:00,+7005,799,01,,15,-85,
            +57777005,2025-06-02 10:00:00,7777005,799,01,,15,-85,
            """);
    // the cell of the last line is the end of the number only
    assertThat(sheet.rejectedByRule()).isEqualTo(Map.of("cell-is-no-number", 4L));
  }

  /** Sources number both from 1. */
  @Test
  void aRunningNumberOfUserAndCellIsNoTelephone(SparkSession spark) {
    JudgedSheet sheet =
        ofAnyLength(
            spark,
            """
            101,2025-06-02 10:00:00,101,799,01,,15,-85,
            +101,2025-06-02 10:00:00,101,799,01,,15,-85,
            777005,2025-06-02 10:00:00,777005,799,01,,15,-85,
            """);
    assertThat(sheet.rejectedByRule()).isEmpty();
  }
}
