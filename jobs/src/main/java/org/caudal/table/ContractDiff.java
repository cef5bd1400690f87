package org.caudal.table;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where a table on disk, or the rows of a job, differ from what a record declares.
 *
 * @param differences only the columns that differ
 */
public record ContractDiff(List<Difference> differences) {

  /**
   * One column that differs.
   *
   * @param column its name
   * @param declared what the record declares
   * @param found what was found
   * @param why in words
   */
  public record Difference(String column, String declared, String found, Why why) {}

  /** Kinds of difference. */
  public enum Why {
    MISSING_COLUMN,
    UNEXPECTED_COLUMN,
    OTHER_TYPE,
    MAY_BE_NULL,
    OTHER_POSITION;

    /** In words. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Compares a found schema with a declared one. */
  public static ContractDiff between(TableSchema declared, StructType found) {
    List<Difference> differences = new ArrayList<>();
    List<String> names = List.of(found.fieldNames());
    for (int i = 0; i < declared.columns().size(); i++) {
      TableColumn column = declared.columns().get(i);
      int at = names.indexOf(column.name());
      String want = type(column.type(), column.nullable());
      if (at < 0) {
        differences.add(new Difference(column.name(), want, "", Why.MISSING_COLUMN));
        continue;
      }
      StructField field = found.fields()[at];
      String have = type(field.dataType(), field.nullable());
      if (!field.dataType().equals(column.type())) {
        differences.add(new Difference(column.name(), want, have, Why.OTHER_TYPE));
      } else if (field.nullable() && !column.nullable()) {
        differences.add(new Difference(column.name(), want, have, Why.MAY_BE_NULL));
      } else if (at != i) {
        differences.add(
            new Difference(
                column.name(), "position " + (i + 1), "position " + (at + 1), Why.OTHER_POSITION));
      }
    }
    Stream.of(found.fields())
        .filter(field -> !declared.columnNames().contains(field.name()))
        .forEach(
            field ->
                differences.add(
                    new Difference(
                        field.name(),
                        "",
                        type(field.dataType(), field.nullable()),
                        Why.UNEXPECTED_COLUMN)));
    return new ContractDiff(List.copyOf(differences));
  }

  /** The same without columns that differ only in whether they may be null. */
  public ContractDiff ignoringNullability() {
    return new ContractDiff(differences.stream().filter(d -> d.why() != Why.MAY_BE_NULL).toList());
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Number of columns that differ. */
  public int size() {
    return differences.size();
  }

  /** One line a column: column, declared, found, why. */
  public String render() {
    return differences.stream()
        .map(
            d ->
                String.format(
                    Locale.ROOT,
                    "    %s: declared %s, found %s (%s)",
                    d.column(),
                    d.declared().isEmpty() ? "nothing" : d.declared(),
                    d.found().isEmpty() ? "nothing" : d.found(),
                    d.why()))
        .collect(joining(System.lineSeparator()));
  }

  private static String type(DataType type, boolean nullable) {
    return type.sql().toLowerCase(Locale.ROOT) + (nullable ? "" : " not null");
  }
}
