package org.caudal.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table in which persons are found.
 *
 * @param schema the table
 */
record PersonColumns(TableSchema schema) {
  /** Columns by any of which a row is a person's own. */
  static final Set<Of> OWN = Set.of(Of.PERSON, Of.PARTY, Of.NUMBERS);

  /** These, and those with what is the person's. */
  static final Set<Of> OWN_OR_PART = Set.of(Of.PERSON, Of.PARTY, Of.NUMBERS, Of.PART);

  /** Columns of persons whom rows of others mention. */
  static final Set<Of> MENTIONED = Set.of(Of.MENTION);

  /** Columns with what is the person's. */
  static final Set<Of> PARTS = Set.of(Of.PART);

  /** Whether a value is one of several. */
  interface Among {
    Column test(Column value, Set<?> values);
  }

  /** Values are named, so that Spark leaves out files that have none of them. */
  static final Among LISTED = (value, values) -> value.isin(values.toArray());

  /** Values stand in no plan and in no log of a table. */
  static final Among HIDDEN =
      (value, values) -> {
        Set<Object> kept = new HashSet<>(values);
        UDF1<@Nullable Object, Boolean> isAmong = found -> found != null && kept.contains(found);
        return udf(isAmong, DataTypes.BooleanType).withName("is_erased").apply(value);
      };

  /** Columns of the given kinds. */
  List<TableColumn> columns(Set<Of> kinds) {
    return schema.columns().stream()
        .filter(column -> column.pseudonym().filter(p -> kinds.contains(p.of())).isPresent())
        .toList();
  }

  /** Domains of the columns of the given kinds. */
  Set<String> domains(Set<Of> kinds) {
    return columns(kinds).stream()
        .flatMap(column -> column.pseudonym().stream())
        .map(Pseudonym::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether any of the marks is of a domain of columns of the given kinds. */
  boolean mayHave(Collection<PersonMark> marks, Set<Of> kinds) {
    Set<String> domains = domains(kinds);
    return marks.stream().anyMatch(mark -> domains.contains(mark.domain()));
  }

  /** Whether a row of the table has any of the marks in columns of the given kinds. */
  Column has(Collection<PersonMark> marks, Set<Of> kinds, Among among) {
    return any(columns(kinds), marks, among, name -> col(name));
  }

  /** Whether it has any in one column. */
  static Column has(Collection<PersonMark> marks, TableColumn column, Among among) {
    return any(List.of(column), marks, among, name -> col(name));
  }

  /** Whether a row that is kept as JSON has any in columns of the given kinds. */
  Column has(Column json, Collection<PersonMark> marks, Set<Of> kinds, Among among) {
    return any(columns(kinds), marks, among, inJson(json));
  }

  /** A row that is kept as JSON, empty where it mentions any; its texts stand in no plan. */
  Column withoutMentions(Column json, Collection<PersonMark> marks) {
    Column row = from_json(json, schema.bareStructType(), KeyedRows.JSON);
    for (TableColumn column : columns(MENTIONED)) {
      Column isMentioned = any(List.of(column), marks, HIDDEN, inJson(json));
      row = row.withField(column.name(), when(not(isMentioned), row.getField(column.name())));
    }
    return to_json(row, KeyedRows.JSON);
  }

  private static Function<String, Column> inJson(Column json) {
    return name -> get_json_object(json, "$." + name);
  }

  private static Column any(
      List<TableColumn> columns,
      Collection<PersonMark> marks,
      Among among,
      Function<String, Column> cells) {
    return columns.stream()
        .flatMap(column -> has(column, marks, among, cells))
        .reduce(Column::or)
        .map(any -> coalesce(any, lit(false)))
        .orElse(lit(false));
  }

  private static Stream<Column> has(
      TableColumn column,
      Collection<PersonMark> marks,
      Among among,
      Function<String, Column> cells) {
    Pseudonym pseudonym = column.pseudonym().orElseThrow();
    Set<PersonMark> own = PersonMark.of(pseudonym.value(), marks);
    if (own.isEmpty()) {
      return Stream.empty();
    }
    Column cell = cells.apply(column.name()).cast(column.type());
    boolean isNumber = column.type().equals(DataTypes.LongType);
    Set<Object> values =
        own.stream()
            .map(mark -> isNumber ? (Object) Long.valueOf(mark.value()) : mark.value())
            .collect(Collectors.toSet());
    if (pseudonym.of() == Of.NUMBERS) {
      Column numbers =
          map_values(
              from_json(cell, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));
      return Stream.of(exists(numbers, number -> among.test(number, values)));
    }
    if (pseudonym.within().length == 0) {
      return Stream.of(among.test(cell, values));
    }
    Set<String> keys = own.stream().map(PersonMark::key).collect(Collectors.toSet());
    Column key = concat_ws(PersonMark.SEPARATOR, cell, within(pseudonym, cells));
    return Stream.of(among.test(cell, values).and(among.test(key, keys)));
  }

  /** Values of the columns within which a pseudonym is of one person, as marks have them. */
  private static Column within(Pseudonym pseudonym, Function<String, Column> cells) {
    return concat_ws(
        PersonMark.SEPARATOR,
        Stream.of(pseudonym.within())
            .map(cells)
            .map(value -> value.cast("string"))
            .toArray(Column[]::new));
  }

  /** The marks in a column of some rows. */
  static Dataset<Row> marks(TableColumn column, Dataset<Row> rows) {
    Pseudonym pseudonym = column.pseudonym().orElseThrow();
    return rows.filter(col(column.name()).isNotNull())
        .select(
            lit(pseudonym.value()),
            within(pseudonym, name -> col(name)),
            col(column.name()).cast("string"))
        .distinct();
  }

  /** The column whose pseudonym, with where it holds, is the key of the table, if there is one. */
  Stream<TableColumn> keyColumn() {
    return columns(Set.of(Of.PERSON)).stream()
        .filter(
            column ->
                Stream.concat(
                        Stream.of(column.name()),
                        Stream.of(column.pseudonym().orElseThrow().within()))
                    .collect(Collectors.toSet())
                    .equals(Set.copyOf(schema.key())));
  }
}
