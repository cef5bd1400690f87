package org.caudal.register.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.upper;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.load.RawColumns;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.statistics.linkage.DocumentKind;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** Numbers of documents whose check digits must be right. */
public record DocumentCheck(
    @Doc("Column of documents") @Example("document") String document,
    @Doc("What its numbers are") @Example("bra-cpf") DocumentKind kind,
    @Doc(
            "Column that says which records have such a number, source_id for registers; all have where it is not given")
        @Example("document_type")
        @Nullable String by,
    @Doc("What it says of them, in small letters or capitals; of a country its alpha-3 code")
        @Example("[CPF]")
        @Default("[]")
        List<String> values,
    @Doc("What becomes of a record whose number is wrong") @Default("warn") Strength wrong) {

  /** Refuses a column without values, and values without a column. */
  public DocumentCheck {
    values = values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
    if ((by == null) != values.isEmpty()) {
      throw new IllegalArgumentException(
          "by and values go together: a column, and what it says of the records that are checked");
    }
  }

  /** Refuses checks of other columns, and two of one kind. */
  static void requireOf(List<String> documents, List<DocumentCheck> checks) {
    List<String> checked = checks.stream().map(DocumentCheck::document).toList();
    if (!documents.containsAll(checked)) {
      throw new IllegalArgumentException("document-checks must be of documents, were " + checked);
    }
    List<String> names = checks.stream().map(DocumentCheck::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "document-checks must be one a document and kind, were " + names);
    }
  }

  /** Columns that say which records are checked, but the register, which every record has. */
  static List<String> columns(List<DocumentCheck> checks) {
    return checks.stream()
        .map(DocumentCheck::by)
        .flatMap(Stream::ofNullable)
        .filter(name -> !name.equals("source_id"))
        .toList();
  }

  /** Its name, one a document and kind. */
  private String name() {
    return (document + "-" + kind.name()).replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** The rule; the raw number is seen here only, and shown nowhere. */
  Rule rule() {
    UDF1<@Nullable String, @Nullable Boolean> check =
        number -> number == null ? null : kind.isOne(number);
    Column isOne =
        udf(check, DataTypes.BooleanType)
            .withName("is_document")
            .apply(col("`" + RawColumns.raw(document) + "`"));
    return new Rule(
        name(),
        wrong,
        document,
        by == null ? isOne : not(isMeant(by)).or(isOne),
        "The number is no " + kind.title() + ": its length or its check digits are wrong.",
        "Mend the number at the source, or leave it empty; where the column has other documents too, set by and values.");
  }

  private Column isMeant(String column) {
    return coalesce(upper(col("`" + column + "`")).isin(values.toArray()), lit(false));
  }
}
