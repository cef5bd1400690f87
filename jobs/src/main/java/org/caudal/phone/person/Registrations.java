package org.caudal.phone.person;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;

/** Registrations of SIM cards, one after the other. */
public final class Registrations {
  private Registrations() {}

  /**
   * The rows of {@link Subscriber}, each ending at the latest where the next of the card begins.
   */
  public static Dataset<Row> inTurn(Inputs in) {
    WindowSpec card = Window.partitionBy("operator_id", "device_id").orderBy("valid_from");
    return in.table(Subscriber.class)
        .withColumn("valid_to", least(col("valid_to"), lead("valid_from", 1).over(card)));
  }
}
