package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.border.JourneyLengths;
import org.caudal.statistics.border.JourneyLengths.Before;
import org.caudal.statistics.border.JourneyLengths.Count;
import org.caudal.statistics.border.MissingCrossings;
import org.caudal.statistics.border.MissingCrossings.Chance;
import org.caudal.statistics.border.OutcomeRule;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** {@link MissingCrossings} of a traveller as a column. */
final class Imputations {
  /** What all days tell, but for sums of shares. */
  private static final double KNOWN = 1 - 1e-9;

  private static final StructType IMPUTED =
      new StructType()
          .add("rule", DataTypes.StringType, false)
          .add("crossing_id", DataTypes.StringType, false)
          .add("crossing_month", DataTypes.DateType, false)
          .add("direction", DataTypes.StringType, false)
          .add("missing", DataTypes.IntegerType, false)
          .add("probability", DataTypes.DoubleType, false);

  private Imputations() {}

  /**
   * Array of probabilities, one a rule and crossing of {@link Journeys#of}, by the lengths of
   * journeys of the nationality in {@code lengths} and of all in {@code all_lengths}.
   */
  static Column of(ImputeCrossings.Params p) {
    List<OutcomeRule> of = Journeys.rules(p.rules());
    int records = Journey.records(p.recordsFrom());
    double wrong = p.wrongPerMissed().doubleValue();
    UDF4<Seq<Row>, Integer, @Nullable Seq<Row>, Seq<Row>, List<Row>> imputed =
        (rows, day, own, all) -> {
          List<Row> crossings = Journey.inTurns(CollectionConverters.asJava(rows));
          int[] days = crossings.stream().mapToInt(Journey::day).toArray();
          boolean[] isEntry = new boolean[days.length];
          for (int i = 0; i < days.length; i++) {
            isEntry[i] = Journey.isEntry(crossings.get(i));
          }
          List<Row> found = new ArrayList<>();
          int missing = MissingCrossings.gaps(isEntry).length;
          if (missing == 0) {
            return found;
          }
          JourneyLengths lengths =
              new JourneyLengths(own == null ? List.of() : counts(own), counts(all));
          for (OutcomeRule rule : of) {
            boolean isStart = days[0] >= records + rule.window();
            List<Chance> chances =
                new MissingCrossings(rule, lengths, wrong).of(days, isEntry, isStart, day);
            for (int i = 0; i < days.length; i++) {
              if (chances.get(i).known() >= KNOWN) {
                double migration = Math.min(1, chances.get(i).migration());
                found.add(row(Journeys.name(rule), crossings.get(i), missing, migration));
              }
            }
          }
          return found;
        };
    return udf(imputed, DataTypes.createArrayType(IMPUTED, false))
        .withName("missing_crossings")
        .apply(col("crossings"), unix_date(col("as_of")), col("lengths"), col("all_lengths"));
  }

  private static List<Count> counts(Seq<Row> rows) {
    return CollectionConverters.asJava(rows).stream()
        .map(
            row ->
                new Count(
                    row.getString(0).equals("entry"),
                    Before.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                    row.getInt(2),
                    row.getLong(3),
                    row.getLong(4)))
        .toList();
  }

  private static Row row(String rule, Row crossing, int missing, double migration) {
    return RowFactory.create(
        rule, crossing.getString(1), crossing.get(6), crossing.getString(3), missing, migration);
  }
}
