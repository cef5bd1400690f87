package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Counts the true populations, births, deaths, arrivals and departures by birth cohort.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}, {@link SyntheticPerson}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link TrueAccountComponent}.
 *
 * <p><b>Method.</b> Usual residents of provinces and of the country as each year begins, and what
 * happens to them in the year: moves from and to other provinces are arrivals and departures like
 * those from and to other countries, in the account of the country they are none. Deaths abroad of
 * usual residents count in their province. That the figures balance is not computed: it is so.
 *
 * <p><b>Known bias.</b> None: it is a count.
 *
 * <p><b>Example.</b> {@code caudal run count-account-components --conf conf/accounts.yaml}
 */
public final class CountAccountComponents implements Job<CountAccountComponents.Params> {

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-account-components", Params.class)
        .summary(
            "Counts the true populations and flows of provinces and the country by birth cohort")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(TrueAccountComponent.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column[] cell = Arrays.stream(AccountEvents.CELL).map(functions::col).toArray(Column[]::new);
    return AccountEvents.ofProvinces(inputs)
        .unionByName(AccountEvents.ofCountry(inputs))
        .groupBy(cell)
        .agg(count(lit(1)).as("persons"));
  }
}
