package org.caudal.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The rules that follow from the fields of a plan, whatever rules it has beside. */
record FieldRules(LoadPlan plan, Extract extract) {
  /** Warning of times without an offset where no zone is given. */
  private static final String ZONE_NOT_GIVEN = "time-zone-not-given";

  /** What every field asks of its column: a value where it is required, and one of its type. */
  List<Finding> of(Field field, Column readable) {
    Column text = col(RawColumns.raw(field.column()));
    String column = extract.sourceColumn(field.column());
    List<Finding> broken = new ArrayList<>();
    if (field.required()) {
      broken.add(
          new Finding(
              readable.and(text.isNull()),
              broken(
                  "missing-value",
                  lit(column),
                  lit(null).cast("string"),
                  lit("The column " + column + " is empty."),
                  lit("Fill it at the source; the field " + field.column() + " is required."))));
    }
    if (!field.fitsAnyText()) {
      broken.add(
          new Finding(
              readable.and(
                  isWrittenAgain(field)
                      ? col(misfit(field))
                      : text.isNotNull().and(col(field.column()).isNull())),
              broken(
                  "wrong-type",
                  lit(column),
                  Masking.shown(text, field),
                  lit("The column " + column + " holds no " + words(field) + "."),
                  lit(remedy(field)))));
    }
    return broken;
  }

  private static String remedy(Field field) {
    return field.kind() == Field.Kind.INTEGER
        ? "Mend the value, or say under extract.codes what number it stands for."
        : "Mend the value, or set extract.values to the notation of the source.";
  }

  private static String words(Field field) {
    return switch (field.kind()) {
      case INTEGER -> "whole number";
      case NUMBER -> "number";
      case DECIMAL -> "number that fits " + field.type().sql().toLowerCase(java.util.Locale.ROOT);
      case DATE, DATE_IF_READABLE -> "day in the declared patterns";
      case TIMESTAMP -> "time in the declared patterns";
      case DOCUMENT -> "letter or digit";
      case TEXT, CODE, IDENTIFIER -> "text";
    };
  }

  static Column broken(String rule, Column column, Column value, Column statement, Column remedy) {
    return struct(
        lit(rule).as("rule"),
        column.as("column"),
        value.as("value"),
        statement.as("statement"),
        remedy.as("remedy"));
  }

  /** Whether a derived column takes the place of the field, and with it of what did not fit. */
  private boolean isWrittenAgain(Field field) {
    return !field.fitsAnyText()
        && plan.derived().stream().anyMatch(derived -> derived.column().equals(field.column()));
  }

  /** Whether the text of a field that is written again did not fit it, as a column to keep. */
  Optional<Column> misfit(Field field, Column text, Column value) {
    return isWrittenAgain(field)
        ? Optional.of(text.isNotNull().and(value.isNull()).as(misfit(field)))
        : Optional.empty();
  }

  private static String misfit(Field field) {
    return "misfit_" + field.column();
  }

  /** Times without an offset, where nobody said of which zone they are. */
  List<Finding> zonesNotGiven(Column readable) {
    if (extract.values().timeZone() != null) {
      return List.of();
    }
    Parsing parsing = new Parsing(extract);
    return plan.fields().stream()
        .filter(field -> field.kind() == Field.Kind.TIMESTAMP)
        .map(field -> col(RawColumns.raw(field.column())))
        .map(text -> readable.and(parsing.lacksOffset(text)))
        .map(isBare -> new Finding(isBare, lit(ZONE_NOT_GIVEN)))
        .toList();
  }
}
