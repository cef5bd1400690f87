package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadCellsTest {

  @Test
  void aReachThatIsNotAboveZeroIsNotKnown(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            """
        operator_id,cell_id,latitude,longitude,range
        01,a,10,20,1500
        01,b,10,20,-1
        01,c,10,20,0
        01,d,10,20,
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEqualTo(Map.of("range-positive", 2L));
    assertThat(sheet.loaded(spark).orderBy("cell_id").select("cell_id", "range_m").collectAsList())
        .extracting(Object::toString)
        .containsExactly("[a,1500.0]", "[b,null]", "[c,null]", "[d,null]");
  }

  /** A beam of no width would be a line; without one it is that of a cell of three. */
  @Test
  void aBeamThatIsNotAboveZeroIsNotKnown(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            """
        operator_id,cell_id,latitude,longitude,azimuth_angle,horizontal_beam_width,directionality
        01,a,10,20,90,65,1
        01,b,10,20,90,0,1
        01,c,10,20,90,-1,
        01,d,10,20,90,,1
        01,e,10,20,,0,
        01,f,10,20,0,0,0
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEqualTo(Map.of("beam-width-positive", 2L));
    assertThat(
            sheet
                .loaded(spark)
                .orderBy("cell_id")
                .select("cell_id", "azimuth", "beam_width")
                .collectAsList())
        .extracting(Object::toString)
        .containsExactly(
            "[a,90.0,65.0]",
            "[b,90.0,null]",
            "[c,90.0,null]",
            "[d,90.0,null]",
            "[e,null,null]",
            "[f,null,null]");
  }

  /** As a spreadsheet of the region writes them; without decimal commas 1,125 is no number. */
  @Test
  void daysAndNumbersAreReadAsTheSourceWritesThem(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            """
        operator_id,cell_id,latitude,longitude,range,directionality,valid_date_start,valid_date_end
        01,a,"9,5","-84,25","1.250,5",1,01/03/2024,02/06/2024
        01,b,"9,5","-84,25",12.500,1,2024-03-01,02/06/2024 00:00:00
        01,c,"9,5","-84,25",1.25,1,01/03/2024,
        01,d,"9,5","-84,25",,1.000,31/02/2024,
        """,
            "{extract: {paths: [x], values: {decimal-comma: true, date-patterns: [dd/MM/yyyy]}}}");
    assertThat(sheet.rejected()).containsExactly("4: wrong-type", "5: day-readable");
    assertThat(
            sheet
                .loaded(spark)
                .orderBy("cell_id")
                .select("latitude", "longitude", "range_m", "valid_from", "valid_to")
                .collectAsList())
        .extracting(Object::toString)
        .containsExactly(
            "[9.5,-84.25,1250.5,2024-03-01,2024-06-02]",
            "[9.5,-84.25,12500.0,2024-03-01,2024-06-01]");
    JudgedSheet points =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            "operator_id,cell_id,latitude,longitude,range\n01,a,9.5,-84.25,\"1,125\"\n",
            "{extract: {paths: [x]}}");
    assertThat(points.rejected()).containsExactly("2: wrong-type");
  }

  @Test
  void daysAreWrittenInFull(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            """
        operator_id,cell_id,latitude,longitude,valid_date_start,valid_date_end
        01,a,10,20,2025-06-02,2025-07-01T00:00:00
        01,b,10,20,2025-06,
        01,c,10,20,2025,
        01,d,10,20,2025-6-2,
        01,e,10,20,2025-06-02,2025-07
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejectedByRule()).isEqualTo(Map.of("day-readable", 4L));
    assertThat(sheet.loaded(spark).select("valid_from", "valid_to").collectAsList())
        .extracting(Object::toString)
        .containsExactly("[2025-06-02,2025-06-30]");
  }

  /** Spreadsheets and databases write them in many ways; one that is not known is not guessed. */
  @Test
  void timesBehindDaysAreMidnightOrNot(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCells(),
            """
        operator_id,cell_id,latitude,longitude,valid_date_start,valid_date_end
        01,a,10,20,01/06/2024 0:00,02/06/2024 0:00
        01,b,10,20,01/06/2024 12:00:00 AM,02/06/2024 12:00:00 AM
        01,c,10,20,31/05/2024T00:00:00,02/06/2024T00:00:00
        01,d,10,20,01/06/2024 0:00:00,02/06/2024 12:00 a. m.
        01,e,10,20,2024-06-01 0:00,2024-06-02 0:00:00.000
        01,f,10,20,2024-06-01T00:00:00Z,2024-06-02T00:00:00.000+0000
        01,g,10,20,2024-06-01 00:00:00 UTC,2024-06-02 00:00:00-06
        01,h,10,20,01/06/2024,02/06/2024 12:00:00 PM
        01,i,10,20,01/06/2024,02/06/2024 9:30
        01,j,10,20,01/06/2024,2024-06-02T24:00:00
        01,k,10,20,01/06/2024 0:00,01/06/2024 0:00
        01,l,10,20,01/06/2024,02/06/2024 0h00
        01,m,10,20,01/06/2024,2024-06-02 midnight
        01,n,10,20,2024-06-01T00,
        01,o,10,20,01/06/2024,02/06/2024 25:00
        01,p,10,20,2024-06-011,
        """,
            "{extract: {paths: [x], values: {date-patterns: [dd/MM/yyyy]}}}");
    assertThat(sheet.rejected())
        .containsExactly(
            "12: period-positive",
            "13: day-readable",
            "14: day-readable",
            "15: day-readable",
            "16: day-readable",
            "17: day-readable");
    assertThat(
            sheet
                .loaded(spark)
                .orderBy("cell_id")
                .select("cell_id", "valid_from", "valid_to")
                .collectAsList())
        .extracting(Object::toString)
        .containsExactly(
            "[a,2024-06-01,2024-06-01]",
            "[b,2024-06-01,2024-06-01]",
            "[c,2024-05-31,2024-06-01]",
            "[d,2024-06-01,2024-06-01]",
            "[e,2024-06-01,2024-06-01]",
            "[f,2024-06-01,2024-06-01]",
            "[g,2024-06-01,2024-06-01]",
            "[h,2024-06-01,2024-06-02]",
            "[i,2024-06-01,2024-06-02]",
            "[j,2024-06-01,2024-06-02]");
  }
}
