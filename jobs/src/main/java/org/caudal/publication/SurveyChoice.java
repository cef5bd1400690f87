package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which of several surveys is published: the latest one may be of a mistyped day. */
final class SurveyChoice {
  /** One in so many persons of the survey before is few. */
  private static final int FEW = 10;

  private SurveyChoice() {}

  /**
   * Warnings where the source of the published survey has others, and where that survey has fewer
   * than a tenth of the persons of the one before.
   *
   * @param stocks of the surveys that may be meant
   */
  static Dataset<Row> warnings(Dataset<Row> stocks, String section) {
    Column survey = struct("reference_date", "source_id", "sampled");
    Column day = col("published.reference_date");
    Column source = col("published.source_id");
    Column others =
        transform(
            filter(
                col("surveys"),
                other ->
                    other
                        .getField("source_id")
                        .equalTo(source)
                        .and(other.getField("reference_date").notEqual(day))),
            other -> other.getField("reference_date").cast("string"));
    Column before = array_max(filter(col("surveys"), other -> other.lt(col("published"))));
    Column several =
        when(
            size(col("others")).gt(0),
            concat(
                lit("several-surveys-of-one-source (" + section + ": of "),
                source,
                lit(" that of "),
                day,
                lit(" is published, not that of "),
                array_join(col("others"), ", "),
                lit(")")));
    Column few =
        when(
            col("published.sampled").multiply(FEW).lt(col("before.sampled")),
            concat(
                lit("survey-of-few-published (" + section + ": "),
                source,
                lit(" of "),
                day,
                lit(" asked fewer than a tenth of the persons of "),
                col("before.source_id"),
                lit(" of "),
                col("before.reference_date"),
                lit(
                    ", the one before: look at its reference_date, or name another source under "
                        + section
                        + ".source-id)")));
    return stocks
        .groupBy("source_id", "reference_date")
        .agg(max("sampled").as("sampled"), max("interval_high").as("interval_high"))
        .agg(
            max(when(col("interval_high").isNotNull(), survey)).as("published"),
            array_sort(collect_list(survey)).as("surveys"))
        .filter(col("published").isNotNull())
        .withColumn("others", others)
        .withColumn("before", before)
        .select(explode(array_compact(array(several, few))).as("warning"));
  }
}
