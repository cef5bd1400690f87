package org.caudal.store.extract;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.caudal.load.RawColumns;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file as Spark rows. */
final class RecordReader implements PartitionReader<InternalRow> {
  private final TextFile file;
  private final Records records;
  private final StructType schema;
  private final Map<String, String> columns;
  private @Nullable RawRecord current;

  private RecordReader(
      TextFile file, Records records, StructType schema, Map<String, String> columns) {
    this.file = file;
    this.records = records;
    this.schema = schema;
    this.columns = columns;
  }

  /** Makes readers on executors. */
  record Factory(
      StructType schema,
      Layout layout,
      Map<String, String> columns,
      SerializableConfiguration hadoop)
      implements PartitionReaderFactory {
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      TextFile file = ((ExtractSource.FilePartition) partition).file();
      try {
        return new RecordReader(file, file.open(layout, hadoop.value()), schema, columns);
      } catch (IOException e) {
        throw new IllegalStateException(file.name() + " cannot be opened.", e);
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    current = records.next();
    return current != null;
  }

  @Override
  public InternalRow get() {
    RawRecord record = java.util.Objects.requireNonNull(current);
    @Nullable Object[] values = new @Nullable Object[schema.fields().length];
    String[] names = schema.fieldNames();
    for (int i = 0; i < names.length; i++) {
      values[i] = value(record, names[i]);
    }
    return new GenericInternalRow(values);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private @Nullable Object value(RawRecord record, String name) {
    return switch (name) {
      case RawColumns.FILE -> UTF8String.fromString(file.name());
      case RawColumns.POSITION -> record.line();
      case RawColumns.PROBLEM -> record.problem().map(UTF8String::fromString).orElse(null);
      case RawColumns.OTHERS -> others(record);
      default -> UTF8String.fromString(record.cells().get(columns.get(name)));
    };
  }

  /**
   * The columns that were not asked for by name, in the order of the header; nameless ones are not
   * kept.
   */
  private ArrayBasedMapData others(RawRecord record) {
    Map<Object, @Nullable Object> others = new LinkedHashMap<>();
    List<String> taken = List.copyOf(columns.values());
    Set<String> names = new LinkedHashSet<>(records.header());
    names.addAll(new TreeSet<>(record.cells().keySet()));
    for (String name : names) {
      if (!name.isEmpty() && !taken.contains(name) && record.cells().containsKey(name)) {
        others.put(UTF8String.fromString(name), UTF8String.fromString(record.cells().get(name)));
      }
    }
    return ArrayBasedMapData.apply(others.keySet().toArray(), others.values().toArray());
  }
}
