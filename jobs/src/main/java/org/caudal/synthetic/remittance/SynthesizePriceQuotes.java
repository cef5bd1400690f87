package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.table.Doc;

/**
 * Generates a price survey of the synthetic services, one CSV file a quarter.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link QuoteSheet} as extracts for load-price-quotes.
 *
 * <p><b>Method.</b> For each corridor, service used there, and USD 200 and 500: fee and margin of
 * the service's price list in per cent, each rounded half up to two decimals; the total is their
 * sum. Layout and code lists follow the World Bank's Remittance Prices Worldwide.
 *
 * <p><b>Known bias.</b> The survey is complete and every price transparent, unlike any real one.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-price-quotes --conf conf/demo.yaml}
 */
public final class SynthesizePriceQuotes implements Job<SynthesizePriceQuotes.Params> {
  /** Amounts that prices are asked for. */
  static final List<Integer> AMOUNTS_USD = List.of(200, 500);

  /** Span of the survey. */
  public record Params(@Doc("Months whose quarters are surveyed") Months months) {

    /** Refuses months without transfers. */
    public Params {
      LogParams.check(months);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-price-quotes", Params.class)
        .summary("Generates a price survey of the synthetic services")
        .exports(QuoteSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    List<Column> rows = new ArrayList<>();
    for (YearMonth quarter : LogParams.quarters(params.months())) {
      for (Corridor corridor : Corridor.ALL) {
        for (int usd : AMOUNTS_USD) {
          quotes(corridor, usd).forEach(quote -> rows.add(row(quarter, corridor, usd, quote)));
        }
      }
    }
    return inputs.sequence(1).select(inline(array(rows.toArray(Column[]::new))));
  }

  /** The mean total of all quotes of a corridor at an amount. */
  static BigDecimal meanPct(Corridor corridor, int usd) {
    List<Quote> quotes = quotes(corridor, usd);
    return quotes.stream()
        .map(Quote::totalPct)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(quotes.size()), MathContext.DECIMAL128);
  }

  private static List<Quote> quotes(Corridor corridor, int usd) {
    List<Quote> quotes = new ArrayList<>();
    for (int s = 0; s < Service.ALL.size(); s++) {
      if (corridor.mix().shares().get(s) > 0) {
        Service service = Service.ALL.get(s);
        BigDecimal feePct =
            service
                .feeUsd(usd)
                .scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(usd), 2, RoundingMode.HALF_UP);
        BigDecimal marginPct = service.marginPct(corridor).setScale(2, RoundingMode.HALF_UP);
        quotes.add(new Quote(service, feePct, marginPct));
      }
    }
    return quotes;
  }

  private static Column row(YearMonth quarter, Corridor corridor, int usd, Quote quote) {
    String period = quarter.getYear() + "_" + (quarter.getMonthValue() + 2) / 3 + "Q";
    return struct(
        lit("quotes_" + period + ".csv").as("file_name"),
        lit(corridor.from().code()).as("source_code"),
        lit(corridor.to().code()).as("destination_code"),
        lit(period).as("period"),
        lit(usd).as("amount_usd"),
        lit(quote.service().provider()).as("provider"),
        lit(instrument(quote.service().funding())).as("instrument"),
        lit(accessPoint(quote.service())).as("access_point"),
        decimal(quote.feePct()).as("fee_pct"),
        decimal(quote.marginPct()).as("fx_margin_pct"),
        decimal(quote.totalPct()).as("total_cost_pct"));
  }

  private static Column decimal(BigDecimal percent) {
    return lit(percent).cast("decimal(9,2)");
  }

  private static String instrument(String funding) {
    return switch (funding) {
      case "bank_account" -> "Bank account transfer";
      case "debit_card" -> "Debit card";
      case "mobile_money" -> "Mobile money";
      default -> "Cash";
    };
  }

  private static String accessPoint(Service service) {
    return switch (service.payout()) {
      case "cash" -> service.funding().equals("cash") ? "Agent" : "Call Center";
      case "mobile_wallet" -> "Mobile phone";
      default -> "Internet";
    };
  }

  /** The price of one service. */
  private record Quote(Service service, BigDecimal feePct, BigDecimal marginPct) {
    BigDecimal totalPct() {
      return feePct.add(marginPct);
    }
  }
}
