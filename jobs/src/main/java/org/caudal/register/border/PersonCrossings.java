package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.jspecify.annotations.Nullable;

/** Crossings of the border by persons whose documents are known, whichever they showed. */
public final class PersonCrossings {
  private PersonCrossings() {}

  /**
   * One row a crossing of a person, with {@code crossing_date}, {@code direction}, {@code
   * resident_before} and {@code resident_after} as in {@link CrossingOutcome}, {@code is_open},
   * whether what comes may tell that, and {@code open_until}, the day of the next crossing where
   * the answer is none, from all documents of the person together until the last crossing of
   * anybody.
   *
   * @param persons {@code person_id} and {@code traveller_id}, a document; several rows may say the
   *     same
   * @param recordsFrom as of {@link DecideCrossings}
   */
  public static Dataset<Row> outcomes(
      Inputs in, Dataset<Row> persons, DecideCrossings.Rule rule, @Nullable LocalDate recordsFrom) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Column isBeforeMissing = col("days").isNull().and(col("next").isNotNull());
    Column lastMissed =
        max(when(isBeforeMissing, col("next"))).over(Window.partitionBy("person_id"));
    Column isOpen =
        col("resident_after")
            .isNull()
            .and(datediff(col("as_of"), col("crossing_date")).lt(rule.window()))
            .and(coalesce(unix_date(col("crossing_date")).geq(lastMissed), lit(true)));
    Column openUntil = when(col("answer").equalTo("none"), date_from_unix_date(col("next")));
    return Journeys.of(
            theirs(in, crossings, persons), Journeys.days(crossings, Journeys.until(null)))
        .select(
            col("traveller_id").as("person_id"),
            col("as_of"),
            inline(Journeys.outcomes(List.of(rule), recordsFrom)))
        .withColumn("is_open", isOpen)
        .withColumn("open_until", openUntil)
        .select(
            "person_id",
            "crossing_date",
            "direction",
            "resident_before",
            "resident_after",
            "is_open",
            "open_until");
  }

  /**
   * One row an absence of a person: {@code person_id}, {@code country}, to which or from which the
   * person went, null where neither is known, {@code left_on} and {@code back_on}, the days of an
   * exit and of the entry that is the next crossing. Who was not seen coming back is away until the
   * last crossing of anybody. Between two exits an entry is missing: nothing is said. Crossings at
   * one moment take turns, as in {@link DecideCrossings}.
   *
   * @param persons as of {@link #outcomes}
   */
  public static Dataset<Row> absences(Inputs in, Dataset<Row> persons) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Column isBack = coalesce(col("next_direction"), lit("entry")).equalTo("entry");
    return Journeys.withNext(
            theirs(in, crossings, persons), Journeys.days(crossings, Journeys.until(null)))
        .withColumn("next_country", lead("other_country", 1).over(Journeys.IN_ORDER))
        .filter(col("direction").equalTo("exit").and(isBack))
        .select(
            col("traveller_id").as("person_id"),
            coalesce(col("other_country"), col("next_country")).as("country"),
            col("crossing_date").as("left_on"),
            coalesce(col("next_date"), date_add(col("as_of"), 1)).as("back_on"));
  }

  /** The crossings of the persons, who are the travellers. */
  private static Dataset<Row> theirs(Inputs in, Dataset<Row> crossings, Dataset<Row> persons) {
    return crossings
        .join(
            Travellers.first(in, persons, "traveller_id")
                .select("person_id", "traveller_id")
                .distinct(),
            "traveller_id")
        .drop("traveller_id")
        .withColumnRenamed("person_id", "traveller_id");
  }
}
