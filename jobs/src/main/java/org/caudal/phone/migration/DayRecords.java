package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftleft;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.caudal.phone.place.PlaceCodes;

/** The records of a device as arrays, one element a day and place, in their order. */
final class DayRecords {
  /** Bits below the place: one an hour. */
  private static final int PLACE = 24;

  /** Bits below the day. */
  private static final int DAY = PLACE + PlaceCodes.BITS;

  private static final long HOURS = (1L << PLACE) - 1;
  private static final long PLACES = (1L << PlaceCodes.BITS) - 1;

  private final int[] day;
  private final int[] place;
  private final int[] hours;

  private DayRecords(int[] day, int[] place, int[] hours) {
    this.day = day;
    this.place = place;
    this.hours = hours;
  }

  /**
   * One record as a number: of {@code day} since 1970, {@code place} as {@link PlaceCodes} counts
   * it and {@code hours} seen there as bits.
   */
  static Column packed() {
    return shiftleft(col("day").cast("long"), DAY)
        .bitwiseOR(shiftleft(col("place").cast("long"), PLACE))
        .bitwiseOR(col("hours").cast("long"));
  }

  /**
   * Records of a device.
   *
   * @param records those of {@link #packed}, in any order; a day and place may come more than once,
   *     as the hours at one place on one day, whatever the cells of it, are one record
   */
  static DayRecords of(Collection<Long> records) {
    long[] packed = records.stream().mapToLong(Long::longValue).sorted().toArray();
    int size = 0;
    for (long record : packed) {
      if (size > 0 && packed[size - 1] >> PLACE == record >> PLACE) {
        packed[size - 1] |= record;
      } else {
        packed[size++] = record;
      }
    }
    long[] distinct = Arrays.copyOf(packed, size);
    return new DayRecords(
        LongStream.of(distinct).mapToInt(record -> (int) (record >> DAY)).toArray(),
        LongStream.of(distinct).mapToInt(record -> (int) (record >> PLACE & PLACES)).toArray(),
        LongStream.of(distinct).mapToInt(record -> Long.bitCount(record & HOURS)).toArray());
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
}
