package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.person.KnownTotals;
import org.caudal.reference.PopulationMargin;
import org.caudal.statistics.SummedVariance;
import org.caudal.statistics.WeekdayNormal;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many residents of struck areas were displaced, week by week.
 *
 * <p><b>Reads</b> {@link DeviceWhereabouts}, {@link CrisisEvent}, and {@link PopulationMargin} if
 * it is there. <b>Writes</b> {@link DisplacedPersons}.
 *
 * <p><b>Method.</b> The share displaced of a week is the devices away above normal ({@link
 * WeekdayNormal}, as in {@link MeasureDisplacement}) over the devices seen, both summed over its
 * days, so that a day on which few were seen counts little. Weeks count from the first day of the
 * event; one is told once its last day, or a later one, has records, and has a row where there are
 * records on four of its days. Displaced persons are residents times the share. A struck area
 * without a day before the event ends the run.
 *
 * <p>For all of an event the shares away of its areas are weighted by their residents, where all
 * are known, since areas differ in how many have a phone, and in how many phones were silent. The
 * normal share of all devices is brought to the same weights: it is as many times larger as the
 * shares away in the baseline, weighted by residents, are larger than that of all devices of the
 * baseline. Medians of few would be too low. Where residents are not known the weights are the
 * devices seen in the week. Areas without devices are taken to be as the others. The variance is
 * that of areas drawn apart, Σ R² V / (Σ R)².
 *
 * <p>V of {@link DeviceWeeks} is what devices seen on some days say of residents on all: the days
 * of one device go together as they do, who is seen has no sampling error, and families that flee
 * together multiply the variance by {@code design-effect}. To it comes that of the normal, D²: the
 * mean square of the distances of the weeks of the baseline from their normal. A median of so few
 * distances would be too rough. The interval is estimate ± t·SE. V has as many degrees of freedom
 * as there are devices that count fully, less the areas, D² as there are weeks of the baseline,
 * less one, and their sum those of Satterthwaite ({@link SummedVariance}): with many devices the
 * few weeks decide.
 *
 * <p><b>Known bias.</b> That of {@link MeasureDisplacement}. Who has no phone, children above all,
 * is taken to flee as the others of the area do. Residents are those of one reference date of the
 * level, and an area struck that has others alone ends the run: who came or went since is not
 * known. With few devices an area of its own says little; read {@code all}. A week of the baseline
 * with a feast makes the error large, not the normal.
 *
 * <p><b>Example.</b> {@code caudal run estimate-displaced --conf conf/displacement.yaml}
 */
public final class EstimateDisplaced implements Job<EstimateDisplaced.Params> {
  private static final String ALL = AwayPlaces.ALL;
  private static final List<String> ORIGIN = AwayPlaces.ORIGIN;
  private static final List<String> WEEK = AwayWeeks.WEEK;

  /** Parameters. */
  public record Params(
      @Doc(
              "Days after the event from which a device of the panel must be seen again; 0 without seen-to is no such condition")
          @Default("0")
          int seenFrom,
      @Doc("Days after the event until which it must be seen again; the last day by default")
          @Example("60")
          @Nullable Integer seenTo,
      @Doc("By how much families that flee together multiply the variance, 1 to 20") @Default("2")
          BigDecimal designEffect,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses impossible levels and effects. */
    public Params {
      SeenAgain.requireSound(seenFrom, seenTo);
      if (designEffect.compareTo(BigDecimal.ONE) < 0
          || designEffect.compareTo(BigDecimal.valueOf(20)) > 0) {
        throw new IllegalArgumentException("design-effect must be 1 to 20, was " + designEffect);
      }
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-displaced", Params.class)
        .summary("Estimates how many residents of struck areas were displaced, week by week.")
        .reads(DeviceWhereabouts.class, CrisisEvent.class)
        .readsIfThere(PopulationMargin.class)
        .writesWhole(DisplacedPersons.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events = in.table(CrisisEvent.class);
    Dataset<Row> rows =
        in.kept(
            AwayPlaces.withAll(
                SeenAgain.panel(in.table(DeviceWhereabouts.class), p.seenFrom(), p.seenTo())
                    .withColumn("number", floor(col("days_since").divide(AwayWeeks.DAYS)))));
    Dataset<Row> all = in.kept(AwayWeeks.of(rows));
    Dataset<Row> after = AwayWeeks.over(all, rows);
    double families = p.designEffect().doubleValue();
    Dataset<Row> weeks =
        after
            .join(
                DeviceWeeks.of(rows, after.select(Columns.named(WEEK, "days")), WEEK),
                AwayPlaces.names(WEEK))
            .join(AwayWeeks.normal(all), AwayPlaces.names(ORIGIN), "left_outer")
            .join(residents(in, events), AwayPlaces.names(ORIGIN), "left_outer")
            .withColumn(
                "variance", DeviceWeeks.variance(col("residents").cast("double"), families));
    Column isAll = col("origin").equalTo(ALL).and(col("residents").isNotNull());
    Column expected = col("expected").divide(col("seen"));
    return rounded(
        weeks
            .join(
                ResidentWeights.of(weeks), new String[] {"event_id", "level", "week"}, "left_outer")
            .withColumn("weighs", isAll.and(col("weighted_away").isNotNull()))
            .withColumn("unlike", ResidentWeights.unlike(col("weighs")))
            .withColumn(
                "displaced_share",
                when(col("weighs"), col("weighted_away"))
                    .otherwise(col("away").divide(col("seen")))
                    .minus(expected.multiply(col("unlike"))))
            .withColumn(
                "chance", when(col("weighs"), col("weighted_variance")).otherwise(col("variance")))
            .withColumn(
                "of_normal",
                coalesce(col("of_normal"), lit(0.0))
                    .multiply(col("unlike"))
                    .multiply(col("unlike")))
            .withColumn("standard_error", sqrt(col("chance").plus(col("of_normal"))))
            .withColumn(
                "half",
                AwayInterval.half(
                    col("chance"),
                    when(col("weighs"), col("weighted_units")).otherwise(floor(col("as_many"))),
                    col("of_normal"),
                    coalesce(col("usual_weeks"), lit(1L)),
                    p.level().doubleValue())),
        p);
  }

  /** Residents of each area struck, and of all of an event if all are known. */
  private static Dataset<Row> residents(Inputs in, Dataset<Row> events) {
    Dataset<Row> dated =
        events.withColumn(
            "month",
            trunc(min("start_date").over(Window.partitionBy("event_id", "level")), "month"));
    Dataset<Row> known =
        KnownTotals.residents(
                in,
                dated.select("month", "level", "zone_id").distinct(),
                dated.select("month").distinct(),
                0)
            .select("month", "level", "zone_id", "residents");
    return dated
        .join(known, new String[] {"month", "level", "zone_id"}, "left_outer")
        .withColumn("origin", explode(array(col("zone_id"), lit(ALL))))
        .groupBy(Columns.named(ORIGIN))
        .agg(
            when(
                    count("residents").equalTo(count(lit(1))),
                    sum(col("residents").cast("decimal(20,6)")))
                .as("residents"));
  }

  private static Dataset<Row> rounded(Dataset<Row> rows, Params p) {
    Column residents = col("residents").cast("double");
    Column share = col("displaced_share");
    return rows.withColumn("interval_low", share.minus(col("half")))
        .withColumn("interval_high", share.plus(col("half")))
        .withColumns(
            Map.of(
                "persons", persons(residents.multiply(col("displaced_share"))),
                "persons_low", persons(floor(residents.multiply(col("interval_low")))),
                "persons_high", persons(ceil(residents.multiply(col("interval_high")))),
                "residents", col("residents").cast("decimal(24,9)"),
                "interval_level", lit(p.level()).cast("decimal(7,6)")))
        .withColumns(
            Map.of(
                "displaced_share", share("displaced_share"),
                "standard_error", share("standard_error"),
                "interval_low", share("interval_low"),
                "interval_high", share("interval_high")));
  }

  private static Column persons(Column number) {
    return Decimals.rounded(number, 24, 9);
  }

  private static Column share(String name) {
    return Decimals.rounded(col(name), 24, 9);
  }
}
