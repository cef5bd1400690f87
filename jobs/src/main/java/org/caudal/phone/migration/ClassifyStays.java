package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

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

  /** Parameters. */
  public record Params(
      @Doc("Which spells") SpellScope spells,
      @Doc("Thresholds of the kinds") @Default("{}") StayDefinition kinds) {}

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
    StayDefinition kinds = p.kinds();
    UDF3<String, String, Seq<Row>, List<Row>> stays =
        (level, card, rows) ->
            stays(SpellHistory.of(level, rows, which), card.equals(which.homeCountry()), kinds);
    return udf(stays, DataTypes.createArrayType(STAYS, false))
        .withName("stay_kinds")
        .apply(col("level"), col("sim_country"), col("spells"));
  }

  private static List<Row> stays(
      SpellHistory history, boolean isNational, StayDefinition thresholds) {
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
