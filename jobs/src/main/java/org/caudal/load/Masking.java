package org.caudal.load;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * How raw values are shown beside a rejected row.
 *
 * <p>A value of an identifying field is never shown. Any other value could still be a name or a
 * number of a person when a source swaps its columns, so it is shown as it is only when it is too
 * short for that: at most three letters, all of ASCII, and at most six letters and digits in all,
 * whatever stands between them. Else each letter is shown as {@code A} or {@code a} and each digit
 * as {@code 9}.
 */
final class Masking {
  /** Four letters or an accented one could be a name; seven characters a telephone or a card. */
  private static final String COULD_BE_A_PERSON =
      "(?:\\p{L}[^\\p{L}]*){4}|[\\p{L}&&[^A-Za-z]]|(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){7}|(?s).{25}";

  private Masking() {}

  static Column shown(Column raw, Field field) {
    return field.identifying() ? hidden(raw) : shaped(raw);
  }

  private static Column hidden(Column raw) {
    return when(
        raw.isNotNull(), concat(lit("*** ("), length(raw).cast("string"), lit(" characters)")));
  }

  private static Column shaped(Column raw) {
    Column shape =
        regexp_replace(
            regexp_replace(regexp_replace(raw, "\\p{Lu}", "A"), "(?!A)\\p{L}", "a"), "\\p{N}", "9");
    return when(raw.rlike(COULD_BE_A_PERSON), shape).otherwise(raw);
  }
}
