package org.caudal.register.stock;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.reference.Codes;
import org.caudal.reference.PopulationMargin;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.caudal.table.TableSchema;

/**
 * Estimates how many members households have abroad, by destination, sex, age, period of departure
 * and area left.
 *
 * <p><b>Reads</b> {@link SurveyEmigrant}, {@link SurveyPerson} and {@link PopulationMargin}, if it
 * is there. <b>Writes</b> {@link EmigrantStock}.
 *
 * <p><b>Method.</b> Sums of the weights of households over the members abroad whom they declare.
 * Where the residents of an area are known, by {@code population_margin} as in estimate-stocks, the
 * weights of its households are brought to their total: emigrants declared for each resident asked,
 * times residents (ratio estimation; Cochran 1977, Sampling Techniques, ch. 6).
 *
 * <p>The error is that of the design ({@link org.caudal.statistics.StratifiedJackknife}) over all
 * sampling units in which somebody was asked: one in which nobody is declared counts as zero. They
 * are those of {@code survey_person} of the same source and day; a run ends where a household is of
 * a sampling unit that is not there. The interval is log-normal ({@link
 * org.caudal.statistics.LogInterval}), as there is no known whole. Of a full count, named by {@code
 * full-counts}, both are the figure itself.
 *
 * <p><b>Known bias.</b> A minimum: of a household that left as a whole nobody is left to declare
 * it. A member whom two households declare counts twice. Households forget those who left long ago,
 * and the period is of calendar years: who left in December five years before is in 5-9 in January.
 * Weights that are brought to residents make good for households that did not answer only as far as
 * their area tells them apart.
 *
 * <p><b>Example.</b> {@code caudal run estimate-emigrants --conf conf/stocks.yaml}
 */
public final class EstimateEmigrants implements Job<EstimateEmigrants.Params> {
  private static final String NAME = "estimate-emigrants";
  private static final List<String> SOURCE = List.of("source_id", "reference_date");
  private static final String[] OF_SOURCE = SOURCE.toArray(String[]::new);
  private static final String[] UNIT = {"source_id", "reference_date", "stratum_id", "cluster_id"};
  private static final String[] GROUP = {"source_id", "reference_date", "group"};

  /** Parameters. */
  public record Params(
      @Doc(
              "Characteristics that are crossed, apart by blanks; area_id by itself too where areas are published")
          @Default(
              "[area_id, destination, sex, age_band, sex age_band, departure_period, destination sex, destination age_band, destination departure_period, area_id destination]")
          List<String> crosses,
      @Doc("Sources of which everybody was asked, such as a census: weights of 1 and no error")
          @Example("[census]")
          @Default("[]")
          List<String> fullCounts,
      @Doc("Level of the areas in population_margin") @Default("province") String level,
      @Doc("Most days between the day of the survey and that of the known residents")
          @Default("400")
          int marginsWithinDays,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal intervalLevel) {

    /** Refuses unknown characteristics and impossible levels. */
    public Params {
      crosses = List.copyOf(crosses);
      fullCounts = List.copyOf(fullCounts);
      StockCells.requireKnown(crosses, EmigrantStock.CHARACTERISTICS);
      Shares.requireBetween("interval-level", intervalLevel);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named(NAME, Params.class)
        .summary("Estimates how many members households have abroad, with the error of the sample.")
        .reads(SurveyEmigrant.class, SurveyPerson.class)
        .readsIfThere(PopulationMargin.class)
        .usesPseudonyms()
        .writesWhole(EmigrantStock.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> sources = in.table(SurveyEmigrant.class).select(Columns.named(SOURCE)).distinct();
    Dataset<Row> residents =
        KnownResidents.grouped(
                in,
                in.table(SurveyPerson.class).join(broadcast(sources), OF_SOURCE, "left_semi"),
                KnownResidents.Rules.ofAreas(
                    NAME, p.fullCounts(), p.level(), p.marginsWithinDays()))
            .withColumn("asked", lit(1L))
            .withColumn("record_key", lit(null).cast("long"));
    Dataset<Row> emigrants = declared(in, residents, p);
    return SurveyTotals.of(
            residents.select(sample()).unionByName(ofNobody(emigrants).select(sample())),
            StockCells.of(emigrants, p.crosses(), EmigrantStock.CHARACTERISTICS, SurveyTotals.KEPT),
            EmigrantStock.CHARACTERISTICS,
            lit(null).cast("string"),
            p.intervalLevel())
        .select(Columns.named(TableSchema.of(EmigrantStock.class).columnNames()));
  }

  private static Column[] sample() {
    return Columns.named(List.of(SurveyTotals.KEPT), "area_id");
  }

  /** Emigrants as characteristics, in the sampling units and groups of the residents asked. */
  private static Dataset<Row> declared(Inputs in, Dataset<Row> residents, Params p) {
    Column isFull = col("source_id").isin(p.fullCounts().toArray());
    Dataset<Row> units =
        residents.select(Columns.named(List.of(UNIT))).distinct().withColumn("is_asked", lit(true));
    Dataset<Row> targets =
        residents
            .groupBy(Columns.named(List.of(GROUP)))
            .agg(max("target").as("target"), max("told").as("told"));
    Column period = year(col("reference_date")).minus(col("departure_year"));
    return in.table(SurveyEmigrant.class)
        .withColumn("stratum_id", when(isFull, KnownResidents.ALL).otherwise(col("stratum_id")))
        .withColumn("cluster_id", when(isFull, KnownResidents.ALL).otherwise(col("cluster_id")))
        .withColumn("group", when(isFull, KnownResidents.ALL).otherwise(col("area_id")))
        .join(broadcast(units), UNIT, "left")
        .join(broadcast(targets), GROUP, "left")
        .withColumn("weight", weight(isFull))
        .withColumn("asked", lit(1L))
        .withColumn("sex", Codes.sexOrUnknown(col("sex")))
        .withColumn("age_band", StockCells.ageBand(col("age")))
        .withColumn(
            "departure_period",
            when(period.isNull(), StockCells.UNKNOWN)
                .when(period.lt(5), "0-4")
                .when(period.lt(10), "5-9")
                .otherwise("10+"))
        .withColumn("record_key", when(isFull, StockCells.recordKey(in, col("person_id"))));
  }

  /** The weight; a failure where the sample is not that of the persons, or everybody was asked. */
  private static Column weight(Column isFull) {
    Column where =
        concat(
            lit("survey_emigrant has a household of source "),
            col("source_id"),
            lit(" on "),
            col("reference_date"));
    Column unasked =
        concat(
            where,
            lit(
                " of a sampling unit that survey_person does not have: load the persons of the same source and day with load-survey-persons, with the same columns as cluster_id and stratum_id. Sampling units in which nobody is declared are zeros, without which the error is too small"));
    Column weighted =
        concat(
            where,
            lit(
                " with a weight other than 1, which full-counts of estimate-emigrants names: load members abroad with the weight of their household, which is 1 in a full count; where they are of a sample of it, load them and the persons of that sample, with weights, under another source"));
    return when(col("is_asked").isNull(), raise_error(unasked).cast("decimal(18,6)"))
        .when(isFull.and(col("weight").notEqual(1)), raise_error(weighted).cast("decimal(18,6)"))
        .otherwise(col("weight"));
  }

  /** Their places in the sample, where no resident may have been asked, without weight. */
  private static Dataset<Row> ofNobody(Dataset<Row> emigrants) {
    return emigrants
        .withColumn("weight", lit(BigDecimal.ZERO).cast("decimal(18,6)"))
        .withColumn("asked", lit(0L))
        .withColumn("record_key", lit(null).cast("long"));
  }
}
