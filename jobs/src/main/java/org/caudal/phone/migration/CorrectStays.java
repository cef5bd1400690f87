package org.caudal.phone.migration;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Counts stays of each kind with those that were not detected, as devices are seen too seldom.
 *
 * <p><b>Reads</b> {@link Stay}, {@link DeviceDay}, {@link DetectionRate}. <b>Writes</b> {@link
 * CorrectedStay}.
 *
 * <p><b>Method.</b> Stays are those of {@link CountStays}, corrected by {@link
 * DetectionCorrection}. The rates are those of each kind and length; {@link DetectionRate} has the
 * rest. A kind of which no class has a rate has no rows: nor has one whose stays were found or told
 * by other thresholds than the rates. A figure whose stays are all of classes with the factor 0, as
 * too few are detected, has no estimate.
 *
 * <p><b>Known bias.</b> That of {@link EstimateDetection}. At the level country the rates of the
 * level from whose spells it is joined are taken, where it has any. Where a kind has one rate for
 * all lengths, stays a little above the least length are detected less often than it says. Devices
 * whose days are fewer than the most of a transit are in no class and count nothing.
 *
 * <p><b>Example.</b> {@code caudal run correct-stays --conf conf/phone.yaml}
 */
public final class CorrectStays implements Job<CorrectStays.Params> {
  private static final List<String> BY_LENGTH =
      Stream.concat(CountStays.CELL.stream(), Stream.of("days")).toList();

  /** Parameters. */
  public record Params(
      @Doc("Level from whose spells those of the level country were joined, as for classify-stays")
          @Default("municipality")
          String countryFrom,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses impossible levels. */
    public Params {
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("correct-stays", Params.class)
        .summary("Counts stays of each kind with those that were not detected.")
        .reads(Stay.class, DeviceDay.class, DetectionRate.class)
        .writesWhole(CorrectedStay.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return DetectionCorrection.of(
        in, CountStays.perDevice(in, BY_LENGTH), CountStays.CELL, p.countryFrom(), p.level());
  }
}
