package org.caudal.functions;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sha2;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by their names. */
public final class Columns {
  private Columns() {}

  /** A text of 64 hexadecimal digits that is another one for other values (SHA-256). */
  public static Column digest(Column... parts) {
    return sha2(concat_ws("\u001f", parts).cast("binary"), 256);
  }

  /** Columns of these names. */
  public static Column[] named(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
