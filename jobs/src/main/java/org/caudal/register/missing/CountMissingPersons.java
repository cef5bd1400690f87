package org.caudal.register.missing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.ChainLadder;

/**
 * Counts persons reported missing, found and still missing by when they were last seen, and
 * estimates how many will have been reported.
 *
 * <p><b>Reads</b> {@link MissingPerson}. <b>Writes</b> {@link MissingCount}.
 *
 * <p><b>Method.</b> Persons are counted in the month or quarter in which they were last seen, as
 * known on {@code as-of}: all, and by sex, nationality and group of ages, one at a time. Reports
 * come late. How many will have been reported of a period, within {@code delays} periods, is told
 * by the chain ladder ({@link ChainLadder}) from how late the reports of the {@code
 * training-periods} were, of each category by itself; its interval is that of a count and never
 * below what is reported. Where nothing tells a delay there is no estimate, and {@code status} says
 * why. Categories do not add up exactly to the estimate of all. Categories that had a person have a
 * row in each period that is not complete, also with nobody.
 *
 * <p><b>Known bias.</b> A minimum: who is never reported is in no figure. Reports later than all
 * delays are not expected, though counted when they come. Where reports become quicker, as after a
 * new office opens, estimates are too high for as long as the training periods have the slow ones;
 * where a list takes over old cases in bulk, too high or too low. Two reports of one person count
 * twice.
 *
 * <p><b>Example.</b> {@code caudal run count-missing-persons --conf conf/missing.yaml}
 */
public final class CountMissingPersons implements Job<ReportingParams> {

  @Override
  public JobSpec<ReportingParams> spec() {
    return JobSpec.named("count-missing-persons", ReportingParams.class)
        .summary("Counts missing persons, and estimates how many will have been reported.")
        .reads(MissingPerson.class)
        .writesWhole(MissingCount.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, ReportingParams p) {
    return MissingReports.byCategory(in.table(MissingPerson.class), p)
        .select(col("breakdown"), col("category"), col("as_of"), inline(MissingEstimates.counts(p)))
        .withColumn("period_start", MissingReports.firstDay(col("number"), p.frequency().months()))
        .withColumn("frequency", lit(p.frequency().code()))
        .withColumn(
            "still_missing", col("reported").minus(col("found_alive")).minus(col("found_dead")))
        .withColumn("expected", Decimals.rounded(col("expected"), 24, 6))
        .withColumn("standard_error", Decimals.rounded(col("standard_error"), 24, 6))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"));
  }
}
