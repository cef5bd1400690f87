package org.caudal.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;

/**
 * A year of location-days from which residence spells are found: every device is seen on each of
 * 365 days, at one of 400 cells in 40 areas. A fifth moves once, one day in ten is spent elsewhere;
 * all by hashes of device and day.
 */
final class SpellBench {
  private static final int DAYS = 365;
  static final int CELLS = 400;
  private static final CommitNote NOTE = new CommitNote("bench", "bench spells", "all", "bench");

  private SpellBench() {}

  /** Writes the tables that detect-spells reads, and says how much there is. */
  static String write(DeltaStore store, long devices) {
    SparkSession spark = SparkSession.active();
    store.replaceWhole(TableSchema.of(CellZone.class), cellZones(spark), NOTE);
    store.replaceWhole(TableSchema.of(DeviceDay.class), days(spark, devices), NOTE);
    return String.format(Locale.ROOT, "%,d devices, %,d location-days", devices, DAYS * devices);
  }

  private static Dataset<Row> days(SparkSession spark, long devices) {
    return spark
        .range(devices * DAYS)
        .withColumn("day", expr("CAST(id DIV " + devices + " AS INT)"))
        .withColumn("device_id", expr("xxhash64(id % " + devices + ")"))
        .withColumn("moves", expr("pmod(xxhash64(device_id, 'moves'), 5) = 0"))
        .withColumn("move", expr("90 + pmod(xxhash64(device_id, 'day'), 185)"))
        .withColumn("home", expr("IF(moves AND day >= move, 'second', 'first')"))
        .withColumn("away", expr("pmod(xxhash64(device_id, day), 10) = 0"))
        .withColumn(
            "cell",
            expr(
                "pmod(IF(away, xxhash64(device_id, day, 'away'), xxhash64(device_id, home)), "
                    + CELLS
                    + ")"))
        .select(
            expr("date_add(DATE'2024-01-01', day)").as("event_date"),
            lit("01").as("operator_id"),
            col("device_id"),
            lit("domestic").as("domain"),
            cell(col("cell")).as("cell_id"),
            lit("XCA").as("country"),
            lit(799).as("mcc"),
            lit(3).as("event_count"),
            expr("shiftleft(1, 20) | shiftleft(1, 12)").as("hour_bits"),
            lit(12 * 3600).as("first_second"),
            lit(20 * 3600).as("last_second"),
            lit(3 * 900).as("known_seconds"),
            lit(24 * 3600 - 3 * 900).as("unknown_seconds"));
  }

  /** The name of a cell. */
  static Column cell(Column number) {
    return concat(lit("cell-"), number);
  }

  /** 400 cells in 40 areas. */
  static Dataset<Row> cellZones(SparkSession spark) {
    return spark
        .range(CELLS)
        .select(
            lit("municipality").as("level"),
            lit("01").as("operator_id"),
            cell(col("id")).as("cell_id"),
            expr("DATE'2020-01-01'").as("valid_from"),
            expr("CAST(NULL AS DATE)").as("valid_to"),
            concat(lit("zone-"), expr("id DIV 10")).as("zone_id"),
            lit(1.0).as("share"),
            lit(true).as("is_main"),
            lit(false).as("is_by_land_use"));
  }
}
