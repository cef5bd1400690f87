package org.caudal.phone.event;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.caudal.functions.Distances;
import org.caudal.job.Daily;
import org.caudal.job.Days;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellPeriods;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Judges phone events against the network and against each other.
 *
 * <p><b>Reads</b> {@link PhoneEvent} of the days asked for, the day before and the day after, and
 * {@link Cell}. <b>Writes</b> {@link CleanEvent}, one row an event: a row without a position is no
 * event of its own where one with a position has its device, moment, cell and network, and is left
 * out. Rows read are rows written and these.
 *
 * <p><b>Method.</b> The flags of multimno 1.0 (SemanticCleaning), by its documented rules; the
 * first that applies, of which 5 comes before all others:
 *
 * <ul>
 *   <li>5: another event of the device at the same moment, elsewhere; both are flagged;
 *   <li>0: in a network abroad; such events take no part in the rules below;
 *   <li>1: the cell is in no list; an event with a measured position and no cell is not flagged;
 *   <li>2: the cell is listed, but not for the day;
 *   <li>3: the way from the event before and the way to the next one, of those without a flag and
 *       at most one day apart by the calendar, are both longer than least-distance-m and faster
 *       than least-speed-m-s; 4: one of them is;
 *   <li>0: else.
 * </ul>
 *
 * The place of an event is the measured one, else that of the cell. Distances are haversine on the
 * mean sphere. Neighbours are looked for in the day before and the day after too, and not farther,
 * so that a day ends nowhere and has the same flags in any run; after a change of a day run its two
 * neighbours too. Moments are to the microsecond and no two events without a flag share one, so
 * that the order is total. An event that is of another day in {@code time-zone} than the one it was
 * loaded into ends the run: the two jobs would not mean the same nights.
 *
 * <p>The day of a device, of 23 or 25 hours where clocks change, is divided among its events
 * without a flag, at the middle between two. Of its part an event tells what the stays of multimno
 * 1.0 (DailyPermanenceScore) know: all to the middle where the neighbour is at most {@code
 * between-cells-s} away, {@code in-cell-s} in the same cell or the same country abroad, {@code
 * in-cell-at-night-s} if both are in the night as well; else {@code reach-s}. That is {@code
 * known_seconds}, the rest {@code unknown_seconds}. Here neighbours are of the same day only, so
 * that a day changes no other; movements are not left out; abroad the limits are those at home.
 *
 * <p><b>Known bias.</b> A device with one wrong position has its true neighbours flagged 4. Devices
 * that share a pseudonym move impossibly. At midnight what a neighbour on the other side tells is
 * not known: of a night with an event before and after it, all but {@code reach-s} on each side.
 *
 * <p><b>Example.</b> {@code caudal run clean-phone-events --days 2025-06-02 --conf conf/phone.yaml}
 */
public final class CleanPhoneEvents implements Job<CleanPhoneEvents.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Days to judge; all by default") @Nullable Days days,
      @Doc(
              "Zone in which the days of the source are counted: that of extract.values.time-zone of load-phone-events")
          @Default("UTC")
          ZoneId timeZone,
      @Doc("Metres a second above which a movement is impossible") @Default("55")
          double leastSpeedMS,
      @Doc("Metres above which a movement is judged") @Default("10000") double leastDistanceM,
      @Doc("For how long an event tells where its device was") @Default("{}") KnownTime knownTime)
      implements Daily {

    /** Refuses limits below zero. */
    public Params {
      if (!(leastSpeedMS > 0 && leastDistanceM >= 0)) {
        throw new IllegalArgumentException(
            "least-speed-m-s must be above 0 and least-distance-m not below, were "
                + leastSpeedMS
                + " and "
                + leastDistanceM);
      }
    }
  }

  /** The events of one device, in order. */
  static final WindowSpec IN_TIME =
      Window.partitionBy("device_id", "operator_id").orderBy("event_ts");

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("clean-phone-events", Params.class)
        .summary("Judges phone events against the network and against each other.")
        .reads(PhoneEvent.class, Cell.class)
        .writesDays(CleanEvent.class, "event_date");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> events = Spans.around(in.table(PhoneEvent.class), p.days());
    Dataset<Row> located = located(toldOnce(events), in.table(Cell.class));
    Dataset<Row> judged =
        Spans.within(judged(againstNetwork(located), p), p.days())
            .withColumn("local_second", LocalDay.second(p.timeZone()));
    return p.knownTime().divided(judged, p.timeZone());
  }

  /** Without rows that lack the position which a row alike in all else has. */
  private static Dataset<Row> toldOnce(Dataset<Row> events) {
    WindowSpec alike = // in its order rows without a position are the last of those alike
        Window.partitionBy("device_id", "operator_id")
            .orderBy(
                col("event_ts"),
                col("cell_id"),
                col("plmn"),
                col("latitude").asc_nulls_last(),
                col("longitude"));
    Column event = struct("event_ts", "cell_id", "plmn");
    return events
        .withColumn("told_before", lag(event, 1).over(alike).equalTo(event))
        .filter(col("latitude").isNotNull().or(not(coalesce(col("told_before"), lit(false)))))
        .drop("told_before");
  }

  /** Adds the place of the event and whether its cell is listed, and for the day. */
  private static Dataset<Row> located(Dataset<Row> events, Dataset<Row> cells) {
    Dataset<Row> periods = periods(cells);
    Column listed =
        events
            .col("operator_id")
            .equalTo(periods.col("cell_operator"))
            .and(events.col("cell_id").equalTo(periods.col("listed_cell")))
            .and(events.col("event_date").geq(periods.col("covers_from")))
            .and(events.col("event_date").leq(periods.col("covers_to")));
    return events
        .join(functions.broadcast(periods), listed, "left")
        .withColumn("latitude_given", col("latitude"))
        .withColumn("longitude_given", col("longitude"))
        .withColumn("place_latitude", coalesce(col("latitude"), col("cell_latitude")))
        .withColumn("place_longitude", coalesce(col("longitude"), col("cell_longitude")));
  }

  /** Periods of cells, made to cover all time without overlap; which of it is valid is kept. */
  private static Dataset<Row> periods(Dataset<Row> cells) {
    Column first = lag("valid_from", 1).over(CellPeriods.ofCell()).isNull();
    return cells.select(
        col("operator_id").as("cell_operator"),
        col("cell_id").as("listed_cell"),
        col("latitude").as("cell_latitude"),
        col("longitude").as("cell_longitude"),
        col("valid_from"),
        coalesce(col("valid_to"), expr("DATE'9999-12-31'")).as("valid_to"),
        when(first, expr("DATE'0001-01-01'")).otherwise(col("valid_from")).as("covers_from"),
        coalesce(CellPeriods.dayBeforeNext(), expr("DATE'9999-12-31'")).as("covers_to"));
  }

  /** Adds the flag as far as an event and its moment decide it; null where they do not. */
  private static Dataset<Row> againstNetwork(Dataset<Row> located) {
    Column sameMoment =
        coalesce(
            lag("event_ts", 1)
                .over(IN_TIME)
                .equalTo(col("event_ts"))
                .or(lead("event_ts", 1).over(IN_TIME).equalTo(col("event_ts"))),
            lit(false));
    Column hasCell = col("cell_id").notEqual("");
    return located
        .withColumn("same_moment", sameMoment)
        .withColumn(
            "network_flag",
            when(col("same_moment"), lit(5))
                .when(col("domain").equalTo("outbound"), lit(0))
                .when(hasCell.and(col("listed_cell").isNull()), lit(1))
                .when(
                    hasCell.and(not(col("event_date").between(col("valid_from"), col("valid_to")))),
                    lit(2)));
  }

  /** Adds the flag; the way to the next event without a flag is that event's way from here. */
  private static Dataset<Row> judged(Dataset<Row> rows, Params p) {
    Column isFree = col("network_flag").isNull();
    Column here =
        when(isFree, struct("event_date", "event_ts", "place_latitude", "place_longitude"));
    return rows.withColumn("here", here)
        .withColumn("before", lag(col("here"), 1, null, true).over(IN_TIME))
        .withColumn("fast_from", when(isFree, isTooFast(col("before"), p)))
        .withColumn("fast_to", lead(col("fast_from"), 1, null, true).over(IN_TIME))
        .withColumn(
            "error_flag",
            coalesce(
                col("network_flag"),
                when(col("fast_from").and(col("fast_to")), lit(3))
                    .when(col("fast_from").or(col("fast_to")), lit(4))
                    .otherwise(lit(0))))
        .withColumn("latitude", col("place_latitude"))
        .withColumn("longitude", col("place_longitude"));
  }

  /** Whether the way from another event to this one is too fast; most are too short to be. */
  private static Column isTooFast(Column other, Params p) {
    Column latitude = other.getField("place_latitude");
    Column longitude = other.getField("place_longitude");
    Column near =
        Distances.areSurelyWithin(
            p.leastDistanceM(), col("place_latitude"), col("place_longitude"), latitude, longitude);
    Column metres =
        Distances.metres(col("place_latitude"), col("place_longitude"), latitude, longitude);
    Column seconds =
        functions
            .abs(
                functions
                    .unix_micros(col("event_ts"))
                    .minus(functions.unix_micros(other.getField("event_ts"))))
            .divide(1e6);
    Column isNeighbour = datediff(col("event_date"), other.getField("event_date")).leq(1);
    return when(near.or(not(isNeighbour)), lit(false))
        .otherwise(
            coalesce(
                metres.gt(p.leastDistanceM()).and(metres.gt(seconds.multiply(p.leastSpeedMS()))),
                lit(false)));
  }
}
