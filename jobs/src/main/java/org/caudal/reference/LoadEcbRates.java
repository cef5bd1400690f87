package org.caudal.reference;

import static org.apache.spark.sql.functions.col;

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
import org.caudal.table.Doc;

/**
 * Loads the euro reference rates of the European Central Bank from its history file as downloaded.
 *
 * <p><b>Reads</b> {@code eurofxref-hist.csv}: one day a line, one currency a column. Map the field
 * {@code date} to the column {@code Date}.
 *
 * <p><b>Writes</b> {@link ExchangeRate} with base EUR and publisher ECB; one row a day and
 * currency.
 *
 * <p><b>Method.</b> Every cell under a currency is a row. A cell {@code N/A}, or an empty one, is a
 * day on which the currency was not quoted: it is rejected under the rule {@code no-quotation}, so
 * that rows in = rows out + rejected + duplicates holds cell by cell. Currencies that are no longer
 * in ISO 4217 (for example EEK) are kept.
 *
 * <p><b>Known bias.</b> Reference rates are fixed once a day, about 14:15 in Frankfurt.
 *
 * <p><b>Example.</b> {@code caudal run load-ecb-rates --conf conf/real-data.yaml}
 */
public final class LoadEcbRates implements Job<LoadEcbRates.Params> {

  /** Parameters. */
  public record Params(@Doc("The history file") Extract extract) implements Loading {

    /** Refuses a notation that the file does not have. */
    public Params {
      if (extract.values().decimalComma()) {
        throw new IllegalArgumentException(
            "extract.values.decimal-comma must be false: the history file has decimal points");
      }
    }
  }

  private static final LoadPlan PLAN =
      LoadPlan.into(ExchangeRate.class)
          .field(Field.date("date"))
          .field(Field.code("currency"))
          .field(Field.text("quotation").optional())
          .unpivot("currency", "quotation")
          .derive(
              "units_per_base",
              org.apache.spark.sql.functions.expr("TRY_CAST(quotation AS DECIMAL(24,10))"))
          .derive("rate_date", col("date"))
          .derive("publisher", org.apache.spark.sql.functions.lit("ECB"))
          .derive("rate_kind", org.apache.spark.sql.functions.lit("official"))
          .derive("base_currency", org.apache.spark.sql.functions.lit("EUR"))
          .reject(
              "no-quotation",
              "quotation",
              col("quotation").isNotNull().and(col("quotation").notEqual("N/A")),
              "The currency was not quoted on that day.",
              "Nothing to do.")
          .reject(
              "rate-positive",
              "quotation",
              col("quotation")
                  .isNull()
                  .or(col("quotation").equalTo("N/A"))
                  .or(
                      org.apache.spark.sql.functions.coalesce(
                          col("units_per_base").gt(0), org.apache.spark.sql.functions.lit(false))),
              "The rate is no number above zero.",
              "Download the file again.")
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-ecb-rates", Params.class)
          .summary(
              "Loads the euro reference rates of the European Central Bank from its history file.")
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
