package org.caudal.publication;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.PoissonBootstrap;
import org.caudal.job.Inputs;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.network.Zone;
import org.caudal.statistics.FlowProtection;
import org.caudal.statistics.FlowProtection.Area;
import org.caudal.statistics.FlowProtection.Figure;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Flows of devices between areas, with departures, arrivals and stocks, which are sums of them.
 *
 * <p>Distinct devices of a sum: the sum of the weights, or the most of one flow. Its error is the
 * root of the sum of squared errors, as flows have different devices; where homes are spread over
 * areas one device is in several flows, and it is too small. Its interval is of 95 %.
 *
 * <p>The whole release is decided in one call of {@link FlowProtection}: some hundred areas and
 * some years of months are enough for one executor, a finer division is not.
 */
final class PhoneIndicators {
  private static final double LEVEL = 0.95; // of the intervals of sums
  private static final LocalDate AFTER = LocalDate.of(9999, 12, 31); // prefers flows to the month
  private static final double ROUNDING = 1e-6; // sums of weights of whole devices are whole

  private static final UserDefinedFunction STATUS =
      udf(
              (UDF3<Seq<Row>, Seq<Row>, Integer, List<String>>) PhoneIndicators::decide,
              DataTypes.createArrayType(DataTypes.StringType))
          .withName("flow_protection");

  private PhoneIndicators() {}

  /** One row a figure of enough devices, shown or suppressed; of fewer or none there is no row. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> zones = in.table(Zone.class);
    Dataset<Row> flows =
        in.table(PhoneFlow.class)
            .filter(col("definition").equalTo(p.homeDefinition()))
            .join(zones.select("level").distinct(), new String[] {"level"}, "left_semi");
    Dataset<Row> figures = flows(flows).unionByName(sums(flows)).unionByName(homes(flows));
    return PublishedRows.of(described(decided(figures, zones, p), p), p.vintage());
  }

  private static Dataset<Row> flows(Dataset<Row> flows) {
    return flows.select(
        col("month"),
        col("level"),
        col("kind"),
        col("origin"),
        col("destination"),
        col("devices"),
        col("estimate"),
        col("interval_low"),
        col("interval_high"),
        col("interval_level"),
        concat(months(), lit("; Poisson bootstrap over devices")).as("method"));
  }

  private static Column months() {
    return concat(
        lit("homes of "),
        date_format(col("before"), "yyyy-MM"),
        lit(" and "),
        date_format(col("month"), "yyyy-MM"));
  }

  /** Departures and arrivals of each area. */
  private static Dataset<Row> sums(Dataset<Row> flows) {
    Dataset<Row> movers = flows.filter(col("kind").equalTo("mover"));
    Column method = concat(months(), lit("; sum of moves"));
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
    Column method = concat(lit("homes of "), date_format(col("month"), "yyyy-MM"));
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
            sqrt(sum(error.multiply(error))).as("error"))
        .withColumn("interval_low", greatest(col("estimate").minus(half), lit(BigDecimal.ZERO)))
        .withColumn("interval_high", col("estimate").plus(half))
        .withColumn("interval_level", lit(BigDecimal.valueOf(LEVEL)).cast("decimal(7,6)"))
        .drop("error");
  }

  /** Each figure with its status, without those of few devices: a zero has no row either. */
  private static Dataset<Row> decided(
      Dataset<Row> figures, Dataset<Row> zones, PublishIndicators.Params p) {
    Column figure =
        struct(
            date_format(col("month"), "yyyy-MM").as("period"),
            col("level"),
            col("kind"),
            col("origin"),
            col("destination"),
            col("devices"),
            col("estimate").cast("double").as("amount"),
            col("month"),
            col("estimate"),
            col("interval_low"),
            col("interval_high"),
            col("interval_level"),
            col("method"));
    Dataset<Row> release = figures.agg(array_sort(collect_list(figure)).as("figure"));
    Column area = struct(col("level"), col("zone_id"), coalesce(col("parent_id"), lit("")));
    return release
        .crossJoin(zones.agg(array_sort(collect_list(area)).as("areas")))
        .withColumn("decision", STATUS.apply(col("figure"), col("areas"), lit(p.minimumDevices())))
        .select(inline(arrays_zip(col("figure"), col("decision"))))
        .select("figure.*", "decision")
        .filter(col("decision").notEqual("few"));
  }

  private static List<String> decide(Seq<Row> figures, Seq<Row> areas, Integer minimum) {
    List<Figure> all =
        CollectionConverters.asJava(figures).stream()
            .map(
                row ->
                    new Figure(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getDouble(6)))
            .toList();
    List<Area> division =
        CollectionConverters.asJava(areas).stream()
            .map(row -> new Area(row.getString(0), row.getString(1), row.getString(2)))
            .toList();
    return FlowProtection.decide(all, division, minimum).stream()
        .map(status -> status.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublishIndicators.Params p) {
    Column isShown = col("decision").equalTo("shown");
    return rows.withColumn("measure", col("kind"))
        .withColumn("variant", lit("phone"))
        .withColumn("frequency", lit("M"))
        .withColumn("period_start", col("month"))
        .withColumn("area_level", col("level"))
        .withColumn("origin_area", area("origin", "arrivals"))
        .withColumn("destination_area", area("destination", "departures"))
        .withColumn("unit", lit("devices"))
        .withColumn("observations", col("devices"))
        .withColumn("observation_unit", lit("devices"))
        .withColumn("source", lit(p.phoneSource()))
        .withColumn(
            Suppression.STATUS,
            when(isShown, PublishedRows.SHOWN).otherwise("suppressed_secondary"))
        .withColumn(
            Suppression.RULE,
            when(isShown, lit("at least " + p.minimumDevices() + " devices"))
                .when(col("decision").equalTo("pooled"), "protects an area with few devices")
                .otherwise("protects a hidden flow"));
  }

  /** The area, or the code of SDMX for all, none or an unknown one. */
  private static Column area(String side, String ofAll) {
    return when(col(side).notEqual(""), col(side))
        .when(col("kind").equalTo(ofAll), "_T")
        .when(col("kind").equalTo("homes"), "_Z")
        .otherwise("_X");
  }
}
