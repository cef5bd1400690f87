package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.register.TrueCrossing;

/**
 * Measures how many arrivals that are taken to be reunifications are so.
 *
 * <p><b>Reads</b> {@link BorderCrossing}, {@link ResidencePermit}, {@link DocumentPair} where it is
 * there, and the truth, {@link TrueCrossing} and {@link SyntheticStay}. <b>Writes</b> {@link
 * ReunificationAccuracy}.
 *
 * <p><b>Method.</b> Arrivals by the records are those that {@link CountBorderEvents} finds. In
 * truth an arrival is a reunification where the stay that it begins is one.
 *
 * <p><b>Known bias.</b> Of those without a permit, as of those whom no post saw, nothing is seen.
 *
 * <p><b>Example.</b> {@code caudal run measure-reunifications --conf conf/border.yaml}
 */
public final class MeasureReunifications implements Job<MeasureReunifications.Params> {
  /** Nothing to choose. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-reunifications", Params.class)
        .summary("Measures reunifications of families at the border against the truth.")
        .reads(BorderCrossing.class, ResidencePermit.class, TrueCrossing.class, SyntheticStay.class)
        .readsIfThere(DocumentPair.class)
        .usesPseudonyms()
        .writesWhole(ReunificationAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Dataset<Row> days = Journeys.days(crossings, Journeys.until(null));
    Dataset<Row> seen =
        Reunifications.of(in, Journeys.withNext(crossings, days), days)
            .select("crossing_id", "answer");
    Dataset<Row> stays = in.table(SyntheticStay.class).select("person_id", "stay_number", "reason");
    Column isReunion = coalesce(col("reason").equalTo("reunification"), lit(false));
    Dataset<Row> truth =
        in.table(TrueCrossing.class)
            .filter(col("direction").equalTo("entry"))
            .join(stays, new String[] {"person_id", "stay_number"}, "left")
            .select(
                in.pseudonym(col("crossing_id"), LoadBorderCrossings.CROSSINGS).as("crossing_id"),
                isReunion.as("is_reunification"));
    Column followed = coalesce(col("is_reunification"), lit(false));
    return seen.join(truth, new String[] {"crossing_id"}, "full")
        .filter(col("answer").isNotNull().or(followed))
        .groupBy(coalesce(col("answer"), lit("not_seen")).as("answer"))
        .agg(count(lit(1)).as("arrivals"), count_if(followed).as("reunifications"));
  }
}
