package org.caudal.phone.person;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
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
import org.caudal.table.Doc;

/**
 * Loads the flows of residents that operators hand over.
 *
 * <p><b>Reads</b> the files of the extract, as the job {@code release-operator-flows} of each
 * operator writes them.
 *
 * <p><b>Writes</b> {@link OperatorFlow}.
 *
 * <p><b>Method.</b> Figures are kept as delivered. Of two lines for one figure the later stays.
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

  private static final List<String> FIGURES =
      List.of("devices", "persons_counted", "estimate", "standard_error");

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
          .reject(
              "figures-as-said",
              "disclosure_status",
              col("disclosure_status")
                  .equalTo("published")
                  .and(figures(Column::isNotNull))
                  .or(isHidden().and(figures(Column::isNull))),
              "The line is published without figures, is hidden with figures, or neither.",
              "Write published with all figures, or suppressed_secondary with none.")
          .reject(
              "devices-enough",
              "devices",
              isHidden()
                  .or(col("minimum_devices").gt(1).and(col("devices").geq(col("minimum_devices")))),
              "The flow has fewer devices than the operator's own minimum, or that is below 2.",
              "Leave out what has too few devices.")
          .reject(
              "figures-possible",
              "estimate",
              isHidden()
                  .or(
                      col("estimate")
                          .geq(0)
                          .and(col("standard_error").geq(0))
                          .and(col("persons_counted").geq(0)))
                  .and(col("few_most").geq(0)),
              "A figure is below zero.",
              "Mend the figure at the source.")
          .whole()
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-operator-flows", Params.class)
          .summary("Loads the flows of residents that operators hand over.")
          .loads(PLAN);

  /** Whether all figures are as told. */
  private static Column figures(UnaryOperator<Column> told) {
    return FIGURES.stream().map(name -> told.apply(col(name))).reduce(lit(true), Column::and);
  }

  private static Column isHidden() {
    return col("disclosure_status").equalTo(OperatorFlow.PROTECTING);
  }

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
