package org.caudal.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.caudal.job.Job;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome;
import org.caudal.run.RunResult;
import org.caudal.store.ProcessMemory;

/** What a benchmark prints. */
final class BenchFigures {
  private final TextTable table =
      new TextTable("job", "rows", "seconds", "of processors", "rows a second");
  private final Duration began = processors();
  private Duration before = began;
  private long rows;
  private double seconds;

  /** Runs the jobs one after another, even those that are up to date, until one fails. */
  ExitCode run(Session session, List<Job<?>> jobs, String command) {
    for (Job<?> job : jobs) {
      RunResult result =
          session.run(
              List.of(job), command, /* force= */ true, /* strict= */ false, /* atOnce= */ 1);
      result.outcomes().forEach(this::add);
      if (result.exitCode() != ExitCode.DONE) {
        return result.exitCode();
      }
    }
    return ExitCode.DONE;
  }

  /** Takes a job that began where the last one ended. */
  private void add(JobOutcome outcome) {
    Duration now = processors();
    double took = outcome.took().toMillis() / 1000.0;
    table.add(line(outcome.job(), outcome.counts().out(), took, seconds(now.minus(before))));
    rows += outcome.counts().out();
    seconds += took;
    before = now;
  }

  /** Rows, seconds, seconds of processors and rows a second of each job and of all. */
  String table() {
    table.add(line("all", rows, seconds, seconds(before.minus(began))));
    return table.toString();
  }

  /** What the process took of processors so far, compiling and collecting memory included. */
  static Duration processors() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Processors and memory. */
  static String machine() {
    return String.format(
        Locale.ROOT,
        "%d processors · at most %,d MB of heap used of %,d · at most %,d MB of memory held",
        Runtime.getRuntime().availableProcessors(),
        Math.min(peakHeap(), Runtime.getRuntime().maxMemory()) >> 20,
        Runtime.getRuntime().maxMemory() >> 20,
        ProcessMemory.peakBytes() >> 20);
  }

  private static List<String> line(String job, long rows, double seconds, String ofProcessors) {
    return List.of(
        job,
        String.format(Locale.ROOT, "%,d", rows),
        decimal(seconds),
        ofProcessors,
        String.format(Locale.ROOT, "%,.0f", rows / Math.max(seconds, 0.001)));
  }

  /** For example {@code 12.3}. */
  static String seconds(Duration duration) {
    return decimal(duration.toMillis() / 1000.0);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /** Upper bound: the peaks of the parts of the heap need not have come together. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }
}
