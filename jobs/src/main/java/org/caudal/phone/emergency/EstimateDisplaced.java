package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.person.KnownTotals;
import org.caudal.reference.PopulationMargin;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Estimates how many residents of struck areas were displaced, week by week.
 *
 * <p><b>Reads</b> {@link Displacement}, {@link CrisisEvent}, and {@link PopulationMargin} if it is
 * there. <b>Writes</b> {@link DisplacedPersons}.
 *
 * <p><b>Method.</b> The share displaced of a week is the devices away above normal over the devices
 * seen, both summed over its days, so that a day on which few were seen counts little. Weeks count
 * from the first day of the event; one is told once its last day, or a later one, has records, and
 * has a row where there are records on four of its days. Displaced persons are residents times the
 * share.
 *
 * <p>For all of an event the shares away of its areas are weighted by their residents, where all
 * are known, since areas differ in how many have a phone, and in how many phones were silent. The
 * normal share of all devices is brought to the same weights, as many times larger as the shares
 * away in the whole baseline are when areas are weighted by residents, not by devices seen: medians
 * of few would be too low. Areas without devices are taken to be as the others. The variance is
 * then that of all devices times n Σ R²/n / (Σ R)², with n devices and R residents of each area
 * (Kish 1965).
 *
 * <p>The same devices are seen on all days of a week, so its standard error is made of those of the
 * days as if all erred together. Families flee together and have several phones: the variance is
 * multiplied by {@code design-effect}. Who is seen has no sampling error (Cochran 1977, section
 * 2.6): with n devices seen on a mean day, R residents and design effect m, n/m persons are taken
 * to be seen and the variance is multiplied by m − n/R instead, and for all of an event by m times
 * the factor of Kish, less n/R; n/m is never taken to be more than nine tenths of R. Where
 * residents are not known it is m. The interval is estimate ± t·SE with n − 1 degrees of freedom.
 *
 * <p><b>Known bias.</b> That of {@link MeasureDisplacement}. Who has no phone, children above all,
 * is taken to flee as the others of the area do. Residents are those of a reference date: who came
 * or went since is not known. With few devices an area of its own says little; read {@code all}.
 *
 * <p><b>Example.</b> {@code caudal run estimate-displaced --conf conf/displacement.yaml}
 */
public final class EstimateDisplaced implements Job<EstimateDisplaced.Params> {
  private static final String ALL = AwayPlaces.ALL;
  private static final String[] EVENT = {"event_id", "level"};
  private static final String[] WEEK = {"event_id", "level", "week"};
  private static final int LEAST_DAYS = 4;
  private static final double MOST_SEEN = 0.9;
  private static final String[] ORIGIN = {"event_id", "level", "origin"};

  /** Parameters. */
  public record Params(
      @Doc("By how much families that flee together multiply the variance, 1 to 20") @Default("2")
          BigDecimal designEffect,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses impossible levels and effects. */
    public Params {
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
        .reads(Displacement.class, CrisisEvent.class)
        .readsIfThere(PopulationMargin.class)
        .writesWhole(DisplacedPersons.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events = in.table(CrisisEvent.class);
    Dataset<Row> starts = events.groupBy(EVENT[0], EVENT[1]).agg(min("start_date").as("start"));
    Dataset<Row> weeks =
        weeks(in.table(Displacement.class), starts)
            .join(usual(in.table(Displacement.class), starts), ORIGIN, "left_outer")
            .join(residents(in, events, starts), ORIGIN, "left_outer");
    Column isAll = col("origin").equalTo(ALL).and(col("residents").isNotNull());
    Column share =
        coalesce(
            when(
                isAll,
                col("weighted_away")
                    .minus(col("expected").divide(col("seen")).multiply(col("unlike")))),
            col("above").divide(col("seen")));
    double families = p.designEffect().doubleValue();
    Column unequal = coalesce(when(isAll, col("kish")), lit(1.0));
    Column seen =
        coalesce(
            least(
                col("devices_seen").divide(col("residents").cast("double")),
                lit(MOST_SEEN * families)),
            lit(0.0));
    Dataset<Row> figures =
        weeks
            .join(ResidentWeights.of(weeks), WEEK, "left_outer")
            .withColumn("displaced_share", share)
            .withColumn(
                "standard_error",
                col("error")
                    .divide(col("seen"))
                    .multiply(sqrt(unequal.multiply(families).minus(seen))));
    Column half =
        PoissonBootstrap.halfWidth(
            col("standard_error"), col("devices_seen"), p.level().doubleValue());
    return rounded(
        figures
            .withColumn("interval_low", col("displaced_share").minus(half))
            .withColumn("interval_high", col("displaced_share").plus(half)),
        p);
  }

  /** Sums of the days of each week that is over. */
  private static Dataset<Row> weeks(Dataset<Row> displacement, Dataset<Row> starts) {
    Dataset<Row> days =
        displacement
            .filter(col("place").equalTo(ALL))
            .join(starts, EVENT)
            .filter(col("day").geq(col("start")))
            .withColumn("week", expr("date_sub(day, datediff(day, start) % 7)"));
    Dataset<Row> last = days.groupBy(EVENT[0], EVENT[1]).agg(max("day").as("last"));
    return days.join(last, EVENT)
        .filter(date_add(col("week"), 6).leq(col("last")))
        .groupBy(WEEK[0], WEEK[1], WEEK[2], "origin")
        .agg(
            count(lit(1)).cast("int").as("days"),
            floor(sum("devices_seen").divide(count(lit(1)))).as("devices_seen"),
            max("devices_away").as("devices_away"),
            max(col("devices_seen").minus(col("devices_away"))).as("devices_home"),
            Decimals.total(col("devices_seen")).as("seen"),
            Decimals.total(col("devices_away")).as("away"),
            Decimals.total(col("above_normal")).as("above"),
            Decimals.total(col("expected_away")).as("expected"),
            Decimals.total(col("standard_error")).as("error"))
        .filter(col("days").geq(LEAST_DAYS));
  }

  /** Share of those seen who were away before the event, all days of the baseline together. */
  private static Dataset<Row> usual(Dataset<Row> displacement, Dataset<Row> starts) {
    return displacement
        .filter(col("place").equalTo(ALL))
        .join(starts, EVENT)
        .filter(col("day").lt(col("start")))
        .groupBy(ORIGIN[0], ORIGIN[1], ORIGIN[2])
        .agg(
            Decimals.total(col("devices_away"))
                .divide(Decimals.total(col("devices_seen")))
                .as("usual"));
  }

  /** Residents of each area struck, and of all of an event if all are known. */
  private static Dataset<Row> residents(Inputs in, Dataset<Row> events, Dataset<Row> starts) {
    Dataset<Row> dated =
        events.join(starts, EVENT).withColumn("month", trunc(col("start"), "month"));
    Dataset<Row> known =
        KnownTotals.residents(in, dated.select("month").distinct(), 0)
            .select("month", "level", "zone_id", "residents");
    return dated
        .join(known, new String[] {"month", "level", "zone_id"}, "left_outer")
        .withColumn("origin", explode(array(col("zone_id"), lit(ALL))))
        .groupBy(ORIGIN[0], ORIGIN[1], ORIGIN[2])
        .agg(
            when(
                    count("residents").equalTo(count(lit(1))),
                    sum(col("residents").cast("decimal(20,6)")))
                .as("residents"));
  }

  private static Dataset<Row> rounded(Dataset<Row> rows, Params p) {
    Column residents = col("residents").cast("double");
    return rows.withColumns(
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
