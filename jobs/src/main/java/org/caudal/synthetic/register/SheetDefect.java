package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** Kinds of defects in crossings, contributions and lists, and what should become of the line. */
enum SheetDefect {
  /** The line stands again right after. */
  EXACT_DUPLICATE("duplicate", "exact"),
  /** All lines of a post and day stand three times; the last of them counts. */
  SPIKE("duplicate", "exact"),
  /** The day is 30 February. */
  IMPOSSIBLE_DAY("rejected", "crossed_at"),
  /** Nationality and country of origin or destination have changed places in the whole file. */
  SWAPPED_COLUMNS("review", "nationality"),
  /** Wages are in cents in the whole file. */
  CENTS("review", "wage"),
  /** The lines of a post and day are not in the file. */
  LOST_DAY("lost", "crossed_at"),
  /** More days than a month has. */
  IMPOSSIBLE_DAYS("rejected", "days");

  private final String fate;
  private final String detail;

  SheetDefect(String fate, String detail) {
    this.fate = fate;
    this.detail = detail;
  }

  /** The kind as written in the table of planted defects. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a careful reader should do with the line. */
  String fate() {
    return fate;
  }

  /** Kind of duplicate, or the column that shows the defect. */
  String detail() {
    return detail;
  }

  /** The code as a column. */
  Column mark() {
    return lit(code());
  }

  /** The detail of the kind that a column holds. */
  static Column detailOf(String column) {
    return coalesce(
        Stream.of(values())
            .map(kind -> when(kind.in(column), lit(kind.detail())))
            .toArray(Column[]::new));
  }

  /** Whether a column holds this kind. */
  Column in(String column) {
    return col(column).equalTo(code());
  }
}
