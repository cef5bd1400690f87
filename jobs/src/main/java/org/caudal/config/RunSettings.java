package org.caudal.config;

import java.util.Map;
import org.caudal.job.Days;
import org.caudal.job.Months;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** The keys at the top of a configuration, besides {@code jobs}. */
public record RunSettings(
    @Doc("Folder that holds one folder a table: a local path, hdfs:// or s3a://")
        @Example("build/tables")
        String tables,
    @Doc("Folder of run reports and of the page; by default _reports under tables")
        @Example("build/reports")
        @Nullable String reports,
    @Doc("File with the key of pseudonyms; by default the variable CAUDAL_PSEUDONYM_KEY is used")
        @Example("caudal.key")
        @Nullable String pseudonymKeyFile,
    @Doc(
            "File with the key that offices share to link without names, for encode-records; by default the variable CAUDAL_EXCHANGE_KEY is used")
        @Example("exchange.key")
        @Nullable String exchangeKeyFile,
    @Doc("A month such as 2025-03 or a span such as 2025-01..2025-06; by default all")
        @Nullable Months months,
    @Doc("A day such as 2025-06-02 or a span such as 2025-06-02..2025-06-08; by default all")
        @Nullable Days days,
    @Doc("Spark settings, each under its own name") @Default("{}") Map<String, String> spark) {

  /** Refuses settings that are not Spark's. */
  public RunSettings {
    for (String name : spark.keySet()) {
      if (!name.startsWith("spark.")) {
        throw new IllegalArgumentException(
            "spark must hold settings that begin with spark., was " + name);
      }
    }
    spark = Map.copyOf(spark);
  }
}
