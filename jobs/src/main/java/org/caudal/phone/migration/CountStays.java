package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.spells.StayKinds.Kind;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Counts stays by kind and the year in which they began.
 *
 * <p><b>Reads</b> {@link Stay}. <b>Writes</b> {@link StayCount}.
 *
 * <p><b>Method.</b> A stay counts once for each of its kinds, in the year of its first day.
 * Standard errors of counts and mean lengths are {@link UnitErrors} with the device as unit.
 * Devices are counted as pseudonyms before anything is scaled.
 *
 * <p><b>Known bias.</b> A stay that the records cut off is too short and may be of a longer kind:
 * {@code open_stays} says how many. Its first year is that in which the records begin. Of devices
 * seen seldom many stays are not found: {@link CorrectStays} counts them too.
 *
 * <p><b>Example.</b> {@code caudal run count-stays --conf conf/phone.yaml}
 */
public final class CountStays implements Job<CountStays.Params> {
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(StayDefinition::name).toList();
  static final List<String> CELL =
      List.of(
          "year",
          "level",
          "method",
          "spell_definition",
          "sim_country",
          "definition",
          "kind",
          "place");

  /** Parameters. */
  public record Params(@Doc("Level of the intervals") @Default("0.95") BigDecimal level) {
    /** Refuses impossible levels. */
    public Params {
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-stays", Params.class)
        .summary("Counts stays by kind and year.")
        .reads(Stay.class)
        .writesWhole(StayCount.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column error = col("error");
    Column meanError = col("mean_error");
    return perDevice(in, CELL)
        .groupBy(Columns.named(CELL))
        .agg(
            count(lit(1)).as("devices"),
            sum("open").as("open_stays"),
            sum("number").as("total"),
            UnitErrors.ofTotal(col("number")).as("error"),
            sum("length").divide(sum("number")).as("mean"),
            UnitErrors.ofRatio(col("length"), col("number")).as("mean_error"))
        .withColumns(
            UnitErrors.interval("stays", "stays_", col("total"), error, col("devices"), p.level()))
        .withColumns(
            UnitErrors.interval(
                "mean_days", "mean_", col("mean"), meanError, col("devices"), p.level()))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .drop("total", "error", "mean", "mean_error");
  }

  /**
   * One row a cell and device.
   *
   * @param cell columns of the table, or of these and more of the stay
   */
  static Dataset<Row> perDevice(Inputs in, List<String> cell) {
    Column isOpen = col("start_open").or(col("end_open"));
    return in.table(Stay.class)
        .withColumn("year", year(col("start_date")))
        .withColumn(
            "kind",
            explode(
                array_compact(
                    array(
                        KINDS.stream()
                            .map(kind -> when(col("is_" + kind), kind))
                            .toArray(Column[]::new)))))
        .groupBy(
            Columns.named(
                Stream.concat(cell.stream(), Stream.of("operator_id", "device_id")).toList()))
        .agg(
            count(lit(1)).as("number"),
            sum(col("days").cast("long")).as("length"),
            sum(when(isOpen, 1L).otherwise(0L)).as("open"));
  }
}
