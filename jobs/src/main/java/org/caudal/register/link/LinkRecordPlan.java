package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.load.Classification;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Parsing;
import org.caudal.load.Rule;
import org.caudal.reference.CodedColumns;
import org.caudal.reference.CodedFields;
import org.caudal.statistics.linkage.NameParts;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How columns of registers become a {@link LinkRecord}: names in parts, values as codes. */
final class LinkRecordPlan {
  private static final String MARK = "record_id";
  private static final String NAME = "name_parts";
  private static final String DAY = "coded_on";
  private static final String NOT_VALID =
      "Mend the code or the day at the source, or name another column under codes.days.";
  private static final StructType PARTS = parts();

  private LinkRecordPlan() {}

  /** The plan with the columns that the parameters name. */
  static LoadPlan of(LoadPlan declared, LoadLinkRecords.Params p) {
    LoadPlan.Builder plan = LoadPlan.into(LinkRecord.class);
    boolean areMarks = p.records() == LoadPairLabels.Records.MARKS;
    declared.fields().stream()
        .map(field -> areMarks || !field.column().equals(MARK) ? field : Field.text(MARK).masked())
        .forEach(plan::field);
    p.columns().forEach(name -> plan.field(field(name, p)));
    plan.derive("source_id", RecordSource.of(p.sourcePattern()));
    codes(plan, p);
    names(plan, p);
    p.documentChecks().forEach(check -> plan.rules(check.rules(p.codes())));
    Column[] compared =
        Stream.concat(
                Stream.of(p.fields(), p.identifiers())
                    .flatMap(List::stream)
                    .map(name -> column(name).as(name)),
                p.names().parts().stream().map(name -> col(NAME).getField(name).as(name)))
            .toArray(Column[]::new);
    return plan.derive("fields", to_json(struct(compared)))
        .rule(RecordSource.known())
        .rule(p.records().rule(MARK))
        .reject(
            "record-comparable",
            MARK,
            col("fields").notEqual(lit("{}")),
            "The record has none of the fields that are compared.",
            "Fill one at the source, or name other columns under fields.")
        .build();
  }

  /** The raw rows, with what is known of the places that they name. */
  static Dataset<Row> withPlaces(Dataset<Row> raw, Dataset<Row> codes, LoadLinkRecords.Params p) {
    Dataset<Row> places = CodedColumns.places(codes, p.codes().placeLevel());
    Dataset<Row> rows = raw;
    for (String name : p.codes().places()) {
      rows =
          rows.withColumn(
                  CodedColumns.KEY, CodedColumns.key(Classification.text(p.extract(), name)))
              .join(broadcast(places), CodedColumns.KEY, "left_outer")
              .drop(CodedColumns.KEY)
              .withColumnRenamed(CodedColumns.PERIODS, periods(name));
    }
    return rows;
  }

  /** Columns that {@link #withPlaces} adds. */
  static List<String> looked(CodeColumns p) {
    return p.places().stream().map(LinkRecordPlan::periods).toList();
  }

  private static Field field(String name, LoadLinkRecords.Params p) {
    String domain = p.identifiers().contains(name) ? "person-number" : "";
    Field field;
    if (p.documents().contains(name)) {
      field = Field.document(name, domain);
    } else if (!domain.isEmpty()) {
      field = Field.identifier(name, domain);
    } else {
      field = p.codes().coded().contains(name) ? Field.text(name) : Field.text(name).masked();
    }
    return p.maybeAbsent().contains(name) ? field.optional().orAbsent() : field.optional();
  }

  private static void codes(LoadPlan.Builder plan, LoadLinkRecords.Params p) {
    CodeColumns codes = p.codes();
    if (codes.coded().isEmpty() && p.names().mainSurnameBy().columns().isEmpty()) {
      return;
    }
    Parsing parsing = new Parsing(p.extract());
    List<Column> days = new ArrayList<>();
    for (String name : codes.days()) {
      Column day = parsing.date(column(name));
      days.add(unix_date(day));
      plan.rule(
          new Rule(
              name.replace('_', '-') + "-is-day",
              codes.wrong(),
              name,
              column(name).isNull().or(day.isNotNull()),
              "The day on which codes must hold cannot be read.",
              "Name its pattern under extract.values.date-patterns."));
    }
    days.add(lit(codes.otherwise()));
    plan.derive(DAY, coalesce(days.toArray(Column[]::new)));
    for (String name : codes.countries()) {
      CodedFields.country(plan, name, col(DAY), codes.otherCountries());
      plan.rules(
          CodedFields.rules(
              name,
              "country",
              codes.wrong(),
              "Use a code or name of ISO 3166-1, or list the code under codes.other-countries.",
              codes.wrong(),
              NOT_VALID));
    }
    for (String name : codes.places()) {
      CodedFields.place(plan, name, col(periods(name)), col(DAY));
      plan.rules(
          CodedFields.rules(
              name,
              "place",
              codes.wrong(),
              "Use a code of place_code, or a name of one place only; load-place-codes loads them.",
              codes.wrong(),
              NOT_VALID));
    }
  }

  private static void names(LoadPlan.Builder plan, LoadLinkRecords.Params p) {
    NameColumns names = p.names();
    if (names.all().isEmpty()) {
      return;
    }
    NameParts.Order order = names.order();
    UDF4<Seq<String>, Seq<String>, Seq<String>, Boolean, Row> parts =
        (whole, given, surnames, isLast) ->
            row(whole, given, surnames, order, isLast ? NameParts.Main.LAST : NameParts.Main.FIRST);
    plan.derive(
        NAME,
        udf(parts, PARTS)
            .withName(NAME)
            .apply(
                texts(names.whole()),
                texts(names.given()),
                texts(names.surnames()),
                isLastMain(names, p.codes())));
  }

  /** Whether the last surname is the main one, by the first country that a record has. */
  private static Column isLastMain(NameColumns names, CodeColumns codes) {
    MainSurnames by = names.mainSurnameBy();
    Column otherwise = lit(names.mainSurname() == NameParts.Main.LAST);
    if (by.columns().isEmpty()) {
      return otherwise;
    }
    Column[] countries =
        by.columns().stream()
            .map(
                name ->
                    codes.countries().contains(name)
                        ? column(name)
                        : CodedFields.countryOrNull(column(name), col(DAY), codes.otherCountries()))
            .toArray(Column[]::new);
    Column country = coalesce(countries);
    return when(country.isin(by.lastIn().toArray()), true)
        .when(country.isin(by.firstIn().toArray()), false)
        .otherwise(otherwise);
  }

  private static Row row(
      Seq<String> whole,
      Seq<String> given,
      Seq<String> surnames,
      NameParts.Order order,
      NameParts.Main main) {
    List<String> names = CollectionConverters.asJava(given);
    List<String> families = CollectionConverters.asJava(surnames);
    List<String> wholes = CollectionConverters.asJava(whole);
    NameParts parts =
        names.isEmpty() && families.isEmpty() && !wholes.isEmpty()
            ? NameParts.ofWhole(wholes.get(0), order, main)
            : NameParts.of(names, families, main);
    return RowFactory.create(
        Stream.of(
                parts.given(),
                parts.main(),
                parts.other(),
                parts.married(),
                parts.givenKey(),
                parts.mainKey(),
                parts.otherKey())
            .map(text -> text.isEmpty() ? null : text)
            .toArray());
  }

  private static StructType parts() {
    StructType type = new StructType();
    for (String name : NameColumns.PARTS) {
      type = type.add(name, DataTypes.StringType);
    }
    return type;
  }

  private static Column texts(List<String> names) {
    return array_compact(
        array(names.stream().map(LinkRecordPlan::column).toArray(Column[]::new))
            .cast(DataTypes.createArrayType(DataTypes.StringType)));
  }

  private static Column column(String name) {
    return col("`" + name + "`");
  }

  /** Whether the loading has a column or a rule of this name itself. */
  static boolean isTaken(String name) {
    return Set.of(DAY, NAME, "source").contains(name)
        || name.startsWith(CodedFields.found(""))
        || name.startsWith(periods(""));
  }

  private static String periods(String name) {
    return "periods_" + name;
  }
}
