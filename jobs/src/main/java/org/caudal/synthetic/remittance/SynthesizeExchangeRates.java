package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.weekday;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.synthetic.Draw;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates the mid rates under which the synthetic transfers were made, one CSV file a month.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link RateSheet} as extracts for load-exchange-rates.
 *
 * <p><b>Method.</b> Eleven currencies, a row each Monday to Friday from a week before the first
 * month to its last day. A rate is a level of the order of 2025, times a triangular swing of 1.5 %
 * with a period of 200 days, times a noise of at most 0.2 % from a keyed hash of seed, currency and
 * day; rounded half up to eight decimals. The US dollar has no row.
 *
 * <p><b>Known bias.</b> Paths are invented, without holidays, jumps or parallel markets.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-exchange-rates --conf conf/demo.yaml}
 */
public final class SynthesizeExchangeRates implements Job<SynthesizeExchangeRates.Params> {
  private static final int DAYS_BEFORE = 7; // a transfer on the first Sunday needs Friday's rate

  /** Span and seed of the rates. */
  public record Params(
      @Doc("As given to synthesize-transfers") Months months,
      @Doc("As given to synthesize-transfers") @Default("2025") long seed) {

    /** Refuses months without transfers. */
    public Params {
      LogParams.check(months);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-exchange-rates", Params.class)
        .summary("Generates the mid rates of the synthetic transfers")
        .exports(RateSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    LocalDate first = params.months().firstDay().minusDays(DAYS_BEFORE);
    long days = ChronoUnit.DAYS.between(first, params.months().lastDay()) + 1;
    int currencies = RatePath.CURRENCIES.size() - 1; // without the US dollar
    return inputs
        .sequence(days * currencies)
        .select(
            date_add(lit(first), col("id").divide(lit(currencies)).cast("int")).as("rate_date"),
            col("id").mod(lit(currencies)).plus(1).cast("int").as("index"))
        .filter(weekday(col("rate_date")).lt(5))
        .select(
            concat(lit("rates_"), date_format(col("rate_date"), "yyyy-MM"), lit(".csv"))
                .as("file_name"),
            col("rate_date"),
            Draw.at(
                    col("index"),
                    RatePath.CURRENCIES.stream().map(RatePath.Currency::code).toList())
                .as("currency"),
            RatePath.unitsPerUsd(params.seed(), col("index"), col("rate_date"))
                .as("units_per_usd"));
  }
}
