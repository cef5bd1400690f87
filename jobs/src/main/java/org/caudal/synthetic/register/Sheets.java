package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** What the lines of all sheets have in common: texts, numbers of lines, marks, repeats. */
final class Sheets {
  /** Code of the defect of a line, empty for a good one; not written into a file. */
  static final String DEFECT = "defect";

  private static final String COPY = "copy";

  private Sheets() {}

  /** The code of a defect. */
  static Column mark(RegisterDefect kind) {
    return lit(kind.code());
  }

  /** Whether a line has a defect of the kind. */
  static Column is(RegisterDefect kind) {
    return col(DEFECT).equalTo(kind.code());
  }

  /** A value as a source writes it: a text, empty where there is none. */
  static Column text(Column value) {
    return coalesce(value.cast("string"), lit(""));
  }

  /** Whether something happens that has the given probability. */
  static Column happens(Column draw, BigDecimal probability) {
    return draw.lt(probability.scaleByPowerOfTen(6).intValue());
  }

  /**
   * A mark of letters and digits that tells nothing of the unit; two of n agree with n²/2 in
   * 36^width.
   */
  static Column mark(String prefix, int width, Column key, String stream, Column... part) {
    Column[] hashed =
        Stream.concat(Stream.of(key, lit(stream)), Arrays.stream(part)).toArray(Column[]::new);
    Column digits = lpad(conv(hex(xxhash64(hashed)), 16, 36), 13, "0");
    return functions.concat(lit(prefix), substring(digits, 14 - width, width));
  }

  /** Rejects a share that is none. */
  static void share(String name, BigDecimal share) {
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, was " + share);
    }
  }

  /**
   * One row a line: those that meet a repeating defect stand twice or three times, of which the
   * last is good.
   *
   * @param lines with the defect that each meets in {@link #DEFECT}
   */
  static Dataset<Row> repeated(Dataset<Row> lines) {
    Column twice = is(RegisterDefect.EXACT_DUPLICATE);
    Column thrice = is(RegisterDefect.SPIKE);
    Column copies =
        when(twice, array(lit(0), lit(1)))
            .when(thrice, array(lit(0), lit(1), lit(2)))
            .otherwise(array(lit(0)));
    Column last = twice.and(col(COPY).equalTo(1)).or(thrice.and(col(COPY).equalTo(2)));
    return lines
        .withColumn(COPY, explode(copies))
        .withColumn(DEFECT, when(last, lit("")).otherwise(col(DEFECT)));
  }

  /**
   * The lines of each file numbered from 2, the header being line 1, with {@code is_delivered},
   * {@code is_repeated} and {@code defects}. A line that is lost has the number of the one before.
   *
   * @param order columns that, with the copy, put the lines of a file into an order without ties
   */
  static Dataset<Row> finished(Dataset<Row> lines, String... order) {
    Column[] columns =
        Stream.concat(Arrays.stream(order), Stream.of(COPY))
            .map(functions::col)
            .toArray(Column[]::new);
    Column present = not(is(RegisterDefect.LOST_DAY));
    Column number =
        sum(present.cast("long"))
            .over(
                Window.partitionBy("file_name")
                    .orderBy(columns)
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    Column detail =
        when(is(RegisterDefect.LOST_DAY), col("record_key"))
            .when(is(RegisterDefect.IMPOSSIBLE_DATE), lit("crossed_at"))
            .when(is(RegisterDefect.SWAPPED_COLUMNS), lit("nationality"))
            .when(is(RegisterDefect.CENTS), lit("wage"))
            .when(is(RegisterDefect.IMPOSSIBLE_DAYS), lit("days"))
            .otherwise(lit("exact"));
    Column defect = struct(col(DEFECT).as("kind"), detail.as("detail"));
    return lines.select(
        col("*"),
        number.plus(lit(1L)).as("line_number"),
        present.as("is_delivered"),
        is(RegisterDefect.EXACT_DUPLICATE).or(is(RegisterDefect.SPIKE)).as("is_repeated"),
        array_compact(array(when(col(DEFECT).notEqual(""), defect))).as("defects"));
  }
}
