package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.synthetic.Draw;

/**
 * The true transfers, typed, before any defect.
 *
 * <p>A transfer is keyed by sender, month and occasion, so that a longer span of months or more
 * people add transfers and change none.
 */
final class CleanTransfers {
  private static final int OPENS_S = 9 * 3600; // 9 to 18 o'clock: one day in UTC and locally
  private static final int OPEN_FOR_S = 9 * 3600;

  private CleanTransfers() {}

  /**
   * The transfers of the months.
   *
   * @param rateSeed seed of the exchange rates
   */
  static Dataset<Row> of(Inputs inputs, Months months, long rateSeed) {
    return priced(converted(chosen(drawn(taken(Senders.of(inputs, months)))), rateSeed));
  }

  private static Dataset<Row> taken(Dataset<Row> senders) {
    Column[] occasions =
        IntStream.range(0, Habits.OCCASIONS).mapToObj(functions::lit).toArray(Column[]::new);
    Column rate = Draw.at(col("activity"), Habits.ACTIVITY_RATES).cast("long");
    Column season = Draw.at(month(col("month")).minus(1), Habits.SEASON);
    return senders
        .withColumn(
            "activity",
            Draw.classOf(Draw.keyed(col("sender_key"), "activity"), Habits.ACTIVITY_SHARES))
        .withColumn("occasion", explode(array(occasions)))
        .filter(transfer("occasion").cast("long").multiply(lit(1000L)).lt(rate.multiply(season)))
        .drop("activity");
  }

  private static Dataset<Row> drawn(Dataset<Row> taken) {
    Column second = transfer("receiver").geq(Habits.TO_FIRST_RECEIVER);
    return taken.select(
        col("*"),
        habitual("amount", Habits.AMOUNT_HABIT).as("amount_draw"),
        habitual("service", Habits.SERVICE_HABIT).as("service_draw"),
        Draw.evenly(transfer("day"), dayofmonth(last_day(col("month")))).as("day_in_month"),
        Draw.evenly(transfer("time"), lit(OPEN_FOR_S)).plus(lit(OPENS_S)).as("second"),
        Draw.evenly(transfer("noise"), lit(Habits.NOISE_LEVELS)).as("noise"),
        when(second, lit(2)).otherwise(lit(1)).as("receiver"),
        try_element_at( // null where the receivers are outside the synthetic world
                col("receivers"),
                when(second, least(lit(2), greatest(size(col("receivers")), lit(1))))
                    .otherwise(lit(1)))
            .as("known_receiver"));
  }

  private static Dataset<Row> chosen(Dataset<Row> drawn) {
    return drawn.select(
        col("*"),
        when(col("is_woman"), Draw.classOf(col("amount_draw"), Habits.AMOUNTS_OF_WOMEN))
            .otherwise(Draw.classOf(col("amount_draw"), Habits.AMOUNTS_OF_MEN))
            .as("amount"),
        service(col("service_draw")).as("service"),
        date_add(col("month"), col("day_in_month")).as("day"),
        subdivision("sender-subdivision", Corridor::from, col("sender_town"))
            .as("sender_subdivision"),
        subdivision("receiver-subdivision", Corridor::to, col("known_receiver.town"))
            .as("receiver_subdivision"),
        coalesce(
                col("known_receiver.is_woman"),
                Draw.keyed(col("sender_key"), "receiver-sex", col("receiver"))
                    .lt(Habits.WOMEN_RECEIVING))
            .as("receiver_is_woman"),
        coalesce(
                concat(lit("R"), nineDigits(col("known_receiver.person_id"))),
                concat(
                    lit("R"), nineDigits(col("sender")), lit("-"), col("receiver").cast("string")))
            .as("receiver_id"));
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
            round(
                    col("paid_units")
                        .divide(col("sent_units"))
                        .cast("decimal(24,14)")
                        .multiply(kept.cast("decimal(9,6)")),
                    10)
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

  private static Column transfer(String stream) {
    return Draw.keyed(col("sender_key"), stream, col("month"), col("occasion"));
  }

  /** The sender's own draw as often as the habit says, else one of the transfer. */
  private static Column habitual(String stream, int habit) {
    return when(
            transfer(stream + "-habit").lt(habit), Draw.keyed(col("sender_key"), "usual-" + stream))
        .otherwise(transfer(stream));
  }

  private static Column service(Column draw) {
    Column mix = corridor(c -> c.mix().name());
    return when(mix.equalTo(Mix.WIDE.name()), Draw.classOf(draw, Mix.WIDE.shares()))
        .when(mix.equalTo(Mix.NARROW.name()), Draw.classOf(draw, Mix.NARROW.shares()))
        .otherwise(Draw.classOf(draw, Mix.DOMINATED.shares()));
  }

  /** Province of the town where it is known, else one of the country's subdivisions. */
  private static Column subdivision(
      String stream, Function<Corridor, Corridor.Country> end, Column town) {
    Column codes =
        Draw.at(
            col("corridor"),
            Corridor.ALL.stream().map(c -> literals(end.apply(c).subdivisions())).toList());
    Column one = Draw.evenly(Draw.keyed(col("sender_key"), stream), size(codes));
    Column ofTown = concat(substring(town, 1, 2), lit("-"), substring(town, 3, 2));
    return when(
            Draw.keyed(col("sender_key"), stream + "-known").geq(Habits.NO_SUBDIVISION),
            coalesce(ofTown, element_at(codes, one.plus(1))))
        .otherwise(lit(""));
  }

  private static Column nineDigits(Column number) {
    return lpad(number.cast("string"), 9, "0");
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
