package org.caudal.register.missing;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Measures how far estimates of missing persons who would be reported were from those who were.
 *
 * <p><b>Reads</b> {@link MissingPerson}. <b>Writes</b> {@link MissingAccuracy}.
 *
 * <p><b>Method.</b> A back-test: {@link CountMissingPersons} as it could have been done at the end
 * of each earlier period, with the reports that there were then and nothing later, held to the
 * number reported within {@code delays} periods where these are over by now. Give it the parameters
 * of that job.
 *
 * <p><b>Known bias.</b> Reports are taken to have been in the list on their day, and to be in it
 * still: a list that is cleaned later looks better here than it was. Nothing is said of persons who
 * were never reported.
 *
 * <p><b>Example.</b> {@code caudal run measure-missing-persons --conf conf/missing.yaml}
 */
public final class MeasureMissingPersons implements Job<ReportingParams> {

  @Override
  public JobSpec<ReportingParams> spec() {
    return JobSpec.named("measure-missing-persons", ReportingParams.class)
        .summary("Measures how far estimates of reports to come were from what came.")
        .reads(MissingPerson.class)
        .writesWhole(MissingAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, ReportingParams p) {
    Column total = col("total");
    Column error = col("expected").minus(total);
    return MissingReports.byCategory(in.table(MissingPerson.class), p)
        .select(col("breakdown"), inline(MissingEstimates.past(p)))
        .groupBy("breakdown", "lag")
        .agg(
            count(col("expected")).as("estimates"),
            count_if(total.between(col("interval_low"), col("interval_high"))).as("covered"),
            count_if(col("interval_low").gt(total)).as("too_high"),
            count_if(col("interval_high").lt(total)).as("too_low"),
            count_if(col("expected").isNull()).as("without"),
            mean(when(col("expected").isNotNull(), col("reported"))).as("mean_reported"),
            mean(when(col("expected").isNotNull(), total)).as("mean_final"),
            mean(error).as("mean_error"),
            mean(abs(error)).as("mean_absolute_error"),
            mean(col("interval_high").minus(col("interval_low"))).as("mean_width"));
  }

  private static Column mean(Column of) {
    return Decimals.rounded(avg(of.cast("decimal(28,6)")), 24, 6);
  }
}
