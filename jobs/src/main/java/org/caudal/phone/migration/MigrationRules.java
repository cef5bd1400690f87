package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.phone.migration.CountMigrations.Step;
import org.caudal.phone.migration.MigrationDefinitions.Definition;
import org.caudal.phone.migration.MigrationDefinitions.Nights;
import org.caudal.statistics.spells.Answers;
import org.caudal.statistics.spells.Answers.Answer;
import org.caudal.statistics.spells.Answers.Period;
import org.caudal.statistics.spells.Spell;
import scala.collection.Seq;

/** What definitions of migration say of a device in each period, as a column. */
final class MigrationRules {
  private static final StructType ANSWER =
      new StructType()
          .add("period", DataTypes.DateType, false)
          .add("rule", DataTypes.StringType, false)
          .add("definition", DataTypes.StringType, false)
          .add("direction", DataTypes.StringType, false)
          .add("origin", DataTypes.StringType, false)
          .add("destination", DataTypes.StringType, false);

  private MigrationRules() {}

  /** Array of answers, over the columns of {@link SpellHistory}. */
  static Column answers(CountMigrations.Params p) {
    SpellScope scope = p.spells();
    Step step = p.period();
    int margin = p.cardMargin();
    List<Definition> definitions = p.definitions();
    List<Nights> arrivals = p.arrivals();
    UDF6<String, String, Seq<Row>, Integer, Integer, Integer, List<Row>> answers =
        (level, card, spells, firstDay, lastDay, firstSeen) -> {
          SpellHistory history = SpellHistory.of(level, spells, scope);
          int start = history.spells().get(0).start();
          int first = firstSeen == null ? start : Math.min(start, firstSeen);
          List<Period> periods = periods(first, history.spells(), step);
          List<Row> rows = new ArrayList<>();
          for (Definition definition : definitions) {
            definition
                .answers(history.spells(), history::isInCountry, periods)
                .forEach(a -> rows.add(row(a, definition.rule(), definition.text(), history)));
          }
          if (firstDay != null && lastDay != null) {
            Answers.cards(history.spells(), periods, firstDay, lastDay, margin)
                .forEach(a -> rows.add(row(a, "cards", "margin " + margin, history)));
            if (!card.equals(scope.homeCountry())) {
              arrivals.forEach(
                  rule ->
                      rows.addAll(arrivals(history, card, periods, first, firstDay, margin, rule)));
            }
          }
          return rows;
        };
    return udf(answers, DataTypes.createArrayType(ANSWER, false))
        .withName("migration_answers")
        .apply(
            col("level"),
            col("sim_country"),
            col("spells"),
            unix_date(col("first_day")),
            unix_date(col("last_day")),
            unix_date(col("first_seen")));
  }

  private static List<Row> arrivals(
      SpellHistory history,
      String card,
      List<Period> periods,
      int firstSeen,
      int firstDay,
      int margin,
      Nights rule) {
    String text = rule.text() + ", margin " + margin;
    return Answers.arrivals(
            history.spells(),
            history::isInCountry,
            periods,
            firstSeen,
            firstDay + margin,
            rule.asRule())
        .stream()
        .map(a -> row(a, "arrivals", text, card, history.name(a.to())))
        .toList();
  }

  /** The years or months from a day to the last of a device's spells. */
  private static List<Period> periods(int firstDay, List<Spell> spells, Step step) {
    int last = spells.stream().mapToInt(Spell::end).max().orElseThrow();
    LocalDate start = LocalDate.ofEpochDay(firstDay);
    LocalDate first = step == Step.YEAR ? start.withDayOfYear(1) : start.withDayOfMonth(1);
    List<Period> periods = new ArrayList<>();
    while (first.toEpochDay() <= last) {
      LocalDate next = step == Step.YEAR ? first.plusYears(1) : first.plusMonths(1);
      LocalDate middle = step == Step.YEAR ? first.plusMonths(6) : first.withDayOfMonth(16);
      periods.add(new Period(day(first), day(middle), day(next) - 1));
      first = next;
    }
    return periods;
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  private static Row row(Answer answer, String rule, String text, SpellHistory history) {
    return row(answer, rule, text, history.name(answer.from()), history.name(answer.to()));
  }

  private static Row row(Answer answer, String rule, String text, String from, String to) {
    return RowFactory.create(
        LocalDate.ofEpochDay(answer.period()),
        rule,
        text,
        answer.direction().name().toLowerCase(Locale.ROOT),
        from,
        to);
  }
}
