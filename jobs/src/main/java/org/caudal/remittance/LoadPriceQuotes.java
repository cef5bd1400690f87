package org.caudal.remittance;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
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
import org.caudal.reference.Codes;
import org.caudal.synthetic.remittance.QuoteSheet;
import org.caudal.table.Doc;

/**
 * Loads surveyed prices of remittance services, one quote a line.
 *
 * <p><b>Reads</b> files in the layout of the World Bank's Remittance Prices Worldwide: {@code
 * source_code}, {@code destination_code}, {@code period} such as 2025_3Q or 2025Q3, {@code
 * amount_usd}, {@code provider}, {@code instrument}, {@code access_point}, {@code fee_pct}, {@code
 * fx_margin_pct}, {@code total_cost_pct} and, if there, {@code transparent} (yes, no, true or
 * false; yes where it is empty).
 *
 * <p><b>Writes</b> {@link PriceQuote}.
 *
 * <p><b>Method.</b> Every line is a service of its own: two quotes that agree in all these columns
 * differ in pick-up or speed, so there are no duplicates. Percentages are of the amount sent
 * without the fee; negative margins are kept. The old code KSV of Kosovo becomes XKX.
 *
 * <p><b>Known bias.</b> The survey covers services, not transfers: a service nobody uses counts as
 * much as the largest.
 *
 * <p><b>Example.</b> {@code caudal run load-price-quotes --conf conf/demo.yaml}
 */
public final class LoadPriceQuotes implements Job<LoadPriceQuotes.Params> {

  /** Parameters. */
  public record Params(@Doc("Files with the quotes") Extract extract) implements Loading {}

  private static final String NO_COUNTRY = "The country is no ISO 3166-1 alpha-3 code.";
  private static final String USE_CODES =
      "Use alpha-3 codes such as MEX, or a user-assigned one from XAA to XZZ.";

  private static final LoadPlan PLAN =
      LoadPlan.into(PriceQuote.class)
          .field(Field.code("source_code"))
          .field(Field.code("destination_code"))
          .field(Field.code("period"))
          .field(Field.decimal("amount_usd", 18, 4))
          .field(Field.text("provider"))
          .field(Field.text("instrument"))
          .field(Field.text("access_point"))
          .field(Field.decimal("fee_pct", 9, 4))
          .field(Field.decimal("fx_margin_pct", 9, 4))
          .field(Field.decimal("total_cost_pct", 9, 4))
          .field(Field.text("transparent").optional().orAbsent())
          .derive("sender_country", country("source_code"))
          .derive("receiver_country", country("destination_code"))
          .derive(
              "quarter",
              expr(
                  "make_date(try_cast(regexp_extract(period, '^([0-9]{4})_?([1-4]Q|Q[1-4])$', 1)"
                      + " AS INT), 3 * try_cast(regexp_replace(regexp_extract(period,"
                      + " '^([0-9]{4})_?([1-4]Q|Q[1-4])$', 2), 'Q', '') AS INT) - 2, 1)"))
          .derive("funding_instrument", col("instrument"))
          .derive("margin_pct", col("fx_margin_pct"))
          .derive("total_pct", col("total_cost_pct"))
          .derive("is_transparent", transparent(lower(col("transparent"))))
          .reject(
              "country-known",
              "source_code",
              Codes.isCountryOrUserAssigned(col("sender_country")),
              NO_COUNTRY,
              USE_CODES)
          .reject(
              "country-known",
              "destination_code",
              Codes.isCountryOrUserAssigned(col("receiver_country")),
              NO_COUNTRY,
              USE_CODES)
          .reject(
              "period-is-quarter",
              "period",
              col("quarter").isNotNull(),
              "The period is no quarter.",
              "Write quarters as 2025_3Q or 2025Q3.")
          .reject(
              "amount-positive",
              "amount_usd",
              col("amount_usd").gt(0),
              "The amount is not above zero.",
              "Give the amount the price is for, in USD.")
          .reject(
              "transparent-known",
              "transparent",
              col("is_transparent").isNotNull(),
              "Whether the price is transparent is neither yes nor no.",
              "Write yes, no, true or false; leave it empty for yes.")
          .warn(
              "total-adds-up",
              "total_cost_pct",
              abs(col("fee_pct").plus(col("margin_pct")).minus(col("total_pct"))).leq(0.01),
              "Fee and margin do not add up to the total within 0.01.",
              "Look at the quote; the total is used as given.")
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-price-quotes", Params.class)
          .summary("Loads surveyed prices of remittance services, one quote a line.")
          .after(QuoteSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }

  /** Null where the word is not known. */
  private static Column transparent(Column word) {
    return when(word.isNull().or(word.isin("yes", "true")), true)
        .when(word.isin("no", "false"), false);
  }

  private static Column country(String column) {
    return when(col(column).equalTo("KSV"), lit("XKX")).otherwise(col(column));
  }
}
