package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/**
 * Generates the entries and exits that border posts record, one CSV file a month.
 *
 * <p><b>Reads</b> {@link SyntheticStay}, {@link SyntheticPerson}, {@link SyntheticHousehold},
 * {@link SyntheticTown}. <b>Writes</b> {@link CrossingSheet} as extracts.
 *
 * <p><b>Method.</b> Two consecutive stays of which one is in the country and one abroad make a
 * crossing on the first day of the later one. Irregular ones leave no line. A post misses an exit
 * more often than an entry, and by land or sea more often than by air; a few directions are written
 * the other way round. Those who move together pass one post within three minutes and share a mark,
 * which tells accompanied children from others. A person with two citizenships shows the second
 * passport in 4 of 10 crossings; passports are renewed every ten years. Names are read by {@link
 * Clerk} in the manner {@link Manner#CAPITALS}. Visitors are admitted for 90 days. All shares are
 * invented.
 *
 * <p><b>Known bias.</b> Members of a party are missed independently; nobody crosses without a
 * passport; the declared country is always the true one.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-border-crossings --conf conf/demo.yaml}
 */
public final class SynthesizeBorderCrossings implements Job<CrossingParams> {

  @Override
  public JobSpec<CrossingParams> spec() {
    return JobSpec.named("synthesize-border-crossings", CrossingParams.class)
        .summary("Generates the entries and exits that border posts record")
        .reads(
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticPerson.class,
            SyntheticTown.class)
        .exports(CrossingSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, CrossingParams params) {
    return BorderCrossings.lines(inputs, params).filter(col("is_delivered"));
  }
}
