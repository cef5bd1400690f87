package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.Symbols;

/**
 * Records made ready to be compared.
 *
 * @param values the rows without shares
 * @param rows {@code source_id, record_id}, the values {@code v0, v1} and so on of their fields,
 *     how common some of them are, {@code s0, s1} and so on, and {@link #IS_NEW}
 * @param fields names of the values, in order
 * @param shares how many shares there are
 * @param unit what texts are made of
 */
record ComparedRecords(
    Dataset<Row> values, Dataset<Row> rows, List<String> fields, int shares, Symbols.Unit unit) {

  /** Column that says whether pairs of the record with any other are wanted. */
  static final String IS_NEW = "is_new";

  /** What becomes of a value that was not there when values were counted. */
  enum Uncounted {
    /** The run ends. */
    REFUSED,
    /** It has the share of a value that was counted once; a field never counted ends the run. */
    SEEN_ONCE
  }

  /** Column of the value of a field. */
  static String value(int field) {
    return "v" + field;
  }

  /** Column of the share of the value of a field that is counted. */
  static String share(int counted) {
    return "s" + counted;
  }

  /** The name of a unit in tables and configurations. */
  static String name(Symbols.Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands for a value in {@link ValueShare}; null for null. */
  static Column key(Column value) {
    return when(value.isNotNull(), xxhash64(value));
  }

  /** Records with their values. */
  static Dataset<Row> parsed(Dataset<Row> records, List<String> fields, Symbols.Unit unit) {
    List<Column> columns = new ArrayList<>(List.of(col("source_id"), col("record_id")));
    for (int i = 0; i < fields.size(); i++) {
      columns.add(col("parsed").getField(value(i)).as(value(i)));
    }
    return records
        .select(
            col("source_id"),
            col("record_id"),
            FieldTexts.of(col("fields"), fields, unit).as("parsed"))
        .select(columns.toArray(Column[]::new));
  }

  /** Records with what the settings compare and adjust by. */
  static ComparedRecords of(
      Inputs in, LinkageModel settings, Symbols.Unit unit, Uncounted uncounted) {
    return of(in, settings, List.of(), settings.frequencyFields(), unit, uncounted);
  }

  /**
   * Records with their values and shares; a field that no record has is refused.
   *
   * @param moreRules rules that read fields, besides those of the model
   * @param counted names of the fields of which shares are wanted; all among those of the model
   * @param uncounted for values without a share
   */
  static ComparedRecords of(
      Inputs in,
      LinkageModel model,
      List<String> moreRules,
      List<String> counted,
      Symbols.Unit unit,
      Uncounted uncounted) {
    List<String> fields = model.fields(moreRules);
    Dataset<Row> records = in.table(LinkRecord.class);
    Dataset<Row> values =
        RecordChecks.passed(parsed(records, fields, unit), RecordChecks.fields(records, fields));
    Dataset<Row> rows = values;
    for (int i = 0; i < counted.size(); i++) {
      Column value = col(value(fields.indexOf(counted.get(i))));
      String share = share(i);
      Dataset<Row> ofField =
          in.table(ValueShare.class)
              .filter(col("field").equalTo(counted.get(i)).and(col("text").equalTo(name(unit))));
      Column lacking =
          raise_error(
              lit(
                  "value_share has not all values of "
                      + counted.get(i)
                      + " counted as "
                      + name(unit)
                      + ": run count-values with these settings"));
      boolean isOnce = uncounted == Uncounted.SEEN_ONCE;
      Column otherwise = lacking.cast("double");
      rows =
          (isOnce ? rows.crossJoin(broadcast(ofField.agg(once()))) : rows)
              .join(
                  ofField.select(col("value_key"), col("share").as(share)),
                  key(value).equalTo(col("value_key")),
                  "left")
              .withColumn(
                  share,
                  coalesce(
                      col(share),
                      when(
                          value.isNotNull(),
                          isOnce ? coalesce(col("once"), otherwise) : otherwise)))
              .drop("value_key", "once");
    }
    return new ComparedRecords(
        values, rows.withColumn(IS_NEW, lit(true)), fields, counted.size(), unit);
  }

  /** The same records, of which those of a table are not new. */
  ComparedRecords without(Dataset<Row> known) {
    Dataset<Row> marked =
        rows.drop(IS_NEW)
            .join(
                known.select(col("source_id"), col("record_id"), lit(true).as("is_known")),
                new String[] {"source_id", "record_id"},
                "left")
            .withColumn(IS_NEW, col("is_known").isNull())
            .drop("is_known");
    return new ComparedRecords(values, marked, fields, shares, unit);
  }

  /** What makes bytes of the rows. */
  RecordCodec codec() {
    return new RecordCodec(fields.size(), shares);
  }

  /** What compares the rows. */
  LazyComparer comparer(LinkageModel model, List<String> rules) {
    return new LazyComparer(model, fields, rules, unit);
  }

  /** The share of a value that was counted once; null where none was counted. */
  private static Column once() {
    return lit(1).divide(sum("records")).as("once");
  }
}
