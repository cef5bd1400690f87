package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.statistics.spells.Answers;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.StayKinds;
import org.caudal.statistics.spells.StayKinds.Kind;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.TableSchema;
import scala.collection.Seq;

/**
 * Says of each period at a place whether it is at home, and of which kind it is if away.
 *
 * <p><b>Reads</b> {@link ResidenceSpell}, {@link DeviceDay} for the country of the SIM card.
 * <b>Writes</b> {@link Stay}.
 *
 * <p><b>Method.</b> {@link StayKinds}; durations after United Nations (2021), conceptual framework
 * on international migration and mobility. Home is the place with most days in the spells, of equal
 * ones the first. A foreign SIM card has its home abroad: all its stays are away. Beside the levels
 * of the spells there is the level {@code country}, at which the country is one place: kinds of
 * international mobility are those of this level. All thresholds are parameters.
 *
 * <p><b>Known bias.</b> What happened before the records or after them is not known: a season seen
 * once is no season, a return to a place left before is no return, a stay cut off is too short. Who
 * is away most of the time has a home there. Stays below the minimum stay of the spells do not
 * exist: transit needs spells of a few days, which stand beside the long ones as another definition
 * of {@code detect-spells}.
 *
 * <p><b>Example.</b> {@code caudal run classify-stays --conf conf/phone.yaml}
 */
public final class ClassifyStays implements Job<ClassifyStays.Params> {
  private static final List<String> DEVICE =
      Stream.concat(SpellHistory.DEVICE.stream(), Stream.of("sim_country", "definition")).toList();

  private static final StructType STAYS =
      new StructType(
          TableSchema.of(Stay.class).columns().stream()
              .filter(column -> !DEVICE.contains(column.name()))
              .map(column -> DataTypes.createStructField(column.name(), column.type(), false))
              .toArray(StructField[]::new));

  /** Thresholds of the kinds. */
  public record Kinds(
      @Doc("Least days of a long-term stay") @Default("365") int longTermDays,
      @Doc("Least days of a short-term stay") @Default("90") int shortTermDays,
      @Doc("Most days of a transit, and of silence before and after it") @Default("30")
          int transitDays,
      @Doc("Least days of absence before a return, more than half of them in spells elsewhere")
          @Default("365")
          int returnDays,
      @Doc("Least seasons with the stay") @Default("2") int seasonalYears,
      @Doc("Least share of the months of the longer of two stays that both cover") @Default("0.5")
          double seasonalOverlap,
      @Doc(
              "Least times the device has come home, or to where it first came from, from the place of a circular stay")
          @Default("2")
          int circularReturns)
      implements Serializable {

    /** Refuses thresholds out of order. */
    public Kinds {
      if (shortTermDays < 1 || longTermDays <= shortTermDays) {
        throw new IllegalArgumentException("long-term-days must be more than short-term-days");
      }
      if (transitDays < 1 || returnDays < 1 || seasonalYears < 2 || circularReturns < 1) {
        throw new IllegalArgumentException(
            "transit-days, return-days and circular-returns must be 1 or more, seasonal-years 2 or more");
      }
      if (!(seasonalOverlap > 0 && seasonalOverlap <= 1)) {
        throw new IllegalArgumentException(
            "seasonal-overlap must be above 0 and at most 1, was " + seasonalOverlap);
      }
    }

    /** The thresholds as they stand beside every figure. */
    String text() {
      return "long_term "
          + longTermDays
          + ", short_term "
          + shortTermDays
          + ", transit "
          + transitDays
          + ", return "
          + returnDays
          + ", seasons "
          + seasonalYears
          + ", seasonal_overlap "
          + seasonalOverlap
          + ", circular_returns "
          + circularReturns;
    }

    StayKinds.Rule rule() {
      return new StayKinds.Rule(
          longTermDays,
          shortTermDays,
          transitDays,
          returnDays,
          seasonalYears,
          seasonalOverlap,
          circularReturns);
    }
  }

  /** Parameters. */
  public record Params(
      @Doc("Which spells") SpellScope spells,
      @Doc("Thresholds of the kinds") @Default("{}") Kinds kinds) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("classify-stays", Params.class)
        .summary("Says of which kind each stay at a place is.")
        .reads(ResidenceSpell.class, DeviceDay.class)
        .writesWhole(Stay.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> devices =
        SpellHistory.withCards(SpellHistory.gathered(in, p.spells()), in, p.spells().homeCountry());
    return devices
        .withColumn("definition", lit(p.kinds().text()))
        .withColumn("stays", stays(p))
        .selectExpr(
            Stream.concat(DEVICE.stream(), Stream.of("inline(stays)")).toArray(String[]::new));
  }

  private static Column stays(Params p) {
    SpellScope which = p.spells();
    Kinds kinds = p.kinds();
    UDF3<String, String, Seq<Row>, List<Row>> stays =
        (level, card, rows) ->
            stays(SpellHistory.of(level, rows, which), card.equals(which.homeCountry()), kinds);
    return udf(stays, DataTypes.createArrayType(STAYS, false))
        .withName("stay_kinds")
        .apply(col("level"), col("sim_country"), col("spells"));
  }

  private static List<Row> stays(SpellHistory history, boolean isNational, Kinds thresholds) {
    List<Spell> spells = history.spells();
    int home = isNational ? StayKinds.home(spells) : Answers.NOWHERE;
    List<Set<Kind>> kinds = StayKinds.of(spells, home, thresholds.rule());
    List<Row> rows = new ArrayList<>();
    for (int s = 0; s < spells.size(); s++) {
      Spell spell = spells.get(s);
      Set<Kind> kind = kinds.get(s);
      rows.add(
          RowFactory.create(
              history.places().name(spell.place()),
              LocalDate.ofEpochDay(spell.start()),
              LocalDate.ofEpochDay(spell.end()),
              spell.days(),
              spell.openStart(),
              spell.openEnd(),
              kind.contains(Kind.HOME),
              kind.contains(Kind.LONG_TERM),
              kind.contains(Kind.SHORT_TERM),
              kind.contains(Kind.TEMPORARY),
              kind.contains(Kind.SEASONAL),
              kind.contains(Kind.CIRCULAR),
              kind.contains(Kind.RETURN),
              kind.contains(Kind.TRANSIT)));
    }
    return rows;
  }
}
