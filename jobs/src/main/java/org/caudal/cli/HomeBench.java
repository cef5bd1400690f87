package org.caudal.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.CleanEvent;
import org.caudal.phone.network.CellZone;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;

/**
 * A month of events from which homes are found: every device has four on each of thirty days, at
 * night at its home, by day at two other places, and one night in five elsewhere; all by hashes of
 * device and day.
 */
final class HomeBench {
  private static final int DAYS = 30;
  private static final int EVENTS = 4;
  private static final CommitNote NOTE = new CommitNote("bench", "bench homes", "all", "bench");

  private HomeBench() {}

  /** Writes the tables that are read, and says how much there is. */
  static String write(DeltaStore store, long devices) {
    SparkSession spark = SparkSession.active();
    store.replaceWhole(TableSchema.of(CellZone.class), SpellBench.cellZones(spark), NOTE);
    store.replaceWhole(TableSchema.of(CleanEvent.class), events(spark, devices), NOTE);
    return String.format(Locale.ROOT, "%,d devices, %,d events", devices, DAYS * EVENTS * devices);
  }

  private static Dataset<Row> events(SparkSession spark, long devices) {
    return spark
        .range(devices * DAYS * EVENTS)
        .withColumn("event", expr("CAST(id % " + EVENTS + " AS INT)"))
        .withColumn("day", expr("CAST(id DIV " + EVENTS + " DIV " + devices + " AS INT)"))
        .withColumn("device_id", expr("xxhash64(id DIV " + EVENTS + " % " + devices + ")"))
        .withColumn("away", expr("pmod(xxhash64(device_id, day, 'away'), 5) = 0"))
        .withColumn("is_home", expr("event IN (0, 3) AND NOT away"))
        .withColumn(
            "place", expr("IF(is_home, xxhash64(device_id), xxhash64(device_id, day, event))"))
        // about 5, 11, 16 and 22 o'clock
        .withColumn(
            "local_second",
            expr(
                "CAST(18000 + 20400 * event + pmod(xxhash64(device_id, day, event, 's'), 3600) AS INT)"))
        .withColumn("event_date", expr("date_add(DATE'2025-06-01', day)"))
        .select(
            col("event_date"),
            lit("01").as("operator_id"),
            col("device_id"),
            expr("timestamp_seconds(unix_date(event_date) * 86400L + local_second)").as("event_ts"),
            col("local_second"),
            lit("domestic").as("domain"),
            SpellBench.cell(expr("pmod(place, " + SpellBench.CELLS + ")")).as("cell_id"),
            lit(799).as("mcc"),
            lit(0).as("plmn"),
            expr("CAST(NULL AS DOUBLE)").as("latitude"),
            expr("CAST(NULL AS DOUBLE)").as("longitude"),
            lit(0).as("error_flag"),
            lit(900).as("known_seconds"),
            lit(20_700).as("unknown_seconds"));
  }
}
