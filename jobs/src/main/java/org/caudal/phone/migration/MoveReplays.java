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
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.statistics.DayThinning;
import org.caudal.statistics.spells.MoveReplay;
import org.caudal.statistics.spells.SpellMethod;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Moves of devices with fewer days, as a column: see {@link MoveReplay}. */
final class MoveReplays {
  private static final StructType REPLAY =
      new StructType()
          .add("activity_class", DataTypes.StringType, false)
          .add("moves", DataTypes.LongType, false)
          .add("counted", DataTypes.LongType, false);

  private MoveReplays() {}

  /**
   * Array of {@code activity_class}, {@code moves} made and {@code counted}, over the columns
   * {@code records}, {@code first_day}, {@code last_day}, {@code share} of days that count, {@code
   * key} of the draws, {@code definition} and {@code classes} of {@link EstimateDetection}.
   */
  static Column of(SpellDefinition spells, List<Moves> asked, long seed) {
    SpellMethod method = spells.finder().method();
    Map<String, Moves> rules = new HashMap<>();
    asked.forEach(moves -> rules.put(moves.text(), moves));
    UDF7<Seq<Long>, Integer, Integer, Double, Long, String, Seq<Row>, List<Row>> replay =
        (records, first, last, share, key, definition, classes) -> {
          MoveReplay device = device(records, first, last);
          MoveRule rule = Objects.requireNonNull(rules.get(definition)).asRule();
          int made = device.moves(method, rule);
          List<Row> rows = new ArrayList<>();
          for (Row seen : CollectionConverters.asJava(classes)) {
            List<Double> shares = seen.getList(2);
            double other = shares.get(DayThinning.drawn(key, shares.size(), seed));
            int counted = device.thinned(other / share, key, seed).moves(method, rule);
            rows.add(RowFactory.create(seen.getString(0), (long) made, (long) counted));
          }
          return rows;
        };
    return udf(replay, DataTypes.createArrayType(REPLAY, false))
        .withName("move_replay")
        .apply(
            col("records"),
            unix_date(col("first_day")),
            unix_date(col("last_day")),
            col("share"),
            col("key"),
            col("definition"),
            col("classes"));
  }

  private static MoveReplay device(Seq<Long> records, int firstDay, int lastDay) {
    DayRecords seen = DayRecords.of(CollectionConverters.asJava(records));
    return new MoveReplay(seen.day(), seen.place(), seen.hours(), firstDay, lastDay);
  }
}
