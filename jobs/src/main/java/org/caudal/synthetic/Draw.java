package org.caudal.synthetic;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Draws that depend on nothing but seed, stream and unit: a keyed hash in place of a random
 * generator, so that partitions and order do not matter.
 *
 * <p>All probabilities are whole millionths, so that expectations are exact arithmetic.
 */
public final class Draw {
  /** One, in millionths. */
  public static final int ONE = 1_000_000;

  private Draw() {}

  /**
   * A whole number from 0 to 999 999, each equally likely.
   *
   * @param seed of the whole synthetic world
   * @param stream what is drawn, so that two draws for a unit are independent
   * @param unit columns that identify the unit
   */
  public static Column millionths(long seed, String stream, Column... unit) {
    return keyed(lit(seed), stream, unit);
  }

  /**
   * A whole number from 0 to 999 999 for a unit that has a key of its own, such as a person.
   *
   * @param key column with a keyed hash of the seed and the unit
   * @param stream what is drawn, so that two draws for a unit are independent
   * @param part columns that identify a part of the unit, for example a day
   */
  public static Column keyed(Column key, String stream, Column... part) {
    Column[] hashed = new Column[part.length + 2];
    hashed[0] = key;
    hashed[1] = lit(stream);
    System.arraycopy(part, 0, hashed, 2, part.length);
    return pmod(xxhash64(hashed), lit((long) ONE)).cast("int");
  }

  /** Index of the class that a draw falls into, when class i has the i-th share. */
  public static Column classOf(Column draw, List<Integer> sharesInMillionths) {
    int upTo = 0;
    int last = sharesInMillionths.size() - 1;
    Column index = lit(last);
    Column chosen = null;
    for (int i = 0; i < last; i++) {
      upTo += sharesInMillionths.get(i);
      Column below = draw.lt(upTo);
      chosen = chosen == null ? when(below, lit(i)) : chosen.when(below, lit(i));
    }
    return chosen == null ? index : chosen.otherwise(index);
  }

  /** A whole number from 0 to {@code count - 1}. */
  public static Column evenly(Column draw, Column count) {
    return functions.floor(draw.cast("long").multiply(count).divide(lit(ONE))).cast("int");
  }

  /** The value at an index from 0. */
  public static Column at(Column index, List<?> values) {
    return element_at(
        array(values.stream().map(functions::lit).toArray(Column[]::new)), index.plus(lit(1)));
  }
}
