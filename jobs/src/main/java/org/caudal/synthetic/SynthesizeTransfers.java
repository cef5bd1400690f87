package org.caudal.synthetic;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates the transfer logs of six invented providers, one CSV file a provider and month, with
 * known truth and known defects.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link TransferLog} as extracts for load-transfers.
 *
 * <p><b>Method.</b> Each sender belongs to one corridor, sex and class of activity, has four
 * occasions a month to send, and takes each with a probability of class and season. Amount and
 * service are the sender's usual ones or fresh draws from the same distribution. Every draw is a
 * keyed hash (xxHash64) of seed, stream and unit, compared with thresholds in millionths; the hash
 * of a transfer knows nothing of how many senders or months are generated. Share of women among
 * senders 0.306 with a mean of USD 380 against 464 for men: CEMLA and Banorte (2022). Months of the
 * year: factors of Banco de México's inflows 2019-2026. Lines are sorted by local day and time,
 * reference and copy. Times carry the sending country's offset, without summer time. Texts are
 * never null; a missing value is empty.
 *
 * <p><b>Known bias.</b> All other figures are invented; senders are heavier users than any survey
 * found. See docs/explanation/synthetic-transfers.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-transfers --conf conf/demo.yaml}
 */
public final class SynthesizeTransfers implements Job<SynthesizeTransfers.Params> {

  /** Size and defects of the synthetic log. */
  public record Params(
      @Doc("Months in which transfers are executed") Months months,
      @Doc("Senders in all corridors together") @Default("3000") int senders,
      @Doc("Another seed gives another log; plant-corridors needs none") @Default("2025") long seed,
      @Doc("How much of the log is wrong on purpose") @Default("{}") DefectShares defects) {

    /** Refuses sizes that make no log. */
    public Params {
      LogParams.check(months, senders);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-transfers", Params.class)
        .summary("Generates transfer logs with known truth and known defects")
        .exports(TransferLog.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> transfers =
        CleanTransfers.of(inputs, params.months(), params.senders(), params.seed());
    return LogLines.of(transfers, params.months(), params.seed(), params.defects());
  }
}
