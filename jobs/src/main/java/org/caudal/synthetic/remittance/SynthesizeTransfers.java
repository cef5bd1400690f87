package org.caudal.synthetic.remittance;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates the transfer logs of six invented providers, one CSV file a provider and month, with
 * known truth and known defects.
 *
 * <p><b>Reads</b> {@link SyntheticPerson} and {@link SyntheticResidence}. <b>Writes</b> {@link
 * TransferLog} as extracts for load-transfers.
 *
 * <p><b>Method.</b> Senders are adults born in XCA who reside abroad, to adults of their household
 * who reside in XCA, and adults born abroad who reside in XCA, to their country of birth; 35 % of
 * the women and 78 % of the men send. Each has four occasions a month and takes each with a
 * probability of class of activity and season. Amount and service are the sender's usual ones or
 * fresh draws from the same distribution. Every draw is a keyed hash (xxHash64) of person, stream
 * and occasion, compared with thresholds in millionths; the hash of a transfer knows nothing of how
 * many people or months are generated. Mean principal of women USD 380, of men 464: CEMLA and
 * Banorte (2022). Months of the year: factors of Banco de México's inflows 2019-2026. Lines are
 * sorted by local day and time, reference and copy. Times carry the sending country's offset,
 * without summer time. Texts are never null; a missing value is empty.
 *
 * <p><b>Known bias.</b> All other figures are invented; senders are heavier users than any survey
 * found. Their activity is drawn by the same hash as that of phone users in synthesize-sims: no
 * busy phone user sends often. No job joins the two. See docs/explanation/synthetic-transfers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-transfers --conf conf/demo.yaml}
 */
public final class SynthesizeTransfers implements Job<SynthesizeTransfers.Params> {

  /** Size and defects of the synthetic log. */
  public record Params(
      @Doc("Months in which transfers are executed") Months months,
      @Doc("Seed of the exchange rates, as given to synthesize-exchange-rates") @Default("2025")
          long seed,
      @Doc("How much of the log is wrong on purpose") @Default("{}") DefectShares defects) {

    /** Refuses sizes that make no log. */
    public Params {
      LogParams.check(months);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-transfers", Params.class)
        .summary("Generates transfer logs with known truth and known defects")
        .reads(SyntheticPerson.class, SyntheticResidence.class)
        .exports(TransferLog.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> transfers = CleanTransfers.of(inputs, params.months(), params.seed());
    return LogLines.of(transfers, params.months(), params.defects());
  }
}
