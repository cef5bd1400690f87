package org.caudal.store;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.TableSchema;

/** An empty table with comments, NOT NULL columns and constraints. */
final class NewTable {
  private NewTable() {}

  static void at(SparkSession spark, String path, TableSchema schema) {
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark).location(path).comment(schema.declaration().row());
    for (StructField field : schema.structType().fields()) {
      builder.addColumn(field);
    }
    builder
        .partitionedBy(schema.declaration().partitionedBy())
        .property("caudal.sensitivity", schema.declaration().sensitivity().name());
    List<String> skippedBy = skippedBy(schema);
    if (skippedBy.isEmpty()) {
      builder.property("delta.dataSkippingNumIndexedCols", "0");
    } else {
      builder.property("delta.dataSkippingStatsColumns", String.join(",", skippedBy));
    }
    if (schema.declaration().sensitivity() == Sensitivity.PUBLISHED) {
      builder.property("delta.enableDeletionVectors", "false");
    }
    for (Table.Check check : schema.declaration().checks()) {
      builder.property("delta.constraints." + check.name(), check.sql());
    }
    builder.execute();
  }

  /**
   * Columns by whose least and greatest values readers leave out files. Those of no other column
   * are kept: no file could be left out by them, and to find them costs a quarter of a write.
   */
  private static List<String> skippedBy(TableSchema schema) {
    Stream<String> file = schema.columnNames().stream().filter("source_file"::equals);
    return Stream.concat(Arrays.stream(schema.declaration().clusteredBy()), file)
        .distinct()
        .toList();
  }
}
