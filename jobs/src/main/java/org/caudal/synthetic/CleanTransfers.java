package org.caudal.synthetic;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Months;

/**
 * The true transfers, typed, before any defect.
 *
 * <p>A transfer is keyed by sender, month and occasion, so that a longer span of months or more
 * senders add transfers and change none.
 */
final class CleanTransfers {
  private static final LocalDate OLDEST_BIRTH = LocalDate.of(1950, 1, 1);
  private static final int BIRTH_SPAN_DAYS = 50 * 365;
  private static final int OPENS_S = 9 * 3600; // 9 to 18 o'clock: one day in UTC and locally
  private static final int OPEN_FOR_S = 9 * 3600;

  private CleanTransfers() {}

  /** The transfers of so many senders in the months. */
  static Dataset<Row> of(Inputs inputs, Months months, int senders, long seed) {
    Dataset<Row> taken = taken(occasions(inputs, months, senders), seed);
    return priced(converted(chosen(drawn(taken, seed), seed), seed));
  }

  private static Dataset<Row> occasions(Inputs inputs, Months months, int senders) {
    long perSender = (long) LogParams.count(months) * Habits.OCCASIONS;
    Column monthIndex =
        col("id").mod(lit(perSender)).divide(lit(Habits.OCCASIONS)).cast("int"); // not negative
    return inputs
        .sequence(senders * perSender)
        .select(
            col("id")
                .minus(col("id").mod(lit(perSender)))
                .divide(perSender)
                .cast("long")
                .as("sender"),
            add_months(lit(months.firstDay()), monthIndex).as("month"),
            col("id").mod(lit(Habits.OCCASIONS)).cast("int").as("occasion"));
  }

  private static Dataset<Row> taken(Dataset<Row> occasions, long seed) {
    Column rate = Draw.at(col("activity"), Habits.ACTIVITY_RATES).cast("long");
    Column season = Draw.at(month(col("month")).minus(1), Habits.SEASON);
    return occasions
        .select(
            col("*"),
            Draw.millionths(seed, "activity", col("sender")).as("activity_draw"),
            transfer(seed, "occasion").cast("long").as("occasion_draw"))
        .withColumn("activity", Draw.classOf(col("activity_draw"), Habits.ACTIVITY_SHARES))
        .filter(col("occasion_draw").multiply(lit(1000L)).lt(rate.multiply(season)))
        .drop("activity", "activity_draw", "occasion_draw");
  }

  private static Dataset<Row> drawn(Dataset<Row> taken, long seed) {
    return taken.select(
        col("*"),
        Draw.millionths(seed, "corridor", col("sender")).as("corridor_draw"),
        Draw.millionths(seed, "sex", col("sender")).lt(Habits.WOMEN).as("is_woman"),
        habitual(seed, "amount", Habits.AMOUNT_HABIT).as("amount_draw"),
        habitual(seed, "service", Habits.SERVICE_HABIT).as("service_draw"),
        Draw.evenly(transfer(seed, "day"), dayofmonth(last_day(col("month")))).as("day_in_month"),
        Draw.evenly(transfer(seed, "time"), lit(OPEN_FOR_S)).plus(lit(OPENS_S)).as("second"),
        Draw.evenly(transfer(seed, "noise"), lit(Habits.NOISE_LEVELS)).as("noise"),
        when(transfer(seed, "receiver").lt(Habits.TO_FIRST_RECEIVER), lit(1))
            .otherwise(lit(2))
            .as("receiver"),
        Draw.evenly(Draw.millionths(seed, "birth", col("sender")), lit(BIRTH_SPAN_DAYS))
            .as("birth_day"));
  }

  private static Dataset<Row> chosen(Dataset<Row> drawn, long seed) {
    return drawn
        .withColumn(
            "corridor",
            Draw.classOf(col("corridor_draw"), Corridor.ALL.stream().map(Corridor::share).toList()))
        .select(
            col("*"),
            when(col("is_woman"), Draw.classOf(col("amount_draw"), Habits.AMOUNTS_OF_WOMEN))
                .otherwise(Draw.classOf(col("amount_draw"), Habits.AMOUNTS_OF_MEN))
                .as("amount"),
            service(col("service_draw")).as("service"),
            date_add(col("month"), col("day_in_month")).as("day"),
            date_add(lit(OLDEST_BIRTH), col("birth_day")).as("birth_date"),
            subdivision(seed, "sender-subdivision", Corridor::from).as("sender_subdivision"),
            subdivision(seed, "receiver-subdivision", Corridor::to).as("receiver_subdivision"));
  }

  private static Dataset<Row> converted(Dataset<Row> chosen, long seed) {
    Column businessDay = RatePath.businessDay(col("day"));
    return chosen
        .select(
            col("*"),
            corridor(c -> RatePath.indexOf(c.sent())).as("sent"),
            corridor(c -> RatePath.indexOf(c.paid())).as("paid"),
            businessDay.as("rate_day"))
        .select(
            col("*"),
            Draw.millionths(seed, "receiver-sex", col("sender"), col("receiver"))
                .lt(Habits.WOMEN_RECEIVING)
                .as("receiver_is_woman"),
            RatePath.unitsPerUsd(seed, col("sent"), col("rate_day")).as("sent_units"),
            RatePath.unitsPerUsd(seed, col("paid"), col("rate_day")).as("paid_units"));
  }

  private static Dataset<Row> priced(Dataset<Row> converted) {
    Column usd = Draw.at(col("amount"), Habits.AMOUNTS_USD).cast("decimal(6,0)");
    Column step = when(usd.gt(Service.STEP_ABOVE_USD), service(s -> s.fee().stepUsd()));
    Column feeUsd =
        service(s -> s.fee().flatUsd())
            .plus(step.otherwise(lit(BigDecimal.ZERO)))
            .plus(service(s -> s.fee().slopePct()).multiply(usd).divide(lit(100)));
    Column noise =
        lit(Habits.NOISE_FROM_PCT).plus(col("noise").multiply(lit(Habits.NOISE_STEP_PCT)));
    Column kept = // of the mid rate
        lit(BigDecimal.ONE)
            .minus(
                service(Service::marginPct)
                    .plus(corridor(Corridor::surchargePct))
                    .plus(noise)
                    .multiply(lit(new BigDecimal("0.01"))));
    return converted
        .select(
            col("*"),
            inMinorUnits(usd.multiply(col("sent_units")), "sent").as("amount_sent"),
            inMinorUnits(feeUsd.multiply(col("sent_units")), "sent").as("fee"),
            when(col("sent").equalTo(col("paid")), lit(BigDecimal.ONE))
                .otherwise(
                    round(
                        col("paid_units")
                            .divide(col("sent_units"))
                            .cast("decimal(24,14)")
                            .multiply(kept.cast("decimal(9,6)")),
                        10))
                .cast("decimal(24,10)")
                .as("applied_rate"))
        .select(
            col("*"),
            inMinorUnits(col("amount_sent").multiply(col("applied_rate")), "paid")
                .as("amount_paid_out"),
            concat(
                    lit("T"),
                    date_format(col("month"), "yyyyMM"),
                    lit("-"),
                    lpad(col("sender").cast("string"), 9, "0"),
                    lit("-"),
                    col("occasion").plus(1).cast("string"))
                .as("transfer_reference"));
  }

  private static Column transfer(long seed, String stream) {
    return Draw.millionths(seed, stream, col("sender"), col("month"), col("occasion"));
  }

  /** The sender's own draw as often as the habit says, else one of the transfer. */
  private static Column habitual(long seed, String stream, int habit) {
    return when(
            transfer(seed, stream + "-habit").lt(habit),
            Draw.millionths(seed, "usual-" + stream, col("sender")))
        .otherwise(transfer(seed, stream));
  }

  private static Column service(Column draw) {
    Column mix = corridor(c -> c.mix().name());
    return when(mix.equalTo(Mix.WIDE.name()), Draw.classOf(draw, Mix.WIDE.shares()))
        .when(mix.equalTo(Mix.NARROW.name()), Draw.classOf(draw, Mix.NARROW.shares()))
        .otherwise(Draw.classOf(draw, Mix.DOMINATED.shares()));
  }

  private static Column subdivision(
      long seed, String stream, Function<Corridor, Corridor.Country> end) {
    Column codes =
        Draw.at(
            col("corridor"),
            Corridor.ALL.stream().map(c -> literals(end.apply(c).subdivisions())).toList());
    Column one = Draw.evenly(Draw.millionths(seed, stream, col("sender")), size(codes));
    return when(
            Draw.millionths(seed, stream + "-known", col("sender")).geq(Habits.NO_SUBDIVISION),
            element_at(codes, one.plus(1)))
        .otherwise(lit(""));
  }

  private static Column literals(List<String> texts) {
    return array(texts.stream().map(functions::lit).toArray(Column[]::new));
  }

  private static Column corridor(Function<Corridor, ?> attribute) {
    return Draw.at(col("corridor"), Corridor.ALL.stream().map(attribute).toList());
  }

  private static Column service(Function<Service, ?> attribute) {
    return Draw.at(col("service"), Service.ALL.stream().map(attribute).toList());
  }

  /** Rounded to what the currency has coins for. */
  private static Column inMinorUnits(Column amount, String currency) {
    Column digits =
        Draw.at(
            col(currency),
            RatePath.CURRENCIES.stream().map(RatePath.Currency::minorUnits).toList());
    return when(digits.equalTo(0), round(amount, 0))
        .otherwise(round(amount, 2))
        .cast("decimal(18,2)");
  }
}
