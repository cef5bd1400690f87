package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.split_part;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Counts who was in the country at the end of each month and did not live there: the temporary
 * population that is not resident (United Nations 2021).
 *
 * <p><b>Reads</b> {@link CrossingOutcome}. <b>Writes</b> {@link TemporaryPopulation}.
 *
 * <p><b>Method.</b> Whose last crossing by the end of a day was an entry is in the country. Whether
 * the person lives there after that entry, the rule of {@link DecideCrossings} says.
 *
 * <ul>
 *   <li><b>Certain</b> is who does not, and was seen leaving later.
 *   <li><b>Possible</b> are besides: who was not seen leaving yet, as nobody knows where they will
 *       live; between two entries, as the exit is missing; and, between two exits, who does not
 *       live here or of whom it is not known, as the entry is missing. After an entry that is as
 *       many days ago as the rule asks for, the person would live in the country: so would who came
 *       as many days before the second of two exits.
 * </ul>
 *
 * <p>A person is counted once a day, under the nationality of the last crossing. Days begin when
 * the records are as old as the rule asks for: who came before them, and is still there, would live
 * in the country. Earlier an exit that is the first crossing may be that of a visitor whom nobody
 * saw coming.
 *
 * <p><b>Known bias.</b> Crossings that no post recorded and that leave no trace are in neither
 * bound. Without {@code records-from} of {@link DecideCrossings} a resident who is first seen
 * coming home, and soon leaves for good, was a visitor. Who crosses the border every day to work is
 * not there at the end of a day. Documents that are not paired are persons.
 *
 * <p><b>Example.</b> {@code caudal run count-temporary-population --conf conf/border.yaml}
 */
public final class CountTemporaryPopulation implements Job<CountTemporaryPopulation.Params> {
  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-temporary-population", Params.class)
        .summary("Counts who was in the country at the end of each month and did not live there.")
        .reads(CrossingOutcome.class)
        .writesWhole(TemporaryPopulation.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return present(in.table(CrossingOutcome.class))
        .withColumn("nationality", explode(array(col("nationality"), lit("all"))))
        .withColumn("stay_band", explode(array(stayBand(), lit("all"))))
        .groupBy("rule", "reference_date", "nationality", "stay_band")
        .agg(
            count_if(col("is_certain")).as("least"),
            count(lit(1)).as("most"),
            max("as_of").as("as_of"));
  }

  /** One row a rule, person and end of a month on which the person was or may have been there. */
  private static Dataset<Row> present(Dataset<Row> outcomes) {
    Column isEntry = col("direction").equalTo("entry");
    Column wasSeenNext = col("days").isNotNull();
    Column isMissing = not(wasSeenNext).and(col("next_date").isNotNull());
    Column livesElsewhere = not(coalesce(col("resident_after"), lit(false)));
    Column days = split_part(col("rule"), lit("/"), lit(1)).cast("int");
    Column next =
        coalesce(
            date_add(col("crossing_date"), col("days")),
            col("next_date"),
            date_add(col("as_of"), 1));
    Column asResident = when(isEntry, date_add(col("crossing_date"), days));
    Column asVisitor = when(not(isEntry), date_sub(col("next_date"), days.minus(1)));
    return outcomes
        .crossJoin(broadcast(outcomes.agg(min("crossing_date").as("since"))))
        .filter(livesElsewhere.and(isEntry.or(isMissing)))
        .withColumn("from", greatest(col("crossing_date"), asVisitor))
        .withColumn("until", date_sub(least(next, asResident), 1))
        .filter(col("until").geq(col("from")))
        .withColumn(
            "month",
            explode(sequence(trunc(col("from"), "month"), col("until"), expr("INTERVAL 1 MONTH"))))
        .withColumn("reference_date", last_day(col("month")))
        .filter(col("reference_date").between(date_add(col("since"), days.minus(1)), col("until")))
        .withColumn("is_certain", isEntry.and(col("resident_after").isNotNull()).and(wasSeenNext));
  }

  private static Column stayBand() {
    Column days = datediff(col("reference_date"), col("crossing_date"));
    return when(col("direction").equalTo("exit"), "_U")
        .when(days.lt(30), "0-29")
        .when(days.lt(90), "30-89")
        .when(days.lt(183), "90-182")
        .otherwise("183+");
  }
}
