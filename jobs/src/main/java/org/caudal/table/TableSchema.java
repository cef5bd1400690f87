package org.caudal.table;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a table record declares: columns in declaration order, primitives and unmarked
 * components NOT NULL.
 *
 * @param type the declaring record
 * @param declaration its annotation
 * @param columns in declaration order
 */
public record TableSchema(
    Class<? extends Record> type, Table declaration, List<TableColumn> columns) {

  private static final Map<Class<?>, DataType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, DataTypes.StringType),
          Map.entry(int.class, DataTypes.IntegerType),
          Map.entry(Integer.class, DataTypes.IntegerType),
          Map.entry(long.class, DataTypes.LongType),
          Map.entry(Long.class, DataTypes.LongType),
          Map.entry(double.class, DataTypes.DoubleType),
          Map.entry(Double.class, DataTypes.DoubleType),
          Map.entry(boolean.class, DataTypes.BooleanType),
          Map.entry(Boolean.class, DataTypes.BooleanType),
          Map.entry(LocalDate.class, DataTypes.DateType),
          Map.entry(Instant.class, DataTypes.TimestampType));

  private static final ClassValue<TableSchema> DECLARED =
      new ClassValue<>() {
        @Override
        protected TableSchema computeValue(Class<?> type) {
          return declared(type.asSubclass(Record.class));
        }
      };

  /** The declaration of a table record; one that lacks a part is an error here. */
  public static TableSchema of(Class<? extends Record> type) {
    return DECLARED.get(type);
  }

  private static TableSchema declared(Class<? extends Record> type) {
    Table declaration = type.getAnnotation(Table.class);
    if (declaration == null) {
      throw new IllegalArgumentException(type.getName() + " is no table: add @Table.");
    }
    List<TableColumn> columns =
        Arrays.stream(type.getRecordComponents()).map(TableSchema::column).toList();
    Set<String> names = columns.stream().map(TableColumn::name).collect(toUnmodifiableSet());
    List<String[]> groups =
        Stream.concat(
                Stream.of(
                    declaration.key(), declaration.partitionedBy(), declaration.clusteredBy()),
                columns.stream().flatMap(c -> c.pseudonym().stream()).map(Pseudonym::within))
            .toList();
    for (String[] group : groups) {
      for (String name : group) {
        if (!names.contains(name)) {
          throw new IllegalArgumentException(
              type.getName() + " names a column " + name + " that it does not declare.");
        }
      }
    }
    return new TableSchema(type, declaration, columns);
  }

  /** The table's name. */
  public String name() {
    return declaration.name();
  }

  /** Columns that together identify a row. */
  public List<String> key() {
    return List.of(declaration.key());
  }

  /** Names of the columns in order. */
  public List<String> columnNames() {
    return columns.stream().map(TableColumn::name).toList();
  }

  /** Its columns by name, in order, to be selected. */
  public Column[] selected() {
    return columnNames().stream().map(functions::col).toArray(Column[]::new);
  }

  /** The Spark schema, with each column's meaning as its comment. */
  public StructType structType() {
    return new StructType(
        columns.stream()
            .map(
                c ->
                    new StructField(
                        c.name(),
                        c.type(),
                        c.nullable(),
                        new MetadataBuilder().putString("comment", c.comment()).build()))
            .toArray(StructField[]::new));
  }

  /** The Spark schema without comments, for comparing. */
  public StructType bareStructType() {
    return new StructType(
        columns.stream()
            .map(c -> new StructField(c.name(), c.type(), c.nullable(), Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** A row with the values of one record; decimals are brought to the declared scale, half up. */
  public Row row(Record values) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] cells = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = read(components[i], values);
      cells[i] =
          value instanceof BigDecimal decimal
              ? decimal.setScale(
                  ((DecimalType) columns.get(i).type()).scale(), RoundingMode.HALF_UP)
              : value;
    }
    return RowFactory.create(cells);
  }

  private static @Nullable Object read(RecordComponent component, Record values) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // the record itself may be private to a test
      return accessor.invoke(values);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("Cannot read " + component + ".", e);
    }
  }

  private static TableColumn column(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName() + "." + component.getName() + " lacks @Doc.");
    }
    Unit unit = component.getAnnotation(Unit.class);
    return new TableColumn(
        snakeCase(component.getName()),
        dataType(component),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        doc.value(),
        unit == null ? "" : unit.value(),
        Optional.ofNullable(component.getAnnotation(Pseudonym.class)));
  }

  private static DataType dataType(RecordComponent component) {
    Class<?> javaType = component.getType();
    Digits digits = component.getAnnotation(Digits.class);
    if (javaType == BigDecimal.class && digits != null) {
      return DataTypes.createDecimalType(digits.precision(), digits.scale());
    }
    DataType type = TYPES.get(javaType);
    if (type == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + " has no column type; use String, a number, a date, an Instant, or BigDecimal with @Digits.");
    }
    return type;
  }

  /** {@code senderCountry} as {@code sender_country}. */
  public static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
