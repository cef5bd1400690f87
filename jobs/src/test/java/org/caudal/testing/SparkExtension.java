package org.caudal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.sql.SparkSession;
import org.caudal.store.SparkSessions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one Spark session a JVM; caches are cleared after each test. */
public final class SparkExtension
    implements ParameterResolver, BeforeAllCallback, AfterEachCallback {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context).session;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean compiled =
        context
            .getTestClass()
            .map(type -> type.getAnnotation(SparkTest.class))
            .filter(SparkTest::compiled)
            .isPresent();
    SparkSession session = shared(context).session;
    String mode = compiled ? "FALLBACK" : "NO_CODEGEN";
    session.conf().set("spark.sql.codegen.wholeStage", compiled);
    session.conf().set("spark.sql.codegen.factoryMode", mode);
    // Tasks that no query starts, such as those that read Delta's log, know only this.
    session.sparkContext().setLocalProperty("spark.sql.codegen.factoryMode", mode);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    shared(context).session.catalog().clearCache();
  }

  private static Shared shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
  }

  private static final class Shared implements AutoCloseable {
    private static final Set<String> SERVICES =
        Set.of("mapred-default.xml", "yarn-default.xml", "hdfs-default.xml");

    private final SparkSession session;

    private Shared() {
      session =
          SparkSessions.session(
              Map.of(
                  "spark.master",
                  "local[2]",
                  "spark.sql.shuffle.partitions",
                  "2",
                  "spark.sql.adaptive.enabled",
                  "false",
                  "spark.sql.files.minPartitionNum",
                  "1",
                  "spark.databricks.delta.snapshotPartitions",
                  "1",
                  "spark.sql.codegen.wholeStage",
                  "false",
                  "spark.sql.codegen.factoryMode",
                  "NO_CODEGEN",
                  // Neither pays for itself over a handful of rows.
                  "spark.sql.constraintPropagation.enabled",
                  "false",
                  "spark.databricks.delta.stats.collect",
                  "false",
                  "spark.sql.warehouse.dir",
                  "target/spark-warehouse"));
      forgetServices(session.sparkContext().hadoopConfiguration());
    }

    /** Every scan packs Hadoop's settings; three of four are defaults of services of a cluster. */
    private static void forgetServices(Configuration hadoop) {
      List<String> theirs = new ArrayList<>();
      HdfsConfiguration.init(); // loaded later, these and those of jobs would bring all back
      new JobConf();
      hadoop.forEach(
          setting -> {
            String[] sources = hadoop.getPropertySources(setting.getKey());
            if (sources != null && SERVICES.contains(sources[sources.length - 1])) {
              theirs.add(setting.getKey());
            }
          });
      theirs.forEach(hadoop::unset);
    }

    @Override
    public void close() {
      session.stop();
    }
  }
}
