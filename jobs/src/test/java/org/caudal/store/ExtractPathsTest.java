package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Extract;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class ExtractPathsTest {

  @Test
  void aFileIsNamedByItselfItsFolderOrAPattern(SparkSession spark) {
    for (String given :
        List.of(
            "/data/rates/ecb.csv",
            "file:/data/rates/ecb.csv",
            "/data/rates",
            "/data/*",
            "/data/*/e?b.csv",
            "/data/{fees,rates}/*.csv",
            "/data/rates/[^a]cb.csv",
            "/data/**/ecb.csv",
            "/data/{a,{b,c}}/*")) {
      assertThat(isNamed(spark, given, "file:/data/rates/ecb.csv")).as(given).isTrue();
    }
    for (String given :
        List.of(
            "/data/rates/bcb.csv",
            "/data/rates/b*.csv",
            "/data/rates/[^e]cb.csv",
            "/data",
            "/data/*.csv",
            "/**/ecb.csv",
            "/data/***.csv",
            "rates/ecb.csv")) {
      assertThat(isNamed(spark, given, "file:/data/rates/ecb.csv")).as(given).isFalse();
    }
    assertThat(isNamed(spark, "rates/*", Path.of("rates/ecb.csv").toUri().toString())).isTrue();
  }

  @Test
  void placesOfTwoStoresAreTwo(SparkSession spark) {
    String file = "hdfs://localhost:8020/data/rates/ecb.csv";
    assertThat(isNamed(spark, "hdfs://localhost:8020/data/rates/*", file)).isTrue();
    for (String given : List.of("hdfs://localhost:8021/data/rates/*", "/data/rates/*")) {
      assertThat(isNamed(spark, given, file)).as(given).isFalse();
    }
  }

  private static boolean isNamed(SparkSession spark, String given, String file) {
    Extract extract =
        new Extract(
            List.of(given),
            Extract.Format.CSV,
            new Extract.Csv(",", "\"", StandardCharsets.UTF_8),
            new Extract.Values(false, List.of(), List.of(), null, List.of()),
            Map.of(),
            Map.of(),
            Map.of());
    return new ExtractPaths(spark, extract).name(file);
  }
}
