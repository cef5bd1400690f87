package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Decimals;

/** The days of each month that count for a country and, once, for all, with their wage. */
final class CountedMonths {
  /** Days of a month. */
  static final int DAYS = 30;

  private CountedMonths() {}

  /**
   * One row a person, country and month: {@code own} days, {@code all} days of the month, {@code
   * once} in one country of the month, the {@code wage} of the own days, and the first and last sex
   * and birth date that lines have.
   */
  static Dataset<Row> of(Dataset<Row> insured, DecidePensions.Params p) {
    WindowSpec month = Window.partitionBy("person_id", "month");
    Column elsewhere = sum("compulsory").over(month).minus(col("compulsory"));
    Column free = greatest(lit(0), lit(DAYS).minus(elsewhere));
    return sums(insured.filter(col("month").leq(lit(p.asOf()))), p)
        .withColumn("free", least(col("voluntary"), free))
        .withColumn("own", least(lit(DAYS), col("compulsory").plus(col("free"))))
        .withColumn("wage", wage())
        .withColumn("all", least(lit(DAYS), sum("own").over(month)))
        .withColumn("once", row_number().over(month.orderBy("country")).equalTo(1));
  }

  private static Dataset<Row> sums(Dataset<Row> insured, DecidePensions.Params p) {
    Column isVoluntary = col("kind").isin(p.voluntaryKinds().toArray());
    Column sex = when(col("sex").isin(1, 2), col("sex"));
    return insured
        .groupBy("person_id", "country", "month")
        .agg(
            sum(when(isVoluntary, 0).otherwise(col("days"))).as("compulsory"),
            sum(when(isVoluntary, col("days")).otherwise(0)).as("voluntary"),
            sum(when(not(isVoluntary), col("wage"))).as("compulsory_wage"),
            sum(when(isVoluntary, col("wage"))).as("voluntary_wage"),
            min(sex).as("sex_first"),
            max(sex).as("sex_last"),
            min("birth_date").as("born_first"),
            max("birth_date").as("born_last"));
  }

  /** Of voluntary days the part that stands for those that are left; null if none is known. */
  private static Column wage() {
    Column days = least(lit(DAYS), col("voluntary")); // two jobs, or the 31st, are one month
    Column part = Decimals.ratio(col("voluntary_wage").multiply(col("free")), days);
    Column voluntary = when(col("free").gt(0), Decimals.rounded(part, 18, 2));
    return coalesce(col("compulsory_wage").plus(voluntary), col("compulsory_wage"), voluntary)
        .cast("decimal(18,2)");
  }
}
