package org.caudal.synthetic;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    return priced(converted(chosen(taken(occasions(inputs, months, senders), seed), seed), seed));
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
            Draw.classOf(
                    Draw.millionths(seed, "corridor", col("sender")),
                    Corridor.ALL.stream().map(Corridor::share).toList())
                .as("corridor"),
            Draw.millionths(seed, "sex", col("sender")).lt(Habits.WOMEN).as("is_woman"),
            Draw.classOf(Draw.millionths(seed, "activity", col("sender")), Habits.ACTIVITY_SHARES)
                .as("activity"))
        .filter(
            transfer(seed, "occasion").cast("long").multiply(lit(1000L)).lt(rate.multiply(season)));
  }

  private static Dataset<Row> chosen(Dataset<Row> taken, long seed) {
    Column amount = habitual(seed, "amount", Habits.AMOUNT_HABIT);
    Column dayInMonth = Draw.evenly(transfer(seed, "day"), dayofmonth(last_day(col("month"))));
    return taken.select(
        col("*"),
        when(col("is_woman"), Draw.classOf(amount, Habits.AMOUNTS_OF_WOMEN))
            .otherwise(Draw.classOf(amount, Habits.AMOUNTS_OF_MEN))
            .as("amount"),
        service(habitual(seed, "service", Habits.SERVICE_HABIT)).as("service"),
        date_add(col("month"), dayInMonth).as("day"),
        Draw.evenly(transfer(seed, "time"), lit(OPEN_FOR_S)).plus(lit(OPENS_S)).as("second"),
        Draw.evenly(transfer(seed, "noise"), lit(Habits.NOISE_LEVELS)).as("noise"),
        transfer(seed, "receiver").lt(Habits.TO_FIRST_RECEIVER).as("to_first"),
        date_add(
                lit(OLDEST_BIRTH),
                Draw.evenly(Draw.millionths(seed, "birth", col("sender")), lit(BIRTH_SPAN_DAYS)))
            .as("birth_date"),
        subdivision(seed, "sender-subdivision", Corridor::from).as("sender_subdivision"),
        subdivision(seed, "receiver-subdivision", Corridor::to).as("receiver_subdivision"));
  }

  private static Dataset<Row> converted(Dataset<Row> chosen, long seed) {
    Column businessDay = RatePath.businessDay(col("day"));
    return chosen
        .select(
            col("*"),
            when(col("to_first"), lit(1)).otherwise(lit(2)).as("receiver"),
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
                .otherwise(round(col("paid_units").divide(col("sent_units")).multiply(kept), 10))
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
    Column code = null;
    Column draw = Draw.millionths(seed, stream, col("sender"));
    for (int i = 0; i < Corridor.ALL.size(); i++) {
      List<String> codes = end.apply(Corridor.ALL.get(i)).subdivisions();
      Column here = col("corridor").equalTo(i);
      Column drawn = Draw.at(Draw.evenly(draw, lit(codes.size())), codes);
      code = code == null ? when(here, drawn) : code.when(here, drawn);
    }
    return when(
            Draw.millionths(seed, stream + "-known", col("sender")).geq(Habits.NO_SUBDIVISION),
            code)
        .otherwise(lit(""));
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
