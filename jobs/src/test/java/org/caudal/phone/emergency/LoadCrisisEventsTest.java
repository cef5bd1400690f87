package org.caudal.phone.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.network.CellZone;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadCrisisEventsTest {

  @Test
  void anEventHasWholeWeeksBeforeItAndEndsAfterItsStart(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCrisisEvents(),
            """
        event_id,name,kind,start_date,zone_id,level,end_date,baseline_days
        F1,Flood,Disaster,2023-11-16,XC0201,municipality,,
        F1,Flood,Disaster,2023-11-16,XC0202,municipality,2023-11-18,28
        F1,Flood,Disaster,2023-11-16,XC0203,municipality,,30
        F1,Flood,Disaster,2023-11-16,XC0206,municipality,,5000000000
        F1,Flood,Disaster,2023-11-16,XC0204,municipality,2023-11-15,
        F1,Flood,Disaster,,XC0205,municipality,,
        F1,Flood,Disaster,2023-11-16,XC0201,municipality,,
        """,
            "{extract: {paths: [x]}, baseline-days: 35}");

    assertThat(sheet.rejectedByRule())
        .isEqualTo(Map.of("baseline-whole-weeks", 2L, "period-positive", 1L, "missing-value", 1L));
    LocalDate day = LocalDate.of(2023, 11, 16);
    assertThatTable(sheet.loaded(spark))
        .hasRows(event("XC0201", day, null, 35, 8), event("XC0202", day, day.plusDays(2), 28, 3));
  }

  /** Cell c is mainly in A and somewhat in B. */
  @Test
  void anAreaThatNoCellMainlyServesIsWarnedOf(SparkSession spark) {
    String lines =
        """
        event_id,name,kind,start_date,zone_id,level
        F1,Flood,Disaster,2023-11-16,A,municipality
        F1,Flood,Disaster,2023-11-16,B,municipality
        F1,Flood,Disaster,2023-11-16,XC0999,municipality
        F1,Flood,Disaster,2023-11-16,A,province
        """;
    LoadCrisisEvents loader = new LoadCrisisEvents();
    JudgedSheet sheet =
        JudgedSheet.of(
            new TestInputs(spark).with(zone("A", 0.8, true), zone("B", 0.2, false)),
            spark,
            loader,
            lines,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEqualTo(Map.of("area-served", 3L));
    // before cells are mapped nothing is known of them
    assertThat(JudgedSheet.of(spark, loader, lines, "{extract: {paths: [x]}}").warnings())
        .isEmpty();
  }

  private static CellZone zone(String zone, double share, boolean isMain) {
    LocalDate built = LocalDate.of(2020, 1, 1);
    return new CellZone("municipality", "01", "c", built, null, zone, share, isMain, false);
  }

  private static CrisisEvent event(
      String zone,
      LocalDate day,
      @org.jspecify.annotations.Nullable LocalDate end,
      int baseline,
      long line) {
    return new CrisisEvent(
        "F1",
        "Flood",
        "disaster",
        day,
        end,
        "municipality",
        zone,
        baseline,
        JudgedSheet.NAME,
        line);
  }
}
