package org.caudal.run;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values as SQL literals. */
final class Sql {
  private Sql() {}

  /** A text literal; quotes and backslashes in the text stay text. */
  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A list for {@code IN}. */
  static String list(Collection<String> values) {
    return values.stream().map(Sql::text).collect(Collectors.joining(", ", "(", ")"));
  }
}
