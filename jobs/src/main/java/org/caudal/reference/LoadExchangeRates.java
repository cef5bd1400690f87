package org.caudal.reference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.synthetic.remittance.RateSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads daily mid rates from a plain file with one day and currency a line.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code date}, {@code currency} and
 * {@code units_per_base}.
 *
 * <p><b>Writes</b> {@link ExchangeRate}.
 *
 * <p><b>Method.</b> Rates are kept as published, ten digits after the point, half up. A rate of 0,
 * which some banks write for a day without a rate, is rejected. Days are calendar days of the
 * publisher. Two files with the same publisher, pair and day are duplicates.
 *
 * <p><b>Known bias.</b> An official rate can be far from what people pay where a parallel market
 * exists; load the parallel rate as {@code rate-kind: parallel} beside it, as units of the currency
 * with that market for one of a base without.
 *
 * <p><b>Example.</b> {@code caudal run load-exchange-rates --conf conf/demo.yaml}
 */
public final class LoadExchangeRates implements Job<LoadExchangeRates.Params> {

  private static final Set<String> UNDISTURBED = Set.of("USD", "EUR");

  /** Parameters. */
  public record Params(
      @Doc("Files with the rates") Extract extract,
      @Doc("Who published the rates") @Example("central bank") String publisher,
      @Doc("Whether the rates are official or of a parallel market") @Default("official")
          RateKind rateKind,
      @Doc("Currency of the one unit, ISO 4217") @Default("USD") String baseCurrency)
      implements Loading {

    /** Refuses a base that is no currency. */
    public Params {
      if (!Codes.isCurrency(baseCurrency)) {
        throw new IllegalArgumentException(
            "base-currency must be an ISO 4217 code such as USD, was " + baseCurrency);
      }
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-exchange-rates", Params.class)
          .summary("Loads daily mid rates from a plain file with one day and currency a line.")
          .after(RateSheet.class)
          .loads(plan("", RateKind.OFFICIAL, "USD"));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.publisher(), p.rateKind(), p.baseCurrency()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(String publisher, RateKind kind, String base) {
    return rates(publisher, kind, base)
        .reject(
            "currency-known",
            "currency",
            Codes.isCurrency(col("currency")),
            "The currency is no ISO 4217 code.",
            "Use the three letters of ISO 4217.")
        .warn(
            "parallel-of-the-currency",
            "currency",
            lit(kind == RateKind.OFFICIAL || UNDISTURBED.contains(base)),
            "The base of a parallel rate is neither USD nor EUR: it must be one without a parallel market, or crosses of others would be taken through it.",
            "Turn the rate round: units of the currency with the parallel market for one of the base.")
        .build();
  }

  /** What every file of rates has in common. */
  static LoadPlan.Builder rates(String publisher, RateKind kind, String base) {
    return LoadPlan.into(ExchangeRate.class)
        .field(Field.date("date"))
        .field(Field.code("currency"))
        .field(Field.decimal("units_per_base", 24, 10))
        .derive("rate_date", col("date"))
        .derive("publisher", lit(publisher))
        .derive("rate_kind", lit(kind.code()))
        .derive("base_currency", lit(base))
        .reject(
            "rate-positive",
            "units_per_base",
            col("units_per_base").gt(0),
            "The rate is not above zero; some sources write 0 for a day without a rate.",
            "Nothing to do for a day without a rate; else mend the rate.");
  }
}
