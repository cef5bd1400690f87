package org.caudal.phone.migration;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.caudal.statistics.spells.Places;

/** The records of a device as arrays, one element a day and place, in their order. */
final class DayRecords {
  /** Bits below the place: one an hour. */
  private static final int PLACE = 24;

  /** Bits below the day: a device has fewer than 2^20 places. */
  private static final int DAY = 44;

  private static final long HOURS = (1L << PLACE) - 1;
  private static final long PLACES = (1L << (DAY - PLACE)) - 1;

  private final Places places;
  private final int[] day;
  private final int[] place;
  private final int[] hours;

  /**
   * Records of a device.
   *
   * @param records day since 1970, place and hours seen there as bits, in any order; a day and
   *     place may come more than once, as the hours at one place on one day, whatever the cells of
   *     it, are one record
   */
  DayRecords(List<Row> records) {
    places = Places.of(records.stream().map(record -> record.getString(1)).toArray(String[]::new));
    int[] codes = places.codes();
    long[] packed = new long[codes.length]; // in the order of day, place and hours
    for (int i = 0; i < packed.length; i++) {
      Row record = records.get(i);
      packed[i] = ((long) record.getInt(0) << DAY) | ((long) codes[i] << PLACE) | record.getInt(2);
    }
    Arrays.sort(packed);
    int size = 0;
    for (long record : packed) {
      if (size > 0 && packed[size - 1] >> PLACE == record >> PLACE) {
        packed[size - 1] |= record;
      } else {
        packed[size++] = record;
      }
    }
    day = new int[size];
    place = new int[size];
    hours = new int[size];
    for (int i = 0; i < size; i++) {
      day[i] = (int) (packed[i] >> DAY);
      place[i] = (int) (packed[i] >> PLACE & PLACES);
      hours[i] = Long.bitCount(packed[i] & HOURS);
    }
  }

  /** Days since 1970. */
  int[] day() {
    return day;
  }

  /** Numbers of the places. */
  int[] place() {
    return place;
  }

  /** Hours seen there. */
  int[] hours() {
    return hours;
  }

  /** The name of a place. */
  String name(int number) {
    return places.name(number);
  }
}
