package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class TallyTest {
  private static final String MARCH_2 = "DATE'2025-03-02'";

  @Test
  void rowsAreOfOnePartitionWhereThoseToBeLoadedAre(SparkSession spark) {
    Tally one = tally(spark, MARCH_2);
    assertThat(one.isOnePartition()).isTrue(); // the row of 3 March is rejected
    assertThat(one.rowsIn()).isEqualTo(4);
    assertThat(one.rowsRejected()).isEqualTo(1);
    assertThat(one.rejected()).isEqualTo(Map.of("too-late", 1L));
    assertThat(one.warnings()).isEqualTo(Map.of("late-line", 2L));
    assertThat(one.firstWarned()).isEqualTo(Map.of("late-line", new Tally.Place("f", 3)));
    assertThat(tally(spark, "DATE'2025-03-04'").isOnePartition()).isFalse();
  }

  private static Tally tally(SparkSession spark, String day) {
    return Tally.of(
        spark.sql(
            """
            SELECT 'f' AS source_file, rule AS load_rule, warnings AS load_warnings,
              CAST(array() AS array<string>) AS load_failures, day AS event_date,
              line AS source_position
            FROM VALUES
              (CAST(NULL AS STRING), CAST(array() AS array<string>), DATE'2025-03-02', 2L),
              (NULL, array('late-line'), DATE'2025-03-02', 10L),
              (NULL, array('late-line'), %s, 3L),
              ('too-late', CAST(array() AS array<string>), DATE'2025-03-03', 1L)
              AS t(rule, warnings, day, line)
            """
                .formatted(day)),
        TableSchema.of(PhoneEvent.class));
  }
}
