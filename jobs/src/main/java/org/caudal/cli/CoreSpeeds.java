package org.caudal.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.statistics.KeyedHash;
import org.caudal.statistics.border.OutcomeRule;
import org.caudal.statistics.border.OutcomeRule.Answer;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.PatternCount;
import org.caudal.statistics.linkage.Training;

/** How fast statistics are without Spark: seconds of one core, over what is held in memory. */
final class CoreSpeeds {
  private static final int PEOPLE = 2_000_000;
  private static final int CROSSINGS = 5;
  private static final int LONGEST_STAY = 400;
  private static final int DAYS = 2 * CROSSINGS * LONGEST_STAY;
  private static final double NANOS = 1e9;

  private CoreSpeeds() {}

  /** The rule of 12 of 16 months over journeys of people who cross five times. */
  static String crossings() {
    int[][] days = new int[PEOPLE][CROSSINGS];
    for (int person = 0; person < PEOPLE; person++) {
      int day = 0;
      for (int crossing = 0; crossing < CROSSINGS; crossing++) {
        day += 1 + (int) (KeyedHash.bits(person, crossing, 1) % LONGEST_STAY);
        days[person][crossing] = day;
      }
    }
    OutcomeRule rule = new OutcomeRule(487, 365);
    long migrations = 0;
    long began = nanos();
    for (int[] ofPerson : days) {
      for (OutcomeRule.Outcome outcome : rule.of(ofPerson, /* first= */ true, DAYS)) {
        migrations += outcome.answer() == Answer.MIGRATION ? 1 : 0;
      }
    }
    double seconds = (nanos() - began) / NANOS;
    return String.format(
        Locale.ROOT,
        "crossings decided in memory: %,d in %.2f s of one core, %,.0f a second; %,d migrations",
        PEOPLE * CROSSINGS,
        seconds,
        PEOPLE * CROSSINGS / seconds,
        migrations);
  }

  /**
   * Expectation maximisation once patterns are counted, from u alike at all levels.
   *
   * @param patterns rows {@code levels, pairs}
   */
  static String training(Dataset<Row> patterns, LinkageModel model, String rule) {
    List<PatternCount> counts = new ArrayList<>();
    for (Row row : patterns.collectAsList()) {
      counts.add(new PatternCount(Comparer.pattern(row.getString(0)), 0, row.getLong(1)));
    }
    LinkageModel start =
        model.with(
            comparison -> {
              double[] u = new double[comparison.gammas()];
              Arrays.fill(u, 1.0 / u.length);
              return comparison.with(null, u);
            });
    long began = nanos();
    int iterations = Training.on(rule, start).run(counts).size() - 1;
    return String.format(
        Locale.ROOT,
        "expectation maximisation in memory: %,d patterns, %d iterations in %.2f s of one core",
        counts.size(),
        iterations,
        (nanos() - began) / NANOS);
  }

  private static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
