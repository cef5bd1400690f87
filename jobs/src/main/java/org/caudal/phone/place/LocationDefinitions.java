package org.caudal.phone.place;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;

/**
 * The one place of each device, by several definitions (Flowminder, FlowKit 1.x, location queries).
 *
 * <p>Visits have one row a device, day and place: the columns that name the device, {@code day},
 * {@code place}, {@code events}, {@code last} (second of the day of the last event) and, for {@link
 * #nightDays}, {@code nights}. The result has the columns that name the device and {@code place}.
 *
 * <p>Ties that FlowKit leaves open or draws are broken by the smallest place. Every order is total,
 * so the same rows come out whatever the partitioning; all are aggregates without a sort.
 *
 * @param device columns that name a device, and what else the result is by, such as the month
 */
public record LocationDefinitions(List<String> device) {
  private static final long DAY = 100_000; // more than the seconds of any day

  /** Nights of a month, the one that ends on the first included. */
  private static final int BITS_OF_A_MONTH = 32;

  private static final int NIGHT_BITS = BITS_OF_A_MONTH;
  private static final int EVENT_BITS = 35; // more than a device can have in a month

  private static final Column[] MOST_EVENTS = {negate(col("events")), negate(col("moment"))};
  private static final Column[] MOST_NIGHTS = {
    negate(bit_count(col("nights"))), negate(col("nights"))
  };

  /** Copies the names. */
  public LocationDefinitions {
    device = List.copyOf(device);
  }

  /**
   * The place by the definition of a name.
   *
   * @param leastDays for {@link #majority}
   */
  Dataset<Row> by(String definition, Dataset<Row> visits, int leastDays) {
    return switch (definition) {
      case "last" -> last(visits);
      case "most_frequent" -> mostFrequent(visits);
      case "modal" -> modal(lastOfDay(visits));
      case "majority" -> majority(lastOfDay(visits), leastDays);
      case "most_days" -> mostDays(visits);
      default -> nightDays(visits);
    };
  }

  /** The place of the last event. */
  public Dataset<Row> last(Dataset<Row> visits) {
    return chosen(visits, device, negate(moment()));
  }

  /** The place with most events; of several the one of the latest event. */
  public Dataset<Row> mostFrequent(Dataset<Row> visits) {
    return chosen(
        byPlace(visits, sum("events").as("events"), max(moment()).as("moment")),
        device,
        MOST_EVENTS);
  }

  /** The last place of each day, in {@code day} and {@code place}. */
  public Dataset<Row> lastOfDay(Dataset<Row> visits) {
    return chosen(visits, with("day"), negate(col("last")));
  }

  /** The place with most events of each day; of several the one of the latest event. */
  public Dataset<Row> mostFrequentOfDay(Dataset<Row> visits) {
    return chosen(visits, with("day"), negate(col("events")), negate(col("last")));
  }

  /** The place of most days, each day having one place; of several the most recent. */
  public Dataset<Row> modal(Dataset<Row> daily) {
    return chosen(
        byPlace(daily, count(lit(1)).as("days"), max("day").as("day")),
        device,
        negate(col("days")),
        negate(unix_date(col("day"))));
  }

  /**
   * The place of more than half the days, each day having one place; nobody is there who has none.
   *
   * @param leastDays the days that are halved at least
   */
  public Dataset<Row> majority(Dataset<Row> daily, int leastDays) {
    return byPlace(daily, count(lit(1)).as("days"))
        .groupBy(Columns.named(device))
        .agg(
            min(struct(negate(col("days")).as("fewer"), col("place"))).as("most"),
            sum("days").as("total"))
        .filter(col("most.fewer").multiply(-2).gt(greatest(col("total"), lit((long) leastDays))))
        .select(with(col("most.place").as("place")));
  }

  /** The place seen on most days; of several the one with most events. */
  public Dataset<Row> mostDays(Dataset<Row> visits) {
    return chosen(
        byPlace(visits, count(lit(1)).as("days"), sum("events").as("events")),
        device,
        mostDays(col("days")));
  }

  /**
   * The place seen in most nights; of several the one of the latest night in which not all were
   * seen. Nights are the bits of {@code nights}; whoever was seen in none is nowhere.
   */
  public Dataset<Row> nightDays(Dataset<Row> visits) {
    return chosen(
        byPlace(visits.filter(col("nights").notEqual(0)), bit_or(col("nights")).as("nights")),
        device,
        MOST_NIGHTS);
  }

  /** Whether the place of a definition can be chosen from one row a device and place. */
  static boolean isByPlace(String definition) {
    return List.of("most_frequent", "most_days", "night_days").contains(definition);
  }

  /**
   * The choice of {@link #mostFrequent}, {@link #mostDays} or {@link #nightDays}, an aggregate over
   * one row a device and place: {@code place} as {@link PlaceCodes} counts it, {@code days} and
   * {@code nights} as bits, {@code events}, {@code moment}. A structure of {@code place} and {@code
   * days}, both null where there is none.
   */
  static Column best(String definition) {
    Column isPossible = col("place").isNotNull();
    Column least =
        switch (definition) {
          case "most_frequent" ->
              when(isPossible, struct(MOST_EVENTS[0], MOST_EVENTS[1], col("place")));
          case "most_days" ->
              when(isPossible, ranked(bit_count(col("days")), col("events"), EVENT_BITS));
          default ->
              when(
                  isPossible.and(col("nights").notEqual(0)),
                  ranked(bit_count(col("nights")), col("nights"), NIGHT_BITS));
        };
    return struct(min_by(col("place"), least).as("place"), min_by(col("days"), least).as("days"));
  }

  /**
   * A number that is least for the most of the first, then the most of the second, then the
   * smallest place: numbers are compared in the place where they are counted, structures are
   * sorted.
   */
  private static Column ranked(Column first, Column second, int bitsOfSecond) {
    Column fewer = lit(BITS_OF_A_MONTH).minus(first).cast("long");
    return shiftleft(fewer, bitsOfSecond + PlaceCodes.BITS)
        .plus(shiftleft(lit((1L << bitsOfSecond) - 1).minus(second), PlaceCodes.BITS))
        .plus(col("place"));
  }

  private static Column[] mostDays(Column days) {
    return new Column[] {negate(days), negate(col("events"))};
  }

  /**
   * Pairs of places, {@code origin} and {@code destination}, of which a device was seen in the one
   * before it was last seen in the other; within a day where the device is by day. Visits have
   * {@code first}, the second of the first event, too.
   */
  public Dataset<Row> trips(Dataset<Row> visits) {
    Dataset<Row> later =
        visits.select(with(col("place").as("destination"), col("last").as("until")));
    return visits
        .select(with(col("place").as("origin"), col("first").as("since")))
        .join(later, device.toArray(String[]::new))
        .filter(col("origin").notEqual(col("destination")).and(col("since").lt(col("until"))))
        .select(with(col("origin"), col("destination")));
  }

  private Dataset<Row> byPlace(Dataset<Row> rows, Column first, Column... others) {
    return rows.groupBy(Columns.named(with("place"))).agg(first, others);
  }

  /** Of each group the place with the least of the orders, then the smallest. */
  private static Dataset<Row> chosen(Dataset<Row> rows, List<String> group, Column... orders) {
    Column[] rank =
        Stream.concat(Arrays.stream(orders), Stream.of(col("place"))).toArray(Column[]::new);
    return rows.groupBy(Columns.named(group))
        .agg(min(struct(rank)).as("best"))
        .withColumn("place", col("best.place"))
        .drop("best");
  }

  /** Day and second of the last event of a visit. */
  static Column moment() {
    return unix_date(col("day")).multiply(lit(DAY)).plus(col("last"));
  }

  private List<String> with(String other) {
    return Stream.concat(device.stream(), Stream.of(other)).toList();
  }

  private Column[] with(Column... others) {
    return Stream.concat(Arrays.stream(Columns.named(device)), Arrays.stream(others))
        .toArray(Column[]::new);
  }
}
