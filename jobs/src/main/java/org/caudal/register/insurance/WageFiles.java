package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Guards;

/** Files whose wages are of another unit than those of others, such as cents. */
final class WageFiles {
  private static final int LEAST = 10; // wages of which the median says anything

  private WageFiles() {}

  /**
   * The months; the run ends where of one country with a law, and one month until the day, the
   * median wage a day of a file is more than {@code most-wage-ratio} times that of another. Months
   * of different years may differ by any factor.
   */
  static Dataset<Row> alike(Dataset<Row> insured, DecidePensions.Params p) {
    Object[] countries = p.laws().stream().map(PensionLaw::country).toArray();
    Column file = struct("median", "source_file");
    Dataset<Row> told =
        insured
            .filter(
                col("wage")
                    .gt(0)
                    .and(col("country").isin(countries))
                    .and(col("month").leq(lit(p.asOf()))))
            .groupBy("country", "month", "source_file")
            .agg(count(lit(1)).as("wages"), median(col("wage").divide(col("days"))).as("median"))
            .filter(col("wages").geq(LEAST))
            .groupBy("country", "month")
            .agg(max(file).as("high"), min(file).as("low"))
            .withColumn("times", col("high.median").divide(col("low.median")))
            .agg(max(struct("times", "country", "month", "high", "low")).as("widest"));
    Column message =
        concat(
            lit("insured_month has for "),
            col("widest.country"),
            lit(" in "),
            date_format(col("widest.month"), "yyyy-MM"),
            lit(" a median wage a day of "),
            wage("high"),
            lit(" and of "),
            wage("low"),
            lit(", more than most-wage-ratio times as much: one of the two files may be in cents"),
            lit(" or of another currency; mend it at the source and load it again, or set"),
            lit(" most-wage-ratio of decide-pensions higher if wages do differ so"));
    Column isFine = coalesce(col("widest.times").leq(lit(p.mostWageRatio())), lit(true));
    return Guards.required(insured, told, isFine, message, lit(true));
  }

  private static Column wage(String end) {
    Column text = col("widest." + end + ".median").cast("decimal(18,2)").cast("string");
    return concat(text, lit(" in "), col("widest." + end + ".source_file"));
  }
}
