package org.caudal.store.extract;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Reads the records of files, one after another, as Spark rows. */
final class RecordReader implements PartitionReader<InternalRow> {
  private static final int ABSENT = -1;
  private static final int FILE = -2;
  private static final int POSITION = -3;
  private static final int PROBLEM = -4;
  private static final int OTHERS = -5;

  private final Iterator<TextFile> files;
  private final Factory factory;
  private UTF8String fileName = UTF8String.EMPTY_UTF8;
  private @Nullable Records records;
  private final List<String> fields;
  private @Nullable RawRecord current;

  private List<String> names = List.of();
  private int[] places; // of the fields under these names

  private RecordReader(List<TextFile> files, Factory factory) {
    this.files = files.iterator();
    this.factory = factory;
    this.fields = List.of(factory.schema().fieldNames());
    this.places = places(fields, factory.columns(), names);
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
      return new RecordReader(((ExtractSource.Part) partition).files(), this);
    }
  }

  @Override
  public boolean next() throws IOException {
    current = records == null ? null : records.next();
    while (current == null && files.hasNext()) {
      close();
      current = open(files.next()).next();
    }
    return current != null;
  }

  private Records open(TextFile file) throws IOException {
    Records opened = file.open(factory.layout(), factory.hadoop().value());
    records = opened;
    fileName = UTF8String.fromString(file.name());
    return opened;
  }

  @Override
  public InternalRow get() {
    RawRecord record = Objects.requireNonNull(current);
    if (!record.names().equals(names)) {
      names = record.names();
      places = places(fields, factory.columns(), names);
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
    Records open = records;
    if (open != null) {
      open.close();
    }
  }

  /**
   * The columns that were not asked for by name, in the order of the header; nameless ones are not
   * kept.
   */
  private ArrayBasedMapData others(RawRecord record) {
    Map<Object, @Nullable Object> others = new LinkedHashMap<>();
    Set<String> inOrder = new LinkedHashSet<>(Objects.requireNonNull(records).header());
    inOrder.addAll(new TreeSet<>(record.names()));
    for (String name : inOrder) {
      int place = record.names().lastIndexOf(name);
      if (place >= 0 && !name.isEmpty() && !factory.columns().containsValue(name)) {
        others.put(UTF8String.fromString(name), record.cell(place));
      }
    }
    return ArrayBasedMapData.apply(others.keySet().toArray(), others.values().toArray());
  }
}
