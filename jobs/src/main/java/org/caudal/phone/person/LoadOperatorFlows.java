package org.caudal.phone.person;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.phone.network.Zone;
import org.caudal.table.Doc;

/**
 * Loads the flows of residents that operators hand over.
 *
 * <p><b>Reads</b> {@link Zone} if it is there, and the files of the extract, as the job {@code
 * release-operator-flows} of each operator writes them.
 *
 * <p><b>Writes</b> {@link OperatorFlow}.
 *
 * <p><b>Method.</b> Figures are kept as delivered. Of two lines for one figure and vintage the
 * later stays; a mended file replaces the one of its name, and the lines that it no longer has are
 * gone. An area that {@code zone} does not have, and that is no country, is warned of.
 *
 * <p><b>Known bias.</b> Only what operators with this suite or its layout hand over; what has few
 * devices has no line.
 *
 * <p><b>Example.</b> {@code caudal run load-operator-flows --conf conf/operators.yaml}
 */
public final class LoadOperatorFlows implements Job<LoadOperatorFlows.Params> {
  private static final int PRECISION = 24;
  private static final int SCALE = 9;

  /** Parameters. */
  public record Params(@Doc("Files of the operators") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(OperatorFlow.class)
          .field(Field.text("operator_id"))
          .field(Field.date("month"))
          .field(Field.date("before"))
          .field(Field.text("level"))
          .field(Field.text("definition"))
          .field(Field.text("kind"))
          .field(Field.text("origin").optional())
          .field(Field.text("destination").optional())
          .field(Field.integer("devices").optional())
          .field(Field.decimal("persons_counted", PRECISION, SCALE).optional())
          .field(Field.decimal("estimate", PRECISION, SCALE).optional())
          .field(Field.decimal("standard_error", PRECISION, SCALE).optional())
          .field(Field.integer("minimum_devices"))
          .field(Field.decimal("few_most", PRECISION, SCALE))
          .field(Field.date("vintage"))
          .field(Field.text("disclosure_status"))
          .derive("origin", coalesce(col("origin"), lit("")))
          .derive("destination", coalesce(col("destination"), lit("")))
          .derive("minimum_devices", coalesce(col("minimum_devices").try_cast("int"), lit(-1)))
          .reject(
              "kind-known",
              "kind",
              col("kind").isin("stayer", "mover", "departures", "arrivals", "stock"),
              "The kind is not known.",
              "Use stayer, mover, departures, arrivals or stock.")
          .rules(OperatorFlowRules.OF_MONTHS)
          .rules(OperatorFlowRules.OF_FIGURES)
          .reject(
              "devices-enough",
              "devices",
              OperatorFlowRules.isHidden()
                  .or(col("minimum_devices").gt(1).and(col("devices").geq(col("minimum_devices")))),
              "The flow has fewer devices than the operator's own minimum, or that is below 2.",
              "Leave out what has too few devices.")
          .reject(
              "figures-possible",
              "estimate",
              OperatorFlowRules.isHidden()
                  .or(
                      col("estimate")
                          .geq(0)
                          .and(col("standard_error").geq(0))
                          .and(col("persons_counted").geq(0)))
                  .and(col("few_most").geq(0)),
              "A figure is below zero.",
              "Mend the figure at the source.")
          .warn(
              OperatorFlowRules.AREA_KNOWN,
              "destination",
              lit(true), // judged by zone, in transform
              "An area is not in the table zone, and no country: for its true place the flow has no"
                  + " line, as if it had few devices or none.",
              "Mend the code or the level at the source, or load the zones.")
          .whole()
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-operator-flows", Params.class)
          .summary("Loads the flows of residents that operators hand over.")
          .readsIfThere(Zone.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> flows = Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
    return in.isThere(Zone.class)
        ? OperatorFlowRules.withAreasJudged(flows, in.table(Zone.class))
        : flows;
  }
}
