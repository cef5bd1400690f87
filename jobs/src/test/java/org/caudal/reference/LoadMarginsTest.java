package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadMarginsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

  @Test
  void residentsMayBeGivenWithAndWithoutSexAndAge(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadPopulationMargins(),
            """
        level,zone_id,sex,age_band,reference_date,persons
        province,P1,,,2025-03-01,1200
        province,P1,1,85+,2025-03-01,7
        province,P1,2,15-19,2025-03-01,0
        province,P1,3,15-19,2025-03-01,50
        province,P1,1,young,2025-03-01,50
        province,P2,0,,2025-03-01,-1
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejectedByRule())
        .isEqualTo(Map.of("sex-known", 1L, "age-band-readable", 1L, "persons-possible", 1L));
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            new PopulationMargin("province", "P1", 0, "", DAY, 1200, JudgedSheet.NAME, 2),
            new PopulationMargin("province", "P1", 1, "85+", DAY, 7, JudgedSheet.NAME, 3),
            new PopulationMargin("province", "P1", 2, "15-19", DAY, 0, JudgedSheet.NAME, 4));
  }

  @Test
  void subscribersMayBeGivenForTheWholeCountry(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadOperatorFacts(),
            """
        operator,operator_name,count_day,province_code,sex,age_group,active_sims,market_share
        01,Marea,2025-03-01,XC01,1,18-29,40,0.5000
        01,Marea,2025-03-01,,,,900,
        02,Other,2025-03-01,,4,,100,
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected()).hasSize(1);
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            new SubscriberCount(DAY, "01", "XC01", 1, "18-29", 40, JudgedSheet.NAME, 2),
            new SubscriberCount(DAY, "01", "", 0, "", 900, JudgedSheet.NAME, 3));
  }
}
