package org.caudal.run;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A pseudonym of a person, or of a thing that is one person's.
 *
 * @param domain its domain
 * @param within values of the columns within which it is of one person, one a line; empty for
 *     everywhere
 * @param value as tables have it, a number in digits
 */
public record PersonMark(String domain, String within, String value) {

  /** What separates the values of several columns. */
  static final String SEPARATOR = "\n";

  /** The marks of a domain. */
  static Set<PersonMark> of(String domain, Collection<PersonMark> marks) {
    return marks.stream()
        .filter(mark -> mark.domain().equals(domain))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Marks by rows of domain, place and value. */
  static Set<PersonMark> of(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(row -> new PersonMark(row.getString(0), row.getString(1), row.getString(2)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Value and place together, as {@link PersonColumns} puts them together from columns. */
  String key() {
    return value + SEPARATOR + within;
  }
}
