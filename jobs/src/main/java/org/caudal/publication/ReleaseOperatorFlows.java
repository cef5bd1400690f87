package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.network.Zone;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.person.OperatorFlow;
import org.caudal.phone.person.PersonFlow;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.caudal.table.TableSchema;

/**
 * Writes the flows of residents that an operator hands over, to be combined with those of others.
 *
 * <p><b>Reads</b> {@link PersonFlow}, {@link DeviceWeight}, {@link Zone}. <b>Writes</b> {@link
 * OperatorFlowSheet} as extracts.
 *
 * <p><b>Method.</b> Run by each operator on its own tables; the run ends where another has devices
 * there. No row of a device leaves them: only figures with standard error and number of devices.
 * Which of them is decided as for what is published ({@link org.caudal.statistics.FlowProtection}):
 * enough distinct devices, and persons of these, before any scaling, and nothing from which a
 * hidden figure could be found. Standard errors are rounded, half up, to the most residents to a
 * device of any flow of the month and level, itself rounded up to two digits, and estimates to as
 * many times the minimum; the variance of that is in the error. Devices are told in full steps of
 * the minimum, rounded down. Of exact figures whole numbers of devices could be found by trial,
 * hidden ones too. Sums do not quite add up. A flow of fewer devices, or of none, has no line:
 * {@code few_most} is the minimum less one times the step of the errors, and no such flow is
 * larger. A flow of enough devices that is hidden to protect another has a line without figures, as
 * it may be large. Of an area of which too few devices of the earlier month were seen again, or
 * none, the stock has no line: it would be of arrivals, as where the operator had no network.
 *
 * <p><b>Known bias.</b> That of {@link PersonFlow}, for the customers of one operator.
 *
 * <p><b>Example.</b> {@code caudal run release-operator-flows --conf conf/phone.yaml --set
 * tables=build/operator-01/tables --set jobs.release-operator-flows.operator=01 --set
 * jobs.release-operator-flows.vintage=2025-07-01}, where those tables are of one operator
 */
public final class ReleaseOperatorFlows implements Job<ReleaseOperatorFlows.Params> {
  private static final List<String> FIGURES =
      List.of(
          "devices",
          "persons_counted",
          "estimate",
          "standard_error",
          "interval_low",
          "interval_high");
  private static final String[] FLOW = {"month", "level", "kind", "origin", "destination"};

  /** Parameters. */
  public record Params(
      @Doc("Operator, as in subscriber_count") @Example("01") String operator,
      @Doc("Day the estimates were made; it is in every line") LocalDate vintage,
      @Doc("Where the flows come from; it is in every line") @Default("mobile phone records")
          String source,
      @Doc("Fewest distinct devices of a flow, and fewest persons of these, before any scaling")
          @Default("10")
          int minimumDevices,
      @Doc("Definition of home; one only, as two differ by few") @Default("night_days")
          String homeDefinition) {

    /** Refuses a minimum that protects nobody. */
    public Params {
      PublicationRules.requireProtecting("minimum-devices", minimumDevices);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("release-operator-flows", Params.class)
        .summary("Writes the flows of residents that an operator hands over.")
        .reads(PersonFlow.class, DeviceWeight.class, Zone.class)
        .exports(OperatorFlowSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> figures = PersonIndicators.figuresOfOne(in, p.homeDefinition());
    Dataset<Row> eligible = FlowRelease.eligible(in, PersonFlow.class, p.homeDefinition());
    Dataset<Row> flows = ofOne(in, eligible, p.operator());
    Dataset<Row> least = FlowRelease.leastDevices(eligible, p.minimumDevices());
    Dataset<Row> decided =
        FlowRelease.decided(figures, in.table(Zone.class), least)
            .filter(col("decision").notEqual(FlowRelease.FEW))
            .withColumn("kind", when(col("kind").equalTo("homes"), "stock").otherwise(col("kind")))
            .withColumnRenamed("least_devices", "minimum_devices")
            .select(
                "month",
                "level",
                "kind",
                "origin",
                "destination",
                "method",
                "decision",
                "minimum_devices");
    Column isShown = col("decision").equalTo("shown");
    Dataset<Row> stocksOfArrivals =
        PersonIndicators.stocksOfArrivals(eligible, least).withColumn("kind", lit("stock"));
    Dataset<Row> rows =
        SteppedFlows.of(flows, least)
            .join(decided, FLOW)
            .join(stocksOfArrivals, stocksOfArrivals.columns(), "left_anti")
            .withColumn("method", concat(col("method"), col("steps")))
            .withColumn("file_name", lit("operator_flow_" + p.operator() + ".csv"))
            .withColumn("operator_id", lit(p.operator()))
            .withColumn("source", lit(p.source()))
            .withColumn("vintage", lit(p.vintage()))
            .withColumn(
                "disclosure_status",
                when(isShown, PublishedRows.SHOWN).otherwise(OperatorFlow.PROTECTING));
    for (String figure : FIGURES) {
      rows = rows.withColumn(figure, when(isShown, col(figure)));
    }
    return rows.select(
        TableSchema.of(OperatorFlowSheet.class).columnNames().stream()
            .map(name -> col(name).cast("string").as(name))
            .toArray(Column[]::new));
  }

  /** The flows, if all devices are of the operator, or nobody says of whom they are. */
  private static Dataset<Row> ofOne(Inputs in, Dataset<Row> flows, String operator) {
    Column others = array_except(col("operators"), array(lit(operator), lit("")));
    Dataset<Row> told =
        in.table(DeviceWeight.class).agg(collect_set("operator_id").as("operators"));
    Column message =
        concat(
            lit("device_weight has devices of operators "),
            array_join(array_sort(col("operators")), ", "),
            lit(
                ", not of "
                    + operator
                    + " alone: name the operator as they do, and run this on the tables of one"));
    return Guards.guarded(flows, told, size(others).equalTo(0), message);
  }
}
