package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.ParameterLists;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.statistics.spells.SpellReplay;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Finds how many moves, and stays of each kind, are counted of devices that are seen seldom, for
 * one that they made.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}. <b>Writes</b> {@link DetectionRate}.
 *
 * <p><b>Method.</b> {@link SpellReplay}: of devices seen on eight days in ten or more, days are
 * taken away until they are seen as seldom as one of the class, drawn from forty of its quantiles,
 * and their spells are found again. Classes are by the days with any record; how seldom, by those
 * with one in the hours that count. Machines ({@link DeviceBehaviour}) are in no class. The rate is
 * what is counted over what was made, of moves and of each kind of stay; its error is {@link
 * UnitErrors} with the device as unit. Days of a device are counted from its first to its last, and
 * only devices with days enough for a move, or for a transit, belong to a class. Where the rate is
 * below {@code least-rate}, dividing by it would multiply chance: the other classes stand for the
 * class, each with the same factor more. Stays somewhat above the least that is found are detected
 * less often than long ones: where each of the {@code lengths} of a kind was made often enough,
 * each has its own rate, of those counted with this length, whatever the length of what was made.
 *
 * <p>It costs as much as {@code detect-spells} for the very active devices, times one and three
 * times the rounds.
 *
 * <p><b>Known bias.</b> Devices seen nearly every day must move as the others do, and the others be
 * silent by chance, not while they travel. What even they do not show is in no rate. A season takes
 * two years: devices that come later count in its classes too. Home is where a device was on most
 * days, also of foreign cards.
 *
 * <p><b>Example.</b> {@code caudal run estimate-detection --conf conf/phone.yaml}
 */
public final class EstimateDetection implements Job<EstimateDetection.Params> {
  private static final int QUANTILES = 40;
  private static final int MOST_ROUNDS = 100;

  /** Parameters. */
  public record Params(
      @Doc("How spells are found, as for detect-spells") @Default("{}")
          DetectSpells.Params detection,
      @Doc(
              "Definitions of moves: days-before (90), days-after (90), most-gap (30), stay-probability (0.5), probability (0.5)")
          @Default("[{}]")
          List<Moves> moves,
      @Doc("Definitions of kinds of stays, as for classify-stays; none without correct-stays")
          @Default("[]")
          List<StayDefinition> kinds,
      @Doc(
              "Days from which stays of a kind have another rate than shorter ones; none for one rate a kind")
          @Default("[60, 120]")
          List<Integer> lengths,
      @Doc(
              "Fewest stays of each length that very active devices made; below, the kind has one rate")
          @Default("100")
          int leastMade,
      @Doc("How often the days of a device are taken away, 1 to 100: more for few devices")
          @Default("1")
          int rounds,
      @Doc("Least rate by which a count is divided") @Default("0.2") BigDecimal leastRate,
      @Doc("Seed of the days that are kept") @Default("1") long seed) {

    /** Refuses what cannot be. */
    public Params {
      moves = List.copyOf(moves);
      kinds = List.copyOf(kinds);
      lengths = List.copyOf(lengths);
      ParameterLists.requireDifferent("moves", moves.stream().map(Moves::text).toList());
      ParameterLists.requireDifferent("kinds", kinds.stream().map(StayDefinition::text).toList());
      if (!lengths.equals(lengths.stream().filter(days -> days > 0).distinct().sorted().toList())
          || leastMade < 1) {
        throw new IllegalArgumentException(
            "lengths must be above 0 and ascend, least-made 1 or more");
      }
      if (detection.borderDays()) {
        throw new IllegalArgumentException(
            "detection cannot have border-days: what posts see does not depend on how often a card"
                + " is used");
      }
      if (rounds < 1 || rounds > MOST_ROUNDS) {
        throw new IllegalArgumentException("rounds must be 1 to 100, was " + rounds);
      }
      if (leastRate.signum() <= 0 || leastRate.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "least-rate must be above 0 and at most 1, was " + leastRate);
      }
    }

    private List<Integer> fromNone() {
      return Stream.concat(Stream.of(0), lengths.stream()).toList();
    }

    private List<Counting> countings() {
      return Stream.<Counting>concat(moves.stream(), kinds.stream()).toList();
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-detection", Params.class)
        .summary("Finds how many moves and stays of devices seen seldom are counted.")
        .reads(DeviceDay.class, CellZone.class)
        .writesWhole(DetectionRate.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> activity = DeviceBehaviour.overSpans(in, p.detection().hourMask());
    Dataset<Row> classes = classes(activity, p);
    Dataset<Row> replayed =
        DetectSpells.records(in, p.detection())
            .join(
                activity.filter(col("activity_class").equalTo("high")),
                new String[] {"operator_id", "device_id"})
            .crossJoin(broadcast(classes))
            .filter(col("span").geq(col("least_span")))
            .withColumn("round", explode(sequence(lit(1), lit(p.rounds()))))
            .withColumn("key", xxhash64(col("operator_id"), col("device_id"), col("round")))
            .select(
                col("level"),
                col("definition"),
                col("operator_id"),
                col("device_id"),
                inline(
                    p.detection()
                        .each(
                            d -> SpellReplays.of(d, p.countings(), p.fromNone(), p.seed()),
                            "replays")))
            .select(col("*"), inline(col("replays")));
    return DetectionRates.of(
        replayed, classes, (long) p.leastMade() * p.rounds(), p.leastRate().doubleValue());
  }

  /** Per definition: devices of each class, and quantiles of the share of days they are seen. */
  private static Dataset<Row> classes(Dataset<Row> activity, Params p) {
    String quantiles =
        IntStream.range(0, QUANTILES)
            .mapToObj(i -> String.format(Locale.ROOT, "%.4fD", (i + 0.5) / QUANTILES))
            .collect(Collectors.joining(", ", "percentile(share, array(", "))"));
    Column definitions =
        array(
            p.countings().stream()
                .map(
                    counting ->
                        struct(
                            lit(counting.text()).as("definition"),
                            lit(counting.leastSpan()).as("least_span")))
                .toArray(Column[]::new));
    return activity
        .select(col("activity_class"), col("share"), col("span"), inline(definitions))
        .filter(col("span").geq(col("least_span")))
        .groupBy("definition", "least_span", "activity_class")
        .agg(count(lit(1)).as("devices"), expr(quantiles).as("shares"))
        .groupBy("definition", "least_span")
        .agg(array_sort(collect_list(struct("activity_class", "devices", "shares"))).as("classes"));
  }
}
