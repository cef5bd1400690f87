package org.caudal.phone.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.CountMigrations.Step;
import org.caudal.phone.migration.MigrationDefinitions.Moves;
import org.caudal.phone.person.DeviceBehaviour;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Counts moves with those that were not detected, as devices are seen too seldom.
 *
 * <p><b>Reads</b> {@link ResidenceSpell}, {@link DeviceDay}, {@link DetectionRate}. <b>Writes</b>
 * {@link CorrectedMigration}.
 *
 * <p><b>Method.</b> Moves are those of {@link CountMigrations}. Each counts as many as the factor
 * of its device's activity class says. The variance is Σ f² S + Σ (f n e / r)² over classes, with n
 * the moves of the class, S the squares of the moves of its devices, r its rate and e the error of
 * that: the chance of who moves, and that of the rate. {@link DetectionRate} has the rest. A
 * definition of which no class has a rate has no rows: nor has one whose spells were found by other
 * thresholds than the rates.
 *
 * <p><b>Known bias.</b> That of {@link EstimateDetection}. At the level country the rates of the
 * level from whose spells it is joined are taken: moves over the border are detected as those
 * within. Devices whose days are too few for two stays are in no class and count nothing.
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

    /** Refuses impossible levels. */
    public Params {
      moves = List.copyOf(moves);
      UnitErrors.requireSound(level);
    }

    private CountMigrations.Params counted() {
      return new CountMigrations.Params(spells, period, moves, List.of(), List.of(), 0, level);
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
    Column number = col("number").cast("double");
    Column relative = when(col("rate").gt(0), col("error").divide(col("rate")));
    return moves(in, p)
        .groupBy(Columns.named(CELL, "activity_class"))
        .agg(
            count(lit(1)).as("devices"),
            sum("number").as("counted"),
            sum(number.multiply(number)).as("squares"),
            max("factor").as("factor"),
            max(coalesce(relative, lit(0.0))).as("relative"))
        .withColumn("made", col("factor").multiply(col("counted")))
        .groupBy(Columns.named(CELL))
        .agg(
            sum("devices").as("devices"),
            sum("counted").as("counted"),
            Decimals.total(col("made")).as("made"),
            sqrt(Decimals.total(
                    pow(col("factor"), 2)
                        .multiply(col("squares"))
                        .plus(pow(col("made").multiply(col("relative")), 2))))
                .as("error"))
        .withColumns(
            UnitErrors.interval(
                "estimate", "", col("made"), col("error"), col("devices"), p.level()))
        .withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"))
        .drop("made", "error");
  }

  /** Days of the two stays of a row's definition: shorter spans were not in the rates. */
  private static Column leastSpan(Params p) {
    return coalesce(
        p.moves().stream()
            .map(
                moves ->
                    when(
                        col("definition").equalTo(moves.text()),
                        moves.daysBefore() + moves.daysAfter()))
            .toArray(Column[]::new));
  }

  /** One row a cell of the table and device of a class, with the rate and factor of the class. */
  private static Dataset<Row> moves(Inputs in, Params p) {
    Column isCountry = col("level").equalTo(SpellHistory.COUNTRY);
    Column level = when(isCountry, p.spells().countryFrom()).otherwise(col("level"));
    Dataset<Row> rates =
        in.table(DetectionRate.class)
            .filter(col("factor").isNotNull())
            .select(
                col("level").as("rate_level"),
                col("method"),
                col("spell_definition"),
                col("definition"),
                col("activity_class"),
                col("rate"),
                col("standard_error").as("error"),
                col("factor"));
    return CountMigrations.perDevice(in, p.counted())
        .filter(col("rule").equalTo("moves").and(col("direction").notEqual("stayed")))
        .withColumn("rate_level", level)
        .join(
            DeviceBehaviour.overSpans(in, DetectSpells.ALL_HOURS),
            new String[] {"operator_id", "device_id"})
        .filter(col("span").geq(leastSpan(p)))
        .join(
            rates,
            new String[] {
              "rate_level", "method", "spell_definition", "definition", "activity_class"
            });
  }
}
