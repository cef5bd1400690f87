package org.caudal.phone.migration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.caudal.statistics.spells.Places;

/** The records of a device as arrays, one element a day and place, in their order. */
final class DayRecords {
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
    TreeMap<Long, Integer> hoursOf = new TreeMap<>();
    for (int i = 0; i < codes.length; i++) {
      long key = ((long) records.get(i).getInt(0) << Integer.SIZE) | codes[i];
      hoursOf.merge(key, records.get(i).getInt(2), (one, other) -> one | other);
    }
    day = new int[hoursOf.size()];
    place = new int[day.length];
    hours = new int[day.length];
    int size = 0;
    for (Map.Entry<Long, Integer> record : hoursOf.entrySet()) {
      day[size] = (int) (record.getKey() >> Integer.SIZE);
      place[size] = record.getKey().intValue();
      hours[size++] = Integer.bitCount(record.getValue());
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
