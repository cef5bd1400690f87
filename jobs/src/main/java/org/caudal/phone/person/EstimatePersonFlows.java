package org.caudal.phone.person;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.flow.DeviceMoves;
import org.caudal.phone.flow.PairedOperators;
import org.caudal.phone.place.HomeZone;
import org.caudal.statistics.RakedReplicates;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many residents stayed and moved between two months.
 *
 * <p><b>Reads</b> {@link DeviceWeight}, {@link HomeZone}, {@link DeviceDay}. <b>Writes</b> {@link
 * PersonFlow}.
 *
 * <p><b>Method.</b> Devices with a weight in the earlier month and a home in the later one stand
 * for all residents of the earlier month: their weights are raked to the residents of each area, to
 * the weight of each operator and activity class, and to the residents of each area by sex and age
 * where it is known who registered the cards, as in {@link WeighDevices}; so devices that were lost
 * are replaced by devices of the same area and kind. The weight of operators and classes is that of
 * the areas that are reached; residents by operators that are not compared are shared among the
 * others of their area. A class with fewer than 20 devices left joins the largest of its operator,
 * an operator with fewer the largest of all. Where the devices that are left cannot meet these
 * margins, operators and classes within a thousandth, the run ends. Homes spread over areas move as
 * little as they can. Residents of an area of which all devices were lost are in the row {@code
 * unreached} of the area, with the margin as both ends of its interval: stocks and unreached add up
 * to all residents of areas with a device in the earlier month. Devices are compared of the
 * operators of which {@code count-phone-flows} compares them, with records on {@code least-days} of
 * the days of both months; they stand for the customers of the others too, which are named in each
 * row of the month.
 *
 * <p>Standard errors: Poisson bootstrap over devices, each replicate raked again, with the part of
 * the population that is counted taken off ({@link RakedReplicates}). Intervals: persons counted
 * are certain; those not counted, estimate − counted, are taken as gamma distributed with this
 * error, as if one more device had been seen, so that small counts get an upper end (quantiles:
 * Wilson and Hilferty 1931, PNAS 17). Ends are rounded outwards to whole persons.
 *
 * <p><b>Known bias.</b> Who changes the SIM card or falls silent is taken to move as the others of
 * the stratum do; who emigrates and is not seen roaming is taken to have stayed or moved in the
 * country. Arrivals from abroad, births and deaths are in no flow. An interval holds the chance of
 * who has a phone that was seen, not what the last sentences say.
 *
 * <p><b>Example.</b> {@code caudal run estimate-person-flows --month 2025-06 --conf
 * conf/phone.yaml}
 */
public final class EstimatePersonFlows implements Job<EstimatePersonFlows.Params> {
  private static final String[] RAKED = PersonFigures.RAKED.toArray(String[]::new);
  private static final String[] CELL = PersonFigures.CELL.toArray(String[]::new);
  private static final Column NOWHERE = lit("");
  private static final String[] PAIRED =
      Stream.concat(PersonFigures.RAKED.stream(), Stream.of("operator_id")).toArray(String[]::new);
  private static final List<String> DEVICE =
      List.of("month", "level", "definition", "operator_id", "device_id");
  private static final String[] DEVICE_AREA =
      Stream.concat(DEVICE.stream(), Stream.of("zone_id")).toArray(String[]::new);

  /** Parameters. */
  public record Params(
      @Doc("Later months to compute; all by default") @Nullable Months months,
      @Doc("Months from the earlier month to the later, 1 to 60") @Default("1") int monthsApart,
      @Doc("Share of the days of each month that an operator must have records of, 0 to 1")
          @Default("0.8")
          BigDecimal leastDays,
      @Doc("Replicates of the bootstrap, 50 to 2000") @Default("200") int replicates,
      @Doc("Seed of the bootstrap") @Default("1") long seed,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Monthly {

    /** Refuses too few replicates, impossible levels and spans. */
    public Params {
      PairedOperators.requireSound(monthsApart, leastDays);
      PoissonBootstrap.requireSound(replicates, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-person-flows", Params.class)
        .summary("Estimates how many residents stayed and moved between two months.")
        .reads(DeviceWeight.class, HomeZone.class, DeviceDay.class)
        .writesMonths(PersonFlow.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column later = add_months(col("month"), p.monthsApart());
    Dataset<Row> before =
        in.kept(
            within(in.table(DeviceWeight.class).withColumn("month", later), p)
                .join(
                    broadcast(PairedOperators.of(in, p.months(), p.monthsApart(), p.leastDays())),
                    PAIRED,
                    "left_outer"));
    Dataset<Row> compared = before.filter(col("operators_left_out").isNotNull());
    Dataset<Row> earlier = within(in.table(HomeZone.class).withColumn("month", later), p);
    Dataset<Row> moves = in.kept(moves(compared, earlier, within(in.table(HomeZone.class), p)));
    Dataset<Row> estimates = PersonFigures.of(moves, before, p.replicates(), p.seed());
    Dataset<Row> figures = estimates.unionByName(PersonFigures.unreached(moves, before));
    return published(
        figures.join(counted(moves), CELL, "left_outer").join(national(before), RAKED), p);
  }

  private static Dataset<Row> within(Dataset<Row> rows, Params p) {
    return Periods.within(rows, "month", p.months());
  }

  /**
   * One row a device, area of the earlier month and cell of the table. Devices move between all
   * their areas; what left an area without a weight, as nobody lives there, is left out then.
   */
  private static Dataset<Row> moves(
      Dataset<Row> before, Dataset<Row> homesBefore, Dataset<Row> homes) {
    String[] device = DEVICE.toArray(String[]::new);
    Dataset<Row> weighted = before.select(Columns.named(DEVICE, "stratum", "persons")).distinct();
    Dataset<Row> earlier =
        DeviceMoves.gathered(
                homesBefore.join(weighted, device), Columns.named(DEVICE, "stratum", "persons"))
            .withColumnRenamed("zones", "before_zones")
            .withColumnRenamed("weights", "before_weights");
    Dataset<Row> later =
        DeviceMoves.gathered(homes, Columns.named(DEVICE))
            .withColumnRenamed("zones", "after_zones")
            .withColumnRenamed("weights", "after_weights");
    Column stock = struct(lit("stock").as("kind"), NOWHERE.as("origin"), col("destination"));
    Column cells =
        when(
                col("origin").equalTo(col("destination")),
                array(struct(lit("stayer").as("kind"), col("origin"), col("destination")), stock))
            .otherwise(
                array(
                    struct(lit("mover").as("kind"), col("origin"), col("destination")),
                    struct(lit("departures").as("kind"), col("origin"), NOWHERE.as("destination")),
                    struct(lit("arrivals").as("kind"), NOWHERE.as("origin"), col("destination")),
                    stock));
    return DeviceMoves.between(earlier.join(later, device))
        .withColumn("zone_id", col("origin"))
        .join(before, DEVICE_AREA, "left_semi")
        .withColumn("unit", xxhash64(col("operator_id"), col("device_id")))
        .select(
            col("month"),
            col("level"),
            col("definition"),
            col("zone_id"),
            col("stratum"),
            col("persons"),
            col("part"),
            col("unit"),
            inline(cells));
  }

  private static Dataset<Row> counted(Dataset<Row> moves) {
    return moves
        .groupBy(Columns.named(PersonFigures.CELL))
        .agg(
            count_distinct(col("unit")).as("devices"),
            sum("part").as("parts"),
            sum(col("part").multiply(col("persons").cast("decimal(10,6)"))).as("persons_counted"));
  }

  /** Residents to a device compared in the whole country, and the operators left out. */
  private static Dataset<Row> national(Dataset<Row> before) {
    return before
        .withColumn("share", when(col("operators_left_out").isNotNull(), col("share")))
        .groupBy(Columns.named(PersonFigures.RAKED))
        .agg(
            PersonFigures.total("weight").divide(PersonFigures.total("share")).as("factor"),
            max("operators_left_out").as("operators_left_out"));
  }

  private static Dataset<Row> published(Dataset<Row> figures, Params p) {
    Column isKnown = col("kind").equalTo(PersonFigures.UNREACHED);
    Column residents = col("estimate");
    Column low = col("interval_low");
    Column high = col("interval_high");
    Dataset<Row> rows =
        PersonFigures.withInterval(
                figures.na().fill(0, new String[] {"devices", "parts", "persons_counted"}),
                p.level().doubleValue())
            .withColumn("before", add_months(col("month"), -p.monthsApart()))
            .withColumn("naive", col("parts").cast("double").multiply(col("factor")))
            .withColumn("interval_low", floor(when(isKnown, residents).otherwise(low)))
            .withColumn("interval_high", ceil(when(isKnown, residents).otherwise(high)))
            .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"));
    for (String number :
        List.of(
            "persons_counted",
            "naive",
            "estimate",
            "standard_error",
            "interval_low",
            "interval_high")) {
      rows = rows.withColumn(number, Decimals.rounded(col(number), 24, 9));
    }
    return rows;
  }
}
