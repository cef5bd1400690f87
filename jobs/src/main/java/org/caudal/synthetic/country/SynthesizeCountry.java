package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Founds the synthetic country: lists its households and those that come to it.
 *
 * <p><b>Reads</b> nothing. <b>Writes</b> {@link SyntheticHousehold}, from which all other synthetic
 * tables and extracts follow; they need no seed or size of their own.
 *
 * <p><b>Method.</b> Of all households generated 82 % are native, 6 % settled foreigners, 5 % arrive
 * later, 4.5 % pass through, 0.5 % belong to the caravan and 2 % visit; their number is such that
 * about as many people as asked for live in the country on the first day. A household's key is a
 * keyed hash of the seed and its number, so that a larger country contains the smaller one.
 *
 * <p><b>Known bias.</b> Shares of kinds are invented. The people on the first day differ from the
 * number asked for by chance: by less than 3 % from 8,000 people on, by 8 % with a few hundred.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-country --conf conf/demo.yaml --set
 * jobs.synthesize-country.people=100000}
 */
public final class SynthesizeCountry implements Job<SynthesizeCountry.Params> {
  private static final long MOST_PEOPLE = 100_000_000L;
  private static final int MOST_YEARS = 20;

  /** Size, span and seed of the country. */
  public record Params(
      @Doc("People who live in the country on the first day, about") @Default("20000") long people,
      @Doc("First year that is simulated") @Default("2021") int firstYear,
      @Doc("Years that are simulated") @Default("5") int years,
      @Doc("Another seed gives another country") @Default("2025") long seed) {

    /** Refuses sizes and spans that make no country. */
    public Params {
      if (people < 100 || people > MOST_PEOPLE) {
        throw new IllegalArgumentException(
            "people must be from 100 to " + MOST_PEOPLE + ", was " + people);
      }
      if (firstYear < 1990 || firstYear > 2100) {
        throw new IllegalArgumentException(
            "first-year must be from 1990 to 2100, was " + firstYear);
      }
      if (years < 3 || years > MOST_YEARS) {
        throw new IllegalArgumentException(
            "years must be from 3 to " + MOST_YEARS + " (the shocks need three), was " + years);
      }
    }

    /** Households of all kinds. */
    long households() {
      double resident = Kind.NATIVE.share() + Kind.SETTLED.share();
      return Math.round(people / Rates.PEOPLE_OF_A_HOUSEHOLD / resident);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-country", Params.class)
        .summary("Founds the synthetic country: lists its households")
        .writesWhole(SyntheticHousehold.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    long seed = params.seed();
    UDF1<Long, Long> key = id -> Dice.of(seed).with(id).key();
    UDF1<Long, String> kind = householdKey -> Kind.drawn(new Dice(householdKey)).code();
    LocalDate first = LocalDate.of(params.firstYear(), 1, 1);
    return inputs
        .sequence(params.households())
        .select(
            col("id").as("household_id"),
            udf(key, DataTypes.LongType).apply(col("id")).as("household_key"))
        .select(
            col("*"),
            udf(kind, DataTypes.StringType).apply(col("household_key")).as("kind"),
            lit(first).as("first_day"),
            lit(first.plusYears(params.years())).as("end_day"));
  }
}
