package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.border.OutcomeRule;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The crossings of a traveller as seen at the end of each month, as a column. */
final class Rewinds {
  private static final StructType SEEN =
      new StructType()
          .add("rule", DataTypes.StringType, false)
          .add("month", DataTypes.IntegerType, false)
          .add("lag", DataTypes.IntegerType, false)
          .add("seen", DataTypes.IntegerType, false)
          .add("final_lag", DataTypes.IntegerType, false)
          .add("direction", DataTypes.StringType, false)
          .add("nationality", DataTypes.StringType, false)
          .add("state", DataTypes.StringType, false)
          .add("is_first", DataTypes.BooleanType, false)
          .add("crossing_id", DataTypes.StringType, false)
          .add("last_answer", DataTypes.StringType);

  private final OutcomeRule rule;
  private final int records;
  private final int since;
  private final int finalLag;
  private final Map<String, String> lastAnswers = new HashMap<>();
  private final List<Seen> found = new ArrayList<>();

  private record Seen(
      Journey journey, YearMonth month, int lag, LocalDate on, String state, boolean isFirst) {}

  private Rewinds(OutcomeRule rule, int finalLag, int records, int since) {
    this.rule = rule;
    this.records = records;
    this.since = since;
    this.finalLag = finalLag;
  }

  /** Array of what was seen, one a rule, crossing of {@link Journeys#of} and end of a month. */
  static Column of(List<DecideCrossings.Rule> rules, @Nullable LocalDate recordsFrom) {
    List<OutcomeRule> of = Journeys.rules(rules);
    int[] lags = of.stream().mapToInt(rule -> finalLag(rule.window())).toArray();
    int records = Journey.records(recordsFrom);
    UDF3<Seq<Row>, Integer, Integer, List<Row>> rewinds =
        (rows, day, first) -> {
          int since = recordsFrom == null ? first : records;
          List<Row> crossings = CollectionConverters.asJava(rows);
          List<Row> found = new ArrayList<>();
          for (int i = 0; i < lags.length; i++) {
            found.addAll(
                new Rewinds(of.get(i), lags[i], records, since)
                    .rows(crossings, LocalDate.ofEpochDay(day)));
          }
          return found;
        };
    return udf(rewinds, DataTypes.createArrayType(SEEN, false))
        .withName("crossing_rewinds")
        .apply(col("crossings"), unix_date(col("as_of")), unix_date(col("since")));
  }

  /** Months after that of a crossing when its window is over, whichever months they are. */
  static int finalLag(int window) {
    int lag = 0;
    while (!isOver(lag, window)) {
      lag++;
    }
    return lag;
  }

  private static boolean isOver(int lag, int window) {
    YearMonth first = YearMonth.of(2001, 1); // common years and a leap year, as any four in a row
    return IntStream.range(0, 48)
        .mapToObj(first::plusMonths)
        .allMatch(
            from ->
                ChronoUnit.DAYS.between(from.atEndOfMonth(), from.plusMonths(lag).atEndOfMonth())
                    >= window);
  }

  private List<Row> rows(List<Row> sorted, LocalDate asOf) {
    YearMonth end = month(sorted.get(sorted.size() - 1)).plusMonths(finalLag);
    int known = 0;
    for (YearMonth at = month(sorted.get(0));
        !at.isAfter(end) && !at.atEndOfMonth().isAfter(asOf);
        at = at.plusMonths(1)) {
      while (known < sorted.size() && !month(sorted.get(known)).isAfter(at)) {
        known++;
      }
      see(Journey.inTurns(sorted.subList(0, known)), at);
    }
    return found.stream().map(this::row).toList();
  }

  private void see(List<Row> crossings, YearMonth at) {
    Set<String> counted = new HashSet<>();
    LocalDate on = at.atEndOfMonth();
    for (Journey journey : Journey.of(crossings, (int) on.toEpochDay(), records, rule)) {
      YearMonth month = month(journey.crossing());
      int lag = (int) month.until(at, ChronoUnit.MONTHS);
      if (lag <= finalLag) {
        boolean isFirst =
            !journey.answer().equals("none") && counted.add(month + direction(journey.crossing()));
        found.add(new Seen(journey, month, lag, on, state(journey), isFirst));
        if (lag == finalLag) {
          lastAnswers.put(mark(journey.crossing(), month), journey.answer());
        }
      }
    }
  }

  private String state(Journey journey) {
    if (!journey.answer().equals(Journey.OPEN)) {
      return journey.answer();
    }
    int near = journey.standing().near();
    double allowed = rule.window() - rule.threshold();
    int close = near == 0 ? 0 : near <= allowed / 4 ? 1 : near <= allowed / 2 ? 2 : 3;
    Integer last = journey.sinceLast();
    boolean isEarly = Journey.day(journey.crossing()) < since + rule.window();
    return (journey.standing().isAway() ? "away" : "back")
        + (" near" + close)
        + (last != null && last <= rule.window() ? " seen" : isEarly ? " early" : " new")
        + (journey.outcome().residentBefore() == null ? " unknown" : " lived");
  }

  private Row row(Seen seen) {
    Row crossing = seen.journey().crossing();
    return RowFactory.create(
        Journeys.name(rule),
        (int) seen.month().atDay(1).toEpochDay(),
        seen.lag(),
        (int) seen.on().toEpochDay(),
        finalLag,
        direction(crossing),
        crossing.getString(4),
        seen.state(),
        seen.isFirst(),
        crossing.getString(1),
        lastAnswers.get(mark(crossing, seen.month())));
  }

  private static YearMonth month(Row crossing) {
    return YearMonth.from(LocalDate.ofEpochDay(Journey.day(crossing)));
  }

  private static String mark(Row crossing, YearMonth month) {
    return month + " " + crossing.getString(1);
  }

  private static String direction(Row crossing) {
    return crossing.getString(3);
  }
}
