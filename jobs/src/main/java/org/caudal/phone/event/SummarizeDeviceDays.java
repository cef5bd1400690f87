package org.caudal.phone.event;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.reference.Codes;
import org.caudal.reference.MobileCountries;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what each device did on a day at each place.
 *
 * <p><b>Reads</b> {@link CleanEvent}, events without a flag. <b>Writes</b> {@link DeviceDay}.
 *
 * <p><b>Method.</b> One aggregate by day, device, cell and country; abroad the cell is empty. The
 * country abroad is that of the network visited, by its mobile country code (ITU-T E.212). Hours
 * are whole hours since local midnight, as on the clock but on the two days of a year on which
 * clocks change: after they went forward at 2 o'clock an event at 7:30 is in hour 6, after they
 * went back in hour 8, and a 25th hour counts as the 24th. Where events of one place differ in the
 * code of the SIM, the smallest is kept. Known and unknown time are those of the events, added up:
 * over all places of a device they are the day.
 *
 * <p><b>Known bias.</b> Events with a measured position and no cell are together in one row with an
 * empty cell.
 *
 * <p><b>Example.</b> {@code caudal run summarize-device-days --days 2025-06-02 --conf
 * conf/phone.yaml}
 */
public final class SummarizeDeviceDays implements Job<SummarizeDeviceDays.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Days to sum up; all by default") @Nullable Days days,
      @Doc("Country of the operators, ISO 3166-1 alpha-3") @Example("XCA") String homeCountry)
      implements Daily {

    /** Refuses what is no code. */
    public Params {
      Codes.requireAlpha3("home-country", homeCountry);
    }
  }

  /** Order of domains; the first of a place is kept. */
  private static final String DOMAIN_NUMBER =
      "CASE domain WHEN 'domestic' THEN 0 WHEN 'inbound' THEN 1 ELSE 2 END";

  private static final String DOMAIN =
      "CASE domain_number WHEN 0 THEN 'domestic' WHEN 1 THEN 'inbound' ELSE 'outbound' END";

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("summarize-device-days", Params.class)
        .summary("Sums up what each device did on a day at each place.")
        .reads(CleanEvent.class)
        .writesDays(DeviceDay.class, "event_date");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column abroad = col("domain").equalTo("outbound");
    Column visited = expr(MobileCountries.codeOf("plmn"));
    return Spans.within(in.table(CleanEvent.class), p.days())
        .filter(col("error_flag").equalTo(0))
        .withColumn("cell_id", when(abroad, lit("")).otherwise(col("cell_id")))
        .withColumn(
            "country",
            when(abroad, coalesce(MobileCountries.of(visited), lit("")))
                .otherwise(lit(p.homeCountry())))
        .groupBy("event_date", "operator_id", "device_id", "cell_id", "country")
        .agg(
            min(expr(DOMAIN_NUMBER)).as("domain_number"),
            min("mcc").as("mcc"),
            count(lit(1)).cast("int").as("event_count"),
            bit_or(expr("shiftleft(1, least(local_second DIV 3600, 23))")).as("hour_bits"),
            min("local_second").as("first_second"),
            max("local_second").as("last_second"),
            sum("known_seconds").cast("int").as("known_seconds"),
            sum("unknown_seconds").cast("int").as("unknown_seconds"))
        .withColumn("domain", expr(DOMAIN));
  }
}
