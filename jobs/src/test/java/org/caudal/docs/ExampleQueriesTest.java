package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Write;
import org.caudal.publication.IndicatorCode;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** The query on the page of each table can be run as it stands. */
@SparkTest
class ExampleQueriesTest {

  @Test
  void everyTableHasAQueryThatFitsItsColumns(SparkSession spark) {
    for (TableSchema table : Suite.tables().tables()) {
      if (isLayoutOfFiles(table)) {
        continue;
      }
      spark
          .createDataFrame(List.of(), table.bareStructType())
          .createOrReplaceTempView(table.name());
      try {
        assertThat(table.declaration().example()).as(table.name()).isNotEmpty();
        assertThat(spark.sql(table.declaration().example()).columns()).isNotEmpty();
      } finally {
        spark.catalog().dropTempView(table.name());
      }
    }
  }

  private static boolean isLayoutOfFiles(TableSchema table) {
    return Suite.jobs().jobs().stream()
        .anyMatch(
            job ->
                job.spec().write() instanceof Write.Export
                    && job.spec().output().equals(table.type()));
  }

  @Test
  void indicatorsNamedInQueriesExist() {
    List<String> codes = Arrays.stream(IndicatorCode.values()).map(IndicatorCode::code).toList();
    for (TableSchema table : Suite.tables().tables()) {
      assertThat(
              Pattern.compile("indicator_id = '(\\w+)'")
                  .matcher(table.declaration().example())
                  .results()
                  .map((MatchResult found) -> found.group(1)))
          .as(table.name())
          .isSubsetOf(codes);
    }
  }
}
