package org.caudal.load;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.table.TableSchema;

/**
 * Turns raw records into typed rows and says of each whether it can be loaded, in one pass.
 *
 * <p>The result has the columns of the table, {@link #PART}, and for rejected rows the first broken
 * rule with its column, masked value, statement and remedy. Identifiers are pseudonyms from here
 * on.
 */
public final class Classification {
  /** Number of the row within its record, from 0. */
  public static final String PART = "part";

  /** First rule that the row breaks; null for rows to load. */
  public static final String RULE = "load_rule";

  /** Names of all broken rules that reject, separated by commas. */
  public static final String RULES = "load_rules";

  /** Names of the broken rules that warn. */
  public static final String WARNINGS = "load_warnings";

  /** Names of the broken rules that stop the load. */
  public static final String FAILURES = "load_failures";

  private static final String BROKEN = "load_broken";
  private static final String BROKEN_TYPE =
      "struct<rule:string,column:string,value:string,statement:string,remedy:string>";

  /** Column for derived expressions: the zone in which the days of the source are counted. */
  public static final String TIME_ZONE = "source_time_zone";

  private final LoadPlan plan;
  private final Extract extract;
  private final Parsing parsing;
  private final FieldRules fieldRules;
  private final List<String> looked;
  private final BiFunction<Column, String, Column> pseudonyms;

  private Classification(
      LoadPlan plan,
      Extract extract,
      List<String> looked,
      BiFunction<Column, String, Column> pseudonyms) {
    this.plan = plan;
    this.extract = extract;
    this.looked = looked;
    this.parsing = new Parsing(extract);
    this.fieldRules = new FieldRules(plan, extract);
    this.pseudonyms = pseudonyms;
  }

  /** The classified rows of an extract. */
  public static Dataset<Row> classify(
      Dataset<Row> raw,
      LoadPlan plan,
      Extract extract,
      BiFunction<Column, String, Column> pseudonyms) {
    return classify(raw, plan, extract, List.of(), pseudonyms);
  }

  /**
   * The classified rows of an extract.
   *
   * @param looked columns of the raw rows that were looked up in a table, for derived columns
   */
  public static Dataset<Row> classify(
      Dataset<Row> raw,
      LoadPlan plan,
      Extract extract,
      List<String> looked,
      BiFunction<Column, String, Column> pseudonyms) {
    Classification classification = new Classification(plan, extract, looked, pseudonyms);
    return classification.judged(classification.typed(classification.texts(raw)));
  }

  /** One text column for each field, whatever the shape of the source. */
  private Dataset<Row> texts(Dataset<Row> raw) {
    Dataset<Row> rows = raw.withColumn(PART, lit(0));
    if (plan.unpivot().isPresent()) {
      LoadPlan.Unpivot unpivot = plan.unpivot().get();
      rows =
          raw.select(
                  col("*"),
                  posexplode(map_entries(col(RawColumns.OTHERS))).as(new String[] {PART, "cell"}))
              .withColumn(RawColumns.raw(unpivot.nameField()), col("cell.key"))
              .withColumn(RawColumns.raw(unpivot.valueField()), col("cell.value"))
              .drop("cell", RawColumns.OTHERS)
              .unionByName(unreadable(raw, unpivot));
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(RawColumns.FILE),
                col(RawColumns.POSITION),
                col(RawColumns.PROBLEM),
                col(PART)));
    looked.forEach(name -> columns.add(col("`" + name + "`")));
    for (Field field : plan.fields()) {
      columns.add(text(extract, field.column()).as(RawColumns.raw(field.column())));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** What the value of the source, or the constant, stands for; itself where nothing is said. */
  public static Column text(Extract extract, String field) {
    String constant = extract.constants().get(field);
    Column text =
        new Parsing(extract).text(constant == null ? col(RawColumns.raw(field)) : lit(constant));
    Column coded = text;
    for (Map.Entry<String, String> code :
        new TreeMap<>(extract.codes().getOrDefault(field, Map.of())).entrySet()) {
      coded = when(text.equalTo(code.getKey()), lit(code.getValue())).otherwise(coded);
    }
    return coded;
  }

  private static Dataset<Row> unreadable(Dataset<Row> raw, LoadPlan.Unpivot unpivot) {
    return raw.filter(col(RawColumns.PROBLEM).isNotNull())
        .drop(RawColumns.OTHERS)
        .withColumn(PART, lit(0))
        .withColumn(RawColumns.raw(unpivot.nameField()), lit(null).cast("string"))
        .withColumn(RawColumns.raw(unpivot.valueField()), lit(null).cast("string"));
  }

  private Dataset<Row> typed(Dataset<Row> texts) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (Field field : plan.fields()) {
      Column text = col(RawColumns.raw(field.column()));
      Column value = parsing.typed(text, field);
      columns.add(
          (field.domain().isEmpty() ? value : pseudonyms.apply(value, field.domain()))
              .as(field.column()));
      fieldRules.misfit(field, text, value).ifPresent(columns::add);
    }
    columns.add(lit(extract.values().zone().getId()).as(TIME_ZONE));
    Dataset<Row> rows = texts.select(columns.toArray(Column[]::new));
    for (LoadPlan.Derived derived : plan.derived()) {
      rows = rows.withColumn(derived.column(), derived.expression());
    }
    return rows;
  }

  private Dataset<Row> judged(Dataset<Row> rows) {
    List<Finding> rejecting = new ArrayList<>();
    Column readable = col(RawColumns.PROBLEM).isNull();
    rejecting.add(
        new Finding(
            not(readable),
            FieldRules.broken(
                "unreadable-record",
                lit(""),
                lit(null).cast("string"),
                concat(lit("The record cannot be read ("), col(RawColumns.PROBLEM), lit(").")),
                remedy())));
    for (Field field : plan.fields()) {
      rejecting.addAll(fieldRules.of(field, readable));
    }
    LookedAt lookedAt = new LookedAt(plan, extract);
    List<Finding> warning = new ArrayList<>(fieldRules.zonesNotGiven(readable));
    List<Finding> failing = new ArrayList<>();
    for (Rule rule : plan.rules()) {
      Column isBroken = readable.and(coalesce(not(rule.holds()), lit(false)));
      switch (rule.strength()) {
        case REJECT ->
            rejecting.add(
                new Finding(
                    isBroken,
                    FieldRules.broken(
                        rule.name(),
                        lookedAt.columns(rule),
                        lookedAt.values(rule),
                        lit(rule.statement()),
                        lit(rule.remedy()))));
        case WARN -> warning.add(new Finding(isBroken, lit(rule.name())));
        case FAIL -> failing.add(new Finding(isBroken, lit(rule.name())));
      }
    }
    List<Column> columns =
        new ArrayList<>(
            TableSchema.of(plan.table()).columns().stream()
                .map(column -> col(column.name()).cast(column.type()).as(column.name()))
                .toList());
    columns.add(col(PART));
    columns.add(get(col(BROKEN), lit(0)).getField("rule").as(RULE));
    columns.add(array_join(col(BROKEN).getField("rule"), ",").as(RULES)); // of each of them
    for (String part : List.of("column", "value", "statement", "remedy")) {
      columns.add(get(col(BROKEN), lit(0)).getField(part).as("load_" + part));
    }
    columns.add(when(size(col(BROKEN)).gt(0).and(readable), record()).as("load_record"));
    columns.add(Finding.all(warning, "string").as(WARNINGS));
    columns.add(Finding.all(failing, "string").as(FAILURES));
    return rows.withColumn(BROKEN, Finding.all(rejecting, BROKEN_TYPE))
        .select(columns.toArray(Column[]::new));
  }

  /** Classified rows with the warning of a rule that other tables judge, where these rows are. */
  public static Dataset<Row> warned(Dataset<Row> rows, String rule, Column where) {
    Column warnings = col(WARNINGS);
    return rows.withColumn(
        WARNINGS, when(where, array_append(warnings, lit(rule))).otherwise(warnings));
  }

  /** What to do about a record that cannot be read, by the reason. */
  private Column remedy() {
    Column problem = col(RawColumns.PROBLEM);
    return when(
            problem.equalTo("bad-bytes"),
            "Set extract.csv.encoding to that of the file; it is "
                + extract.csv().encoding()
                + " now.")
        .when(
            problem.startsWith("not-"), "Mend the line, or set extract.format to that of the file.")
        .when(
            problem.startsWith("cell-count"),
            "Put cells that hold the delimiter or a line end in quotes, and load the file again.")
        .when(
            problem.startsWith(RawColumns.INEXACT),
            "Write the column as text: of numbers as long as this several are one double.")
        .when(
            problem.startsWith(RawColumns.NO_TEXT),
            "Leave spark.sql.parquet.binaryAsString out where the column is of bytes, or write it as text.")
        .otherwise("Mend the record in the file and load the file again.");
  }

  private Column record() {
    return to_json(
        struct(
            plan.fields().stream()
                .map(
                    field ->
                        Masking.shown(col(RawColumns.raw(field.column())), field)
                            .as(extract.sourceColumn(field.column())))
                .toArray(Column[]::new)));
  }
}
