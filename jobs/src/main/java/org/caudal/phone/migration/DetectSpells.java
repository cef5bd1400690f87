package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
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
import org.caudal.phone.place.Visits;
import org.caudal.statistics.spells.AdaptiveSpells;
import org.caudal.statistics.spells.ChiSegments;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;

/**
 * Finds the periods in which devices lived at one place, for each level of areas.
 *
 * <p><b>Reads</b> {@link DeviceDay}, {@link CellZone}. <b>Writes</b> {@link ResidenceSpell}.
 *
 * <p><b>Method.</b> A record is a device, a day and an area in which the device was seen in at
 * least one of the hours that count; a cell stands for its main area, a network abroad for its
 * country. {@code adaptive} is {@link AdaptiveSpells}, {@code chi2020} is {@link ChiSegments} (Chi,
 * Lin, Chi and Blumenstock 2020, PLOS ONE 15(10)). The span observed is that of the operator's
 * records. All thresholds are parameters.
 *
 * <p><b>Known bias.</b> That of the method: {@code chi2020} finds almost nobody who is seen on
 * fewer than 40 % of days. A person who changes the SIM card begins anew. Between overlapping cells
 * at a border the main area may alternate.
 *
 * <p><b>Example.</b> {@code caudal run detect-spells --conf conf/phone.yaml}
 */
public final class DetectSpells implements Job<DetectSpells.Params> {
  private static final int HOURS = 24;

  /** How spells are found. */
  public enum Method {
    /** Likelihoods learned from each device. */
    ADAPTIVE,
    /** The rule of Chi and others. */
    CHI2020
  }

  /** Parameters. */
  public record Params(
      @Doc("Levels of areas") @Default("[municipality]") List<String> levels,
      @Doc("adaptive or chi2020") @Default("adaptive") Method method,
      @Doc("Least days of a residence") @Default("90") int minimumStay,
      @Doc("First local hour that counts, 0 to 23") @Default("19") int fromHour,
      @Doc("Local hour at which counting ends; the same as the first for all hours") @Default("7")
          int toHour,
      @Doc("Most days without any record within a spell (adaptive)") @Default("120")
          int longestSilence,
      @Doc("Least days with records at a place (adaptive)") @Default("3") int minimumEvidence,
      @Doc("Level of the intervals of both ends (adaptive)") @Default("0.95") BigDecimal level,
      @Doc("Records of a place at most this many days apart belong together (chi2020)")
          @Default("7")
          int numDaysMissingGap,
      @Doc("Least days of a segment before segments are joined (chi2020)") @Default("30")
          int smallSegLen,
      @Doc("Least share of a segment's days with a record (chi2020)") @Default("0.6")
          BigDecimal segProp,
      @Doc("Most days that two places may share (chi2020)") @Default("0") int minOverlapPartLen) {

    /** Refuses hours that do not exist; the methods check their own. */
    public Params {
      levels = List.copyOf(levels);
      if (fromHour < 0 || fromHour >= HOURS || toHour < 0 || toHour >= HOURS) {
        throw new IllegalArgumentException("from-hour and to-hour must be from 0 to 23");
      }
      adaptive(minimumStay, longestSilence, minimumEvidence, level);
      chi(minimumStay, numDaysMissingGap, smallSegLen, segProp, minOverlapPartLen);
    }

    private static AdaptiveSpells.Params adaptive(
        int stay, int silence, int evidence, BigDecimal level) {
      AdaptiveSpells.Params usual = AdaptiveSpells.Params.of(stay);
      return new AdaptiveSpells.Params(
          stay,
          usual.minimumOpenStay(),
          silence,
          evidence,
          usual.leastStayProbability(),
          usual.switchCost(),
          usual.moveCost(),
          level.doubleValue());
    }

    private static ChiSegments.Params chi(
        int stay, int gap, int small, BigDecimal share, int overlap) {
      return new ChiSegments.Params(
          stay,
          gap,
          small,
          share.doubleValue(),
          overlap,
          ChiSegments.Params.PUBLISHED.maxGapHomeDes(),
          /* distinctDays= */ true);
    }

    SpellFinder finder() {
      return method == Method.ADAPTIVE
          ? SpellFinder.adaptive(adaptive(minimumStay, longestSilence, minimumEvidence, level))
          : SpellFinder.chi(
              chi(minimumStay, numDaysMissingGap, smallSegLen, segProp, minOverlapPartLen));
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
        .writesWhole(ResidenceSpell.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column spells =
        p.finder().apply(col("records"), col("first_day"), col("last_day")); // array of spells
    Dataset<Row> found =
        records(in, p)
            .select(
                col("level"),
                lit(p.method().name().toLowerCase(java.util.Locale.ROOT)).as("method"),
                col("operator_id"),
                col("device_id"),
                explode(spells).as("spell"))
            .select("level", "method", "operator_id", "device_id", "spell.*");
    return PlaceCodes.of(zones(in, p))
        .named(found)
        .select(Columns.named(TableSchema.of(ResidenceSpell.class).columnNames()));
  }

  /**
   * One row a level, operator and device: {@code records} for {@link DayRecords}, {@code first_day}
   * and {@code last_day}.
   */
  static Dataset<Row> records(Inputs in, Params p) {
    Dataset<Row> days = in.table(DeviceDay.class);
    Dataset<Row> spans =
        days.groupBy("operator_id")
            .agg(min("event_date").as("first_day"), max("event_date").as("last_day"));
    return placed(days, zones(in, p), p)
        .repartition(col("device_id"))
        .groupBy("device_id", "operator_id", "level_number") // sorted by a number first
        .agg(collect_list("record").as("records"))
        .withColumn("level", element_at(levels(p), col("level_number")))
        .join(broadcast(spans), "operator_id");
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
    return Visits.zoned(counting, PlaceCodes.of(zones).numbered(zones))
        .withColumn(
            "place", coalesce(col("zone_id"), when(Visits.abroad(), PlaceCodes.ofCountry())))
        .filter(col("place").isNotNull())
        .withColumn("day", unix_date(col("event_date")))
        .select(
            col("device_id"),
            col("operator_id"),
            array_position(levels(p), col("level")).cast("int").as("level_number"),
            DayRecords.packed().as("record"));
  }
}
