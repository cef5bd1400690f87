package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Decimals;

/**
 * Mid rates between any two currencies on any day, as cross rates through a common base.
 *
 * <p>A published rate holds for its day and, until the next one, for later days that are at most so
 * many business days (Monday to Friday) away. Units of b for one of a = units of b for one of the
 * base / units of a for one of the base, ten digits, half up: a rate of 0.00004 keeps six of them,
 * and one that rounds to 0 is not known. Of several publishers of a day the preferred one is taken,
 * then the first by name. Where several bases would do, the one with the fresher older rate is
 * taken, on a weekend too, when no rate ages in business days, then that of the publisher who is
 * preferred, of two rates the one who is less so, then the first by name.
 *
 * <p>Of official rates no parallel one is taken. Where parallel rates are asked for, a currency has
 * them alone in each base in which it has any, and in other bases official ones; a base in which
 * more of the two rates are parallel goes before all others.
 */
public final class MidRates {
  private static final LocalDate A_MONDAY = LocalDate.of(1970, 1, 5);
  private static final int DAYS_OF_A_WEEK = 7;
  private static final int BUSINESS_DAYS_OF_A_WEEK = 5;

  private final Dataset<Row> daily;

  private MidRates(Dataset<Row> daily) {
    this.daily = daily;
  }

  /** Rates of one kind, each spread over the days it holds for. */
  public static MidRates of(
      Dataset<Row> rates, RateKind kind, List<String> publishers, int maxAgeBusinessDays) {
    Column preference = lit(publishers.size());
    for (int i = publishers.size() - 1; i >= 0; i--) {
      preference = when(col("publisher").equalTo(publishers.get(i)), i).otherwise(preference);
    }
    Dataset<Row> chosen =
        ofKind(rates, kind)
            .withColumn("preference", preference)
            .withColumn(
                "choice",
                row_number()
                    .over(
                        Window.partitionBy("base_currency", "currency", "rate_date")
                            .orderBy("preference", "publisher")))
            .filter(col("choice").equalTo(1))
            .select(
                "base_currency",
                "currency",
                "rate_date",
                "units_per_base",
                "preference",
                "parallels");
    return new MidRates(spread(withBases(chosen), maxAgeBusinessDays));
  }

  /** Rates of the kind, with 1 in {@code parallels} where they are parallel, else 0. */
  private static Dataset<Row> ofKind(Dataset<Row> rates, RateKind kind) {
    Column parallels = when(col("rate_kind").equalTo(RateKind.PARALLEL.code()), 1).otherwise(0);
    Column wanted =
        switch (kind) {
          case OFFICIAL -> lit(0);
          case PARALLEL -> max("parallels").over(Window.partitionBy("base_currency", "currency"));
        };
    return rates
        .withColumn("parallels", parallels)
        .withColumn("wanted", wanted)
        .filter(col("parallels").equalTo(col("wanted")));
  }

  /**
   * Adds the mid rate between two columns of currencies on {@code execution_date}; null when none
   * is known.
   */
  public Dataset<Row> join(
      Dataset<Row> rows, String from, String to, String rateColumn, String ageColumn) {
    Dataset<Row> pairs =
        rows.select(
                col("execution_date").as("day"),
                col(from).as("from_currency"),
                col(to).as("to_currency"))
            .distinct();
    Dataset<Row> crossed =
        pairs
            .filter(col("from_currency").notEqual(col("to_currency")))
            .join(side("from"), new String[] {"day", "from_currency"})
            .join(side("to"), new String[] {"day", "to_currency", "base"})
            .withColumn("age", greatest(col("from_age"), col("to_age")))
            .withColumn(
                "choice",
                row_number()
                    .over(
                        Window.partitionBy("day", "from_currency", "to_currency")
                            .orderBy(
                                col("from_parallels").plus(col("to_parallels")).desc(),
                                greatest(col("from_days"), col("to_days")),
                                greatest(col("from_preference"), col("to_preference")),
                                col("base"))))
            .filter(col("choice").equalTo(1))
            .withColumn(
                "rate",
                nullif(
                    Decimals.fitted(
                        Decimals.ratioOfRates(col("to_units"), col("from_units")), 24, 10),
                    lit(BigDecimal.ZERO)));
    Dataset<Row> known =
        crossed.select(
            col("day").as("execution_date"),
            col("from_currency").as(from),
            col("to_currency").as(to),
            col("rate").as("crossed_rate"),
            col("age").as("crossed_age"));
    Column same = col(from).equalTo(col(to));
    return rows.join(known, new String[] {"execution_date", from, to}, "left")
        .withColumn(
            rateColumn, when(same, lit(1).cast("decimal(24,10)")).otherwise(col("crossed_rate")))
        .withColumn(ageColumn, when(same, 0).otherwise(col("crossed_age")))
        .drop("crossed_rate", "crossed_age");
  }

  private Dataset<Row> side(String name) {
    return daily.select(
        col("day"),
        col("base_currency").as("base"),
        col("currency").as(name + "_currency"),
        col("units_per_base").as(name + "_units"),
        col("preference").as(name + "_preference"),
        col("parallels").as(name + "_parallels"),
        col("days").as(name + "_days"),
        col("age").as(name + "_age"));
  }

  /** One unit of a base is one unit of itself, on every day it has a rate for. */
  private static Dataset<Row> withBases(Dataset<Row> rates) {
    return rates
        .filter(col("currency").notEqual(col("base_currency")))
        .unionByName(
            rates
                .select("base_currency", "rate_date")
                .distinct()
                .withColumn("currency", col("base_currency"))
                .withColumn("units_per_base", lit(1).cast("decimal(24,10)"))
                .withColumn("preference", lit(0))
                .withColumn("parallels", lit(0)));
  }

  private static Dataset<Row> spread(Dataset<Row> rates, int maxAge) {
    int longest = (maxAge / BUSINESS_DAYS_OF_A_WEEK + 1) * DAYS_OF_A_WEEK + maxAge;
    Column next =
        lead("rate_date", 1)
            .over(Window.partitionBy("base_currency", "currency").orderBy("rate_date"));
    Column last =
        coalesce(
            least(date_add(next, -1), date_add(col("rate_date"), longest)),
            date_add(col("rate_date"), longest));
    return rates
        .withColumn("last_day", last)
        .withColumn("day", explode(sequence(col("rate_date"), col("last_day"))))
        .withColumn("days", datediff(col("day"), col("rate_date")))
        .withColumn(
            "age",
            businessDaysUntil(col("day")).minus(businessDaysUntil(col("rate_date"))).cast("int"))
        .filter(col("age").leq(maxAge))
        .drop("last_day", "rate_date");
  }

  /** Business days from a fixed Monday to the day, both included. */
  private static Column businessDaysUntil(Column day) {
    Column days = datediff(day, lit(A_MONDAY));
    Column ofWeek = pmod(days, lit(DAYS_OF_A_WEEK));
    return days.minus(ofWeek)
        .divide(DAYS_OF_A_WEEK)
        .multiply(BUSINESS_DAYS_OF_A_WEEK)
        .plus(least(ofWeek.plus(1), lit(BUSINESS_DAYS_OF_A_WEEK)));
  }
}
