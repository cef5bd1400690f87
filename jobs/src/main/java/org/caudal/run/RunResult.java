package org.caudal.run;

import java.util.List;
import org.caudal.problem.ExitCode;

/**
 * The outcome of a run.
 *
 * @param runId the run
 * @param outcomes one a job that was begun, in the order of the run
 * @param notBegun names of jobs after a failed one
 * @param exitCode how the process should end
 * @param reportLocation where the JSON report is
 */
public record RunResult(
    String runId,
    List<JobOutcome> outcomes,
    List<String> notBegun,
    ExitCode exitCode,
    String reportLocation) {

  /** The exit code of finished jobs; a failed job sets its own. */
  static ExitCode exitCode(List<JobOutcome> outcomes, boolean strict) {
    boolean warned = outcomes.stream().anyMatch(outcome -> !outcome.warnings().isEmpty());
    return strict && warned ? ExitCode.WARNINGS : ExitCode.DONE;
  }
}
