package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.phone.network.CellZone;
import org.caudal.reference.Codes;
import org.caudal.synthetic.country.CrisisSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads disasters and other events with the areas that they struck, one area a line.
 *
 * <p><b>Reads</b> {@link CellZone} if it is there, and the files of the extract, with the columns
 * {@code event_id}, {@code name}, {@code kind}, {@code start_date}, {@code level}, {@code zone_id}
 * and, where the source has them, {@code end_date} and {@code baseline_days}.
 *
 * <p><b>Writes</b> {@link CrisisEvent}.
 *
 * <p><b>Method.</b> A baseline has whole weeks, so that each weekday is in it equally often: 21 to
 * 56 days, by default {@code baseline-days}. Haiti 2010 had 42 days (Bengtsson and others 2011,
 * PLoS Med. 8(8)). Of two lines with one event, level and area the later stays. An area that is the
 * main one of no cell, so that no device can live there, is warned of where cells are mapped.
 *
 * <p><b>Known bias.</b> Areas are struck as a whole: for a polygon give it as an area of a level of
 * its own, see docs/how-to/phone-records.md. A baseline with a feast, a season of harvest or an
 * earlier event in it is no normal time.
 *
 * <p><b>Example.</b> {@code caudal run load-crisis-events --conf conf/displacement.yaml}
 */
public final class LoadCrisisEvents implements Job<LoadCrisisEvents.Params> {
  private static final String SERVED_RULE = "area-served";
  private static final int USUAL = 42;
  private static final int FEWEST = 21;
  private static final int MOST = 56; // whose nights fit into the bits of a number
  private static final int WEEK = 7;

  /** Parameters. */
  public record Params(
      @Doc("Files with the events") Extract extract,
      @Doc("Days of the baseline where a line has none, whole weeks, 21 to 56") @Default("42")
          int baselineDays)
      implements Loading {

    /** Refuses a baseline that is no whole weeks. */
    public Params {
      if (baselineDays < FEWEST || baselineDays > MOST || baselineDays % WEEK != 0) {
        throw new IllegalArgumentException(
            "baseline-days must be whole weeks, 21 to 56, was " + baselineDays);
      }
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-crisis-events", Params.class)
          .summary("Loads disasters and other events with the areas that they struck.")
          .after(CrisisSheet.class)
          .readsIfThere(CellZone.class)
          .loads(plan(USUAL));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events =
        Classification.classify(in.extract(), plan(p.baselineDays()), p.extract(), in::pseudonym);
    return in.isThere(CellZone.class) ? withAreasJudged(events, in.table(CellZone.class)) : events;
  }

  private static Dataset<Row> withAreasJudged(Dataset<Row> events, Dataset<Row> cellZones) {
    Dataset<Row> served =
        cellZones
            .filter(col("is_main"))
            .select(col("level").as("served_level"), col("zone_id").as("served_zone"))
            .distinct();
    Column isSame =
        col("level").equalTo(col("served_level")).and(col("zone_id").equalTo(col("served_zone")));
    Dataset<Row> judged = events.join(broadcast(served), isSame, "left_outer");
    return Classification.warned(judged, SERVED_RULE, col("served_zone").isNull())
        .drop("served_level", "served_zone");
  }

  private static LoadPlan plan(int baselineDays) {
    return LoadPlan.into(CrisisEvent.class)
        .field(Field.text("event_id"))
        .field(Field.text("name"))
        .field(Field.text("kind"))
        .field(Field.date("start_date"))
        .field(Field.date("end_date").optional().orAbsent())
        .field(Field.text("level"))
        .field(Field.text("zone_id"))
        .field(Field.integer("baseline_days").optional().orAbsent())
        .derive("kind", lower(col("kind")))
        .derive(
            "baseline_days", Codes.whole(coalesce(col("baseline_days"), lit((long) baselineDays))))
        .reject(
            "baseline-whole-weeks",
            "baseline_days",
            col("baseline_days")
                .between(FEWEST, MOST)
                .and(col("baseline_days").mod(lit(WEEK)).equalTo(0)),
            "The baseline is no 3 to 8 whole weeks.",
            "Give 21, 28, 35, 42, 49 or 56 days, or leave the column empty.")
        .reject(
            "period-positive",
            "end_date",
            coalesce(col("end_date").geq(col("start_date")), lit(true)),
            "The event ends before it starts.",
            "Mend the days at the source.")
        .warn(
            SERVED_RULE,
            "zone_id",
            lit(true), // judged by cell_zone, in transform
            "The area is the main one of no cell: nobody is known to live there, and it has no figures.",
            "Mend the code or the level, load the zones and map the cells again, or give a larger area.")
        .build();
  }
}
