package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.phone.event.DeviceDay;
import org.caudal.reference.MobileCountries;
import org.caudal.statistics.spells.Answers;
import org.caudal.statistics.spells.Places;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.SpellRules;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The spells of one device at one level, in order of time.
 *
 * @param places names of the places
 * @param scope which places are other countries
 */
record SpellHistory(List<Spell> spells, Places places, SpellScope scope) {
  /** Columns that name a device at a level. */
  static final List<String> DEVICE =
      List.of("level", "method", "spell_definition", "operator_id", "device_id");

  /** The level at which the whole country is one place. */
  static final String COUNTRY = "country";

  private static final String[] CARD = {"operator_id", "device_id"};

  /** One row a device and level: {@link #DEVICE} and the array {@code spells}. */
  static Dataset<Row> gathered(Inputs in, SpellScope p) {
    return withCountry(in.table(ResidenceSpell.class), p.countryFrom())
        .groupBy(Columns.named(DEVICE))
        .agg(
            collect_list(
                    struct(
                        col("place"),
                        unix_date(col("start_date")),
                        unix_date(col("end_date")),
                        unix_date(col("start_earliest")),
                        unix_date(col("start_latest")),
                        unix_date(col("end_earliest")),
                        unix_date(col("end_latest")),
                        col("start_open"),
                        col("end_open"),
                        col("days_seen_here"),
                        col("days_seen"),
                        col("stay_probability"),
                        col("start_probability"),
                        col("end_probability")))
                .as("spells"));
  }

  /**
   * Rows with those of a level once more, as of the level country. Rows that are of that level
   * themselves stay where the other has none of the method and definition of spells.
   *
   * @param from the other level; empty for none
   */
  static Dataset<Row> withCountry(Dataset<Row> rows, String from) {
    if (from.isEmpty() || from.equals(COUNTRY)) {
      return rows;
    }
    Dataset<Row> given = rows.filter(col("level").equalTo(from));
    Dataset<Row> joined =
        given.select("method", "spell_definition").distinct().withColumn("level", lit(COUNTRY));
    return rows.join(
            broadcast(joined), new String[] {"level", "method", "spell_definition"}, "left_anti")
        .unionByName(given.withColumn("level", lit(COUNTRY)));
  }

  /**
   * Rows of devices with {@code sim_country}, that of the SIM card: the home country for cards of
   * the country, empty where the mobile country code of a foreign one is not assigned; and {@code
   * first_seen}, the day on which a foreign one is first seen here. The run ends where days in the
   * country are in another one than {@code home}.
   */
  static Dataset<Row> withCards(Dataset<Row> devices, Inputs in, String home) {
    Dataset<Row> here = in.table(DeviceDay.class).filter(col("domain").notEqual("outbound"));
    Dataset<Row> foreign =
        here.filter(col("domain").equalTo("inbound"))
            .groupBy("operator_id", "device_id")
            .agg(min("mcc").as("sim_mcc"), min("event_date").as("first_seen"));
    return atHome(devices, here, home)
        .join(foreign, CARD, "left_outer")
        .withColumn(
            "sim_country",
            when(col("sim_mcc").isNull(), lit(home))
                .otherwise(coalesce(MobileCountries.of(col("sim_mcc")), lit(""))))
        .drop("sim_mcc");
  }

  private static Dataset<Row> atHome(Dataset<Row> devices, Dataset<Row> here, String home) {
    Dataset<Row> told = here.agg(array_sort(collect_set("country")).as("countries_here"));
    Column message =
        concat(
            lit("spells.home-country is " + home + ", and device_day has days in the country in "),
            array_join(col("countries_here"), ", "),
            lit(
                ": give spells.home-country the home-country of summarize-device-days, or mend that"
                    + " and run summarize-device-days again for all days, then detect-spells"));
    Column isFine = size(array_except(col("countries_here"), array(lit(home)))).equalTo(0);
    return Guards.required(devices, told, isFine, message, lit(true));
  }

  /** Rows of devices with {@code first_day} and {@code last_day} of the operator's records. */
  static Dataset<Row> withSpans(Dataset<Row> devices, Inputs in) {
    Dataset<Row> spans =
        in.table(DeviceDay.class)
            .groupBy("operator_id")
            .agg(min("event_date").as("first_day"), max("event_date").as("last_day"));
    return devices.join(broadcast(spans), new String[] {"operator_id"}, "left_outer");
  }

  /** From an array of {@link #gathered}. */
  static SpellHistory of(String level, Seq<Row> rows, SpellScope p) {
    List<Row> sorted =
        CollectionConverters.asJava(rows).stream()
            .sorted(
                Comparator.comparing((Row row) -> row.getInt(1)).thenComparing(r -> r.getString(0)))
            .toList();
    boolean whole = level.equals(COUNTRY);
    Places places =
        Places.of(
            sorted.stream()
                .map(row -> row.getString(0))
                .map(name -> whole && !p.isAbroad(name) ? p.homeCountry() : name)
                .toArray(String[]::new));
    int[] codes = places.codes();
    List<Spell> spells =
        IntStream.range(0, codes.length).mapToObj(i -> spell(codes[i], sorted.get(i))).toList();
    return new SpellHistory(
        whole ? SpellRules.coarser(spells, place -> place, p.countryGap()) : spells, places, p);
  }

  private static Spell spell(int place, Row row) {
    return new Spell(
        place,
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6),
        row.getBoolean(7),
        row.getBoolean(8),
        row.getInt(9),
        row.getInt(10),
        row.getDouble(11),
        row.getDouble(12),
        row.getDouble(13));
  }

  /** Whether a place is an area of the country, not another country. */
  boolean isInCountry(int place) {
    return !scope.isAbroad(places.name(place));
  }

  /** The name of a place; empty for {@link Answers#NOWHERE}. */
  String name(int place) {
    return place == Answers.NOWHERE ? "" : places.name(place);
  }
}
