package org.caudal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
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

/**
 * Says at least every ten seconds what each job that runs has done: stages, tasks, rows read, bytes
 * spilled.
 */
final class Progress extends SparkListener implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LINES = 10;

  /** Property of the work of Spark that names the job it is for. */
  private static final String JOB = "caudal.job";

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
  private final Map<String, Account> running = new ConcurrentSkipListMap<>();
  private final Map<Integer, Account> stages = new ConcurrentHashMap<>();
  private final ScheduledFuture<?> lineTimer;

  Progress(SparkSession spark, Consumer<String> lines, Supplier<Instant> clock) {
    this.spark = spark;
    this.lines = lines;
    this.clock = clock;
    this.start = clock.get();
    spark.sparkContext().addSparkListener(this);
    lineTimer =
        timer.scheduleAtFixedRate(
            this::lines, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
  }

  /** Starts the account of a job, which the thread that calls will run. */
  void begin(String job, int number, int of) {
    running.put(job, new Account("[" + job + " " + number + "/" + of + "] "));
    spark.sparkContext().setJobGroup(job, job, /* interruptOnCancel= */ true);
    spark.sparkContext().setLocalProperty(JOB, job);
  }

  /** Ends the account of a job. */
  void end(String job) {
    running.remove(job);
    spark.sparkContext().clearJobGroup();
    spark.sparkContext().setLocalProperty(JOB, null);
  }

  /** Writes a line with the time since the start, of a job that is running. */
  void say(String job, String text) {
    Account account = running.get(job);
    say((account == null ? "" : account.label) + text);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    String job = event.properties() == null ? null : event.properties().getProperty(JOB);
    Account account = job == null ? null : running.get(job);
    if (account != null) {
      stages.put(event.stageInfo().stageId(), account);
      account.tasksKnown.addAndGet(event.stageInfo().numTasks());
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    Account account = stages.get(event.stageInfo().stageId());
    if (account != null) {
      account.stagesDone.incrementAndGet();
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    Account account = stages.get(event.stageId());
    if (account == null) {
      return;
    }
    account.tasksDone.incrementAndGet();
    if (event.taskMetrics() != null) {
      account.rowsRead.addAndGet(event.taskMetrics().inputMetrics().recordsRead());
      account.spilled.addAndGet(event.taskMetrics().diskBytesSpilled());
    }
  }

  @Override
  public void close() {
    lineTimer.cancel(/* mayInterruptIfRunning= */ false);
    timer.shutdownNow();
    spark.sparkContext().removeSparkListener(this);
  }

  private void lines() {
    running.values().forEach(account -> say(account.label + account.text()));
  }

  private synchronized void say(String text) {
    lines.accept(elapsed() + " " + text);
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

  /** What one job has done so far. */
  private static final class Account {
    private final String label;
    private final AtomicInteger stagesDone = new AtomicInteger();
    private final AtomicInteger tasksDone = new AtomicInteger();
    private final AtomicInteger tasksKnown = new AtomicInteger();
    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();

    Account(String label) {
      this.label = label;
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "%d stages done · %d/%d tasks · %,d rows read · spill %,d bytes",
          stagesDone.get(),
          tasksDone.get(),
          tasksKnown.get(),
          rowsRead.get(),
          spilled.get());
    }
  }
}
