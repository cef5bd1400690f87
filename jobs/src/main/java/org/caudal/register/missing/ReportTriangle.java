package org.caudal.register.missing;

import java.util.ArrayList;
import java.util.List;
import org.caudal.statistics.ChainLadder;
import org.caudal.statistics.ChainLadder.Estimate;
import org.caudal.statistics.ChainLadder.Status;

/** Reports of one category by period last seen and delay, and what they come to. */
final class ReportTriangle {
  private final int first;
  private final int last;
  private final ReportingParams params;
  private final long[][] reports; // by period and delay, the last one of all that are longer

  /**
   * No reports.
   *
   * @param first number of the first period
   * @param last number of the last one
   */
  ReportTriangle(int first, int last, ReportingParams params) {
    this.first = first;
    this.last = last;
    this.params = params;
    this.reports = new long[last - first + 1][params.delays() + 2];
  }

  void add(int period, int delay, long number) {
    reports[period - first][Math.min(delay, params.delays() + 1)] += number;
  }

  /** A period as it was seen at the end of another. */
  record Seen(int period, Estimate estimate, long learntFrom, boolean isEnough) {
    boolean hasEstimate() {
      return estimate.status() == Status.COMPLETE
          || (isEnough && estimate.status() == Status.ESTIMATED);
    }

    String status() {
      return isEnough || estimate.status() == Status.COMPLETE
          ? estimate.status().code()
          : "too_few_reports";
    }
  }

  /** The training periods as they were seen at the end of one of them. */
  List<Seen> seenAt(int period) {
    int start = Math.max(first, period - params.trainingPeriods() + 1);
    long[][] triangle = new long[period - start + 1][];
    long learnt = 0;
    for (int row = 0; row < triangle.length; row++) {
      long known = 0;
      triangle[row] = new long[Math.min(params.delays(), period - start - row) + 1];
      for (int delay = 0; delay < triangle[row].length; delay++) {
        known += reports[start - first + row][delay];
        triangle[row][delay] = known;
      }
      learnt += triangle[row].length > 1 ? known : 0; // of the last no step has been seen
    }
    List<Estimate> estimates =
        ChainLadder.of(triangle, params.delays(), params.level().doubleValue());
    List<Seen> seen = new ArrayList<>();
    for (int row = 0; row < triangle.length; row++) {
      seen.add(new Seen(start + row, estimates.get(row), learnt, learnt >= params.leastReports()));
    }
    return seen;
  }

  /**
   * A period as it was seen, and what came of it.
   *
   * @param lag periods between
   * @param total reports in the end, so far as they came within all delays
   */
  record Past(int lag, Seen seen, long total) {}

  /**
   * Periods of the past whose delays were not over then and are now, seen from every period since
   * all delays could be known.
   *
   * @param isOver whether periods are seen at their end
   */
  List<Past> past(boolean isOver) {
    List<Past> past = new ArrayList<>();
    for (int from = first + params.delays(); from < last; from++) {
      for (Seen seen : seenAt(from)) {
        int lag = from - seen.period();
        if (lag >= (isOver ? 0 : 1)
            && lag < params.delays()
            && seen.period() + params.delays() <= last) {
          past.add(new Past(lag, seen, within(seen.period())));
        }
      }
    }
    return past;
  }

  private long within(int period) {
    long within = 0;
    for (int delay = 0; delay <= params.delays(); delay++) {
      within += reports[period - first][delay];
    }
    return within;
  }
}
