package org.caudal.store;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The Spark settings that every session of the suite has, wherever it runs. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Whether there is a session already that a new one would share. */
  public static boolean isRunning() {
    return SparkSession.getDefaultSession().exists(session -> !session.sparkContext().isStopped());
  }

  /** A session with Delta, UTC and the given settings on top; the master is local unless given. */
  public static SparkSession session(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.app.name", "caudal");
    all.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    all.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    all.put("spark.sql.session.timeZone", "UTC");
    all.put("spark.sql.ansi.enabled", "true");
    all.put("spark.sql.decimalOperations.allowPrecisionLoss", "true");
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    if (System.getProperty("spark.master") == null && !settings.containsKey("spark.master")) {
      all.put("spark.master", "local[*]");
    }
    String master = settings.getOrDefault("spark.master", all.getOrDefault("spark.master", ""));
    if (master.startsWith("local")) {
      all.put("spark.driver.host", "127.0.0.1");
      all.put("spark.driver.bindAddress", "127.0.0.1");
      all.put("spark.sql.shuffle.partitions", "4");
      // Delta reads a table's log in 50 tasks unless told otherwise: slow on a small machine.
      all.put("spark.databricks.delta.snapshotPartitions", "2");
    }
    all.putAll(settings);
    SparkSession.Builder builder = SparkSession.builder();
    all.forEach(builder::config);
    return builder.getOrCreate();
  }
}
