package org.caudal.remittance;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.reference.Codes;
import org.caudal.synthetic.remittance.TransferLog;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads transfer logs of remittance providers.
 *
 * <p><b>Reads</b> the files of the extract, one transfer a line; {@code docs/how-to/own-files.md}
 * lists the fields. Names of source columns are mapped under {@code extract.columns}.
 *
 * <p><b>Writes</b> {@link Transfer}, with rejected lines in {@code rejected_row} and repeated ones
 * in {@code duplicate_row}.
 *
 * <p><b>Method.</b> Sender, receiver and reference become pseudonyms when a line is read; the birth
 * date becomes a five-year age band and the time its hour (data minimisation). Days and months are
 * those of the source's time zone. The same reference of the same provider in the same month is the
 * same transfer: of several lines the one in the file whose name sorts last stays. Rates that look
 * wrong are loaded: {@code cost-transfers} judges them against the mid rate.
 *
 * <p><b>Known bias.</b> A provider that uses a reference again within a month loses the earlier
 * transfer to the duplicates. A transfer that the sender's provider and the payer's both report has
 * two references and counts twice: load the file of the sender's side only. Residence is the
 * country of the account or agent.
 *
 * <p><b>Example.</b> {@code caudal run load-transfers --conf conf/demo.yaml}
 */
public final class LoadTransfers implements Job<LoadTransfers.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Files with the transfers") Extract extract,
      @Doc("Last day on which a transfer can have been executed") @Default("2100-01-01")
          LocalDate latestDay,
      @Doc("Country codes beyond ISO 3166-1, for example user-assigned ones") @Default("[XKX]")
          List<String> otherCountries)
      implements Loading {

    /** Refuses codes that are none. */
    public Params {
      otherCountries = Codes.others(otherCountries);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-transfers", Params.class)
          .summary("Loads transfer logs of remittance providers.")
          .after(TransferLog.class)
          .loads(TransferPlan.of(LocalDate.of(2100, 1, 1), List.of()));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        TransferPlan.of(p.latestDay(), p.otherCountries()),
        p.extract(),
        in::pseudonym);
  }
}
