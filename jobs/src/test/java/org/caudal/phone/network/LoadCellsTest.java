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
}
