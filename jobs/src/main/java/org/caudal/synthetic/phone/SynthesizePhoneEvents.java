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
 * Generates the phone events of three invented operators, one CSV file an operator and day, with
 * known truth and known defects.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticStay}, {@link SyntheticCell}. <b>Writes</b>
 * {@link PhoneEventLog} as extracts.
 *
 * <p><b>Method.</b> On each day the SIM is where its owner stays. A class of activity has silent
 * days (0.45, 0.15, 0.03) and a mean of events (2, 5, 9.5) that is spread as an exponential
 * distribution; at weekends 0.85 of it. Hours follow a daily rhythm. From 20 to 7 o'clock all
 * events are in the home cell, one of the operator's in the town; from 8 to 18 on weekdays 0.8 of
 * those of working persons are in a work cell of the municipality; else 0.05, at weekends 0.12, in
 * any cell of the municipality on that day. Where the operator has no cell there is no event. A
 * type is drawn: call 0.2, message 0.1, data 0.7; events of type data carry a measured position.
 * Abroad 0.3 of local SIMs are silent, 0.5 roam for 14 and 0.2 for 60 days: rows with the visited
 * network and no cell. All rates are invented. Columns are those of multimno's bronze events
 * (Eurostat 2024), after the number of the line.
 *
 * <p><b>Known bias.</b> Days are independent; no device is seen on the way between two towns; a
 * cell never serves a neighbouring town's home. See docs/explanation/synthetic-phone-records.md.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-phone-events --conf conf/demo.yaml}
 */
public final class SynthesizePhoneEvents implements Job<SynthesizePhoneEvents.Params> {

  /** Span, size and defects of the records. */
  public record Params(
      @Doc("Days of the records and events in them") PhoneWindow window,
      @Doc("How much of the records is wrong on purpose") @Default("{}")
          PhoneDefectShares defects) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-phone-events", Params.class)
        .summary("Generates phone events with known truth and known defects")
        .reads(SyntheticSim.class, SyntheticStay.class, SyntheticCell.class)
        .exports(PhoneEventLog.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return EventLines.of(
        CleanEvents.of(inputs, params.window()), params.window(), params.defects());
  }
}
