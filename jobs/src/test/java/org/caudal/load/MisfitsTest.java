package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.emergency.LoadCrisisEvents;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Values that do not fit their column, also where the job writes the column again. */
@SparkTest
class MisfitsTest {
  @Test
  void aSexInLettersIsNotOneThatIsNotKnown(SparkSession spark) {
    assertThat(
            JudgedSheet.of(
                    spark,
                    new LoadPopulationMargins(),
                    """
                    source_id,level,zone_id,sex,age_band,reference_date,persons
                    census,adm1,XC01,M,15-19,2024-01-01,500
                    census,adm1,XC01,2,15-19,2024-01-01,520
                    census,adm1,XC01,,15-19,2024-01-01,1020
                    """,
                    "{extract: {paths: [x]}}")
                .rejected())
        .containsExactly("2: wrong-type");
  }

  @Test
  void aNumberInWordsIsNoDefault(SparkSession spark) {
    assertThat(
            JudgedSheet.of(
                    spark,
                    new LoadCrisisEvents(),
                    """
                    event_id,name,kind,start_date,end_date,level,zone_id,baseline_days
                    a,Flood,flood,2024-06-01,,adm1,XC01,six weeks
                    b,Flood,flood,2024-06-01,,adm1,XC01,
                    """,
                    "{extract: {paths: [x]}}")
                .rejected())
        .containsExactly("2: wrong-type");
  }

  @Test
  void timesWithoutOffsetAndZoneAreWarnedAbout(SparkSession spark) {
    assertThat(warned(spark, "")).containsExactly(List.of("time-zone-not-given"), List.of());
    assertThat(warned(spark, ", values: {time-zone: America/Bogota}"))
        .containsExactly(List.of(), List.of());
  }

  @Test
  void theYearAtTheEndOfATimeIsNoOffset(SparkSession spark) {
    String values = ", values: {timestamp-patterns: ['%s']}";
    List<String> warning = List.of("time-zone-not-given");
    assertThat(
            warned(
                spark,
                "14:30:00 01-03-2025",
                "14:30:00 02-03-2025",
                values.formatted("HH:mm:ss dd-MM-yyyy")))
        .containsExactly(warning, warning);
    assertThat(warned(spark, "2025-03-01", "2025-03-02", values.formatted("yyyy-MM-dd")))
        .containsExactly(warning, warning);
    // an offset is one wherever it stands
    assertThat(
            warned(
                spark,
                "2025-03-01 -0600 14:30",
                "2025-03-02 +0000 14:30",
                values.formatted("yyyy-MM-dd XX HH:mm")))
        .containsExactly(List.of(), List.of());
  }

  /** Warnings of a time without an offset and of one with. */
  private static List<List<String>> warned(SparkSession spark, String values) {
    return warned(spark, "2024-06-01 23:30:00", "2024-06-02T23:30:00-06:00", values);
  }

  private static List<List<String>> warned(
      SparkSession spark, String entry, String exit, String values) {
    return JudgedSheet.of(
            spark,
            new LoadBorderCrossings(),
            """
            crossing_id,traveller_id,crossed_at,direction,nationality
            a,A-1,%s,entry,HND
            b,A-1,%s,exit,HND
            """
                .formatted(entry, exit),
            "{extract: {paths: [x]" + values + "}}")
        .lines()
        .stream()
        .map(row -> row.<String>getList(row.fieldIndex(Classification.WARNINGS)))
        .toList();
  }
}
