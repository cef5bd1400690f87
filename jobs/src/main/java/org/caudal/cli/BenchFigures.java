package org.caudal.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import org.caudal.run.JobOutcome;
import org.caudal.run.RunResult;
import org.caudal.store.ProcessMemory;

/** What a benchmark prints. */
final class BenchFigures {
  private BenchFigures() {}

  /** Rows, seconds and rows a second of each job and of all. */
  static String of(RunResult result) {
    TextTable table = new TextTable("job", "rows", "seconds", "rows a second");
    long rows = 0;
    double seconds = 0;
    for (JobOutcome outcome : result.outcomes()) {
      double took = outcome.took().toMillis() / 1000.0;
      table.add(line(outcome.job(), outcome.counts().out(), took));
      rows += outcome.counts().out();
      seconds += took;
    }
    table.add(line("all", rows, seconds));
    return table.toString();
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

  private static List<String> line(String job, long rows, double seconds) {
    return List.of(
        job,
        String.format(Locale.ROOT, "%,d", rows),
        String.format(Locale.ROOT, "%.1f", seconds),
        String.format(Locale.ROOT, "%,.0f", rows / Math.max(seconds, 0.001)));
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
