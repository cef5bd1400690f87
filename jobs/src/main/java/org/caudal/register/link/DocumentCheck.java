package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.load.Classification;
import org.caudal.load.RawColumns;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.reference.CodeRules;
import org.caudal.reference.CountryCodes;
import org.caudal.statistics.linkage.DocumentKind;
import org.caudal.statistics.linkage.PersonNames;
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
    @Doc(
            "What it says of them; only letters and digits count, without accents, small or capital. Of a field under codes.countries countries, by any code or name")
        @Example("[CPF]")
        @Default("[]")
        List<String> values,
    @Doc("What becomes of a record whose number is wrong") @Default("warn") Strength wrong) {

  /** Refuses a column without values, and values without a column. */
  public DocumentCheck {
    values = List.copyOf(values);
    if ((by == null) != values.isEmpty()) {
      throw new IllegalArgumentException(
          "by and values go together: a column, and what it says of the records that are checked");
    }
    for (String value : values) {
      if (PersonNames.document(value).isEmpty()) {
        throw new IllegalArgumentException("values must have letters or digits, one was " + value);
      }
    }
  }

  /** Refuses checks of other columns, two of one kind, and values of countries that are none. */
  static void requireOf(List<String> documents, List<DocumentCheck> checks, CodeColumns codes) {
    checks.stream()
        .filter(check -> check.isByCountry(codes))
        .flatMap(check -> check.values().stream())
        .forEach(value -> CodeRules.requireCountryEver(value, codes.otherCountries()));
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

  /**
   * The rule, and one that records with such a number break, for {@link #withUnmet} to see whether
   * there are any; the raw number is seen here only, and shown nowhere.
   */
  List<Rule> rules(CodeColumns codes) {
    Set<String> meant = meant(codes);
    boolean areAll = by == null;
    DocumentKind checked = kind; // what a task is sent
    UDF2<@Nullable String, @Nullable String, @Nullable Boolean> check =
        (number, of) -> {
          if (!areAll && (of == null || !meant.contains(PersonNames.document(of)))) {
            return null;
          }
          boolean isThere = number != null && !PersonNames.document(number).isEmpty();
          return isThere ? checked.isOne(number) : null;
        };
    Column isOne =
        udf(check, DataTypes.BooleanType)
            .withName("is_document")
            .apply(
                col("`" + RawColumns.raw(document) + "`"),
                by == null ? lit(null).cast("string") : col("`" + by + "`"));
    return List.of(
        new Rule(
            name(),
            wrong,
            document,
            isOne,
            "The number is no " + kind.title() + ": its length or its check digits are wrong.",
            "Mend the number at the source, or leave it empty; where the column has other documents too, set by and values."),
        new Rule(
            unmet(),
            Strength.WARN,
            document,
            isOne.isNull(),
            "No record has a number that is to be a " + kind.title() + ".",
            "Set by and values to what the records say, or leave the check out."));
  }

  private String unmet() {
    return name() + "-met-by-none";
  }

  /** Classified rows, all with a warning of each check that none of them has a number for. */
  static Dataset<Row> withUnmet(Dataset<Row> rows, List<DocumentCheck> checks) {
    if (checks.isEmpty()) {
      return rows;
    }
    Column all = array(checks.stream().map(check -> lit(check.unmet())).toArray(Column[]::new));
    Column warnings = col(Classification.WARNINGS);
    return rows.crossJoin(broadcast(rows.agg(flatten(collect_set(warnings)).as("met_by_some"))))
        .withColumn(
            Classification.WARNINGS,
            concat(array_except(warnings, all), array_except(all, col("met_by_some"))))
        .drop("met_by_some");
  }

  private boolean isByCountry(CodeColumns codes) {
    return by != null && codes.countries().contains(by);
  }

  /** The values as they are compared, those of countries as codes. */
  private Set<String> meant(CodeColumns codes) {
    boolean areCountries = isByCountry(codes);
    return values.stream()
        .map(
            value ->
                areCountries
                    ? CountryCodes.configured(value, codes.otherCountries())
                    : PersonNames.document(value))
        .collect(Collectors.toUnmodifiableSet());
  }
}
