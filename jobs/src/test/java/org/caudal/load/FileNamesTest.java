package org.caudal.load;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class FileNamesTest {

  @Test
  void eachRowHasWhatIsInTheNameOfItsOwnFile(SparkSession spark) {
    List<String> names =
        List.of("a_01.csv", "a_02.csv", "a_02.csv", "none.csv", "a_01.csv", "_.csv");
    assertThat(
            spark
                .createDataset(names, Encoders.STRING())
                .toDF(RawColumns.FILE)
                .select(
                    col(RawColumns.FILE),
                    FileNames.part("_([0-9]*)[.]", 1),
                    FileNames.part("[a-z]+", 0),
                    FileNames.part("([a-z])_.*[.]([a-z]+)$", 1),
                    FileNames.part("([a-z])_.*[.]([a-z]+)$", 2))
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly(
            "a_01.csv 01 a a csv",
            "a_02.csv 02 a a csv",
            "a_02.csv 02 a a csv",
            "none.csv null none null null",
            "a_01.csv 01 a a csv",
            "_.csv null csv null null");
  }

  @Test
  void aPatternWithoutAGroupIsRefused() {
    assertThatThrownBy(() -> FileNames.requireGroup("source-pattern", "[a-z]+"))
        .hasMessage("source-pattern must have a group in brackets, was [a-z]+");
    assertThatThrownBy(() -> FileNames.requireGroup("source-pattern", "([a-z]+"))
        .hasMessageStartingWith("source-pattern: Unclosed group");
  }
}
