package org.caudal.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Problem;

/**
 * Columns of bytes in a Parquet file that are not said to be text.
 *
 * <p>Identifiers are read as lower-case hexadecimal digits, as hashes are written elsewhere. Of
 * other columns nobody can tell what the bytes mean: Hive and Impala store texts so.
 */
record BinaryColumns(StructType stored, LoadPlan plan, Extract extract) {

  /** Adds a problem for each that is no identifier. */
  void refuse(String path, List<Problem> problems) {
    named(of().filter(field -> !isIdentifier(field)))
        .map(
            column ->
                new Problem(
                    path,
                    "has a column " + column + " of bytes that are not said to be text.",
                    "If they are text, as Hive and Impala store it, set"
                        + " spark.sql.parquet.binaryAsString to true under spark; else write the"
                        + " column as text."))
        .forEach(problems::add);
  }

  /** A line for each that is read as hexadecimal digits. */
  List<String> told(String file) {
    return named(of().filter(BinaryColumns::isIdentifier))
        .map(
            column ->
                file
                    + " has "
                    + column
                    + " as bytes, read as lower-case hexadecimal digits. If they are text, set"
                    + " spark.sql.parquet.binaryAsString to true under spark.")
        .toList();
  }

  private Stream<Field> of() {
    Map<String, String> requested = RawColumns.requested(plan, extract);
    return plan.fields().stream()
        .filter(
            field ->
                Stream.of(stored.fields())
                    .filter(column -> column.dataType().equals(DataTypes.BinaryType))
                    .anyMatch(
                        column ->
                            column.name().equals(requested.get(RawColumns.raw(field.column())))));
  }

  private Stream<String> named(Stream<Field> fields) {
    return fields.map(field -> extract.sourceColumn(field.column())).distinct();
  }

  private static boolean isIdentifier(Field field) {
    return field.kind() == Field.Kind.IDENTIFIER;
  }
}
