package org.caudal.phone.emergency;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.ParameterLists;
import org.caudal.functions.Periods;
import org.caudal.functions.Shares;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.Visits;
import org.caudal.statistics.WatchedCount;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Watches border areas day by day: devices there, entering and leaving, against the normal of the
 * weekday. A caravan is an excess of visitors that moves along the areas; a closed border is a
 * drop.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}. <b>Writes</b> {@link BorderWatch}, for days
 * of the baseline too.
 *
 * <p><b>Method.</b> A device is in an area on a day if it was seen in a cell of it; it enters if it
 * was not there on the day before, and leaves if it was there on the day before and is not any
 * more. So those present are those of the day before, plus those entering, less those leaving. The
 * same is counted for all areas together, the corridor. The normal and the interval are those of
 * {@link WatchedCount}; a day of the baseline is compared with its other weeks. The operators are
 * those with records on half of the baseline or more. A day on which one of them has none, or after
 * such a day, has no row and is no part of the baseline; without 14 days of the baseline there is
 * none at all. The run ends where no cell is mainly in one of the areas.
 *
 * <p>With {@code --days} only the days asked for are written; they, the day before each and the
 * baseline suffice, so that a figure is there on the day after. A day that arrives late changes its
 * own rows and those of the day after; one of the baseline, or the day before its first, changes
 * all: run the job without {@code --days} then.
 *
 * <p><b>Known bias.</b> Machines are among those present, on normal days too. Silence counts as
 * leaving. A trend or a season since the baseline is an excess: take a baseline near the event and
 * before it. Of many areas, measures and days as many are outside by chance as the level says.
 *
 * <p><b>Example.</b> {@code caudal run watch-borders --days 2023-11-17 --conf
 * conf/displacement.yaml}
 */
public final class WatchBorders implements Job<WatchBorders.Params> {
  private static final String ALL = "all";
  private static final int LEAST_DAYS = 14;
  private static final List<String> CELL = List.of("zone_id", "device_group", "measure");
  private static final List<String> DEVICE =
      List.of("zone_id", "device_group", "operator_id", "device_id");
  private static final StructType NORMAL =
      new StructType()
          .add("expected", DataTypes.DoubleType, false)
          .add("error", DataTypes.DoubleType, false)
          .add("half", DataTypes.DoubleType, false);

  /** Parameters. */
  public record Params(
      @Doc("Days to compute; all by default") @Nullable Days days,
      @Doc("Days that are taken as normal, three weeks or more") @Example("2025-03-01..2025-04-11")
          Days baseline,
      @Doc("Areas along the border or corridor") @Example("[XC0401, XC0402]") List<String> zones,
      @Doc("Level of the areas") @Default("municipality") String areaLevel,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Daily {

    /**
     * Refuses baselines without three of each weekday, no or the same areas, and impossible levels.
     */
    public Params {
      zones = List.copyOf(zones);
      if (baseline.lastDay().isBefore(baseline.firstDay().plusDays(20))) {
        throw new IllegalArgumentException("baseline must be of 21 days or more, was " + baseline);
      }
      if (zones.isEmpty() || zones.contains(ALL)) {
        throw new IllegalArgumentException("zones must name areas, were " + zones);
      }
      ParameterLists.requireDifferent("zones", zones);
      Shares.requireBetween("level", level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("watch-borders", Params.class)
        .summary("Watches devices in border areas against the normal of the weekday.")
        .reads(DeviceDay.class, CellZone.class)
        .writesDays(BorderWatch.class, "day");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    WatchedDays watched = WatchedDays.of(in.table(DeviceDay.class), p.baseline(), p.days());
    Dataset<Row> present = present(watched.records(), in.table(CellZone.class), p);
    Column mine =
        when(
            Periods.during("day", p.baseline()),
            struct(
                unix_date(col("day")).as("number"), col("devices").cast("double").as("devices")));
    Column baseline = collect_list(mine).over(Window.partitionBy(Columns.named(CELL)));
    Column asked = Periods.during("day", p.days());
    return counted(moves(present), calendar(watched.days(), p))
        .withColumn("baseline", array_sort(baseline))
        .filter(asked.and(size(col("baseline")).geq(LEAST_DAYS)))
        .withColumn("normal", normal(p).apply(col("baseline"), unix_date(col("day"))))
        .withColumns(figures(p));
  }

  /** One row an area or the corridor, device and day on which it was there. */
  private static Dataset<Row> present(Dataset<Row> days, Dataset<Row> cellZones, Params p) {
    Dataset<Row> zones = WatchedZones.of(cellZones, p);
    return Visits.located(days.filter(col("domain").isin("domestic", "inbound")), zones)
        .filter(col("place").isin(p.zones().toArray()))
        .withColumn("zone_id", explode(array(col("place"), lit(ALL))))
        .withColumn(
            "device_group",
            when(col("domain").equalTo("inbound"), "visitors").otherwise("residents"))
        .select(Columns.named(DEVICE, "day"))
        .distinct();
  }

  /** Devices present on their days, entering on the first of a row and leaving after the last. */
  private static Dataset<Row> moves(Dataset<Row> present) {
    WindowSpec device = Window.partitionBy(Columns.named(DEVICE)).orderBy("day");
    Column isNew = coalesce(lag("day", 1).over(device).lt(date_sub(col("day"), 1)), lit(true));
    Column isLast = coalesce(lead("day", 1).over(device).gt(date_add(col("day"), 1)), lit(true));
    return present
        .withColumn("is_new", isNew)
        .withColumn("is_last", isLast)
        .withColumn(
            "move",
            explode(
                array(
                    struct(lit("present").as("measure"), col("day")),
                    when(col("is_new"), struct(lit("entering").as("measure"), col("day"))),
                    when(
                        col("is_last"),
                        struct(lit("leaving").as("measure"), date_add(col("day"), 1).as("day"))))))
        .filter(col("move").isNotNull())
        .select("zone_id", "device_group", "move.*");
  }

  /** Every area, group and measure on every day. */
  private static Dataset<Row> calendar(Dataset<Row> days, Params p) {
    Column[] zones =
        Stream.concat(p.zones().stream(), Stream.of(ALL))
            .map(functions::lit)
            .toArray(Column[]::new);
    return days.withColumn("zone_id", explode(array(zones)))
        .withColumn("device_group", explode(array(lit("residents"), lit("visitors"))))
        .withColumn("measure", explode(array(lit("present"), lit("entering"), lit("leaving"))));
  }

  private static Dataset<Row> counted(Dataset<Row> moves, Dataset<Row> calendar) {
    String[] key = {"zone_id", "device_group", "measure", "day"};
    Dataset<Row> counts =
        moves.groupBy(Columns.named(List.of(key))).agg(count(lit(1)).as("devices"));
    return calendar
        .join(counts, key, "left_outer")
        .withColumn("devices", coalesce(col("devices"), lit(0L)));
  }

  /** Expected, error and half of the interval of a day, from the counts of the baseline. */
  private static UserDefinedFunction normal(Params p) {
    double level = p.level().doubleValue();
    UDF2<Seq<Row>, Integer, Row> normal =
        (baseline, of) -> {
          List<Row> days = CollectionConverters.asJava(baseline);
          WatchedCount day =
              WatchedCount.of(
                  days.stream().mapToInt(row -> row.getInt(0)).toArray(),
                  days.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
                  of,
                  level);
          return RowFactory.create(day.expected(), day.error(), day.half());
        };
    return udf(normal, NORMAL).withName("watched_count");
  }

  private static Map<String, Column> figures(Params p) {
    Column excess = col("devices").minus(col("normal.expected"));
    Column half = col("normal.half");
    return Map.of(
        "level", lit(p.areaLevel()),
        "expected", Decimals.rounded(col("normal.expected"), 24, 9),
        "excess", Decimals.rounded(excess, 24, 9),
        "standard_error", Decimals.rounded(col("normal.error"), 24, 9),
        "interval_low", Decimals.rounded(excess.minus(half), 24, 9),
        "interval_high", Decimals.rounded(excess.plus(half), 24, 9),
        "interval_level", lit(p.level()).cast("decimal(7,6)"),
        "is_outside", abs(excess).gt(half));
  }
}
