package org.caudal.phone.flow;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Periods;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.event.Spans;
import org.caudal.reference.MobileCountries;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Counts visitors with SIM cards from abroad: their stays and nights, by country and month.
 *
 * <p><b>Reads</b> {@link DeviceDay} of inbound devices. <b>Writes</b> {@link VisitorCount}.
 *
 * <p><b>Method.</b> Days of a device in the networks of an operator belong to one stay as long as
 * they are at most {@code longest-gap} days apart. Its nights are the days from the first to the
 * last; a stay without a night is a visit of a day (UN IRTS 2008, 2.13). A stay counts in the month
 * and year of its last day, once the operator has records of so many days later, or more; its
 * nights count in the month in which each begins. From {@code longest-stay} nights on a stay is no
 * visit: it is not counted, nor are its further nights. Devices are counted first; estimates are
 * the counts times the two factors of the country, each the default where the country has none.
 * multimno 1.0 compares months without the year, and takes the first factor in place of the second
 * where a country has none.
 *
 * <p><b>Known bias.</b> Who uses a local SIM card or only wireless networks is missing; foreign SIM
 * cards of residents are in. First and last days without an event shorten stays. Networks of
 * several operators count a visitor in each. Machines with foreign SIM cards are visitors.
 *
 * <p><b>Example.</b> {@code caudal run count-visitors --month 2025-06 --conf conf/phone.yaml}
 */
public final class CountVisitors implements Job<CountVisitors.Params> {
  private static final String[] CELL = {"month", "operator_id", "country"};

  /** Parameters. */
  public record Params(
      @Doc("Months to count; all by default") @Nullable Months months,
      @Doc("Most days between two days of a stay, 1 to 30") @Default("3") int longestGap,
      @Doc("Nights from which a stay is no visit, 2 to 366") @Default("365") int longestStay,
      @Doc("Persons a device by country of the SIM, ISO 3166-1 alpha-3 such as USA") @Default("{}")
          Map<String, BigDecimal> deduplicationFactors,
      @Doc("Persons a device of other countries") @Default("1") BigDecimal deduplicationFactor,
      @Doc("Visitors a visitor seen by the operator, by country") @Default("{}")
          Map<String, BigDecimal> populationFactors,
      @Doc("Visitors a visitor seen by the operator, of other countries") @Default("1")
          BigDecimal populationFactor)
      implements Monthly {

    /** Refuses factors that are none. */
    public Params {
      deduplicationFactors = Map.copyOf(deduplicationFactors);
      populationFactors = Map.copyOf(populationFactors);
      if (longestGap < 1 || longestGap > 30 || longestStay < 2 || longestStay > 366) {
        throw new IllegalArgumentException(
            "longest-gap must be 1 to 30 and longest-stay 2 to 366, were "
                + longestGap
                + " and "
                + longestStay);
      }
      Stream.of(deduplicationFactors, populationFactors)
          .flatMap(factors -> factors.entrySet().stream())
          .forEach(factor -> requireFactor(factor.getKey(), factor.getValue()));
      requireCountries("deduplication-factors", deduplicationFactors);
      requireCountries("population-factors", populationFactors);
      requireFactor("other countries", deduplicationFactor);
      requireFactor("other countries", populationFactor);
    }

    private static void requireCountries(String parameter, Map<String, BigDecimal> factors) {
      Set<String> others = new TreeSet<>(factors.keySet());
      others.removeAll(MobileCountries.all().values());
      if (!others.isEmpty()) {
        throw new IllegalArgumentException(
            parameter
                + " must be by ISO 3166-1 alpha-3 codes, such as USA, of countries with a mobile"
                + " country code; no such codes are "
                + String.join(", ", others));
      }
    }

    private static void requireFactor(String country, BigDecimal factor) {
      if (factor.signum() <= 0) {
        throw new IllegalArgumentException(
            "the factor of " + country + " must be above 0, was " + factor);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-visitors", Params.class)
        .summary("Counts visitors with SIM cards from abroad, their stays and nights.")
        .reads(DeviceDay.class)
        .writesMonths(VisitorCount.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> days = in.table(DeviceDay.class);
    Dataset<Row> last =
        Spans.since(days, p.months()).groupBy("operator_id").agg(max("event_date").as("last_day"));
    Dataset<Row> stays = stays(Spans.within(days, read(p)), last, p);
    Dataset<Row> counted =
        ended(stays, p)
            .unionByName(spent(stays, p))
            .groupBy(CELL[0], CELL[1], CELL[2])
            .agg(
                count_distinct(col("device_id")).as("devices"),
                sum("stays").as("stays"),
                sum("day_visits").as("day_visits"),
                sum("nights").as("nights"),
                sum("stay_nights").as("stay_nights"));
    Column factors = col("deduplication_factor").multiply(col("population_factor"));
    return asked(counted, p)
        .withColumn(
            "deduplication_factor", factor(p.deduplicationFactors(), p.deduplicationFactor()))
        .withColumn("population_factor", factor(p.populationFactors(), p.populationFactor()))
        .withColumn("stays_estimate", col("stays").multiply(factors))
        .withColumn("nights_estimate", col("nights").multiply(factors));
  }

  /** The days asked for, as many before as a stay can last, and those after which it is over. */
  private static @Nullable Days read(Params p) {
    Months asked = p.months();
    return asked == null
        ? null
        : new Days(
            asked.firstDay().minusDays(p.longestStay() + p.longestGap()),
            asked.lastDay().plusDays(p.longestGap()));
  }

  private static Dataset<Row> asked(Dataset<Row> counted, Params p) {
    return Periods.within(counted, "month", p.months());
  }

  /** One row a stay, with its first and last day and whether it is over. */
  private static Dataset<Row> stays(Dataset<Row> days, Dataset<Row> last, Params p) {
    WindowSpec inTime = Window.partitionBy("operator_id", "device_id").orderBy("event_date");
    Column isNew =
        coalesce(
            datediff(col("event_date"), lag("event_date", 1).over(inTime)).gt(p.longestGap()),
            lit(true));
    return days.filter(col("domain").equalTo("inbound"))
        .groupBy("operator_id", "device_id", "event_date")
        .agg(min("mcc").as("mcc"))
        .withColumn("is_new", isNew.cast("int"))
        .withColumn("stay", sum("is_new").over(inTime))
        .groupBy("operator_id", "device_id", "stay")
        .agg(min("mcc").as("mcc"), min("event_date").as("from_day"), max("event_date").as("to_day"))
        .join(broadcast(last), "operator_id")
        .withColumn("is_over", datediff(col("last_day"), col("to_day")).geq(p.longestGap()))
        .withColumn("stay_nights", datediff(col("to_day"), col("from_day")).cast("long"))
        .withColumn("country", coalesce(MobileCountries.of(col("mcc")), lit("")));
  }

  /** Stays that are over, in the month of their last day. */
  private static Dataset<Row> ended(Dataset<Row> stays, Params p) {
    return stays
        .filter(col("is_over").and(col("stay_nights").lt(p.longestStay())))
        .select(
            expr("trunc(to_day, 'month') AS month"),
            col("operator_id"),
            col("country"),
            col("device_id"),
            when(col("stay_nights").gt(0), 1L).otherwise(0L).as("stays"),
            when(col("stay_nights").equalTo(0), 1L).otherwise(0L).as("day_visits"),
            lit(0L).as("nights"),
            col("stay_nights"));
  }

  /** Nights, each in the month in which it begins. */
  private static Dataset<Row> spent(Dataset<Row> stays, Params p) {
    return stays
        .filter(col("stay_nights").gt(0))
        .withColumn("night", explode(expr("sequence(from_day, date_sub(to_day, 1))")))
        .filter(datediff(col("night"), col("from_day")).lt(p.longestStay()))
        .select(
            expr("trunc(night, 'month') AS month"),
            col("operator_id"),
            col("country"),
            col("device_id"),
            lit(0L).as("stays"),
            lit(0L).as("day_visits"),
            lit(1L).as("nights"),
            lit(0L).as("stay_nights"));
  }

  private static Column factor(Map<String, BigDecimal> byCountry, BigDecimal other) {
    Column[] pairs =
        new TreeMap<>(byCountry)
            .entrySet().stream()
                .flatMap(
                    entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue().doubleValue())))
                .toArray(Column[]::new);
    return pairs.length == 0
        ? lit(other.doubleValue())
        : coalesce(try_element_at(map(pairs), col("country")), lit(other.doubleValue()));
  }
}
