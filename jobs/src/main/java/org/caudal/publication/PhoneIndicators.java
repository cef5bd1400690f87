package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.functions.Decimals;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.network.Zone;

/**
 * Flows of devices between areas, with departures, arrivals and stocks, which are sums of them, and
 * of the persons for whom they stand.
 *
 * <p>Distinct devices of a sum: the sum of the weights, or the most of one flow. Its error is the
 * root of the sum of squared errors, as flows have different devices; where homes are spread over
 * areas one device is in several flows, and it is too small. Its interval is of 95 %.
 */
final class PhoneIndicators {
  private static final double LEVEL = 0.95; // of the intervals of sums
  private static final LocalDate AFTER = LocalDate.of(9999, 12, 31); // prefers flows to the month
  private static final double ROUNDING = 1e-6; // sums of weights of whole devices are whole

  private PhoneIndicators() {}

  /**
   * One row a figure of enough devices, shown or suppressed; of fewer, none, or a pooled area there
   * is no row.
   */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> zones = in.table(Zone.class);
    Dataset<Row> least = FlowRelease.leastDevices(in, p);
    Dataset<Row> known = PersonIndicators.known(in, p.homeDefinition());
    Dataset<Row> devices =
        FlowRelease.decided(
                figures(in, p).unionByName(known, /* allowMissingColumns= */ true), zones, least)
            .withColumn("variant", lit("phone"))
            .withColumn("unit", lit("devices"));
    Dataset<Row> persons =
        PersonIndicators.told(
                FlowRelease.decided(PersonIndicators.figures(in, p.homeDefinition()), zones, least),
                in,
                p.homeDefinition(),
                least)
            .withColumn("variant", lit(PersonIndicators.VARIANT))
            .withColumn("unit", lit("persons"));
    return PersonIndicators.withoutStocksOfArrivals(
        FlowRelease.published(devices.unionByName(persons), p), in, p.homeDefinition(), least);
  }

  private static Dataset<Row> figures(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> flows = FlowRelease.eligible(in, PhoneFlow.class, p.homeDefinition());
    return FlowRelease.figures(
            flows, concat(lit("Poisson bootstrap over devices"), FlowRelease.leftOut()))
        .unionByName(sums(flows))
        .unionByName(homes(flows));
  }

  /** Departures and arrivals of each area. */
  private static Dataset<Row> sums(Dataset<Row> flows) {
    Dataset<Row> movers = flows.filter(col("kind").equalTo("mover"));
    Column method = concat(FlowRelease.months(), lit("; sum of moves"), FlowRelease.leftOut());
    return summed(
        movers
            .withColumn("kind", lit("departures"))
            .withColumn("destination", lit(""))
            .unionByName(movers.withColumn("kind", lit("arrivals")).withColumn("origin", lit("")))
            .withColumn("method", method));
  }

  /** Stocks of the later months and, where there is no flow to them, of the earlier. */
  private static Dataset<Row> homes(Dataset<Row> flows) {
    Dataset<Row> after =
        flows.filter(col("destination").notEqual("")).withColumn("counted", lit(AFTER));
    Dataset<Row> before =
        flows
            .filter(col("origin").notEqual(""))
            .withColumn("destination", col("origin"))
            .withColumn("counted", col("month"))
            .withColumn("month", col("before"));
    Column method =
        concat(lit("homes of "), date_format(col("month"), "yyyy-MM"), FlowRelease.leftOut());
    Dataset<Row> stocks =
        after
            .unionByName(before)
            .withColumn("kind", lit("homes"))
            .withColumn("origin", lit(""))
            .withColumn("method", method);
    String[] area = {"month", "level", "destination"};
    return summed(stocks, "counted")
        .join(stocks.groupBy("month", "level", "destination").agg(max("counted").as("last")), area)
        .filter(col("counted").equalTo(col("last")))
        .drop("counted", "last");
  }

  private static Dataset<Row> summed(Dataset<Row> flows, String... more) {
    Column[] cell =
        Stream.concat(
                Stream.of("month", "level", "kind", "origin", "destination", "method"),
                Arrays.stream(more))
            .map(functions::col)
            .toArray(Column[]::new);
    Column surely = sum(least(col("devices").cast("decimal(24,9)"), col("estimate")));
    Column error = col("standard_error").cast("double");
    Column half =
        PoissonBootstrap.halfWidth(col("error"), col("devices"), LEVEL).cast("decimal(24,9)");
    return flows
        .groupBy(cell)
        .agg(
            greatest(max("devices"), floor(surely.plus(lit(ROUNDING)))).as("devices"),
            sum("estimate").cast("decimal(24,9)").as("estimate"),
            sqrt(Decimals.total(error.multiply(error))).as("error"))
        .withColumn("interval_low", greatest(col("estimate").minus(half), lit(BigDecimal.ZERO)))
        .withColumn("interval_high", col("estimate").plus(half))
        .withColumn("interval_level", lit(BigDecimal.valueOf(LEVEL)).cast("decimal(7,6)"))
        .drop("error");
  }
}
