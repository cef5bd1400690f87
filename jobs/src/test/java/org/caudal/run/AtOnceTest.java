package org.caudal.run;

import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.problem.ExitCode;
import org.caudal.run.JobOutcome.Status;
import org.caudal.store.CommitNote;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.TableSchema;
import org.caudal.testing.CountParcels;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.ParcelCount;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several jobs of a run at the same time. */
@SparkTest
class AtOnceTest {
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);

  /** No parameters. */
  record None() {}

  @Table(
      name = "parcel_weight",
      row = "One row a month.",
      key = {"month"},
      sensitivity = Sensitivity.AGGREGATE)
  record ParcelWeight(
      @Doc("First day of the month") LocalDate month, @Doc("Weight") long weightedCount) {}

  @Table(
      name = "parcel_sum",
      row = "One row.",
      key = {"weighted_count"},
      sensitivity = Sensitivity.AGGREGATE)
  record ParcelSum(@Doc("Sum of counts and weights") long weightedCount) {}

  static final class WeighParcels implements Job<None> {
    @Override
    public JobSpec<None> spec() {
      return JobSpec.named("weigh-parcels", None.class)
          .summary("Weighs parcels by month.")
          .reads(Parcel.class)
          .writesWhole(ParcelWeight.class);
    }

    @Override
    public Dataset<Row> transform(Inputs in, None p) {
      return in.table(Parcel.class)
          .groupBy("month")
          .agg(sum("weight_kg").cast("long").as("weighted_count"));
    }
  }

  static final class SumParcels implements Job<None> {
    @Override
    public JobSpec<None> spec() {
      return JobSpec.named("add-parcels", None.class)
          .summary("Adds counts and weights.")
          .reads(ParcelCount.class, ParcelWeight.class)
          .writesWhole(ParcelSum.class);
    }

    @Override
    public Dataset<Row> transform(Inputs in, None p) {
      return in.table(ParcelCount.class)
          .unionByName(in.table(ParcelWeight.class))
          .agg(sum("weighted_count").as("weighted_count"));
    }
  }

  private static JobRequest request(Job<?> job) {
    return new JobRequest(job, new None(), "{}");
  }

  @Test
  void aJobBeginsWhenThoseItWaitsForHaveEnded() {
    JobRequest load = request(new LoadParcels());
    JobRequest loadAgain = request(new LoadParcels());
    JobRequest count = request(new CountParcels());
    JobRequest countAgain = request(new CountParcels());
    JobRequest weigh = request(new WeighParcels());
    JobRequest add = request(new SumParcels());
    Turns turns = new Turns(List.of(load, loadAgain, count, countAgain, weigh, add));

    assertThat(turns.next()).isSameAs(load);
    assertThat(turns.next()).isNull();
    turns.end(load);
    assertThat(turns.next()).isSameAs(loadAgain);
    assertThat(turns.next()).isNull();
    turns.end(loadAgain);
    assertThat(turns.next()).isSameAs(count);
    assertThat(turns.next()).as("not where another is writing").isSameAs(weigh);
    turns.end(weigh);
    assertThat(turns.next()).isNull();
    turns.end(count);
    assertThat(turns.next()).isSameAs(countAgain);
    assertThat(turns.next()).isNull();
    turns.end(countAgain);
    assertThat(turns.next()).isSameAs(add);
    turns.end(add);
    assertThat(turns.next()).isNull();
  }

  @Test
  void twoRunAtTheSameTimeAndTheThirdAfterThem(SparkSession spark, @TempDir Path folder) {
    Platform platform =
        new Platform(
                spark, folder, List.of(new CountParcels(), new WeighParcels(), new SumParcels()))
            .atOnce(2);
    platform
        .store()
        .replaceWhole(
            TableSchema.of(Parcel.class),
            Rows.of(
                spark,
                new Parcel(MARCH, "1", "s", "MX", BigDecimal.TEN, MARCH, null, "f.csv", 2),
                new Parcel(MARCH, "2", "s", "MX", BigDecimal.TEN, MARCH, null, "f.csv", 3)),
            new CommitNote("r", "load-parcels", "all", "f"));
    String[] all = {"count-parcels", "weigh-parcels", "add-parcels"};

    platform.at(togetherAt("job:checked"));
    RunResult run = platform.run("{}", all);

    assertThat(run.exitCode()).as("%s", run.outcomes()).isEqualTo(ExitCode.DONE);
    assertThat(run.outcomes()).extracting(JobOutcome::job).containsExactly(all);
    TableAssert.assertThatTable(platform.table(ParcelSum.class)).hasRows(new ParcelSum(22));
    assertThat(platform.table(RunRow.class).count()).isEqualTo(3);

    // one breaks a check: the other that was running ends, the third does not begin
    platform.at(togetherAt("job:begun")).force(true);
    RunResult broken = platform.run("count-parcels: {weight: 1000}", all);

    assertThat(broken.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(broken.outcomes())
        .extracting(JobOutcome::status)
        .containsExactly(Status.FAILED, Status.DONE);
    assertThat(broken.notBegun()).containsExactly("add-parcels");
    TableAssert.assertThatTable(platform.table(ParcelSum.class)).hasRows(new ParcelSum(22));
    assertThat(platform.table(RunRow.class).count()).isEqualTo(5);

    // an error of the machine is the end of its job, and is entered
    platform.at(
        milestone -> {
          if (milestone.equals("job:begun")) {
            throw new StackOverflowError();
          }
        });
    RunResult overflown = platform.run("{}", "weigh-parcels");

    assertThat(overflown.exitCode()).isEqualTo(ExitCode.INTERNAL);
    assertThat(overflown.outcomes().get(0).problems()).containsExactly("StackOverflowError");
    assertThat(platform.table(RunRow.class).count()).isEqualTo(6);
  }

  /** Holds whoever comes to a point until two have come. */
  private static Consumer<String> togetherAt(String point) {
    CountDownLatch two = new CountDownLatch(2);
    return milestone -> {
      if (milestone.equals(point)) {
        two.countDown();
        try {
          if (!two.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("No other job came to " + point + ".");
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
