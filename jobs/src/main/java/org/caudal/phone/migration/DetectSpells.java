package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.Subscriber;
import org.caudal.phone.place.DeviceBehaviour;
import org.caudal.phone.place.PlaceCodes;
import org.caudal.phone.place.Visits;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.DocumentPair;
import org.caudal.statistics.spells.AdaptiveSpells;
import org.caudal.statistics.spells.ChiSegments;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;

/**
 * Finds the periods in which devices lived at one place, for each level of areas.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone} and, for {@code border-days}, {@link
 * Subscriber}, {@link BorderCrossing} and, where it is there, {@link DocumentPair}. <b>Writes</b>
 * {@link ResidenceSpell}.
 *
 * <p><b>Method.</b> A record is a device, a day and an area in which the device was seen in at
 * least one of the hours that count; a cell stands for its main area, a network abroad for its
 * country. {@code adaptive} is {@link AdaptiveSpells}, {@code chi2020} is {@link ChiSegments} (Chi,
 * Lin, Chi and Blumenstock 2020, PLOS ONE 15(10)). The span observed is that of the operator's
 * records. All thresholds are parameters, several sets of which stand side by side in the table:
 * moves need long stays, transits and seasons short ones. What is told to be a machine over all of
 * its days ({@link DeviceBehaviour}) lives nowhere.
 *
 * <p>Who lives abroad and leaves the card silent is not seen there. With {@code border-days} each
 * silent day from the day after an exit at the border to the day before the next entry of who
 * registered the card counts as one on which it was seen in the country where they went, at all
 * hours (MPDMS 5.2.3); {@code spell_definition} says so.
 *
 * <p><b>Known bias.</b> That of the method: {@code chi2020} finds almost nobody who is seen on
 * fewer than 40 % of days. A person who changes the SIM card begins anew. Between overlapping cells
 * at a border the main area may alternate. With {@code border-days} a card that stays at home with
 * somebody else while its holder is abroad, and is silent, is taken to be abroad. Of more than 100
 * places at which a device may live those of the fewest days are left out. A machine that reports
 * seldom, unevenly or in several cells is taken for a person.
 *
 * <p><b>Example.</b> {@code caudal run detect-spells --conf conf/phone.yaml}
 */
public final class DetectSpells implements Job<DetectSpells.Params> {
  private static final int HOURS = 24;

  /** All hours of a day, as bits. */
  static final int ALL_HOURS = (1 << HOURS) - 1;

  /** Parameters. */
  public record Params(
      @Doc("Levels of areas") @Default("[municipality]") List<String> levels,
      @Doc("First local hour that counts, 0 to 23") @Default("19") int fromHour,
      @Doc("Local hour at which counting ends; the same as the first for all hours") @Default("7")
          int toHour,
      @Doc(
              "What counts as a residence, one or more: method (adaptive), minimum-stay (90), longest-silence (120), minimum-evidence (3), level (0.95); for chi2020 num-days-missing-gap (7), small-seg-len (30), seg-prop (0.6), min-overlap-part-len (0), keeps-non-movers (true)")
          @Default("[{}]")
          List<SpellDefinition> definitions,
      @Doc(
              "Whether silent days on which the border knows that who registered the card was abroad count as seen there; asks for subscriber and border_crossing")
          @Default("false")
          boolean borderDays) {

    /** Without days from the border. */
    Params(List<String> levels, int fromHour, int toHour, List<SpellDefinition> definitions) {
      this(levels, fromHour, toHour, definitions, /* borderDays= */ false);
    }

    /** Refuses hours that do not exist, no level, and no or the same definition twice. */
    public Params {
      levels = List.copyOf(levels);
      definitions = List.copyOf(definitions);
      if (fromHour < 0 || fromHour >= HOURS || toHour < 0 || toHour >= HOURS) {
        throw new IllegalArgumentException("from-hour and to-hour must be from 0 to 23");
      }
      long different = definitions.stream().map(SpellDefinition::name).distinct().count();
      if (levels.isEmpty() || definitions.isEmpty() || different < definitions.size()) {
        throw new IllegalArgumentException(
            "levels and definitions must be one or more, and each definition another one");
      }
    }

    /** The thresholds of a definition as they stand beside every figure. */
    String text(SpellDefinition definition) {
      return definition.text()
          + ", hours "
          + fromHour
          + "-"
          + toHour
          + (borderDays ? ", days abroad by the border" : "");
    }

    /** One column of an array, an element a definition: the names of it and a value. */
    Column each(Function<SpellDefinition, Column> value, String name) {
      return array(
          definitions.stream()
              .map(
                  definition ->
                      struct(
                          lit(definition.methodName()).as("method"),
                          lit(text(definition)).as("spell_definition"),
                          value.apply(definition).as(name)))
              .toArray(Column[]::new));
    }

    /** The hours that count, as bits. */
    int hourMask() {
      int mask = 0;
      int hour = fromHour;
      do {
        mask |= 1 << hour;
        hour = (hour + 1) % HOURS;
      } while (hour != toHour);
      return mask;
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("detect-spells", Params.class)
        .summary("Finds the periods in which devices lived at one place.")
        .reads(DeviceDay.class, CellZone.class)
        .readsIfThere(Subscriber.class)
        .readsIfThere(BorderCrossing.class)
        .readsIfThere(DocumentPair.class)
        .writesWhole(ResidenceSpell.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column spells =
        p.each(
            definition ->
                definition.finder().apply(col("records"), col("first_day"), col("last_day")),
            "spells");
    Dataset<Row> found =
        records(in, p)
            .select(col("level"), col("operator_id"), col("device_id"), inline(spells))
            .select(col("*"), inline(col("spells")))
            .drop("spells")
            .join(
                DeviceBehaviour.machines(in.table(DeviceDay.class)),
                new String[] {"operator_id", "device_id"},
                "left_anti");
    return PlaceCodes.of(zones(in, p))
        .named(found, "place")
        .select(Columns.named(TableSchema.of(ResidenceSpell.class).columnNames()));
  }

  /**
   * One row a level, operator and device: {@code records} for {@link DayRecords}, {@code first_day}
   * and {@code last_day}.
   */
  static Dataset<Row> records(Inputs in, Params p) {
    Dataset<Row> devices =
        placed(days(in, p), zones(in, p), p)
            .repartition(col("device_id"))
            .groupBy("device_id", "operator_id", "level_number") // sorted by a number first
            .agg(collect_list("record").as("records"))
            .withColumn("level", element_at(levels(p), col("level_number")));
    return SpellHistory.withSpans(devices, in);
  }

  private static Dataset<Row> days(Inputs in, Params p) {
    Dataset<Row> days =
        in.table(DeviceDay.class)
            .select(
                "operator_id",
                "device_id",
                "event_date",
                "country",
                "domain",
                "cell_id",
                "hour_bits");
    return p.borderDays() ? days.unionByName(BorderDays.of(in, p.hourMask())) : days;
  }

  private static Column levels(Params p) {
    return array(p.levels().stream().map(functions::lit).toArray(Column[]::new));
  }

  private static Dataset<Row> zones(Inputs in, Params p) {
    return in.table(CellZone.class).filter(col("level").isin(p.levels().toArray()));
  }

  /** One row a level, device, day and cell at a place that is known: {@code record} of it. */
  private static Dataset<Row> placed(Dataset<Row> days, Dataset<Row> zones, Params p) {
    Dataset<Row> counting =
        days.withColumn("hours", col("hour_bits").bitwiseAND(lit(p.hourMask())))
            .filter(col("hours").notEqual(0));
    return Visits.numbered(counting, PlaceCodes.of(zones).numbered(zones))
        .filter(col("place").isNotNull())
        .withColumn("day", unix_date(col("day")))
        .select(
            col("device_id"),
            col("operator_id"),
            array_position(levels(p), col("level")).cast("int").as("level_number"),
            DayRecords.packed().as("record"));
  }
}
