package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.reference.Codes;
import org.caudal.reference.PopulationMargin;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.LifeSign;
import org.caudal.register.residence.PersonResidence;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.caudal.table.TableSchema;

/**
 * Estimates how many residents have which characteristics, from censuses, surveys and linked
 * registers.
 *
 * <p><b>Reads</b> what is there of {@link SurveyPerson}, {@link PopulationMargin}, {@link
 * PersonResidence}, {@link CoverageEstimate}, {@link LifeSign} and {@link LinkedPerson}, of which
 * the last two tell who was counted. <b>Writes</b> {@link Stock}.
 *
 * <p><b>Method.</b> Sums of weights. Where residents are known by area, sex and age, weights are
 * first brought to them (post-stratification), which also makes good for households that did not
 * answer, as far as area, sex and age tell them apart. The margins are those of {@code level}, of
 * the reference date nearest to that of the source, at most {@code margins-within-days} off. Age
 * groups begin at {@code age-groups}. An area is brought to its total alone where a group of sex
 * and age has fewer than {@code least-sampled} persons asked or all of them in one sampling unit,
 * where the sex or age of a person is not known, or where the bands of the margins do not reach
 * from 0 to an open end in both sexes, or lie across two groups. Bands must not overlap. An area
 * without margins, or with one sampling unit, keeps its weights, and so does one of {@code
 * full-counts}, in which everybody was asked and all weights are 1. Another in which all are 1 has
 * no weights and is refused.
 *
 * <p>The error is that of the design ({@link org.caudal.statistics.StratifiedJackknife}): one
 * sampling unit after the other is left out and all is computed anew. The interval ({@link
 * org.caudal.statistics.ShareInterval}) is right for small parts too; the whole is that of the
 * area. Where sampling units do not differ, as where all who were asked are nationals, no error is
 * found; the interval of what known residents do not tell is then that of so many persons drawn one
 * by one. They tell an area, sex too where it is not brought to its total alone, and an age band
 * where a group of {@code age-groups} lies within it. Where the residents of the area are not
 * known, the whole is an estimate too and the interval of a part is log-normal ({@link
 * org.caudal.statistics.LogInterval}). Of a full count both are the figure itself. What all who
 * were asked weigh, by sampling unit and group, is in memory once a task: good for some ten
 * thousand sampling units, not for millions.
 *
 * <p>Of registers, persons on the list with the least index that estimate-coverage has chosen
 * count, each for as many as its model says ({@code org.caudal.statistics.CoverageModel}). The
 * source is {@code registers}, the date that of the count. Who was counted lives in the area of the
 * count. The error is that of the effects of the model, of who of the cell is on the list, and of
 * the linkage, which is the same way in all cells; each has a column. The interval is log-normal
 * ({@link org.caudal.statistics.LogInterval}): the whole is an estimate itself. A cross by what no
 * register tells of anybody is left out, with a warning.
 *
 * <p>Cells of full counts and of registers have a key, the sum of keyed hashes of the persons asked
 * or on the list, by which noise is added before they are published.
 *
 * <p><b>Known bias.</b> Households that did not answer differ in more than area, sex and age:
 * foreigners and people living alone answer less often and are too few. What people say of
 * themselves and of others is taken as it is. A census misses people: its intervals do not know.
 * Registers that have a wrong age or citizenship, or an old area of somebody who was not counted,
 * put a person into a wrong cell, which the intervals do not know either.
 *
 * <p><b>Example.</b> {@code caudal run estimate-stocks --conf conf/stocks.yaml}
 */
public final class EstimateStocks implements Job<EstimateStocks.Params> {
  private static final Column[] COLUMNS = Columns.named(TableSchema.of(Stock.class).columnNames());

  /** Parameters. */
  public record Params(
      @Doc(
              "Characteristics that are crossed, apart by blanks; area_id by itself too where areas are published")
          @Default(StockCells.USUAL)
          List<String> crosses,
      @Doc("Sources of which everybody was asked, such as a census: weights of 1 and no error")
          @Example("[census]")
          @Default("[]")
          List<String> fullCounts,
      @Doc("Level of the areas in population_margin") @Default("province") String level,
      @Doc("First ages of the groups that are brought to known residents")
          @Default("[0, 15, 30, 60]")
          List<Integer> ageGroups,
      @Doc("Most days between the day of the survey and that of the known residents")
          @Default("400")
          int marginsWithinDays,
      @Doc("Fewest persons asked of a group of sex and age, 2 or more") @Default("5")
          int leastSampled,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal intervalLevel) {

    /** Refuses unknown characteristics, ages that do not rise from 0 and impossible levels. */
    public Params {
      crosses = List.copyOf(crosses);
      fullCounts = List.copyOf(fullCounts);
      ageGroups = List.copyOf(ageGroups);
      StockCells.requireKnown(crosses, Stock.CHARACTERISTICS);
      AgeBands.requireRising(ageGroups);
      if (leastSampled < 2) {
        throw new IllegalArgumentException("least-sampled must be 2 or more, was " + leastSampled);
      }
      Shares.requireBetween("interval-level", intervalLevel);
    }

    private KnownResidents.Rules rules() {
      return new KnownResidents.Rules(
          "estimate-stocks", fullCounts, level, ageGroups, marginsWithinDays, leastSampled);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-stocks", Params.class)
        .summary(
            "Estimates how many residents have which characteristics, from surveys and registers.")
        .readsWhatIsThere(
            SurveyPerson.class,
            PopulationMargin.class,
            PersonResidence.class,
            CoverageEstimate.class,
            LifeSign.class,
            LinkedPerson.class)
        .usesPseudonyms()
        .writesWhole(Stock.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> surveys = surveys(in, p);
    return in.isThere(CoverageEstimate.class)
        ? surveys.unionByName(RegisterStocks.of(in, p))
        : surveys;
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    return in.isThere(CoverageEstimate.class)
        ? Optional.of(RegisterStocks.leftOut(in, p))
        : Optional.empty();
  }

  private static Dataset<Row> surveys(Inputs in, Params p) {
    Dataset<Row> persons =
        KnownResidents.grouped(in, in.table(SurveyPerson.class), p.rules())
            .withColumn("sex", Codes.sexOrUnknown(col("sex")))
            .withColumn("age_band", StockCells.ageBand(col("age")))
            .withColumn("asked", lit(1L))
            .withColumn(
                "record_key",
                when(
                    col("source_id").isin(p.fullCounts().toArray()),
                    StockCells.recordKey(in, col("person_id"))));
    return SurveyTotals.of(
            persons,
            StockCells.of(persons, p.crosses(), Stock.CHARACTERISTICS, SurveyTotals.KEPT),
            Stock.CHARACTERISTICS,
            col("area_id"),
            p.intervalLevel())
        .withColumn("sampling_error", col("standard_error"))
        .withColumn("coverage_error", lit(null).cast("decimal(24,9)"))
        .withColumn("linkage_error", lit(null).cast("decimal(24,9)"))
        .select(COLUMNS);
  }
}
