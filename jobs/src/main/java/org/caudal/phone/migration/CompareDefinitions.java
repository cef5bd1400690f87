package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.functions.Columns;
import org.caudal.functions.ParameterLists;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.SpellRules;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import scala.collection.Seq;

/**
 * Shows how the rate of moves depends on the definition of a move.
 *
 * <p><b>Reads</b> {@link ResidenceSpell}. <b>Writes</b> {@link DefinitionSurface}.
 *
 * <p><b>Method.</b> {@link SpellRules#surface} with the first of every month as reference day: does
 * the place of the days of a stay up to it differ from that of the days of a stay from an interval
 * later on? In the manner of Blumenstock (2012), Information Technology for Development 18(2), and
 * Fiorio et al. (2021), Demography 58(1). Rates are moved by known; their errors {@link UnitErrors}
 * with the device as unit, so that the reference days of one device move together.
 *
 * <p>By construction, where the buffer is shorter than the stay, {@code known} does not grow with
 * the stay nor fall with the buffer, {@code moved} does not fall with the buffer, and without a
 * buffer {@code moved} does not grow with the stay. Where a table breaks one of these it is wrong.
 * Rates need not be monotone.
 *
 * <p><b>Known bias.</b> Known are those whose spells span both windows: the longer they are, the
 * fewer and the more settled. Stays below the minimum stay of the spells are not seen.
 *
 * <p><b>Example.</b> {@code caudal run compare-definitions --conf conf/phone.yaml}
 */
public final class CompareDefinitions implements Job<CompareDefinitions.Params> {
  private static final List<String> CELL =
      List.of("level", "method", "spell_definition", "interval_days", "buffer_days", "stay_days");

  private static final StructType TRANSITIONS =
      new StructType()
          .add("interval_days", DataTypes.IntegerType, false)
          .add("buffer_days", DataTypes.IntegerType, false)
          .add("stay_days", DataTypes.IntegerType, false)
          .add("device_known", DataTypes.LongType, false)
          .add("device_moved", DataTypes.LongType, false);

  /** Parameters. */
  public record Params(
      @Doc("Which spells") SpellScope spells,
      @Doc("Days from the last of the window before to the first of the window after")
          @Default("[1, 30, 90, 180, 365]")
          List<Integer> intervals,
      @Doc("Days of either window that may be spent elsewhere, fewer than half of it")
          @Default("[0, 7, 14]")
          List<Integer> buffers,
      @Doc("Days of either window") @Default("[30, 90, 180, 365]") List<Integer> stays,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses windows of no day, the same number of days twice, and impossible levels. */
    public Params {
      intervals = List.copyOf(intervals);
      buffers = List.copyOf(buffers);
      stays = List.copyOf(stays);
      ParameterLists.requireDifferent("intervals", intervals);
      ParameterLists.requireDifferent("buffers", buffers);
      ParameterLists.requireDifferent("stays", stays);
      if (Stream.concat(intervals.stream(), stays.stream()).anyMatch(days -> days < 1)) {
        throw new IllegalArgumentException("intervals and stays must be 1 day or more");
      }
      int shortest = stays.stream().mapToInt(Integer::intValue).min().orElse(0);
      if (buffers.stream().anyMatch(days -> days < 0 || 2 * days >= shortest)) {
        throw new IllegalArgumentException(
            "buffers must be 0 or more and less than half of every stay, so that one place has most of it");
      }
      UnitErrors.requireSound(level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("compare-definitions", Params.class)
        .summary("Shows how the rate of moves depends on the definition.")
        .reads(ResidenceSpell.class)
        .writesWhole(DefinitionSurface.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Column known = col("device_known");
    Column moved = col("device_moved");
    return SpellHistory.gathered(in, p.spells())
        .withColumn("transitions", transitions(p))
        .select(col("level"), col("method"), col("spell_definition"), inline(col("transitions")))
        .groupBy(Columns.named(CELL))
        .agg(
            count(lit(1)).as("devices"),
            sum(known).as("known"),
            sum(moved).as("moved"),
            UnitErrors.ofRatio(moved, known).as("error"))
        .withColumns(
            UnitErrors.interval(
                "rate",
                "",
                col("moved").divide(col("known")),
                col("error"),
                col("devices"),
                p.level()))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .drop("error");
  }

  /** Array of the definitions under which a device has an answer. */
  private static Column transitions(Params p) {
    SpellScope scope = p.spells();
    int[] intervals = p.intervals().stream().mapToInt(Integer::intValue).toArray();
    int[] buffers = p.buffers().stream().mapToInt(Integer::intValue).toArray();
    int[] stays = p.stays().stream().mapToInt(Integer::intValue).toArray();
    UDF2<String, Seq<Row>, List<Row>> transitions =
        (level, rows) -> {
          List<Spell> spells = SpellHistory.of(level, rows, scope).spells();
          return SpellRules.surface(spells, monthStarts(spells), intervals, buffers, stays).stream()
              .filter(t -> t.known() > 0)
              .map(
                  t ->
                      RowFactory.create(
                          t.interval(), t.buffer(), t.stay(), (long) t.known(), (long) t.moved()))
              .toList();
        };
    return udf(transitions, DataTypes.createArrayType(TRANSITIONS, false))
        .withName("definition_surface")
        .apply(col("level"), col("spells"));
  }

  /** The first day of each month within the spells. */
  private static int[] monthStarts(List<Spell> spells) {
    LocalDate start = LocalDate.ofEpochDay(spells.get(0).start());
    LocalDate end = LocalDate.ofEpochDay(spells.get(spells.size() - 1).end());
    return Stream.iterate(
            start.withDayOfMonth(1), month -> !month.isAfter(end), month -> month.plusMonths(1))
        .filter(month -> !month.isBefore(start))
        .mapToInt(month -> Math.toIntExact(month.toEpochDay()))
        .toArray();
  }
}
