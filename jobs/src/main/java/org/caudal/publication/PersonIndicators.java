package org.caudal.publication;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.phone.person.CombinedFlow;
import org.caudal.phone.person.PersonFigures;
import org.caudal.phone.person.PersonFlow;
import org.caudal.reference.Codes;

/**
 * Residents who stayed and moved, with departures, arrivals and stocks.
 *
 * <p>Where several operators are combined their figures are published, and those of one operator of
 * the same month and level are not. Those of one operator are told in steps ({@link SteppedFlows}),
 * as are those that operators hand over; what may be shown is decided before, by the figures as
 * they were estimated. Residents of areas of which all devices were lost are in no figure; the
 * method says so of every row, whether there are any, as residents of areas are public and their
 * number would name the areas. Of such areas, and of others of which too few devices of the earlier
 * month were seen again, no stock is given, which would be of arrivals. Operators hide before they
 * hand over; the range of what they hide is in the interval.
 */
final class PersonIndicators {
  static final String VARIANT = "persons";

  /** Of a stock of devices those behind the stock of persons. */
  static final String RESIDENTS = "residents";

  /** Of arrivals of devices those behind the arrivals of persons. */
  static final String SETTLED = "settled";

  /** An area of which persons are known. */
  private static final String REACHED = "reached";

  /** The kinds of {@link #known}. */
  static final Object[] KNOWN = {RESIDENTS, SETTLED, REACHED};

  private static final String[] RELEASE = {"month", "level"};
  private static final String[] STOCK = {"month", "level", "destination"};
  private static final List<String> FLOW =
      List.of("month", "level", "kind", "origin", "destination");
  private static final String[] FIGURES = {"estimate", "interval_low", "interval_high"};

  private PersonIndicators() {}

  /** One row a figure, as it was estimated. */
  static Dataset<Row> figures(Inputs in, String definition) {
    Dataset<Row> combined = FlowRelease.eligible(in, CombinedFlow.class, definition);
    return ofOne(notCombined(in, definition))
        .unionByName(
            figures(
                combined,
                concat(
                    lit("figures of "),
                    col("operators"),
                    when(col("operators").equalTo(1), " operator, weighted by ")
                        .otherwise(" operators, weighted by "),
                    col("weighting"),
                    when(
                            col("operators_hiding").gt(0),
                            concat(lit("; hidden by "), col("operators_hiding"), lit(" of them")))
                        .otherwise(""))));
  }

  /**
   * Figures as they are told: devices in full steps of {@code least_devices}, and of one operator,
   * or of several whose devices are together, estimates and intervals in steps too.
   *
   * @param decided figures on which {@link FlowRelease#decided} has decided
   * @param least that of {@link FlowRelease#leastDevices}
   */
  static Dataset<Row> told(Dataset<Row> decided, Inputs in, String definition, Dataset<Row> least) {
    Dataset<Row> stepped =
        withHomes(SteppedFlows.of(notCombined(in, definition), least))
            .withColumn("stepped", struct(FIGURES[0], FIGURES[1], FIGURES[2], "steps"))
            .select(Columns.named(FLOW, "stepped"));
    Dataset<Row> told = decided.join(stepped, FLOW.toArray(String[]::new), "left_outer");
    for (String figure : FIGURES) {
      told = told.withColumn(figure, coalesce(col("stepped").getField(figure), col(figure)));
    }
    Column steps = concat(lit("; devices in full steps of "), col("least_devices"));
    return told.withColumn("devices", PublishedRows.inSteps(col("devices"), col("least_devices")))
        .withColumn(
            "method", concat(col("method"), coalesce(col("stepped").getField("steps"), steps)))
        .drop("stepped");
  }

  /** One row a figure of one operator, or of several whose devices are together. */
  static Dataset<Row> figuresOfOne(Inputs in, String definition) {
    return ofOne(FlowRelease.eligible(in, PersonFlow.class, definition));
  }

  /**
   * What figures of persons tell of devices: from which areas they are, {@link #REACHED}, and the
   * devices behind stocks, {@link #RESIDENTS}, and behind arrivals, {@link #SETTLED}. Figures of
   * several operators are of other devices.
   */
  static Dataset<Row> known(Inputs in, String definition) {
    Dataset<Row> flows = notCombined(in, definition);
    Dataset<Row> reached =
        flows
            .filter(col("kind").isin("stayer", "mover"))
            .select(col("month"), col("level"), col("origin"))
            .distinct()
            .withColumn("kind", lit(REACHED))
            .withColumn("destination", lit(""))
            .withColumn("devices", lit(0L));
    Dataset<Row> residents =
        flows
            .filter(col("kind").isin("stock", "arrivals"))
            .withColumn("kind", when(col("kind").equalTo("stock"), RESIDENTS).otherwise(SETTLED))
            .select("month", "level", "origin", "kind", "destination", "devices");
    return reached
        .unionByName(residents)
        .withColumn("estimate", col("devices").cast("decimal(24,9)"));
  }

  /** Whether a figure is a stock or arrivals of persons, and the devices behind it are hidden. */
  static Column isTold() {
    return isTold("homes", RESIDENTS).or(isTold("arrivals", SETTLED));
  }

  private static Column isTold(String kind, String behind) {
    Column isHidden = col("kind").equalTo(behind).and(col("decision").equalTo("protects"));
    return col("variant")
        .equalTo(VARIANT)
        .and(col("kind").equalTo(kind))
        .and(bool_or(isHidden).over(Window.partitionBy(STOCK[0], STOCK[1], STOCK[2])));
  }

  private static Dataset<Row> notCombined(Inputs in, String definition) {
    return FlowRelease.eligible(in, PersonFlow.class, definition)
        .join(FlowRelease.eligible(in, CombinedFlow.class, definition), RELEASE, "left_anti");
  }

  /**
   * Published rows without stocks of arrivals. They leave last: what they hide of devices, and how
   * areas are pooled, is decided with them.
   */
  static Dataset<Row> withoutStocksOfArrivals(
      Dataset<Row> rows, Inputs in, String definition, Dataset<Row> least) {
    Dataset<Row> stocks =
        stocksOfArrivals(notCombined(in, definition), least)
            .select(
                lit(IndicatorCode.PHONE_PERSONS_HOMES.code()).as("indicator_id"),
                col("month").as("period_start"),
                col("level").as("area_level"),
                col("destination").as("destination_area"));
    return rows.join(broadcast(stocks), stocks.columns(), "left_anti");
  }

  /**
   * The stocks of areas from which too few devices stayed and departed, one row a {@code month},
   * {@code level} and {@code destination}: whether there were some or none, as where all devices
   * were lost, is not to be told. In a country abroad nobody lived before.
   *
   * @param least that of {@link FlowRelease#leastDevices}
   */
  static Dataset<Row> stocksOfArrivals(Dataset<Row> flows, Dataset<Row> least) {
    Dataset<Row> known =
        flows
            .filter(col("kind").isin("stayer", "departures"))
            .groupBy(col("month"), col("level"), col("origin").as("destination"))
            .agg(sum("devices").as("devices"))
            .crossJoin(least)
            .filter(col("devices").geq(col("least_devices")));
    Column isAbroad = Codes.isCountryOrUserAssigned(col("destination"));
    return flows
        .filter(col("kind").equalTo("stock").and(not(isAbroad)))
        .select("month", "level", "destination")
        .join(known, STOCK, "left_anti");
  }

  private static Dataset<Row> ofOne(Dataset<Row> flows) {
    return figures(
        flows.filter(col("kind").notEqual(PersonFigures.UNREACHED)),
        concat(
            lit(
                "devices weighted to residents; replicate weights; residents of areas of which all"
                    + " devices were lost are in no figure"),
            FlowRelease.leftOut()));
  }

  private static Dataset<Row> figures(Dataset<Row> flows, Column method) {
    return FlowRelease.figures(withHomes(flows), method);
  }

  private static Dataset<Row> withHomes(Dataset<Row> flows) {
    return flows.withColumn(
        "kind", when(col("kind").equalTo("stock"), "homes").otherwise(col("kind")));
  }
}
