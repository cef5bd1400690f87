package org.caudal.phone.presence;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.person.PersonFigures;
import org.caudal.phone.place.Visits;

/** Devices and persons present by area, with standard errors, from devices by hour and cell. */
final class PresenceFigures {
  /** Columns with decimals. */
  static final List<String> NUMBERS =
      List.of(
          "persons_counted",
          "devices_direct",
          "devices_estimate",
          "devices_error",
          "devices_low",
          "devices_high",
          "persons_naive",
          "persons",
          "persons_error",
          "persons_low",
          "persons_high");

  private static final double WHOLE = 0.999999999; // shares of homes add up to it

  private PresenceFigures() {}

  /** One row a day, hour, level and area with a part of a device. */
  static Dataset<Row> of(Dataset<Row> spots, Inputs in, EstimatePresence.Params p) {
    Dataset<Row> weights = weights(in, p);
    Dataset<Row> cellZones = in.table(CellZone.class);
    Column group =
        struct(
            col("operator_id"),
            col("cell_id"),
            col("valid_from").cast("string").as("since"),
            col("home"),
            col("stratum"),
            col("devices"),
            xxhash64(
                    col("operator_id"),
                    col("cell_id"),
                    col("valid_from"),
                    col("home"),
                    col("stratum"))
                .as("key"),
            col("areas"));
    return groups(spots, weights)
        .crossJoin(broadcast(cellZones.select("level").distinct()))
        .join(
            broadcast(shares(cellZones)),
            new String[] {"level", "operator_id", "cell_id", "valid_from"},
            "left_outer")
        .withColumn("areas", coalesce(col("areas"), expr("array()")))
        .groupBy("day", "hour", "level")
        .agg(array_sort(collect_list(group)).as("groups"))
        .join(served(cellZones, DevicesByHour.days(in, p)), new String[] {"day", "level"})
        .withColumn("month", trunc(col("day"), "month"))
        .join(residents(weights), new String[] {"month"}, "left_outer")
        .select(
            col("day"),
            col("hour"),
            col("level"),
            inline(PresentDevices.figures(p, col("groups"), col("served"), col("residents"))));
  }

  /** The weights that are used. */
  static Dataset<Row> weights(Inputs in, EstimatePresence.Params p) {
    return in.table(DeviceWeight.class)
        .filter(
            col("level")
                .equalTo(p.weights().level())
                .and(col("definition").equalTo(p.weights().definition())));
  }

  /** Devices alike in cell, home and stratum; those without a weight have an empty home. */
  private static Dataset<Row> groups(Dataset<Row> spots, Dataset<Row> weights) {
    String[] device = {"month", "operator_id", "device_id"};
    Column home = struct(col("zone_id").as("home"), col("stratum"), col("share"));
    Column rest = expr("array(named_struct('home', '', 'stratum', '', 'share', 1 - shares))");
    Column nobody = struct(lit("").as("home"), lit("").as("stratum"), lit(1.0).as("share"));
    Dataset<Row> homes =
        weights
            .groupBy(device[0], device[1], device[2])
            .agg(
                array_sort(collect_list(home)).as("homes"),
                PersonFigures.total("share").as("shares"))
            .withColumn(
                "homes",
                when(col("shares").lt(WHOLE), concat(col("homes"), rest)).otherwise(col("homes")))
            .drop("shares");
    return spots
        .withColumn("month", trunc(col("day"), "month"))
        .join(homes, device, "left_outer")
        .withColumn("home", explode(coalesce(col("homes"), array(nobody))))
        .groupBy(
            col("day"),
            col("hour"),
            col("operator_id"),
            col("cell_id"),
            col("valid_from"),
            col("home.home").as("home"),
            col("home.stratum").as("stratum"))
        .agg(
            sum(col("part").multiply(col("home.share").cast("decimal(18,15)")))
                .cast("double")
                .as("devices"));
  }

  /** Areas of each cell with its shares. */
  private static Dataset<Row> shares(Dataset<Row> cellZones) {
    return cellZones
        .groupBy("level", "operator_id", "cell_id", "valid_from")
        .agg(array_sort(collect_list(struct(col("zone_id"), col("share")))).as("areas"));
  }

  /** Sum of the shares of the cells that stand on a day, by operator and area. */
  private static Dataset<Row> served(Dataset<Row> cellZones, Dataset<Row> days) {
    return broadcast(days)
        .join(cellZones, Visits.stands("day"))
        .groupBy("day", "level", "operator_id", "zone_id")
        .agg(sum(col("share").cast("decimal(20,15)")).cast("double").as("sum"))
        .groupBy("day", "level")
        .agg(
            array_sort(collect_list(struct(col("operator_id"), col("zone_id"), col("sum"))))
                .as("served"));
  }

  /** Residents by area of home and stratum, of each month. */
  private static Dataset<Row> residents(Dataset<Row> weights) {
    Column unit =
        struct(
            col("zone_id"),
            col("stratum"),
            col("weight"),
            col("devices"),
            col("persons"),
            PersonFigures.operatorAndClass(),
            col("sex").cast("string"),
            col("age_band"));
    return weights
        .groupBy("month", "zone_id", "stratum", "operator_id", "activity_class", "sex", "age_band")
        .agg(
            PersonFigures.total("weight").as("weight"),
            PersonFigures.total("share").as("devices"),
            max("persons").as("persons"))
        .filter(col("weight").gt(0))
        .groupBy("month")
        .agg(array_sort(collect_list(unit)).as("residents"));
  }
}
