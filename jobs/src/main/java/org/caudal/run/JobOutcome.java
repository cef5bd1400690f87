package org.caudal.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one job did in a run.
 *
 * @param job its name
 * @param status how it ended
 * @param scope months replaced, or {@code all}
 * @param fingerprint of job, parameters, code and inputs
 * @param inputs versions of the input tables, or fingerprints of the files
 * @param counts rows in, out, rejected and duplicate
 * @param rejectedByRule rejected rows by the first rule they break
 * @param warnings rows by the warning rule they break, and other quality warnings
 * @param outputVersion Delta version of the output, -1 when nothing was written
 * @param took wall time
 * @param problems why it failed; empty when it did not
 */
public record JobOutcome(
    String job,
    Status status,
    String scope,
    String fingerprint,
    Map<String, String> inputs,
    Counts counts,
    Map<String, Long> rejectedByRule,
    Map<String, Long> warnings,
    long outputVersion,
    Duration took,
    List<String> problems) {

  /** How a job ended. */
  public enum Status {
    /** The output was written. */
    DONE,
    /** The output was there already, made from the same inputs, parameters and code. */
    NOTHING_TO_DO,
    /** Nothing was changed. */
    FAILED
  }

  /** Accounts of rows: {@code in = out + rejected + duplicate} where an extract is loaded. */
  public record Counts(long in, long out, long rejected, long duplicate) {
    /** No rows. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Rows of a job that loads no extract. */
    public static Counts written(long rows) {
      return new Counts(0, rows, 0, 0);
    }
  }
}
