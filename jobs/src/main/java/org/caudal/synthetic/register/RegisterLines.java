package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.synthetic.Draw;
import org.caudal.table.TableSchema;

/**
 * The lines of a register: its true records, written down by a clerk, with the defects planted.
 *
 * <p>A record has the columns of {@link People}, {@code record_number} (which of the person's),
 * {@code document} (the number shown, empty or null for none), {@code file_day}, {@code file_part}
 * (null for none), and those columns of the sheet that the clerk does not write, of any type.
 */
final class RegisterLines {
  private static final int MISSING_SHARE = 100_000;
  private static final List<RegisterDefect> OF_A_LINE =
      List.of(
          RegisterDefect.EXACT_DUPLICATE,
          RegisterDefect.IMPOSSIBLE_DATE,
          RegisterDefect.MISSING_KEY,
          RegisterDefect.LATE_LINE);
  private static final String NONE = "";

  private final Form form;
  private final RegisterParams params;
  private final List<String> own;

  private RegisterLines(Form form, RegisterParams params) {
    this.form = form;
    this.params = params;
    this.own =
        TableSchema.of(form.sheet()).columnNames().stream()
            .filter(name -> !List.of("file_name", "line_number", "record_id").contains(name))
            .filter(name -> !Clerk.WRITTEN.contains(name))
            .toList();
  }

  /** The lines of the records, as {@link Register} promises them. */
  static Dataset<Row> of(Form form, Dataset<Row> records, RegisterParams params) {
    RegisterLines lines = new RegisterLines(form, params);
    return lines.spoilt(lines.numbered(lines.filed(lines.written(records))));
  }

  /** The lines that are in the files. */
  static Dataset<Row> delivered(Dataset<Row> lines) {
    return lines.filter(col("is_delivered"));
  }

  /** One row a record, all texts; some records a second time, in a worse hand. */
  private Dataset<Row> written(Dataset<Row> records) {
    Column twice = drawn("-twice").lt(RegisterShares.millionths(params.defects().secondRecords()));
    Clerk first = Clerk.of(form.register(), form.manner());
    Clerk second = Clerk.of(form.register(), form.manner().orWorse(Manner.HURRIED));
    Column occasion = col("record_number");
    Column recordKey =
        lower(
            lpad(
                hex(xxhash64(col("person_key"), lit(form.register()), occasion, col("copy"))),
                16,
                "0"));
    return records
        .withColumn("copy", explode(when(twice, array(lit(0), lit(1))).otherwise(array(lit(0)))))
        .withColumn(
            "written",
            when(col("copy").equalTo(0), first.writes(col("document"), occasion))
                .otherwise(second.writes(col("document"), occasion, col("copy"))))
        .select(
            Stream.concat(
                    Stream.of(
                        lit(form.register()).as("register"),
                        recordKey.as("record_key"),
                        col("person_id"),
                        col("person_key"),
                        occasion,
                        col("copy"),
                        col("file_day"),
                        col("file_part"),
                        col("written.*")),
                    own.stream()
                        .map(name -> coalesce(col(name).cast("string"), lit(NONE)).as(name)))
                .toArray(Column[]::new));
  }

  /** One row a line, with its file and its defect. */
  private Dataset<Row> filed(Dataset<Row> written) {
    RegisterShares shares = params.defects();
    int late = form.period().months() == 0 ? 0 : RegisterShares.millionths(shares.lateLines());
    List<Integer> millionths =
        List.of(
            RegisterShares.millionths(shares.exactDuplicates()),
            RegisterShares.millionths(shares.impossibleDates()),
            RegisterShares.millionths(shares.missingKeys()),
            late);
    int spoilt = millionths.stream().mapToInt(Integer::intValue).sum();
    Column met =
        Draw.at(
            Draw.classOf(
                drawn("-defect", col("copy")),
                Stream.concat(millionths.stream(), Stream.of(Draw.ONE - spoilt)).toList()),
            Stream.concat(OF_A_LINE.stream().map(RegisterDefect::code), Stream.of(NONE)).toList());
    Column lines =
        when(col("met").equalTo(RegisterDefect.EXACT_DUPLICATE.code()), array(lit(0), lit(1)))
            .otherwise(array(lit(0)));
    Column fileDay =
        when(
                col("met").equalTo(RegisterDefect.LATE_LINE.code()),
                add_months(col("file_day"), form.period().months()))
            .otherwise(col("file_day"));
    Column defect = // of two equal lines the earlier
        when(col("repeat").equalTo(1), lit(NONE)).otherwise(col("met"));
    return written
        .withColumn("met", met)
        .withColumn("repeat", explode(lines))
        .select(
            col("*"),
            defect.as("defect"),
            form.file(fileDay, col("file_part")).as("file_name"),
            defect.equalTo(RegisterDefect.EXACT_DUPLICATE.code()).as("is_repeated"));
  }

  /** A line that is missing has the number of the one before it. */
  private Dataset<Row> numbered(Dataset<Row> filed) {
    Column missing =
        lit(params.delivery() == 1)
            .and(col("file_name").equalTo(params.defects().incompleteFile()))
            .and(drawn("-delivery", col("copy")).lt(MISSING_SHARE));
    Column number =
        sum(not(missing).cast("long"))
            .over(
                Window.partitionBy("file_name")
                    .orderBy("file_day", "record_key", "repeat")
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
            .plus(lit(1L));
    return filed.select(col("*"), not(missing).as("is_delivered"), number.as("line_number"));
  }

  private Dataset<Row> spoilt(Dataset<Row> numbered) {
    Column swapped = col("file_name").equalTo(params.defects().swappedFile());
    Column encoded = col("file_name").equalTo(params.defects().doubleEncodedFile());
    Column names = concat(col("given_names"), col("surnames"));
    Column inLine =
        when(is(RegisterDefect.EXACT_DUPLICATE), lit("exact"))
            .when(is(RegisterDefect.IMPOSSIBLE_DATE), lit(form.date()))
            .when(is(RegisterDefect.MISSING_KEY), lit("record_id"))
            .otherwise(lit("file_name"));
    Column found =
        array_compact(
            array(
                when(col("defect").notEqual(NONE), defect(col("defect"), inLine)),
                when(swapped, defect(RegisterDefect.SWAPPED_COLUMNS, lit("given_names"))),
                when(
                    encoded.and(twiceEncoded(names).notEqual(names)),
                    defect(RegisterDefect.DOUBLE_ENCODED, lit("given_names")))));
    Column missing = // once, also of what would stand there twice
        array_compact(
            array(
                when(
                    col("repeat").equalTo(0),
                    defect(RegisterDefect.MISSING_LINE, col("record_key")))));
    Column impossible = concat(substring(col(form.date()), 1, 4), lit("-02-30"));
    Column given = unless(swapped, "given_names", col("surnames"));
    Column surnames = unless(swapped, "surnames", col("given_names"));
    return numbered.withColumns(
        Map.of(
            "defects",
            when(col("is_delivered"), found).otherwise(missing),
            "record_id",
            unless(is(RegisterDefect.MISSING_KEY), "record_key", lit(NONE)),
            form.date(),
            unless(is(RegisterDefect.IMPOSSIBLE_DATE), form.date(), impossible),
            "given_names",
            when(encoded, twiceEncoded(given)).otherwise(given),
            "surnames",
            when(encoded, twiceEncoded(surnames)).otherwise(surnames)));
  }

  private static Column defect(RegisterDefect kind, Column detail) {
    return defect(lit(kind.code()), detail);
  }

  private static Column defect(Column kind, Column detail) {
    return struct(kind.as("kind"), detail.as("detail"));
  }

  private static Column is(RegisterDefect kind) {
    return col("defect").equalTo(kind.code());
  }

  private static Column unless(Column wrong, String column, Column instead) {
    return when(wrong, instead).otherwise(col(column));
  }

  /** UTF-8 read as ISO 8859-1. */
  private static Column twiceEncoded(Column text) {
    return decode(encode(text, "UTF-8"), "ISO-8859-1");
  }

  private Column drawn(String stream, Column... part) {
    return Draw.keyed(
        col("person_key"),
        form.register() + stream,
        Stream.concat(Stream.of(col("record_number")), Stream.of(part)).toArray(Column[]::new));
  }
}
