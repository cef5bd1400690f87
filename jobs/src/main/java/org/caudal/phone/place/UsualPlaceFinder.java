package org.caudal.phone.place;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.MeaningfulPlaces;
import org.caudal.statistics.SlotTally;
import org.caudal.statistics.UsualEnvironment;
import org.caudal.table.TableSchema;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Labels of the places of one device and period, as a column: an array of {@link #COLUMNS}. No
 * other device is seen.
 */
final class UsualPlaceFinder {
  /** Columns of a labelled place. */
  static final Set<String> COLUMNS =
      Set.of("place", "label", "rule", "score", "days", "night_days", "hours");

  // a record of the array
  private static final int DAY = 0;
  private static final int PLACE = 1;
  private static final int HOUR_BITS = 2;
  private static final int LATITUDE = 3;
  private static final int LONGITUDE = 4;

  private static final StructType TYPE =
      new StructType(
          TableSchema.of(UsualPlace.class).columns().stream()
              .filter(column -> COLUMNS.contains(column.name()))
              .map(column -> DataTypes.createStructField(column.name(), column.type(), false))
              .toArray(StructField[]::new));

  /** A method over the records of one device. */
  private interface Method extends Serializable {
    List<Row> label(Records records);
  }

  private final Method method;

  private UsualPlaceFinder(Method method) {
    this.method = method;
  }

  static UsualPlaceFinder permanence(SlotTally.Clock clock, UsualEnvironment.Thresholds limits) {
    return new UsualPlaceFinder(records -> permanent(records, clock, limits));
  }

  static UsualPlaceFinder meaningful(SlotTally.Clock clock, double radiusKm, int leastDays) {
    return new UsualPlaceFinder(records -> meaningful(records, clock, radiusKm, leastDays));
  }

  /**
   * The labelled places.
   *
   * @param records array of day since 1970, place or null, hours as bits, latitude and longitude of
   *     the place or null
   */
  Column apply(Column records) {
    Method labels = method;
    UDF1<Seq<Row>, List<Row>> found =
        rows -> labels.label(new Records(CollectionConverters.asJava(rows)));
    return udf(found, DataTypes.createArrayType(TYPE, false)).apply(records);
  }

  private static List<Row> permanent(
      Records seen, SlotTally.Clock clock, UsualEnvironment.Thresholds limits) {
    SlotTally whole = seen.tally(clock, place -> true);
    List<SlotTally> tallies = new ArrayList<>();
    for (int i = 0; i < seen.names.size(); i++) {
      int number = i;
      tallies.add(seen.tally(clock, place -> place == number));
    }
    return UsualEnvironment.of(whole, tallies, limits).stream()
        .map(
            label -> {
              SlotTally here = tallies.get(label.place());
              double share = (double) here.slots() / whole.slots();
              return row(seen.names.get(label.place()), label.label(), label.rule(), share, here);
            })
        .toList();
  }

  private static List<Row> meaningful(
      Records seen, SlotTally.Clock clock, double radiusKm, int leastDays) {
    return MeaningfulPlaces.of(
            seen.day,
            seen.place,
            seen.hourBits,
            seen.latitudes,
            seen.longitudes,
            radiusKm,
            leastDays)
        .stream()
        .map(
            place ->
                row(
                    seen.names.get(place.leader()),
                    place.label(),
                    "hours",
                    place.hourScore(),
                    seen.tally(clock, number -> place.cells().contains(number))))
        .toList();
  }

  private static Row row(String place, String label, String rule, double score, SlotTally here) {
    return RowFactory.create(place, label, rule, score, here.days(), here.nights(), here.slots());
  }

  /** Sightings of a device; places are numbered in the order of their names, -1 is none. */
  private static final class Records {
    private final List<String> names;
    private final double[] latitudes;
    private final double[] longitudes;
    private final int[] day;
    private final int[] place;
    private final int[] hourBits;

    private Records(List<Row> rows) {
      TreeMap<String, Row> places = new TreeMap<>();
      for (Row row : rows) {
        if (!row.isNullAt(PLACE)) {
          places.put(row.getString(PLACE), row);
        }
      }
      names = List.copyOf(places.keySet());
      latitudes = degrees(places, LATITUDE);
      longitudes = degrees(places, LONGITUDE);
      day = rows.stream().mapToInt(row -> row.getInt(DAY)).toArray();
      hourBits = rows.stream().mapToInt(row -> row.getInt(HOUR_BITS)).toArray();
      place =
          rows.stream()
              .mapToInt(
                  row -> row.isNullAt(PLACE) ? -1 : places.headMap(row.getString(PLACE)).size())
              .toArray();
    }

    private static double[] degrees(Map<String, Row> places, int column) {
      return places.values().stream()
          .mapToDouble(row -> row.isNullAt(column) ? Double.NaN : row.getDouble(column))
          .toArray();
    }

    private SlotTally tally(SlotTally.Clock clock, IntPredicate counts) {
      boolean[] chosen = new boolean[day.length];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = counts.test(place[i]);
      }
      return SlotTally.of(day, hourBits, chosen, clock);
    }
  }
}
