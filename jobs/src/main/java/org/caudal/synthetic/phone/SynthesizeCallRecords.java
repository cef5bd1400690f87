package org.caudal.synthetic.phone;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Generates the call records of operator 02, one CSV file a day, with raw numbers.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticStay}, {@link SyntheticCell}. <b>Writes</b>
 * {@link CallRecord} as extracts.
 *
 * <p><b>Method.</b> The events of type call of synthesize-phone-events with the same window, in the
 * operator's network, before its defects: two rows a call, one a party, in the columns of FlowKit's
 * calls (Flowminder). The other party is one of three SIMs of the same operator and town, or a
 * number of operator 03; it is not located. Half of the calls are outgoing. Lengths in minutes are
 * ten equally likely ones. All rates are invented.
 *
 * <p><b>Known bias.</b> Nobody calls across towns, and both parties pay: nothing can be learnt here
 * from who calls whom. The check digit of the device number is always 0.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-call-records --conf conf/synthetic.yaml}
 */
public final class SynthesizeCallRecords implements Job<SynthesizeCallRecords.Params> {

  /** Span, size and defects of the records. */
  public record Params(
      @Doc("As given to synthesize-phone-events") PhoneWindow window,
      @Doc("As given to synthesize-phone-events") @Default("{}") PhoneDefectShares defects) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-call-records", Params.class)
        .summary("Generates the call records of one operator with raw numbers")
        .reads(SyntheticSim.class, SyntheticStay.class, SyntheticCell.class)
        .exports(CallRecord.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return CallLines.of(inputs, params.window(), params.defects());
  }
}
