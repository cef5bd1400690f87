package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.ParameterLists;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.MigrationDefinitions.Definition;
import org.caudal.phone.migration.MigrationDefinitions.Majority;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.migration.MigrationDefinitions.Nights;
import org.caudal.statistics.spells.Answers;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Counts moves, immigration and emigration under as many definitions as asked for.
 *
 * <p><b>Reads</b> {@link ResidenceSpell}, {@link DeviceDay} for the country of the SIM card, the
 * day on which a foreign one is first seen and the span of the records. <b>Writes</b> {@link
 * MigrationCount}.
 *
 * <p><b>Method.</b> A definition is a rule with thresholds, which stand in every row:
 *
 * <ul>
 *   <li>{@code moves}: consecutive spells at two places, each long enough, counted on the first day
 *       after the move;
 *   <li>{@code nights}: United Nations, Handbook on the Use of Mobile Phone Data for Migration
 *       Statistics (MPDMS), 5.2.3: the first crossing of the border in the period, with 183 nights
 *       on the near side in the 365 days before and on the far side after;
 *   <li>{@code arrivals}: its mirror for SIM cards of other countries, which are not seen there:
 *       183 nights in the country in the 365 days after they are first seen;
 *   <li>{@code majority}: MPDMS 5.2.2, "50 % + 1": the places of most days of two half-years.
 * </ul>
 *
 * <p>Networks abroad count as their country: emigrants are SIM cards of the country that roam. A
 * device whose move the spells can neither show nor exclude ({@link Answers}) has no row; all
 * others of an origin are {@code known}. Machines have no spells ({@link DetectSpells}). A SIM card
 * first or last seen within the records is counted under {@code cards} and in no definition.
 * Standard errors are {@link UnitErrors} with the device as unit. Devices are counted as pseudonyms
 * before anything is scaled.
 *
 * <p><b>Known bias.</b> Who changes the SIM card on the way is no migrant here: immigration and
 * emigration are too few, and the last months, in which no stay is long enough yet, have hardly any
 * moves. Foreign SIM cards are not seen abroad: one that comes back, or a second card of somebody
 * who lives here, is an arrival too; one that was here for a day long before it came to stay may be
 * none. By months, {@code nights} takes the first crossing of each month, so that months can add up
 * to more than the year. Of a period that the records do not cover whole nobody is known to have
 * {@code stayed}, and by {@code moves} all that are known moved: their share is no rate. In whole
 * periods too, devices that come or go within it, or are silent for long, are known if they moved
 * and unknown if not.
 *
 * <p><b>Example.</b> {@code caudal run count-migrations --conf conf/phone.yaml}
 */
public final class CountMigrations implements Job<CountMigrations.Params> {
  private static final List<String> ORIGIN =
      List.of(
          "period",
          "level",
          "method",
          "spell_definition",
          "sim_country",
          "rule",
          "definition",
          "origin");
  private static final List<String> CELL =
      Stream.concat(ORIGIN.stream(), Stream.of("direction", "destination")).toList();

  /** Length of a period. */
  public enum Step {
    /** Calendar years; the second half begins on 1 July. */
    YEAR,
    /** Calendar months; the second half begins on the 16th. */
    MONTH
  }

  /** Parameters. */
  public record Params(
      @Doc("Which spells") SpellScope spells,
      @Doc("year or month") @Default("year") Step period,
      @Doc(
              "Definitions by moves: days-before (90), days-after (90), most-gap (30), stay-probability (0.5), probability (0.5)")
          @Default("[{}]")
          List<Moves> moves,
      @Doc("Definitions by nights on both sides of a border: nights (183), window (365)")
          @Default("[{}]")
          List<Nights> nights,
      @Doc(
              "Definitions of the arrival of foreign SIM cards, by nights after they are first seen: nights (183), window (365)")
          @Default("[{}]")
          List<Nights> arrivals,
      @Doc("Definitions by the places of the halves of a period: share (0.5), least-days (91)")
          @Default("[{}]")
          List<Majority> majorities,
      @Doc("Days from either end of the records within which a SIM card is neither new nor ended")
          @Default("30")
          int cardMargin,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses the same definition twice, and impossible levels. */
    public Params {
      moves = List.copyOf(moves);
      nights = List.copyOf(nights);
      arrivals = List.copyOf(arrivals);
      majorities = List.copyOf(majorities);
      ParameterLists.requireDifferent("moves", moves.stream().map(Moves::text).toList());
      ParameterLists.requireDifferent("nights", nights.stream().map(Nights::text).toList());
      ParameterLists.requireDifferent("arrivals", arrivals.stream().map(Nights::text).toList());
      ParameterLists.requireDifferent(
          "majorities", majorities.stream().map(Majority::text).toList());
      if (cardMargin < 0) {
        throw new IllegalArgumentException("card-margin must be 0 or more, was " + cardMargin);
      }
      UnitErrors.requireSound(level);
    }

    List<Definition> definitions() {
      return Stream.of(moves, nights, majorities)
          .flatMap(List::stream)
          .map(Definition.class::cast)
          .toList();
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-migrations", Params.class)
        .summary("Counts moves, immigration and emigration under several definitions.")
        .reads(ResidenceSpell.class, DeviceDay.class)
        .writesWhole(MigrationCount.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> moves = perDevice(in, p);
    Dataset<Row> known =
        moves
            .groupBy(Columns.named(ORIGIN))
            .agg(countDistinct(struct("operator_id", "device_id")).as("answered"));
    return moves
        .groupBy(Columns.named(CELL))
        .agg(
            count(lit(1)).as("devices"),
            sum("number").as("moves"),
            UnitErrors.ofTotal(col("number")).as("error"))
        .join(known, ORIGIN.toArray(String[]::new))
        .withColumn("known", when(not(col("rule").isin("cards", "arrivals")), col("answered")))
        .withColumns(
            UnitErrors.interval(
                "estimate", "", col("moves"), col("error"), col("devices"), p.level()))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .drop("moves", "error", "answered");
  }

  /** One row a cell of the table and device. */
  static Dataset<Row> perDevice(Inputs in, Params p) {
    Dataset<Row> devices =
        SpellHistory.withSpans(
            SpellHistory.withCards(
                SpellHistory.gathered(in, p.spells()), in, p.spells().homeCountry()),
            in);
    Column[] card = Columns.named(SpellHistory.DEVICE, "sim_country");
    return devices
        .select(
            Columns.named(
                SpellHistory.DEVICE,
                "sim_country",
                "spells",
                "first_day",
                "last_day",
                "first_seen"))
        .withColumn("answers", MigrationRules.answers(p))
        .select(
            Stream.concat(Stream.of(card), Stream.of(inline(col("answers"))))
                .toArray(Column[]::new))
        .groupBy(Columns.named(CELL, "operator_id", "device_id"))
        .agg(count(lit(1)).as("number"));
  }
}
