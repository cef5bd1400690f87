package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.synthetic.country.MarginSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads known numbers of residents, one area, sex and age band a line.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code level}, {@code zone_id}, {@code
 * sex} (ISO 5218; 0 or empty for all), {@code age_band} (as 15-19 or 85+; empty for all), {@code
 * reference_date} and {@code persons}.
 *
 * <p><b>Writes</b> {@link PopulationMargin}.
 *
 * <p><b>Method.</b> Numbers are kept as delivered. A reference date before {@code earliest-day} or
 * after {@code latest-day} is rejected ({@code reference-date-possible}). Whether the bands add up
 * to their total is not looked at: published tables are rounded. Of two lines for one cell the
 * later stays, the other is a duplicate.
 *
 * <p><b>Known bias.</b> That of the source. A projection knows nothing of moves since its base.
 *
 * <p><b>Example.</b> {@code caudal run load-population-margins --conf conf/phone.yaml}
 */
public final class LoadPopulationMargins implements Job<LoadPopulationMargins.Params> {
  private static final int BOTH = 0;

  /** Parameters. */
  public record Params(
      @Doc("Files with the numbers") Extract extract,
      @Doc("First possible reference date") @Example("2000-01-01") @Default("1850-01-01")
          LocalDate earliestDay,
      @Doc("Last possible one; projections may be of later years")
          @Example("2050-12-31")
          @Default("2100-01-01")
          LocalDate latestDay)
      implements Loading {

    /** Refuses days that leave none. */
    public Params {
      CodeRules.requireDays(earliestDay, latestDay);
    }
  }

  private static LoadPlan plan(LocalDate earliestDay, LocalDate latestDay) {
    return LoadPlan.into(PopulationMargin.class)
        .field(Field.text("level"))
        .field(Field.text("zone_id"))
        .field(Field.integer("sex").optional().orAbsent())
        .field(Field.text("age_band").optional().orAbsent())
        .field(Field.date("reference_date"))
        .field(Field.integer("persons"))
        .derive("sex", Codes.sex(col("sex")))
        .derive("age_band", coalesce(col("age_band"), lit("")))
        .reject(
            "sex-known",
            "sex",
            col("sex").isin(BOTH, 1, 2),
            "The sex is none of 0, 1 and 2.",
            "Use ISO 5218: 1 male, 2 female, 0 for both together.")
        .reject(
            "age-band-readable",
            "age_band",
            AgeBands.isBand(col("age_band")),
            "The age band is no band of completed years.",
            "Write bands as 15-19, the last as 85+, and nothing for all ages.")
        .reject(
            "persons-possible",
            "persons",
            col("persons").geq(0),
            "The number of persons is below zero.",
            "Mend the number at the source.")
        .rule(CodeRules.day("reference_date", earliestDay, latestDay))
        .whole()
        .build();
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-population-margins", Params.class)
          .summary("Loads known numbers of residents, one area, sex and age band a line.")
          .after(MarginSheet.class)
          .loads(plan(LocalDate.of(1850, 1, 1), LocalDate.of(2100, 1, 1)));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(), plan(p.earliestDay(), p.latestDay()), p.extract(), in::pseudonym);
  }
}
