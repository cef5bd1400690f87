package org.caudal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Says at least every ten seconds what is going on: stages, tasks, rows read, bytes spilled. */
final class Progress extends SparkListener implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LINES = 10;

  private final SparkSession spark;
  private final Consumer<String> lines;
  private final Supplier<Instant> clock;
  private final Instant start;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger stagesDone = new AtomicInteger();
  private final AtomicInteger tasksDone = new AtomicInteger();
  private final AtomicInteger tasksKnown = new AtomicInteger();
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();
  private final ScheduledFuture<?> lineTimer;
  private volatile String label = "";

  Progress(SparkSession spark, Consumer<String> lines, Supplier<Instant> clock) {
    this.spark = spark;
    this.lines = lines;
    this.clock = clock;
    this.start = clock.get();
    spark.sparkContext().addSparkListener(this);
    lineTimer =
        timer.scheduleAtFixedRate(
            this::line, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
  }

  /** Starts the account of a job. */
  void begin(String job, int number, int of) {
    label = "[" + job + " " + number + "/" + of + "] ";
    stagesDone.set(0);
    tasksDone.set(0);
    tasksKnown.set(0);
    rowsRead.set(0);
    spilled.set(0);
    spark.sparkContext().setJobGroup(job, job, /* interruptOnCancel= */ true);
  }

  /** Writes a line with the time since the start. */
  void say(String text) {
    lines.accept(elapsed() + " " + label + text);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    tasksKnown.addAndGet(event.stageInfo().numTasks());
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    stagesDone.incrementAndGet();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    tasksDone.incrementAndGet();
    if (event.taskMetrics() != null) {
      rowsRead.addAndGet(event.taskMetrics().inputMetrics().recordsRead());
      spilled.addAndGet(event.taskMetrics().diskBytesSpilled());
    }
  }

  @Override
  public void close() {
    lineTimer.cancel(/* mayInterruptIfRunning= */ false);
    timer.shutdownNow();
    spark.sparkContext().removeSparkListener(this);
    spark.sparkContext().clearJobGroup();
  }

  private void line() {
    say(
        String.format(
            Locale.ROOT,
            "%d stages done · %d/%d tasks · %,d rows read · spill %,d bytes",
            stagesDone.get(),
            tasksDone.get(),
            tasksKnown.get(),
            rowsRead.get(),
            spilled.get()));
  }

  private String elapsed() {
    Duration elapsed = Duration.between(start, clock.get());
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        elapsed.toHours(),
        elapsed.toMinutesPart(),
        elapsed.toSecondsPart());
  }
}
