package org.caudal.store;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
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
    if (schema.declaration().sensitivity() == Sensitivity.PUBLISHED) {
      builder.property("delta.enableDeletionVectors", "false");
    }
    for (Table.Check check : schema.declaration().checks()) {
      builder.property("delta.constraints." + check.name(), check.sql());
    }
    builder.execute();
  }
}
