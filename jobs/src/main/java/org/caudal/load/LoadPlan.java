package org.caudal.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * How the records of an extract become rows of a table: fields, then derived columns, then rules.
 *
 * <p>The table has the columns {@code source_file} and {@code source_position}; they are filled by
 * the mechanism. Its key is what makes two rows the same; a table whose key is {@code source_file,
 * source_position} keeps every record.
 *
 * @param table the table loaded
 * @param fields what is read, in order
 * @param derived columns computed from fields and earlier derived columns, in order; one may be
 *     computed again from what it was
 * @param sources fields of which a derived column has the first value, in order, where it is of
 *     several: a rejection names that one
 * @param rules validation rules over fields and derived columns
 * @param isWhole whether a rejected row stops the load, as a figure that has no row would be taken
 *     to be nobody
 * @param unpivot for wide files: the fields that the name and the value of every other column fill
 */
public record LoadPlan(
    Class<? extends Record> table,
    List<Field> fields,
    List<Derived> derived,
    Map<String, List<String>> sources,
    List<Rule> rules,
    boolean isWhole,
    Optional<Unpivot> unpivot) {

  /** A derived column. */
  public record Derived(String column, Column expression) {}

  /**
   * How the columns of a wide file become rows.
   *
   * @param nameField field that takes the name of the column
   * @param valueField field that takes its value
   */
  public record Unpivot(String nameField, String valueField) {
    /** Whether the field is one of the two. */
    public boolean holds(String field) {
      return field.equals(nameField) || field.equals(valueField);
    }
  }

  /** Starts a plan. */
  public static Builder into(Class<? extends Record> table) {
    return new Builder(table);
  }

  /** Collects the parts of a plan in reading order. */
  public static final class Builder {
    private final Class<? extends Record> table;
    private final List<Field> fields = new ArrayList<>();
    private final List<Derived> derived = new ArrayList<>();
    private final Map<String, List<String>> sources = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private boolean isWhole;
    private Optional<Unpivot> unpivot = Optional.empty();

    private Builder(Class<? extends Record> table) {
      this.table = table;
    }

    /** Adds a field. */
    public Builder field(Field field) {
      fields.add(field);
      return this;
    }

    /** Adds a derived column. */
    public Builder derive(String column, Column expression) {
      derived.add(new Derived(column, expression));
      return this;
    }

    /** Says of which fields a derived column has the first value. */
    public Builder from(String column, List<String> fieldsInOrder) {
      sources.put(column, List.copyOf(fieldsInOrder));
      return this;
    }

    /** Adds a rule that several plans have. */
    public Builder rule(Rule rule) {
      rules.add(rule);
      return this;
    }

    /** Adds rules that several plans have. */
    public Builder rules(List<Rule> several) {
      rules.addAll(several);
      return this;
    }

    /** Adds a rule whose broken rows are rejected. */
    public Builder reject(
        String name, String column, Column holds, String statement, String remedy) {
      return rule(new Rule(name, Strength.REJECT, column, holds, statement, remedy));
    }

    /** Adds a rule whose broken rows are loaded and counted. */
    public Builder warn(String name, String column, Column holds, String statement, String remedy) {
      return rule(new Rule(name, Strength.WARN, column, holds, statement, remedy));
    }

    /** Adds a rule that stops the load when any row breaks it. */
    public Builder fail(String name, String column, Column holds, String statement, String remedy) {
      return rule(new Rule(name, Strength.FAIL, column, holds, statement, remedy));
    }

    /** Stops the load where a row is rejected, unless it is forced. */
    public Builder whole() {
      isWhole = true;
      return this;
    }

    /** Makes a row of every column that no other field names. */
    public Builder unpivot(String nameField, String valueField) {
      unpivot = Optional.of(new Unpivot(nameField, valueField));
      return this;
    }

    /** The plan. */
    public LoadPlan build() {
      return new LoadPlan(
          table,
          List.copyOf(fields),
          List.copyOf(derived),
          Map.copyOf(sources),
          List.copyOf(rules),
          isWhole,
          unpivot);
    }
  }
}
