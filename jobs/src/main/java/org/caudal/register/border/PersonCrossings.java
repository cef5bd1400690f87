package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.jspecify.annotations.Nullable;

/** Crossings of the border by persons whose documents are known, whichever they showed. */
public final class PersonCrossings {
  private PersonCrossings() {}

  /**
   * One row a crossing of a person, with {@code crossing_date}, {@code direction}, {@code
   * resident_after} and {@code answer} as in {@link CrossingOutcome}, told from all documents of
   * the person together until the last crossing of anybody.
   *
   * @param persons {@code person_id} and {@code traveller_id}, a document; several rows may say the
   *     same
   * @param recordsFrom as of {@link DecideCrossings}
   */
  public static Dataset<Row> outcomes(
      Inputs in, Dataset<Row> persons, DecideCrossings.Rule rule, @Nullable LocalDate recordsFrom) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Dataset<Row> theirs =
        crossings
            .join(
                Travellers.first(in, persons, "traveller_id")
                    .select("person_id", "traveller_id")
                    .distinct(),
                "traveller_id")
            .drop("traveller_id")
            .withColumnRenamed("person_id", "traveller_id");
    return Journeys.of(theirs, Journeys.days(crossings, Journeys.until(null)))
        .select(
            col("traveller_id").as("person_id"),
            inline(Journeys.outcomes(List.of(rule), recordsFrom)))
        .select("person_id", "crossing_date", "direction", "resident_after", "answer");
  }
}
