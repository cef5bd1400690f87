package org.caudal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The making of a table with comments, NOT NULL columns and constraints, and its first rows, in one
 * commit.
 *
 * <p>Delta's own writers make a table in a commit by itself where columns are NOT NULL, and read it
 * back before they write: that takes longer than the rows of most tables.
 *
 * @param turn the turn that the table is to remember
 */
record FirstWrite(TableSchema schema, CommitNote note, @Nullable Turn turn) {

  /**
   * Writes unless the table is there by now.
   *
   * @throws java.util.ConcurrentModificationException when somebody else makes it meanwhile
   */
  boolean into(SparkSession spark, String path, Dataset<Row> arranged) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    return spark.withActive(
        () ->
            log.withNewTransaction(
                Option.empty(),
                Option.empty(),
                transaction -> written(log, transaction, arranged)));
  }

  private boolean written(DeltaLog log, OptimisticTransaction transaction, Dataset<Row> arranged) {
    if (transaction.readVersion() >= 0) {
      return false;
    }
    log.createLogDirectoriesIfNotExists();
    transaction.updateMetadataForNewTable(metadata(log));
    List<Action> actions =
        new ArrayList<>(CollectionConverters.asJava(transaction.writeFiles(arranged)));
    if (turn != null) {
      actions.add(new SetTransaction(turn.of(), turn.number(), Option.apply((Object) now(log))));
    }
    transaction.commit(
        scala(actions),
        new DeltaOperations.Write(
            SaveMode.Append,
            Option.apply(scala(partitions())),
            Option.empty(),
            Option.apply(note.json()),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty()));
    return true;
  }

  private Metadata metadata(DeltaLog log) {
    return new Metadata(
        Metadata.apply$default$1(), // an identifier by chance
        null,
        schema.declaration().row(),
        Metadata.apply$default$4(), // Parquet
        schema.structType().json(),
        scala(partitions()),
        scala.collection.immutable.Map.from(CollectionConverters.asScala(properties())),
        Option.apply((Object) now(log)));
  }

  private List<String> partitions() {
    return List.of(schema.declaration().partitionedBy());
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("caudal.sensitivity", schema.declaration().sensitivity().name());
    List<String> skippedBy = skippedBy();
    if (skippedBy.isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", skippedBy));
    }
    if (schema.declaration().sensitivity() == Sensitivity.PUBLISHED) {
      properties.put("delta.enableDeletionVectors", "false");
    }
    for (Table.Check check : schema.declaration().checks()) {
      properties.put("delta.constraints." + check.name(), check.sql());
    }
    return properties;
  }

  /**
   * Columns by whose least and greatest values readers leave out files. Those of no other column
   * are kept: no file could be left out by them, and to find them costs a quarter of a write.
   */
  private List<String> skippedBy() {
    Stream<String> file = schema.columnNames().stream().filter("source_file"::equals);
    return Stream.concat(Arrays.stream(schema.declaration().clusteredBy()), file)
        .distinct()
        .toList();
  }

  private static long now(DeltaLog log) {
    return log.clock().getTimeMillis();
  }

  private static <T> scala.collection.immutable.Seq<T> scala(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
