package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LoadMarginsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

  @Test
  void residentsMayBeGivenWithAndWithoutSexAndAge(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("margins.csv");
    Files.writeString(
        file,
        """
        level,zone_id,sex,age_band,reference_date,persons
        province,P1,,,2025-03-01,1200
        province,P1,1,85+,2025-03-01,7
        province,P1,2,15-19,2025-03-01,0
        province,P1,3,15-19,2025-03-01,50
        province,P1,1,young,2025-03-01,50
        province,P2,0,,2025-03-01,-1
        """);
    Platform platform = new Platform(spark, folder, List.of(new LoadPopulationMargins()));
    JobOutcome outcome =
        platform.runOne(
            "load-population-margins: {extract: {paths: [" + file + "]}}",
            "load-population-margins");
    assertThat(outcome.counts()).isEqualTo(new Counts(6, 3, 3, 0));
    assertThat(outcome.rejectedByRule())
        .isEqualTo(Map.of("sex-known", 1L, "age-band-readable", 1L, "persons-possible", 1L));
    assertThatTable(platform.table(PopulationMargin.class))
        .hasRows(
            new PopulationMargin("province", "P1", 0, "", DAY, 1200, "margins.csv", 2),
            new PopulationMargin("province", "P1", 1, "85+", DAY, 7, "margins.csv", 3),
            new PopulationMargin("province", "P1", 2, "15-19", DAY, 0, "margins.csv", 4));
  }

  @Test
  void subscribersMayBeGivenForTheWholeCountry(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("facts.csv");
    Files.writeString(
        file,
        """
        operator,operator_name,count_day,province_code,sex,age_group,active_sims,market_share
        01,Marea,2025-03-01,XC01,1,18-29,40,0.5000
        01,Marea,2025-03-01,,,,900,
        02,Other,2025-03-01,,4,,100,
        """);
    Platform platform = new Platform(spark, folder, List.of(new LoadOperatorFacts()));
    JobOutcome outcome =
        platform.runOne(
            "load-operator-facts: {extract: {paths: [" + file + "]}}", "load-operator-facts");
    assertThat(outcome.counts()).isEqualTo(new Counts(3, 2, 1, 0));
    assertThatTable(platform.table(SubscriberCount.class))
        .hasRows(
            new SubscriberCount(DAY, "01", "XC01", 1, "18-29", 40, "facts.csv", 2),
            new SubscriberCount(DAY, "01", "", 0, "", 900, "facts.csv", 3));
  }
}
