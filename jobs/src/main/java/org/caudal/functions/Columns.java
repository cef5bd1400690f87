package org.caudal.functions;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by their names. */
public final class Columns {
  private Columns() {}

  /** Columns of these names. */
  public static Column[] named(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
