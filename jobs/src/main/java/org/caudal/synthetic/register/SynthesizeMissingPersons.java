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

/**
 * Generates the list of people reported missing on the way, one CSV file a year of report.
 *
 * <p><b>Reads</b> {@link SyntheticStay}, {@link SyntheticPerson}, {@link SyntheticHousehold}.
 * <b>Writes</b> {@link MissingSheet} as extracts.
 *
 * <p><b>Method.</b> Contact is lost in a share of the stays in transit, in the caravan, and after
 * irregular crossings, on one of their first sixty days. Children are reported more often than
 * adults; a report comes after a mean of 21 days, and who is found is found a mean of 90 days
 * later. What falls after the last simulated day is not in the list. All figures are invented.
 *
 * <p><b>Known bias.</b> The stays go on as if contact had not been lost: most are alive. Who is
 * found dead is who died by the rates of the country.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-missing-persons --conf conf/synthetic.yaml}
 */
public final class SynthesizeMissingPersons implements Job<MissingParams> {

  @Override
  public JobSpec<MissingParams> spec() {
    return JobSpec.named("synthesize-missing-persons", MissingParams.class)
        .summary("Generates the list of people reported missing on the way")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticStay.class)
        .exports(MissingSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, MissingParams params) {
    return MissingPersons.lines(inputs, params).filter(col("is_delivered"));
  }
}
