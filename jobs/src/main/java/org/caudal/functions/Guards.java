package org.caudal.functions;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What ends a run that would write nothing, or something else than was asked for. */
public final class Guards {
  private Guards() {}

  /**
   * The rows; the run ends with the message if they are read and what is told of them is not fine.
   *
   * @param told one row, from which {@code isFine} and {@code message} are
   */
  public static Dataset<Row> guarded(
      Dataset<Row> rows, Dataset<Row> told, Column isFine, Column message) {
    // in every column, as whatever is asked of the rows is asked of the one that is none
    Column[] none =
        Arrays.stream(rows.schema().fields())
            .map(
                field ->
                    when(isFine, lit(null))
                        .otherwise(raise_error(message))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new);
    return rows.union(told.filter(not(isFine)).select(none));
  }

  /**
   * The rows that hold; the run ends with the message if there are rows and what is told of them is
   * not fine. It is asked of every row, also where no row holds.
   *
   * @param told one row, from which {@code isFine} and {@code message} are; its columns have names
   *     that the rows have not
   */
  public static Dataset<Row> required(
      Dataset<Row> rows, Dataset<Row> told, Column isFine, Column message, Column holds) {
    return rows.crossJoin(broadcast(told))
        .filter(when(isFine, holds).otherwise(raise_error(message).cast("boolean")))
        .drop(told.columns());
  }
}
