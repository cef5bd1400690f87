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
  private static final int ABSENT = -1;
  private static final int FILE = -2;
  private static final int POSITION = -3;
  private static final int PROBLEM = -4;
  private static final int OTHERS = -5;

  private final UTF8String fileName;
  private final Records records;
  private final List<String> fields;
  private final Map<String, String> columns;
  private @Nullable RawRecord current;

  private List<String> names = List.of();
  private int[] places; // of the fields under these names

  private RecordReader(
      TextFile file, Records records, StructType schema, Map<String, String> columns) {
    this.fileName = UTF8String.fromString(file.name());
    this.records = records;
    this.fields = List.of(schema.fieldNames());
    this.columns = columns;
    this.places = places(fields, columns, names);
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
    if (!record.names().equals(names)) {
      names = record.names();
      places = places(fields, columns, names);
    }
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] =
          switch (places[i]) {
            case FILE -> fileName;
            case POSITION -> record.line();
            case PROBLEM -> UTF8String.fromString(record.problem());
            case OTHERS -> others(record);
            case ABSENT -> null;
            default -> record.cell(places[i]);
          };
    }
    return new GenericInternalRow(values);
  }

  /** What each field holds: a number below zero, or the cell under a name of the record. */
  private static int[] places(
      List<String> fields, Map<String, String> columns, List<String> names) {
    return fields.stream()
        .mapToInt(
            field ->
                switch (field) {
                  case RawColumns.FILE -> FILE;
                  case RawColumns.POSITION -> POSITION;
                  case RawColumns.PROBLEM -> PROBLEM;
                  case RawColumns.OTHERS -> OTHERS;
                  default -> names.lastIndexOf(columns.get(field));
                })
        .toArray();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  /**
   * The columns that were not asked for by name, in the order of the header; nameless ones are not
   * kept.
   */
  private ArrayBasedMapData others(RawRecord record) {
    Map<Object, @Nullable Object> others = new LinkedHashMap<>();
    Set<String> inOrder = new LinkedHashSet<>(records.header());
    inOrder.addAll(new TreeSet<>(record.names()));
    for (String name : inOrder) {
      int place = record.names().lastIndexOf(name);
      if (place >= 0 && !name.isEmpty() && !columns.containsValue(name)) {
        others.put(UTF8String.fromString(name), record.cell(place));
      }
    }
    return ArrayBasedMapData.apply(others.keySet().toArray(), others.values().toArray());
  }
}
