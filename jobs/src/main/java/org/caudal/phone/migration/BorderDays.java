package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.person.Registrations;
import org.caudal.phone.person.Subscriber;
import org.caudal.problem.ProblemException;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.PersonCrossings;
import org.caudal.table.TableSchema;

/**
 * Days on which the border knows that who registered a card was abroad, and the card was silent.
 */
final class BorderDays {
  private static final String[] DAY = {"operator_id", "device_id", "event_date"};

  private BorderDays() {}

  /**
   * One row a card and day from the day after an exit to the day before the next entry, within the
   * records of the operator and the registration of the card, which ends where the next begins: as
   * {@link DeviceDay} has the days of cards abroad, in the country where the traveller went. Of a
   * country that is not known there is no row, nor of a card that was never used.
   *
   * @param hours hours of the day that count as seen, as bits
   */
  static Dataset<Row> of(Inputs in, int hours) {
    List<String> missing =
        Stream.of(Subscriber.class, BorderCrossing.class)
            .filter(table -> !in.isThere(table))
            .map(table -> TableSchema.of(table).name())
            .toList();
    if (!missing.isEmpty()) {
      throw ProblemException.user(
          "detect-spells, border-days",
          "needs what is not there: " + String.join(", ", missing) + ".",
          "Run load-subscribers, with the document in traveller_id, and load-border-crossings; or"
              + " leave border-days out.");
    }
    Dataset<Row> seen = in.table(DeviceDay.class).select(DAY[0], DAY[1], DAY[2]);
    Dataset<Row> holders =
        Registrations.inTurn(in)
            .filter(col("traveller_id").isNotNull())
            .join(seen, new String[] {DAY[0], DAY[1]}, "left_semi")
            .withColumn("person_id", col("traveller_id")); // a card may have several holders
    Column first = greatest(date_add(col("left_on"), 1), col("valid_from"), col("first_day"));
    Column last = least(date_sub(col("back_on"), 1), date_sub(col("valid_to"), 1), col("last_day"));
    return SpellHistory.withSpans(
            PersonCrossings.absences(in, holders.select("person_id", "traveller_id"))
                .filter(col("country").isNotNull())
                .join(
                    holders.select(
                        "person_id", "operator_id", "device_id", "valid_from", "valid_to"),
                    "person_id"),
            in)
        .filter(col("first_day").isNotNull()) // greatest and least pass over what is null
        .withColumn("first", first)
        .withColumn("last", last)
        .filter(col("first").leq(col("last")))
        .withColumn("event_date", explode(sequence(col("first"), col("last"))))
        .select("operator_id", "device_id", "event_date", "country")
        .distinct()
        .join(seen, DAY, "left_anti")
        .withColumn("domain", lit("outbound"))
        .withColumn("cell_id", lit(""))
        .withColumn("hour_bits", lit(hours));
  }
}
