package org.caudal.reference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.load.LoadPlan;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.reference.CodeHistory.State;

/**
 * Fields of a plan that become the codes that their texts stand for. What was found for a text is
 * in a column beside the field, on which the rules look.
 */
public final class CodedFields {
  private CodedFields() {}

  /** The column with what was found for the text of a field; all begin alike. */
  public static String found(String field) {
    return "found_" + field;
  }

  /**
   * The field becomes a country, alpha-3; null where the text is of none.
   *
   * @param others codes beside ISO 3166-1, in capitals, which stay as they are
   */
  public static void country(LoadPlan.Builder plan, String field, Column day, List<String> others) {
    Column isOwn = upper(column(field)).isin(others.toArray());
    plan.derive(
            found(field),
            when(isOwn, lit(null)).otherwise(CodedColumns.country(column(field), day)))
        .derive(field, ownOr(column(field), others, column(found(field))));
  }

  /**
   * The field becomes a place; null where the text is of none.
   *
   * @param periods what the {@link CodedColumns#key} of the text stands for and when
   */
  public static void place(LoadPlan.Builder plan, String field, Column periods, Column day) {
    plan.derive(found(field), when(column(field).isNotNull(), CodedColumns.place(periods, day)))
        .derive(field, code(column(found(field))));
  }

  /**
   * The country of a text, alpha-3, whether its code holds on the day or not; null for none.
   *
   * @param others codes beside ISO 3166-1, in capitals
   */
  public static Column countryOrNull(Column text, Column day, List<String> others) {
    return ownOr(text, others, CodedColumns.country(text, day));
  }

  private static Column ownOr(Column text, List<String> others, Column found) {
    Column own = upper(text);
    return when(own.isin(others.toArray()), own).otherwise(code(found));
  }

  /**
   * The code is known ({@code …-known}) and holds on the day of the record ({@code …-valid}).
   *
   * @param what the field is: country or place
   */
  public static List<Rule> rules(
      String field,
      String what,
      Strength unknown,
      String ifUnknown,
      Strength notValid,
      String ifNotValid) {
    String rule = field.replace('_', '-');
    Column state = column(found(field)).getField("state");
    return List.of(
        new Rule(
            rule + "-known",
            unknown,
            field,
            state.notEqual(State.UNKNOWN.name()),
            "The " + what + " is not known.",
            ifUnknown),
        new Rule(
            rule + "-valid",
            notValid,
            field,
            state.notEqual(State.NOT_VALID.name()),
            "The code of the "
                + what
                + " does not hold on the day of the record and has no one successor that does.",
            ifNotValid));
  }

  private static Column code(Column found) {
    return nullif(found.getField("code"), lit(""));
  }

  private static Column column(String name) {
    return col("`" + name + "`");
  }
}
