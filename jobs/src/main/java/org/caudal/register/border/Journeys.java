package org.caudal.register.border;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.border.OutcomeRule;
import org.caudal.statistics.border.OutcomeRule.Answer;
import org.caudal.statistics.border.OutcomeRule.Outcome;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link OutcomeRule} as a column, over the crossings of a traveller. */
final class Journeys {
  private static final StructType OUTCOME =
      new StructType()
          .add("rule", DataTypes.StringType, false)
          .add("crossing_id", DataTypes.StringType, false)
          .add("crossing_month", DataTypes.DateType, false)
          .add("crossing_date", DataTypes.DateType, false)
          .add("direction", DataTypes.StringType, false)
          .add("nationality", DataTypes.StringType, false)
          .add("sex", DataTypes.IntegerType, false)
          .add("resident_before", DataTypes.BooleanType)
          .add("resident_after", DataTypes.BooleanType)
          .add("answer", DataTypes.StringType, false)
          .add("answered", DataTypes.IntegerType)
          .add("days", DataTypes.IntegerType);

  private Journeys() {}

  /**
   * Array of outcomes, one a rule and crossing.
   *
   * @param crossings sorted array of when, mark, day, direction, nationality, sex, month and date
   * @param today last day looked at
   */
  static Column outcomes(Column crossings, Column today, DecideCrossings.Params p) {
    List<OutcomeRule> of =
        new ArrayList<>(
            p.rules().stream()
                .map(rule -> new OutcomeRule(rule.window(), rule.threshold()))
                .toList());
    int records =
        p.recordsFrom() == null ? Integer.MIN_VALUE / 2 : (int) p.recordsFrom().toEpochDay();
    UDF2<Seq<Row>, Integer, List<Row>> outcomes =
        (rows, day) -> {
          List<Row> found = new ArrayList<>();
          List<Row> inTurns = inTurns(CollectionConverters.asJava(rows));
          for (OutcomeRule rule : of) {
            found.addAll(outcomes(inTurns, day, records, rule));
          }
          return found;
        };
    return udf(outcomes, DataTypes.createArrayType(OUTCOME, false))
        .withName("crossing_outcomes")
        .apply(crossings, today);
  }

  /** The crossings, those at one moment so that entries and exits take turns where they can. */
  private static List<Row> inTurns(List<Row> sorted) {
    List<Row> crossings = new ArrayList<>(sorted);
    for (int i = 1; i < crossings.size(); i++) {
      boolean before = isEntry(crossings.get(i - 1));
      int other = i;
      while (other < crossings.size()
          && crossings.get(other).get(0).equals(crossings.get(i).get(0))
          && isEntry(crossings.get(other)) == before) {
        other++;
      }
      if (other < crossings.size() && crossings.get(other).get(0).equals(crossings.get(i).get(0))) {
        crossings.add(i, crossings.remove(other));
      }
    }
    return crossings;
  }

  /** Crossings in turns, one run after another: between two runs a crossing is missing. */
  private static List<Row> outcomes(List<Row> crossings, int today, int records, OutcomeRule rule) {
    List<Row> found = new ArrayList<>();
    int from = 0;
    while (from < crossings.size()) {
      int to = from + 1;
      while (to < crossings.size()
          && isEntry(crossings.get(to)) != isEntry(crossings.get(to - 1))) {
        to++;
      }
      boolean isLast = to == crossings.size();
      int[] days = crossings.subList(from, to).stream().mapToInt(Journeys::day).toArray();
      List<Outcome> outcomes =
          rule.of(
              days,
              isEntry(crossings.get(from)),
              from == 0 && days[0] >= records + rule.window(),
              isLast ? today : days[days.length - 1]);
      for (int i = 0; i < days.length; i++) {
        Integer stay = i + 1 < days.length ? (Integer) (days[i + 1] - days[i]) : null;
        boolean isOver = !isLast || today >= days[i] + rule.window(); // no answer will come
        found.add(row(crossings.get(from + i), outcomes.get(i), rule, isOver, stay));
      }
      from = to;
    }
    return found;
  }

  private static int day(Row crossing) {
    return crossing.getInt(2);
  }

  private static boolean isEntry(Row crossing) {
    return crossing.getString(3).equals("entry");
  }

  private static Row row(
      Row crossing, Outcome outcome, OutcomeRule rule, boolean isOver, @Nullable Integer stay) {
    boolean isMissing = outcome.answer() == Answer.NOT_YET_KNOWN && isOver;
    return RowFactory.create(
        rule.threshold() + "/" + rule.window(),
        crossing.getString(1),
        crossing.get(6),
        crossing.get(7),
        crossing.getString(3),
        crossing.getString(4),
        crossing.getInt(5),
        outcome.residentBefore(),
        outcome.residentAfter(),
        isMissing ? "crossing_missing" : outcome.answer().name().toLowerCase(Locale.ROOT),
        outcome.answered(),
        stay);
  }
}
