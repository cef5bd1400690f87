package org.caudal.run;

import java.util.Locale;
import java.util.stream.Collectors;
import org.caudal.run.JobOutcome.Counts;

/** How outcomes are said in one line. */
final class Lines {
  private Lines() {}

  static String outcome(JobOutcome outcome) {
    Counts counts = outcome.counts();
    return switch (outcome.status()) {
      case NOTHING_TO_DO -> "nothing to do: the output is up to date (--force writes it again)";
      case FAILED -> "failed: " + String.join("; ", outcome.problems());
      case DONE ->
          counts.in() == 0
              ? String.format(Locale.ROOT, "wrote %,d rows", counts.out())
              : String.format(
                  Locale.ROOT,
                  "%,d rows in = %,d loaded + %,d rejected + %,d duplicate%s",
                  counts.in(),
                  counts.out(),
                  counts.rejected(),
                  counts.duplicate(),
                  outcome.rejectedByRule().isEmpty()
                      ? ""
                      : " (rejected: "
                          + outcome.rejectedByRule().entrySet().stream()
                              .sorted(java.util.Map.Entry.comparingByKey())
                              .map(
                                  e ->
                                      String.format(
                                          Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                              .collect(Collectors.joining(", "))
                          + ")");
    };
  }
}
