package org.caudal.phone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class DayRecordsTest {
  private static final int LAST_DAY = 47481; // 2099-12-31
  private static final int COUNTRY = (1 << 22) - 1;

  @Test
  void aDayAtAPlaceIsOneRecordWithTheHoursOfAllItsCells(SparkSession spark) {
    DayRecords records =
        DayRecords.of(
            packed(
                spark,
                record(LAST_DAY, COUNTRY, 1 << 23),
                record(20000, COUNTRY, 1 << 20 | 1 << 21),
                record(20000, 0, 1),
                record(20000, COUNTRY, 1 << 21 | 1 << 23),
                record(0, COUNTRY, (1 << 24) - 1)));

    assertThat(records.day()).containsExactly(0, 20000, 20000, LAST_DAY);
    assertThat(records.place()).containsExactly(COUNTRY, 0, COUNTRY, COUNTRY);
    assertThat(records.hours())
        .containsExactly(24, 1, 3, 1); // the hours 20, 21 and 23 there on day 20000
  }

  private static List<Long> packed(SparkSession spark, String... records) {
    return spark
        .sql("SELECT * FROM VALUES " + String.join(", ", records) + " AS r(day, place, hours)")
        .select(DayRecords.packed())
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static String record(int day, int place, int hours) {
    return "(" + day + ", " + place + ", " + hours + ")";
  }
}
