package org.caudal.phone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class DayRecordsTest {
  private static final int LAST_DAY = 47481; // 2099-12-31

  @Test
  void aDayAtAPlaceIsOneRecordWithTheHoursOfAllItsCells() {
    DayRecords records =
        new DayRecords(
            List.of(
                record(LAST_DAY, "west", 1 << 23),
                record(20000, "west", 1 << 20 | 1 << 21),
                record(20000, "east", 1),
                record(20000, "west", 1 << 21 | 1 << 23),
                record(0, "west", (1 << 24) - 1)));

    assertThat(records.day()).containsExactly(0, 20000, 20000, LAST_DAY);
    assertThat(records.place()).containsExactly(1, 0, 1, 1); // in the order of the names
    assertThat(records.hours())
        .containsExactly(24, 1, 3, 1); // the hours 20, 21 and 23 at west on day 20000
    assertThat(records.name(0)).isEqualTo("east");
    assertThat(records.name(1)).isEqualTo("west");
  }

  private static Row record(int day, String place, int hours) {
    return RowFactory.create(day, place, hours);
  }
}
