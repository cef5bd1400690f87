package org.caudal.functions;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/** Ages in completed years as bands, and back. */
public final class AgeBands {
  private static final int YEARS = 5;
  private static final int OLDEST = 85;

  private AgeBands() {}

  /** Bands of five years, {@code 00-04} to {@code 85+}; null of no age. */
  public static Column ofFive(Column age) {
    Column from = age.minus(age.mod(lit(YEARS)));
    return when(age.geq(OLDEST), lit(OLDEST + "+"))
        .otherwise(concat(twoDigits(from), lit("-"), twoDigits(from.plus(YEARS - 1))));
  }

  /**
   * Whether a text is a band of completed years, such as {@code 15-19} or {@code 85+}, the last not
   * before the first, or empty.
   */
  public static Column isBand(Column text) {
    Column rises = coalesce(last(text).geq(first(text)), lit(true));
    return text.equalTo("").or(text.rlike("^[0-9]{1,3}(-[0-9]{1,3}|[+])$").and(rises));
  }

  /** The first age of a band such as {@code 15-19} or {@code 85+}; null of none. */
  public static Column first(Column band) {
    return regexp_extract(band, "^([0-9]+)", 1).try_cast("int");
  }

  /** The last age of a band; null where its end is open. */
  public static Column last(Column band) {
    return regexp_extract(band, "-([0-9]+)$", 1).try_cast("int");
  }

  /** The last age of a band, the largest number where its end is open. */
  public static Column lastOrOpen(Column band) {
    return coalesce(last(band), lit(Integer.MAX_VALUE));
  }

  /** Whether a band begins before an age and does not end before it. */
  public static Column isCut(Column band, int age) {
    return first(band).lt(age).and(lastOrOpen(band).geq(age));
  }

  /** The name of the group that has all ages of a band; null where groups cut it, and of none. */
  public static Column groupOfBand(Column band, List<Integer> firstAges) {
    Column group = groupName(first(band), firstAges);
    return when(group.equalTo(groupName(lastOrOpen(band), firstAges)), group);
  }

  /**
   * The name of the group of who was in a band so many whole years ago, by the age in the middle of
   * the band; null where groups cut the band itself, and of none. Whoever may be in two groups by
   * now is in one: else those would be left out who grow older, and others not.
   */
  public static Column groupOfBand(Column band, Column years, List<Integer> firstAges) {
    Column middle =
        coalesce(floor(first(band).plus(last(band)).divide(2)).cast("int"), first(band));
    return when(groupOfBand(band, firstAges).isNotNull(), groupName(middle.plus(years), firstAges));
  }

  /** Refuses first ages of groups that do not begin at 0 and rise. */
  public static void requireRising(List<Integer> ages) {
    boolean rises = !ages.isEmpty() && ages.get(0) == 0;
    for (int i = 1; i < ages.size(); i++) {
      rises &= ages.get(i) > ages.get(i - 1);
    }
    if (!rises) {
      throw new IllegalArgumentException("age-groups must rise from 0, were " + ages);
    }
  }

  /** First ages of those groups of which all are in one band of five years. */
  public static List<Integer> withinFive(List<Integer> firstAges) {
    return IntStream.range(0, firstAges.size())
        .filter(
            i ->
                firstAges.get(i) >= OLDEST
                    || (i + 1 < firstAges.size()
                        && firstAges.get(i) / YEARS == (firstAges.get(i + 1) - 1) / YEARS))
        .mapToObj(firstAges::get)
        .toList();
  }

  /** The first age of the group of an age; null of no age, and of one before the first group. */
  public static Column group(Column age, List<Integer> firstAges) {
    Column group = lit(null).cast("int");
    for (int first : firstAges) {
      group = when(age.geq(first), lit(first)).otherwise(group);
    }
    return group;
  }

  /**
   * The group of an age by its first and last age, as {@code 00-29} or {@code 60+}; null of no age,
   * and of one before the first group.
   */
  public static Column groupName(Column age, List<Integer> firstAges) {
    Column name = lit(null).cast("string");
    for (int i = 0; i < firstAges.size(); i++) {
      int first = firstAges.get(i);
      Column rest =
          i + 1 < firstAges.size()
              ? concat(lit("-"), twoDigits(lit(firstAges.get(i + 1) - 1)))
              : lit("+");
      name = when(age.geq(first), concat(twoDigits(lit(first)), rest)).otherwise(name);
    }
    return name;
  }

  private static Column twoDigits(Column number) {
    return when(number.lt(10), concat(lit("0"), number)).otherwise(number.cast("string"));
  }
}
