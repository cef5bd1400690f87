package org.caudal.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/** Counts {@link Parcel} by month. */
public final class CountParcels implements Job<CountParcels.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Months to count; all by default") @Nullable Months months,
      @Doc("What each parcel counts") @Default("1") long weight)
      implements Monthly {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-parcels", Params.class)
        .summary("Counts parcels by month.")
        .reads(Parcel.class)
        .writesMonths(ParcelCount.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> parcels = in.table(Parcel.class);
    Months months = p.months();
    return (months == null
            ? parcels
            : parcels.filter(col("month").between(months.firstDay(), months.lastDay())))
        .groupBy("month")
        .agg(count(lit(1)).multiply(lit(p.weight())).as("weighted_count"));
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    return Optional.of(
        in.table(Parcel.class)
            .agg(count(lit(1)).as("parcels"))
            .filter(lit(p.weight()).equalTo(2))
            .select(concat(col("parcels"), lit(" parcels count twice")).as("warning")));
  }
}
