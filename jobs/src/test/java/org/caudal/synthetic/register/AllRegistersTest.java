package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

@SparkTest
class AllRegistersTest {
  private static final BigDecimal FEW = new BigDecimal("0.01");
  private static final AllRegisterParams PARAMS =
      new AllRegisterParams(
          2,
          new RegisterShares(FEW, FEW, FEW, FEW, FEW, "none", "none", "none"),
          new CrossingParams(
              FEW,
              FEW,
              FEW,
              FEW,
              FEW,
              FEW,
              FEW,
              YearMonth.of(2022, 6),
              "XC010101",
              LocalDate.of(2020, 12, 20),
              LocalDate.of(2021, 12, 20)),
          ContributionsTest.PARAMS,
          MissingPersonsTest.PARAMS,
          new TraffickingParams(new BigDecimal("0.5"), FEW),
          EnumerationTest.PARAMS,
          SurveySampleTest.PARAMS);

  private static String text(Row row, String... columns) {
    return String.join(
        " ", List.of(columns).stream().map(c -> String.valueOf(row.<Object>getAs(c))).toList());
  }

  @Test
  void everyRecordHasOneLinkAndEveryDefectOneRow(SparkSession spark) {
    TestInputs inputs = MadeCountry.of(spark).some(80);
    List<Row> links = new PlantLinks().transform(inputs, PARAMS).collectAsList();
    assertThat(links.stream().map(link -> text(link, "register", "record_id")).toList())
        .doesNotHaveDuplicates();
    assertThat(links.stream().map(link -> text(link, "register")).distinct())
        .contains(
            "border_crossing",
            "social_security",
            "census",
            "survey_emigrant",
            "victims_ngo",
            "population_register");
    List<Row> defects = new PlantRegisterDefects().transform(inputs, PARAMS).collectAsList();
    assertThat(defects.stream().filter(Row::anyNull)).isEmpty();
    assertThat(
            defects.stream()
                .map(defect -> text(defect, "file_name", "line_number", "kind", "detail"))
                .toList())
        .doesNotHaveDuplicates()
        .isNotEmpty();
    List<Row> crossings =
        BorderCrossings.lines(inputs, PARAMS.crossings())
            .filter(col("defects").getItem(0).isNotNull())
            .collectAsList();
    assertThat(
            defects.stream()
                .filter(defect -> text(defect, "file_name").startsWith("border_crossing"))
                .map(defect -> text(defect, "file_name", "line_number"))
                .toList())
        .containsExactlyInAnyOrderElementsOf(
            crossings.stream().map(line -> text(line, "file_name", "line_number")).toList());
  }
}
