package org.caudal.store;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.table.TableSchema;

/**
 * Sets and removes rows of a table by its key, in one commit.
 *
 * @param schema the table
 * @param prune SQL condition on columns of the target, under the alias {@code t}
 */
record KeyMerge(TableSchema schema, String prune) {
  /** Setting under which a merge finds its note; other writes take an option. */
  static final String NOTE = "spark.databricks.delta.commitInfo.userMetadata";

  /** Beginning of the settings under which a merge finds its turn; other writes take options. */
  static final String TURN = "spark.databricks.delta.write.";

  void into(DeltaTable table, Dataset<Row> rows) {
    Column sameKey = functions.expr(prune);
    for (String key : schema.key()) {
      sameKey = sameKey.and(col("t." + key).eqNullSafe(col("s." + key)));
    }
    Map<String, Column> values = new HashMap<>();
    List<Column> differences = new ArrayList<>();
    for (String name : schema.columnNames()) {
      values.put(name, col("s." + name));
      differences.add(functions.not(col("t." + name).eqNullSafe(col("s." + name))));
    }
    table
        .as("t")
        .merge(rows.as("s"), sameKey)
        .whenMatched(col("s." + DeltaStore.DELETE))
        .delete()
        .whenMatched(differences.stream().reduce(Column::or).orElseThrow())
        .update(values)
        .whenNotMatched(functions.not(col("s." + DeltaStore.DELETE)))
        .insert(values)
        .execute();
  }
}
