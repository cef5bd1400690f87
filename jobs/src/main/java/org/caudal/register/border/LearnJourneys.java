package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.border.JourneyLengths;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Learns how long stays in the country and absences from it last.
 *
 * <p><b>Reads</b> {@link BorderCrossing} and, where it is there, {@link DocumentPair}: documents
 * that are paired there are one traveller. <b>Writes</b> {@link JourneyLength}.
 *
 * <p><b>Method.</b> Two crossings of a traveller that follow each other in opposite directions are
 * a journey that is over; the last crossing of a traveller begins one that is going on. They are
 * counted by bands of days ({@link JourneyLengths#BANDS}), by whether the days on the other side
 * before were few, and by nationality. Two crossings in one direction are none. Crossings at one
 * moment take turns, as in {@link DecideCrossings}.
 *
 * <p><b>Known bias.</b> A missed exit and the next missed entry make one long stay of two. Who left
 * by no post is still here.
 *
 * <p><b>Example.</b> {@code caudal run learn-journeys --conf conf/border.yaml}
 */
public final class LearnJourneys implements Job<LearnJourneys.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Last day to look at; the day of the last crossing by default, and at the latest")
          @Example("2025-06-30")
          @Nullable LocalDate asOf) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("learn-journeys", Params.class)
        .summary("Learns how long stays in the country and absences from it last.")
        .reads(BorderCrossing.class)
        .readsIfThere(DocumentPair.class)
        .writesWhole(JourneyLength.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Column isOver = col("next_direction").isNotNull();
    return Journeys.withNext(crossings, Journeys.days(crossings, Journeys.until(p.asOf())))
        .withColumn("direction_before", lag("direction", 1).over(Journeys.IN_ORDER))
        .withColumn("date_before", lag("crossing_date", 1).over(Journeys.IN_ORDER))
        .filter(differs("next_direction").and(differs("direction_before")))
        .withColumn("before", before(datediff(col("crossing_date"), col("date_before"))))
        .withColumn(
            "from_days",
            band(datediff(coalesce(col("next_date"), col("as_of")), col("crossing_date"))))
        .withColumn("nationality", explode(array(col("nationality"), lit("all"))))
        .groupBy("direction", "nationality", "before", "from_days")
        .agg(count_if(isOver).as("ended"), count_if(col("next_direction").isNull()).as("going_on"));
  }

  /** Whether there is no such crossing, or one in the other direction. */
  private static Column differs(String direction) {
    return coalesce(col(direction).notEqual(col("direction")), lit(true));
  }

  private static Column before(Column days) {
    return when(days.isNull(), "none")
        .when(days.lt(JourneyLengths.LONG_DAYS), "short")
        .otherwise("long");
  }

  /** First day of the band that the days are in. */
  private static Column band(Column days) {
    Column from = lit(0);
    for (int band : JourneyLengths.BANDS) {
      from = when(days.geq(band), band).otherwise(from);
    }
    return from;
  }
}
