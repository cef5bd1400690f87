package org.caudal.register.border;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/**
 * Who came to a member of the family who lived in the country before, by permits and crossings.
 *
 * <p>Of each holder the first permit counts. The holder <i>arrived</i> with the last entry until
 * the day of issue that was not the end of a trip: the crossing before it is none, or an exit of
 * {@value CountBorderEvents#SHORTEST} days or more before. One whose crossing before is an entry
 * too may be a trip; it is no arrival.
 */
final class Reunifications {
  private static final String REASON = "family";
  private static final Object[] KIN = {"spouse", "partner", "child", "parent"};

  private Reunifications() {}

  /**
   * First permits for the family, or of a spouse, child or parent, with the {@code answer}: yes, if
   * the sponsor arrived, or had a permit, more than a day before the holder arrived; no, if the
   * sponsor arrived with the holder or later; maybe, where the sponsor or one of the arrivals is
   * not known. {@code day} is that of the arrival, else that of issue; {@code crossing_id} is null
   * where there is no arrival.
   *
   * @param crossings of {@link Travellers#crossings} until the last day to look at
   * @param days of {@link Journeys#days}
   */
  static Dataset<Row> of(Inputs in, Dataset<Row> crossings, Dataset<Row> days) {
    Dataset<Row> holders = holders(in, crossings, days);
    Dataset<Row> sponsors =
        holders.select(
            col("traveller_id").as("sponsor_id"),
            col("issued_on").as("sponsor_issued"),
            col("arrived_on").as("sponsor_arrived"));
    Column eve = date_sub(col("arrived_on"), 1);
    return holders
        .filter(col("reason").equalTo(REASON).or(coalesce(col("kinship").isin(KIN), lit(false))))
        .join(sponsors, new String[] {"sponsor_id"}, "left")
        .withColumn("day", coalesce(col("arrived_on"), col("issued_on")))
        .withColumn(
            "answer",
            when(col("sponsor_arrived").lt(eve).or(col("sponsor_issued").lt(eve)), "yes")
                .when(col("sponsor_arrived").geq(eve), "no")
                .otherwise("maybe"))
        .select("day", "nationality", "traveller_id", "answer", "crossing_id");
  }

  /** One row a holder: the first permit until the last day to look at, and the arrival. */
  private static Dataset<Row> holders(Inputs in, Dataset<Row> crossings, Dataset<Row> days) {
    Dataset<Row> paired = Travellers.paired(in);
    Dataset<Row> permits =
        first(first(in.table(ResidencePermit.class), "holder_id", paired), "sponsor_id", paired)
            .crossJoin(broadcast(days.select("as_of")))
            .filter(col("holder_id").isNotNull().and(col("issued_on").leq(col("as_of"))))
            .groupBy(col("holder_id").as("traveller_id"))
            .agg(
                min_by(
                        struct("issued_on", "nationality", "reason", "kinship", "sponsor_id"),
                        struct("issued_on", "permit_id"))
                    .as("permit"))
            .select("traveller_id", "permit.*");
    Dataset<Row> arrivals =
        arrivals(crossings)
            .join(permits.select("traveller_id", "issued_on"), "traveller_id")
            .filter(col("arrived_on").leq(col("issued_on")))
            .groupBy("traveller_id")
            .agg(
                max_by(struct("arrived_on", "crossing_id"), struct("arrived_on", "crossing_id"))
                    .as("arrival"))
            .select("traveller_id", "arrival.*");
    return permits.join(arrivals, new String[] {"traveller_id"}, "left");
  }

  private static Dataset<Row> arrivals(Dataset<Row> crossings) {
    Column away = datediff(col("crossing_date"), col("date_before"));
    return crossings
        .withColumn("direction_before", lag("direction", 1).over(Journeys.IN_ORDER))
        .withColumn("date_before", lag("crossing_date", 1).over(Journeys.IN_ORDER))
        .filter(
            col("direction")
                .equalTo("entry")
                .and(
                    col("direction_before")
                        .isNull()
                        .or(
                            col("direction_before")
                                .equalTo("exit")
                                .and(away.geq(CountBorderEvents.SHORTEST)))))
        .select(col("traveller_id"), col("crossing_date").as("arrived_on"), col("crossing_id"));
  }

  /** The rows with the first document of the chain in place of a document. */
  private static Dataset<Row> first(Dataset<Row> rows, String document, Dataset<Row> paired) {
    return rows.join(
            paired.withColumnRenamed("traveller_id", document), new String[] {document}, "left")
        .withColumn(document, coalesce(col("first_traveller_id"), col(document)))
        .drop("first_traveller_id");
  }
}
