package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.phone.place.PlaceCodes;
import org.caudal.statistics.spells.AdaptiveSpells;
import org.caudal.statistics.spells.ChiSegments;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.SpellMethod;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Spells of one device from its records, as a column. */
final class SpellFinder {
  /** Columns of a spell. */
  static final Set<String> COLUMNS =
      Set.of(
          "place",
          "start_date",
          "end_date",
          "start_earliest",
          "start_latest",
          "end_earliest",
          "end_latest",
          "start_open",
          "end_open",
          "days_seen_here",
          "days_seen",
          "stay_probability",
          "start_probability",
          "end_probability");

  private static final StructType TYPE =
      new StructType(
          TableSchema.of(ResidenceSpell.class).columns().stream()
              .filter(column -> COLUMNS.contains(column.name()))
              .map(column -> DataTypes.createStructField(column.name(), type(column), false))
              .toArray(StructField[]::new));

  private final SpellMethod method;

  private SpellFinder(SpellMethod method) {
    this.method = method;
  }

  static SpellFinder adaptive(AdaptiveSpells.Params params) {
    return new SpellFinder(
        (day, place, hours, first, last) ->
            AdaptiveSpells.detect(day, place, hours, first, last, params));
  }

  static SpellFinder chi(ChiSegments.Params params) {
    return new SpellFinder((day, place, hours, first, last) -> chi(day, place, params));
  }

  /** The method alone. */
  SpellMethod method() {
    return method;
  }

  /**
   * Array of the spells of a device, their places as {@link PlaceCodes} counts them.
   *
   * @param records those of {@link DayRecords}
   * @param firstDay first day of the span observed
   * @param lastDay last day of it
   */
  Column apply(Column records, Column firstDay, Column lastDay) {
    SpellMethod found = method;
    UDF3<Seq<Long>, Integer, Integer, List<Row>> spells =
        (seen, first, last) -> spells(seen, first, last, found);
    return udf(spells, DataTypes.createArrayType(TYPE, false))
        .apply(records, unix_date(firstDay), unix_date(lastDay));
  }

  private static List<Row> spells(
      Seq<Long> records, int firstDay, int lastDay, SpellMethod method) {
    DayRecords seen = DayRecords.of(CollectionConverters.asJava(records));
    List<Row> rows = new ArrayList<>();
    for (Spell spell : method.find(seen.day(), seen.place(), seen.hours(), firstDay, lastDay)) {
      rows.add(row(spell));
    }
    return rows;
  }

  private static DataType type(TableColumn column) {
    return column.name().equals("place") ? DataTypes.IntegerType : column.type();
  }

  private static Row row(Spell spell) {
    return RowFactory.create(
        spell.place(),
        date(spell.start()),
        date(spell.end()),
        date(spell.earliestStart()),
        date(spell.latestStart()),
        date(spell.earliestEnd()),
        date(spell.latestEnd()),
        spell.openStart(),
        spell.openEnd(),
        spell.evidenceDays(),
        spell.seenDays(),
        spell.stayProbability(),
        spell.startProbability(),
        spell.endProbability());
  }

  private static java.sql.Date date(int epochDay) {
    return java.sql.Date.valueOf(LocalDate.ofEpochDay(epochDay));
  }

  /** The segments that are left after the last step; the method gives no uncertainty. */
  private static List<Spell> chi(int[] day, int[] place, ChiSegments.Params params) {
    TreeSet<Integer> seen = new TreeSet<>();
    for (int one : day) {
      seen.add(one);
    }
    List<Spell> spells = new ArrayList<>();
    for (ChiSegments.Segment segment : ChiSegments.detect(day, place, params).withoutOverlap()) {
      TreeSet<Integer> here = new TreeSet<>();
      for (int i = 0; i < day.length; i++) {
        if (place[i] == segment.place() && day[i] >= segment.start() && day[i] <= segment.end()) {
          here.add(day[i]);
        }
      }
      spells.add(
          new Spell(
              segment.place(),
              segment.start(),
              segment.end(),
              segment.start(),
              segment.start(),
              segment.end(),
              segment.end(),
              segment.start() == seen.first(),
              segment.end() == seen.last(),
              here.size(),
              seen.subSet(segment.start(), true, segment.end(), true).size(),
              1,
              1,
              1));
    }
    return spells;
  }
}
