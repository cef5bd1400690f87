package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.Draw;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Writes populations, births, deaths, arrivals and departures as offices know them, one CSV file a
 * component.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}, {@link SyntheticPerson}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link AccountSheet} as extracts.
 *
 * <p><b>Method.</b> Each event is recorded with the share c of its component, by a draw of its own.
 * The office knows c and writes recorded / c, whose variance is persons × (1 − c) / c: the standard
 * error is the root of that, for the figure itself, or for one person where it is less. A census
 * counts residents at the start of some years only. Cells without anybody recorded have no line.
 *
 * <p><b>Known bias.</b> None on average. Real offices know c less well, and miss some groups more
 * than others.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-account-components --conf conf/accounts.yaml}
 */
public final class SynthesizeAccountComponents implements Job<SynthesizeAccountComponents.Params> {

  /** Parameters; all shares are invented. */
  public record Params(
      @Doc("Years at whose start residents are counted") @Default("[2021, 2025]")
          List<Integer> censusYears,
      @Doc("Share of residents who are counted") @Default("0.97") BigDecimal populationCounted,
      @Doc("Share of births that are registered") @Default("0.98") BigDecimal birthsRegistered,
      @Doc("Share of deaths that are registered") @Default("0.94") BigDecimal deathsRegistered,
      @Doc("Share of arrivals that are recorded") @Default("0.85") BigDecimal arrivalsRecorded,
      @Doc("Share of departures that are recorded") @Default("0.5") BigDecimal departuresRecorded) {

    /** Refuses shares of nothing and of more than all. */
    public Params {
      censusYears = List.copyOf(censusYears);
      for (BigDecimal share :
          List.of(
              populationCounted,
              birthsRegistered,
              deathsRegistered,
              arrivalsRecorded,
              departuresRecorded)) {
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
          throw new IllegalArgumentException("a share must be within (0, 1], was " + share);
        }
      }
    }

    private Column recorded() {
      return when(col("component").equalTo("population"), share(populationCounted))
          .when(col("component").equalTo("births"), share(birthsRegistered))
          .when(col("component").equalTo("deaths"), share(deathsRegistered))
          .when(col("component").equalTo("arrivals"), share(arrivalsRecorded))
          .otherwise(share(departuresRecorded));
    }

    private static Column share(BigDecimal share) {
      return lit(share.movePointRight(6).intValue());
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-account-components", Params.class)
        .summary("Writes populations and flows by birth cohort as offices know them")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .exports(AccountSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column draw =
        Draw.keyed(col("person_key"), "account", col("component"), col("year"), col("area_id"));
    Column share = col("recorded").divide(lit((double) Draw.ONE));
    return AccountEvents.ofProvinces(inputs)
        .filter(
            not(col("component").equalTo("population"))
                .or(col("year").isin(params.censusYears().toArray())))
        .withColumn("recorded", params.recorded())
        .filter(draw.lt(col("recorded")))
        .groupBy(Columns.named(List.of(AccountEvents.CELL), "recorded"))
        .agg(count(lit(1)).as("counted"))
        .withColumn("figure", col("counted").divide(share))
        .withColumn(
            "error",
            sqrt(greatest(col("figure"), lit(1.0)).multiply(lit(1.0).minus(share)).divide(share)))
        .select(
            concat(col("component"), lit(".csv")).as("file_name"),
            col("component"),
            col("year").cast("string").as("year"),
            col("area_id").as("province_code"),
            col("sex").cast("string").as("sex"),
            col("birth_year").cast("string").as("birth_year"),
            format_string("%.2f", round(col("figure"), 2)).as("persons"),
            format_string("%.4f", round(col("error"), 4)).as("standard_error"),
            col("counted").cast("string").as("recorded"));
  }
}
