package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.phone.migration.Counting.Counted;
import org.caudal.statistics.DayThinning;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.SpellMethod;
import org.caudal.statistics.spells.SpellReplay;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What is found of devices with fewer days, as a column: see {@link SpellReplay}. */
final class SpellReplays {
  private static final StructType REPLAY =
      new StructType()
          .add("activity_class", DataTypes.StringType, false)
          .add("kind", DataTypes.StringType, false)
          .add("least_days", DataTypes.IntegerType, true)
          .add("made", DataTypes.LongType, false)
          .add("counted", DataTypes.LongType, false);

  private SpellReplays() {}

  /**
   * Array of {@code activity_class}, {@code kind}, and how many were {@code made} and {@code
   * counted}, of all lengths and of each from {@code least_days}, over the columns {@code records},
   * {@code first_day}, {@code last_day}, {@code share} of days that count, {@code key} of the
   * draws, {@code definition} and {@code classes} of {@link EstimateDetection}.
   *
   * @param lengths least days of each length, from 0
   */
  static Column of(SpellDefinition spells, List<Counting> asked, List<Integer> lengths, long seed) {
    SpellMethod method = spells.finder().method();
    Map<String, Counting> countings = new HashMap<>();
    asked.forEach(counting -> countings.put(counting.text(), counting));
    UDF7<Seq<Long>, Integer, Integer, Double, Long, String, Seq<Row>, List<Row>> replay =
        (records, first, last, share, key, definition, classes) -> {
          SpellReplay device = device(records, first, last);
          Counting counting = Objects.requireNonNull(countings.get(definition));
          Map<String, long[]> made = tally(counting, device.spells(method), lengths);
          List<Row> rows = new ArrayList<>();
          for (Row seen : CollectionConverters.asJava(classes)) {
            List<Double> shares = seen.getList(2);
            double other = shares.get(DayThinning.drawn(key, shares.size(), seed));
            SpellReplay thinned = device.thinned(other / share, key, seed);
            tally(counting, thinned.spells(method), lengths)
                .forEach(
                    (kind, counted) -> {
                      for (int l = 0; l < counted.length; l++) {
                        rows.add(
                            RowFactory.create(
                                seen.getString(0),
                                kind,
                                l == 0 ? null : lengths.get(l - 1),
                                Objects.requireNonNull(made.get(kind))[l],
                                counted[l]));
                      }
                    });
          }
          return rows;
        };
    return udf(replay, DataTypes.createArrayType(REPLAY, false))
        .withName("spell_replay")
        .apply(
            col("records"),
            unix_date(col("first_day")),
            unix_date(col("last_day")),
            col("share"),
            col("key"),
            col("definition"),
            col("classes"));
  }

  /** How many of each kind, those of which there are none too: of all lengths, then of each. */
  private static Map<String, long[]> tally(
      Counting counting, List<Spell> spells, List<Integer> lengths) {
    Map<String, long[]> tally = new TreeMap<>();
    counting.kinds().forEach(kind -> tally.put(kind, new long[lengths.size() + 1]));
    for (Counted one : counting.counted(spells)) {
      long[] numbers = Objects.requireNonNull(tally.get(one.kind()));
      numbers[0]++;
      numbers[(int) lengths.stream().filter(least -> least <= one.days()).count()]++;
    }
    return tally;
  }

  private static SpellReplay device(Seq<Long> records, int firstDay, int lastDay) {
    DayRecords seen = DayRecords.of(CollectionConverters.asJava(records));
    return new SpellReplay(seen.day(), seen.place(), seen.hours(), firstDay, lastDay);
  }
}
