package org.caudal.publication;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Flows of residents in steps. Devices and areas' residents are whole numbers, and with exact
 * estimates they make equations that few numbers of devices solve: a hidden flow follows. The known
 * residents of an area over those of one device are its devices, and where two exchange their
 * destinations only sums of persons change. Rounded to about the residents for whom the minimum of
 * devices stands, an estimate tells of a flow no more than that.
 */
final class SteppedFlows {
  private static final int EXACT = 6; // what division leaves behind is no device more
  private static final WindowSpec TOGETHER = Window.partitionBy("month", "level");

  private SteppedFlows() {}

  /**
   * The flows with devices in full steps of the minimum, persons counted as so many devices have on
   * average, errors in steps of the most residents to a device of any flow of the month and level,
   * rounded up to two digits, and estimates in steps of as many times the minimum. The variance of
   * rounding, a twelfth of the square of the step, is in the error; the interval follows from these
   * figures. No flow of few devices is larger than {@code few_most}.
   *
   * @param least that of {@link FlowRelease#leastDevices}
   */
  static Dataset<Row> of(Dataset<Row> flows, Dataset<Row> least) {
    Column perDevice = when(col("devices").gt(0), col("estimate").divide(col("devices")));
    Column largest = round(max(perDevice).over(TOGETHER), EXACT);
    Column digits = length(ceil(col("largest")).cast("string"));
    Column unit = pow(lit(10), greatest(lit(0), digits.minus(2))).cast("long");
    Column weight = ceil(col("largest").divide(unit)).multiply(unit);
    Column share =
        round(sum("persons_counted").over(TOGETHER).divide(sum("devices").over(TOGETHER)), 2);
    Column error = col("standard_error").cast("double");
    Column rounding = col("step").multiply(col("step")).divide(12.0);
    Column withRounding = sqrt(error.multiply(error).plus(rounding));
    Dataset<Row> stepped =
        flows
            .withColumn("largest", largest)
            .withColumn("weight", weight)
            .withColumn("share", share)
            .crossJoin(least)
            .withColumn("step", col("weight").multiply(col("least_devices")))
            .withColumn("devices", PublishedRows.inSteps(col("devices"), col("least_devices")))
            .withColumn(
                "persons_counted", col("share").multiply(col("devices")).cast("decimal(24,9)"))
            .withColumn("estimate", inSteps(col("estimate"), col("step")))
            .withColumn("standard_error", inSteps(withRounding, col("weight")))
            .withColumn("steps", told())
            .withColumn("few_most", col("weight").multiply(col("least_devices").minus(1)));
    return stepped
        .withColumn("interval", SteppedInterval.of("estimate", "standard_error", "devices"))
        .withColumn("interval_low", floor(col("interval.low")).cast("decimal(24,9)"))
        .withColumn("interval_high", ceil(col("interval.high")).cast("decimal(24,9)"))
        .drop("interval", "largest", "weight", "step", "share", "least_devices");
  }

  private static Column inSteps(Column persons, Column step) {
    return round(persons.divide(step), 0).multiply(step).cast("decimal(24,9)");
  }

  private static Column told() {
    return concat(
        lit("; devices in full steps of "),
        col("least_devices"),
        lit(", estimates in steps of "),
        col("step"),
        lit(", errors of "),
        col("weight"));
  }
}
