package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.ParameterLists;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.CountMigrations.Step;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Counts moves with those that were not detected, as devices are seen too seldom.
 *
 * <p><b>Reads</b> {@link ResidenceSpell}, {@link DeviceDay}, {@link DetectionRate}. <b>Writes</b>
 * {@link CorrectedMigration}.
 *
 * <p><b>Method.</b> Moves are those of {@link CountMigrations}, corrected by {@link
 * DetectionCorrection}; {@link DetectionRate} has the rest. A definition of which no class has a
 * rate has no rows: nor has one whose spells were found by other thresholds than the rates. A flow
 * whose moves are all of classes with the factor 0, as too few are detected, has no estimate.
 *
 * <p><b>Known bias.</b> That of {@link EstimateDetection}. At the level country the rates of the
 * level from whose spells it is joined are taken, where it has any: moves over the border are
 * detected as those within. Devices whose days are too few for two stays are in no class and count
 * nothing.
 *
 * <p><b>Example.</b> {@code caudal run correct-migrations --conf conf/phone.yaml}
 */
public final class CorrectMigrations implements Job<CorrectMigrations.Params> {
  private static final List<String> CELL =
      List.of(
          "period",
          "level",
          "method",
          "spell_definition",
          "sim_country",
          "definition",
          "direction",
          "origin",
          "destination");

  /** Parameters. */
  public record Params(
      @Doc("Which spells") SpellScope spells,
      @Doc("year or month") @Default("year") Step period,
      @Doc("Definitions of moves, as for estimate-detection") @Default("[{}]") List<Moves> moves,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level) {

    /** Refuses the same definition twice, and impossible levels. */
    public Params {
      moves = List.copyOf(moves);
      ParameterLists.requireDifferent("moves", moves.stream().map(Moves::text).toList());
      UnitErrors.requireSound(level);
    }

    private CountMigrations.Params counted() {
      return new CountMigrations.Params(
          spells, period, moves, List.of(), List.of(), List.of(), 0, level);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("correct-migrations", Params.class)
        .summary("Counts moves with those that were not detected.")
        .reads(ResidenceSpell.class, DeviceDay.class, DetectionRate.class)
        .writesWhole(CorrectedMigration.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> moves =
        CountMigrations.perDevice(in, p.counted())
            .filter(col("rule").equalTo("moves").and(col("direction").notEqual("stayed")))
            .withColumn("kind", lit(MigrationDefinitions.MOVE))
            .withColumn("days", lit(0));
    return DetectionCorrection.of(in, moves, CELL, p.spells().countryFrom(), p.level());
  }
}
