package org.caudal.testing;

import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table with expected records, whatever their order, and marks the cells that differ.
 */
public final class TableAssert {
  private final Dataset<Row> actual;

  private TableAssert(Dataset<Row> actual) {
    this.actual = actual;
  }

  /** Starts an assertion. */
  public static TableAssert assertThatTable(Dataset<Row> actual) {
    return new TableAssert(actual);
  }

  /** The table holds exactly these rows. */
  public void hasRows(Record... expected) {
    TableSchema schema = TableSchema.of(expected[0].getClass());
    List<@Nullable Object[]> want =
        sorted(Arrays.stream(expected).map(schema::row).toList(), schema);
    List<@Nullable Object[]> found = sorted(rows(schema), schema);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(want.size(), found.size()); i++) {
      if (i >= want.size()) {
        differences.add("not expected: " + Arrays.toString(found.get(i)));
      } else if (i >= found.size()) {
        differences.add("missing: " + Arrays.toString(want.get(i)));
      } else {
        compare(schema, want.get(i), found.get(i), differences);
      }
    }
    if (!differences.isEmpty()) {
      fail(schema.name() + " differs:\n  " + String.join("\n  ", differences));
    }
  }

  private List<Row> rows(TableSchema schema) {
    return actual
        .select(schema.columnNames().stream().map(functions::col).toArray(Column[]::new))
        .collectAsList();
  }

  private static void compare(
      TableSchema schema,
      @Nullable Object[] want,
      @Nullable Object[] found,
      List<String> differences) {
    for (int c = 0; c < want.length; c++) {
      if (!Objects.equals(want[c], found[c])) {
        differences.add(
            "row "
                + Arrays.toString(want)
                + ": "
                + schema.columns().get(c).name()
                + " expected <"
                + want[c]
                + "> found <"
                + found[c]
                + ">");
      }
    }
  }

  private static List<@Nullable Object[]> sorted(List<Row> rows, TableSchema schema) {
    return rows.stream()
        .map(row -> cells(row, schema.columns().size()))
        .sorted((a, b) -> Arrays.toString(a).compareTo(Arrays.toString(b)))
        .toList();
  }

  private static @Nullable Object[] cells(Row row, int count) {
    @Nullable Object[] cells = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      Object cell = row.get(i);
      cells[i] =
          cell instanceof BigDecimal decimal
              ? decimal.toPlainString()
              : cell instanceof java.sql.Date date
                  ? date.toLocalDate()
                  : cell instanceof java.sql.Timestamp time ? time.toInstant() : cell;
    }
    return cells;
  }
}
