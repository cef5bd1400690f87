package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Months;
import org.caudal.synthetic.Draw;

/**
 * The lines of the log: the true transfers as texts, with the defects planted.
 *
 * <p>The columns are those of {@link TransferLog} and {@code defect}, the code of a {@link
 * DefectKind} or an empty text.
 */
final class LogLines {
  /** Code of the defect of a line; empty for a good one. */
  static final String DEFECT = "defect";

  private static final String NONE = "";

  private LogLines() {}

  /** The lines that the true transfers leave in the log. */
  static Dataset<Row> of(Dataset<Row> transfers, Months months, DefectShares shares) {
    return numbered(spoilt(written(copied(transfers, months, shares))));
  }

  /** One row a line: the transfer, and for most defects a second line after it. */
  private static Dataset<Row> copied(Dataset<Row> transfers, Months months, DefectShares shares) {
    Column drawn =
        Draw.at(
            Draw.classOf(col("defect_draw"), millionths(shares)),
            Stream.concat(Stream.of(DefectKind.values()).map(DefectKind::code), Stream.of(NONE))
                .toList());
    Column impossible =
        is(DefectKind.LATE_DUPLICATE, "met")
            .and(col("month").equalTo(lit(months.last().atDay(1))))
            .or(
                isAny(
                        Set.of(DefectKind.PLACEHOLDER_RATE, DefectKind.INVERTED_RATE)::contains,
                        "met")
                    .and(corridor(Corridor::isNearParity)));
    Column second = isAny(kind -> !kind.inTrueLine(), "met");
    return transfers
        .withColumn(
            "defect_draw", Draw.keyed(col("sender_key"), DEFECT, col("month"), col("occasion")))
        .withColumn("met", drawn)
        .withColumn("met", when(impossible, lit(NONE)).otherwise(col("met")))
        .withColumn("copy", explode(when(second, array(lit(0), lit(1))).otherwise(array(lit(0)))))
        .withColumn( // of two lines of a transfer the earlier is wrong, of a broken pair the later
            DEFECT,
            when(isAny(DefectKind::isDuplicate, "met").and(col("copy").equalTo(1)), lit(NONE))
                .when(isAny(DefectKind::isBroken, "met").and(col("copy").equalTo(0)), lit(NONE))
                .otherwise(col("met")));
  }

  private static Dataset<Row> written(Dataset<Row> copies) {
    Column fileMonth =
        when(
                is(DefectKind.LATE_DUPLICATE, "met").and(col("copy").equalTo(1)),
                add_months(col("month"), 1))
            .otherwise(col("month"));
    Column provider = service(Service::provider);
    Column sender = lpad(col("sender").cast("string"), 9, "0");
    return copies.select(
        col(DEFECT),
        col("copy"),
        col("day"),
        col("second"),
        concat(
                lit("transfers_"),
                date_format(fileMonth, "yyyy-MM"),
                lit("_"),
                provider,
                lit(".csv"))
            .as("file_name"),
        provider.as("provider_id"),
        service(Service::providerType).as("provider_type"),
        col("transfer_reference"),
        concat(lit("S"), sender).as("sender_id"),
        col("receiver_id"),
        corridor(c -> c.from().code()).as("sender_country"),
        col("sender_subdivision"),
        corridor(c -> c.to().code()).as("receiver_country"),
        col("receiver_subdivision"),
        sex("is_woman").as("sender_sex"),
        sex("receiver_is_woman").as("receiver_sex"),
        col("birth_date").cast("string").as("sender_birth_date"),
        service(Service::funding).as("funding_instrument"),
        service(Service::payout).as("payout_instrument"),
        money("amount_sent", "sent").as("amount_sent"),
        currency("sent").as("sent_currency"),
        money("fee", "sent").as("fee"),
        money("amount_paid_out", "paid").as("amount_paid_out"),
        currency("paid").as("payout_currency"),
        col("applied_rate"),
        timeOfDay().as("time_of_day"));
  }

  private static Dataset<Row> spoilt(Dataset<Row> written) {
    Column day =
        when(
                is(DefectKind.IMPOSSIBLE_DAY, DEFECT),
                concat(date_format(col("day"), "yyyy"), lit("-02-30")))
            .when(is(DefectKind.ANCIENT_DAY, DEFECT), lit("1900-01-01"))
            .when(is(DefectKind.FUTURE_DAY, DEFECT), lit("2099-01-01"))
            .otherwise(col("day").cast("string"));
    Column rate =
        when(
                is(DefectKind.INVERTED_RATE, DEFECT),
                round(lit(BigDecimal.ONE).cast("decimal(24,10)").divide(col("applied_rate")), 10))
            .when(is(DefectKind.PLACEHOLDER_RATE, DEFECT), lit(BigDecimal.ONE))
            .when(
                is(DefectKind.WILD_RATE, DEFECT),
                col("applied_rate").multiply(lit(new BigDecimal("1.5"))))
            .otherwise(col("applied_rate"));
    Column amount =
        when(is(DefectKind.NEGATIVE_AMOUNT, DEFECT), concat(lit("-"), col("amount_sent")))
            .when(is(DefectKind.MISSING_AMOUNT, DEFECT), lit(""))
            .when(is(DefectKind.DECIMAL_COMMA, DEFECT), withDecimalComma())
            .otherwise(col("amount_sent"));
    Column fee =
        when(
                is(DefectKind.CONFLICTING_DUPLICATE, DEFECT),
                col("fee").cast("decimal(18,2)").plus(lit(1)).cast("string"))
            .otherwise(col("fee"));
    Column birth =
        unless(
            DefectKind.BORN_LATER, "sender_birth_date", add_months(col("day"), 12).cast("string"));
    Column reference = // a broken record is one of its own and shares no key with a true transfer
        when(isAny(DefectKind::isBroken, DEFECT), concat(col("transfer_reference"), lit("-X")))
            .otherwise(col("transfer_reference"));
    return written.withColumns(
        Map.of(
            "executed_at",
            concat(day, col("time_of_day")),
            "applied_rate",
            rate.cast("decimal(24,10)").cast("string"),
            "fee",
            fee,
            "amount_sent",
            amount,
            "receiver_country",
            unless(DefectKind.UNKNOWN_COUNTRY, "receiver_country", lit("ZZZ")),
            "sender_country",
            unless(DefectKind.MISSING_COUNTRY, "sender_country", lit("")),
            "sender_birth_date",
            birth,
            "transfer_reference",
            reference));
  }

  private static Dataset<Row> numbered(Dataset<Row> lines) {
    return lines.withColumn(
        "line_number",
        row_number()
            .over(
                Window.partitionBy("file_name")
                    .orderBy("day", "second", "transfer_reference", "copy"))
            .plus(1)
            .cast("long"));
  }

  /** Shares of the kinds in declaration order; the rest of the transfers meet none. */
  private static List<Integer> millionths(DefectShares shares) {
    List<Integer> all = new ArrayList<>();
    for (BigDecimal share :
        List.of(
            shares.exactDuplicates(),
            shares.lateDuplicates(),
            shares.conflictingDuplicates(),
            shares.invertedRates(),
            shares.placeholderRates(),
            shares.wildRates(),
            shares.lateBirths())) {
      all.add(share.scaleByPowerOfTen(6).intValue());
    }
    int broken = DefectKind.broken().size();
    for (int i = 0; i < broken; i++) {
      all.add(shares.brokenRecords().scaleByPowerOfTen(6).intValue() / broken);
    }
    all.add(Draw.ONE - all.stream().mapToInt(Integer::intValue).sum());
    return all;
  }

  private static Column is(DefectKind kind, String column) {
    return col(column).equalTo(kind.code());
  }

  private static Column isAny(Predicate<DefectKind> kinds, String column) {
    return col(column)
        .isin(Stream.of(DefectKind.values()).filter(kinds).map(DefectKind::code).toArray());
  }

  private static Column unless(DefectKind kind, String column, Column spoilt) {
    return when(is(kind, DEFECT), spoilt).otherwise(col(column));
  }

  /** With a comma even where the currency has no minor unit. */
  private static Column withDecimalComma() {
    return replace(col("amount_sent").cast("decimal(18,2)").cast("string"), lit("."), lit(","));
  }

  private static Column timeOfDay() {
    Column hours = floor(col("second").divide(lit(3600)));
    Column minutes = floor(col("second").mod(lit(3600)).divide(lit(60)));
    Column seconds = col("second").mod(lit(60));
    return concat(
        lit("T"),
        twoDigits(hours),
        lit(":"),
        twoDigits(minutes),
        lit(":"),
        twoDigits(seconds),
        corridor(c -> c.from().offset()));
  }

  private static Column twoDigits(Column number) {
    return lpad(number.cast("string"), 2, "0");
  }

  private static Column sex(String isWoman) {
    return when(col(isWoman), lit("2")).otherwise(lit("1"));
  }

  private static Column money(String amount, String currency) {
    Column digits =
        Draw.at(
            col(currency),
            RatePath.CURRENCIES.stream().map(RatePath.Currency::minorUnits).toList());
    return when(digits.equalTo(0), col(amount).cast("decimal(18,0)").cast("string"))
        .otherwise(col(amount).cast("string"));
  }

  private static Column currency(String index) {
    return Draw.at(col(index), RatePath.CURRENCIES.stream().map(RatePath.Currency::code).toList());
  }

  private static Column corridor(Function<Corridor, ?> attribute) {
    return Draw.at(col("corridor"), Corridor.ALL.stream().map(attribute).toList());
  }

  private static Column service(Function<Service, ?> attribute) {
    return Draw.at(col("service"), Service.ALL.stream().map(attribute).toList());
  }
}
