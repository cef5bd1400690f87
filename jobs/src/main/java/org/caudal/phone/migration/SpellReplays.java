package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.DayThinning;
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
          .add("made", DataTypes.LongType, false)
          .add("counted", DataTypes.LongType, false);

  private SpellReplays() {}

  /**
   * Array of {@code activity_class}, {@code kind}, and how many were {@code made} and {@code
   * counted}, over the columns {@code records}, {@code first_day}, {@code last_day}, {@code share}
   * of days that count, {@code key} of the draws, {@code definition} and {@code classes} of {@link
   * EstimateDetection}.
   */
  static Column of(SpellDefinition spells, List<Counting> asked, long seed) {
    SpellMethod method = spells.finder().method();
    Map<String, Counting> countings = new HashMap<>();
    asked.forEach(counting -> countings.put(counting.text(), counting));
    UDF7<Seq<Long>, Integer, Integer, Double, Long, String, Seq<Row>, List<Row>> replay =
        (records, first, last, share, key, definition, classes) -> {
          SpellReplay device = device(records, first, last);
          Counting counting = Objects.requireNonNull(countings.get(definition));
          Map<String, Integer> made = counting.counts(device.spells(method));
          List<Row> rows = new ArrayList<>();
          for (Row seen : CollectionConverters.asJava(classes)) {
            List<Double> shares = seen.getList(2);
            double other = shares.get(DayThinning.drawn(key, shares.size(), seed));
            SpellReplay thinned = device.thinned(other / share, key, seed);
            counting
                .counts(thinned.spells(method))
                .forEach(
                    (kind, counted) ->
                        rows.add(
                            RowFactory.create(
                                seen.getString(0),
                                kind,
                                Objects.requireNonNull(made.get(kind)).longValue(),
                                counted.longValue())));
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

  private static SpellReplay device(Seq<Long> records, int firstDay, int lastDay) {
    DayRecords seen = DayRecords.of(CollectionConverters.asJava(records));
    return new SpellReplay(seen.day(), seen.place(), seen.hours(), firstDay, lastDay);
  }
}
