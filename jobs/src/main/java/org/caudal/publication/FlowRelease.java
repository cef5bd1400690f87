package org.caudal.publication;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.job.Inputs;
import org.caudal.phone.network.Zone;
import org.caudal.phone.person.PersonFlow;
import org.caudal.phone.presence.PresentPopulation;
import org.caudal.reference.Codes;
import org.caudal.statistics.FlowProtection;
import org.caudal.statistics.FlowProtection.Area;
import org.caudal.statistics.FlowProtection.Figure;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What of flows between areas may be shown: flows of devices, and of the persons they stand for.
 *
 * <p>All months and levels of one kind of figures are decided in one call of {@link
 * FlowProtection}: some hundred areas and some years of months are enough for one executor, a finer
 * division is not. Then what is hidden of devices is hidden of persons too, and the other way
 * round: both are of the same devices, and one would tell of the other.
 */
final class FlowRelease {
  /** The decision on a figure of too few devices. */
  static final String FEW = "few";

  private static final String POOLED = "pooled";

  private static final WindowSpec SAME_FLOW =
      Window.partitionBy("month", "level", "kind", "origin", "destination");

  private static final UserDefinedFunction STATUS =
      udf(
              (UDF3<Seq<Row>, Seq<Row>, Integer, List<String>>) FlowRelease::decide,
              DataTypes.createArrayType(DataTypes.StringType))
          .withName("flow_protection");

  private FlowRelease() {}

  /**
   * Flows by one definition of home, at the levels and between the areas that {@code zone} knows,
   * and countries; of those to one month from several earlier ones, those from the latest. What an
   * operator hands over of another place, which may be a text in the wrong column, is not
   * published.
   */
  static Dataset<Row> eligible(Inputs in, Class<? extends Record> flows, String definition) {
    Dataset<Row> levels = in.table(Zone.class).select("level").distinct();
    return between(
            Chosen.of(in, flows, "definition", definition, "home-definition")
                .join(levels, new String[] {"level"}, "left_semi"),
            in.table(Zone.class).select("level", "zone_id").distinct())
        .withColumn("latest", max("before").over(Window.partitionBy("month", "level")))
        .filter(col("before").equalTo(col("latest")))
        .drop("latest");
  }

  /** The flows of which both ends, where they have two, are an area of the level or a country. */
  private static Dataset<Row> between(Dataset<Row> flows, Dataset<Row> zones) {
    Dataset<Row> between = flows;
    for (String end : List.of("origin", "destination")) {
      Dataset<Row> areas =
          zones
              .select(col("level").as("zone_level"), col("zone_id").as("zone_end"))
              .withColumn("is_area", lit(true));
      Column isSame =
          between.col("level").equalTo(col("zone_level")).and(col(end).equalTo(col("zone_end")));
      between =
          between
              .join(broadcast(areas), isSame, "left_outer")
              .filter(
                  col("is_area")
                      .isNotNull()
                      .or(col(end).equalTo(""))
                      .or(Codes.isCountryOrUserAssigned(col(end))))
              .drop("zone_level", "zone_end", "is_area");
    }
    return between;
  }

  /** Flows as figures, with both months in front of the method. */
  static Dataset<Row> figures(Dataset<Row> flows, Column method) {
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
        concat(months(), lit("; "), method).as("method"));
  }

  /** The two months, in words. */
  static Column months() {
    return concat(
        lit("homes of "),
        date_format(col("before"), "yyyy-MM"),
        lit(" and "),
        date_format(col("month"), "yyyy-MM"));
  }

  /** How many operators are in no figure of the month, in words; nothing for none. */
  static Column leftOut() {
    Column operators = size(split(col("operators_left_out"), ","));
    return when(col("operators_left_out").equalTo(""), "")
        .otherwise(concat(lit("; operators left out, of few days: "), operators.cast("string")));
  }

  /**
   * One row, {@code least_devices}: the minimum of devices, and so many that they belong to as many
   * persons, of whom some have two. Flows of parts of devices say less of it than those of whole
   * ones; of months that differ the one with the most devices to a person counts for all, as one
   * minimum is shown with all figures.
   *
   * @param flows with {@code devices} and the {@code persons_counted} of these, before any scaling
   */
  static Dataset<Row> leastDevices(Dataset<Row> flows, int minimum) {
    return leastOf(flows.groupBy("month").agg(min(perPerson("devices")).as("per_person")), minimum);
  }

  /**
   * The same of all figures of phones of a release: flows and those present, of whom every row says
   * it, tell of persons, and so does {@code displacement.persons-per-device}.
   */
  static Dataset<Row> leastDevices(Inputs in, PublishIndicators.Params p) {
    int minimum = p.minimumDevices();
    Dataset<Row> present =
        in.table(PresentPopulation.class).select(perPerson("devices_resident").as("per_person"));
    return leastDevices(in.table(PersonFlow.class), minimum)
        .union(leastOf(present, minimum))
        .agg(
            greatest(max("least_devices"), lit(p.displacement().leastDevices(minimum)))
                .as("least_devices"));
  }

  private static Column perPerson(String devices) {
    return when(
        col("persons_counted").gt(0),
        col(devices).cast("decimal(20,0)").divide(col("persons_counted")));
  }

  private static Dataset<Row> leastOf(Dataset<Row> perPerson, int minimum) {
    return perPerson.agg(
        greatest(lit(minimum), ceil(max("per_person").multiply(minimum)).cast("int"))
            .as("least_devices"));
  }

  /**
   * Each figure with its {@code decision}.
   *
   * @param least that of {@link #leastDevices}
   */
  static Dataset<Row> decided(Dataset<Row> figures, Dataset<Row> zones, Dataset<Row> least) {
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
        .crossJoin(least)
        .withColumn("decision", STATUS.apply(col("figure"), col("areas"), col("least_devices")))
        .select(col("least_devices"), inline(arrays_zip(col("figure"), col("decision"))))
        .select("figure.*", "decision", "least_devices");
  }

  /**
   * Rows of {@link Indicator}, without those of few devices and of pooled areas: a zero has no row
   * either, and nothing tells which areas of a pool are those of few. What is hidden of devices is
   * hidden of persons, and the other way round; but figures of which nothing is shown at a level
   * tell nothing, and hide none of the others. Devices behind a stock or arrivals of persons that
   * are to be hidden hide these alone.
   *
   * @param decided figures with {@code variant} and {@code unit}, of devices with those of {@link
   *     PersonIndicators#known}
   */
  static Dataset<Row> published(Dataset<Row> decided, PublishIndicators.Params p) {
    Column isShown = col("decision").equalTo("shown");
    Column tells = col("is_any_shown");
    Column isHidden = bool_or(tells.and(isShown.equalTo(false))).over(SAME_FLOW);
    Column isPooled = col("decision").equalTo(POOLED);
    Column hasNoRow = bool_or(col("decision").equalTo(FEW).or(tells.and(isPooled))).over(SAME_FLOW);
    Dataset<Row> rows =
        decided
            .withColumn(
                "is_any_shown", bool_or(isShown).over(Window.partitionBy("variant", "level")))
            .withColumn("has_no_row", hasNoRow.or(isPooled))
            .withColumn(
                "decision",
                when(isShown.and(isHidden.or(PersonIndicators.isTold())), "linked")
                    .otherwise(col("decision")))
            .filter(not(col("has_no_row").or(col("kind").isin(PersonIndicators.KNOWN))));
    return PublishedRows.of(described(rows, p), p.vintage());
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublishIndicators.Params p) {
    Column isShown = col("decision").equalTo("shown");
    return rows.withColumn("measure", col("kind"))
        .withColumn("frequency", lit("M"))
        .withColumn("period_start", col("month"))
        .withColumn("area_level", col("level"))
        .withColumn("origin_area", area("origin", "arrivals"))
        .withColumn("destination_area", area("destination", "departures"))
        .withColumn("observations", col("devices"))
        .withColumn("observation_unit", lit("devices"))
        .withColumn("source", lit(p.phoneSource()))
        .withColumn(
            Suppression.STATUS, when(isShown, PublishedRows.SHOWN).otherwise(Suppression.SECONDARY))
        .withColumn(
            Suppression.RULE,
            when(isShown, concat(lit("at least "), col("least_devices"), lit(" devices")))
                .otherwise("protects a hidden flow"));
  }

  /** The area, or the code of SDMX for all, none or an unknown one. */
  private static Column area(String side, String ofAll) {
    return when(col(side).notEqual(""), col(side))
        .when(col("kind").equalTo(ofAll), "_T")
        .when(col("kind").equalTo("homes"), "_Z")
        .otherwise("_X");
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
}
