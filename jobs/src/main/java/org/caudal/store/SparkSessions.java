package org.caudal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.caudal.config.SparkSettings;
import org.caudal.problem.ProblemException;

/**
 * The Spark session of the suite, wherever it runs.
 *
 * <p>A setting is taken from spark-submit, else from the configuration, else it is the one below
 * that suits the master. Settings that would change figures are {@linkplain SparkSettings#FIXED
 * fixed}.
 */
public final class SparkSessions {
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "spark.app.name", "caudal",
          "spark.master", "local[*]",
          "spark.log.level", "WARN",
          "spark.sql.debug.maxToStringFields", "1000",
          // Delta reads the log of every table in 50 tasks unless told otherwise.
          "spark.databricks.delta.snapshotPartitions", "8",
          // Rows are kept for minutes: to find how they pack best costs more than it saves.
          "spark.sql.inMemoryColumnarStorage.compressed", "false",
          // The JVM never compiles a longer method: steps by themselves are faster than one in it.
          "spark.sql.codegen.hugeMethodLimit", "8000",
          // A small map before the map of groups only delays where groups are many, as devices are.
          "spark.sql.codegen.aggregate.map.twolevel.enabled", "false",
          // A stack trace kept with every column would travel to the executors with every task.
          "spark.sql.dataFrameQueryContext.enabled", "false",
          "spark.ui.showConsoleProgress", "false");

  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "4",
          // Few rows can be much work, such as a bootstrap: they are not put into one task.
          "spark.sql.adaptive.coalescePartitions.minPartitionSize", "64k",
          // A table's partition, such as a day, is written by as many tasks as it has such parts.
          "spark.sql.adaptive.advisoryPartitionSizeInBytes", "8m",
          "spark.databricks.delta.snapshotPartitions", "2",
          "spark.hadoop.fs.file.impl", LocalDisk.class.getName(),
          "spark.hadoop.fs.AbstractFileSystem.file.impl", LocalDisk.Context.class.getName());

  private static final Pattern MASTER =
      Pattern.compile(
          "local(\\[([0-9]+|\\*)( *, *[0-9]+)?])?|local-cluster\\[.*]|yarn|[a-z0-9]+://.+");

  private SparkSessions() {}

  /** Ends the log of a session that is being taken down from outside. */
  public static void logNothing() {
    if (isRunning()) {
      SparkSession.getDefaultSession().get().sparkContext().setLogLevel("OFF");
    }
  }

  /** Whether there is a session already that a new one would share. */
  public static boolean isRunning() {
    return SparkSession.getDefaultSession().exists(session -> !session.sparkContext().isStopped());
  }

  /** Spark itself says of a wrong master only after a page of its own calls that it is wrong. */
  private static void requireMaster(String master) {
    if (!MASTER.matcher(master).matches()) {
      throw ProblemException.user(
          "spark.master",
          "is no master that Spark knows, was '" + master + "'.",
          "Write local[*] for this machine, yarn, spark://HOST:PORT or k8s://URL.");
    }
  }

  private static String privateFolder() {
    try {
      return SpillFolder.make(Path.of(System.getProperty("java.io.tmpdir"))).toString();
    } catch (IOException e) {
      throw ProblemException.user(
          System.getProperty("java.io.tmpdir"),
          "cannot be written: " + e.getMessage(),
          "Make room there, or name another folder as spark.local.dir under spark.");
    }
  }

  /** The session with the given settings of the configuration. */
  public static SparkSession session(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("spark.")) {
        all.put(name, System.getProperty(name)); // spark-submit hands its settings over like this
      }
    }
    if (all.getOrDefault("spark.master", "local").startsWith("local")) {
      LOCAL.forEach(all::putIfAbsent);
      if (System.getenv("SPARK_LOCAL_DIRS") == null) {
        all.computeIfAbsent("spark.local.dir", name -> privateFolder());
      }
    }
    EVERYWHERE.forEach(all::putIfAbsent);
    all.putAll(SparkSettings.FIXED);
    requireMaster(all.getOrDefault("spark.master", ""));
    SparkSession.Builder builder = SparkSession.builder();
    all.forEach(builder::config);
    return builder.getOrCreate();
  }
}
