package org.caudal.register.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Crossings from 2020 to the end of 2023; each traveller is a case of a nationality of its own. */
@SparkTest
class TemporaryPopulationTest {
  private final List<BorderCrossing> crossings = new ArrayList<>();

  private void cross(String nationality, String direction, String day) {
    crossings.add(
        Crossings.of(
            nationality + day + direction + crossings.size(),
            nationality,
            LocalDate.parse(day),
            direction,
            nationality));
  }

  private List<String> counted(SparkSession spark, int partitions) {
    DecideCrossings decide = new DecideCrossings();
    CountTemporaryPopulation count = new CountTemporaryPopulation();
    Dataset<Row> outcomes =
        decide.transform(
            new TestInputs(spark)
                .with(BorderCrossing.class, Rows.of(spark, crossings).repartition(partitions)),
            JobParams.of(decide, "{}"));
    List<String> texts = new ArrayList<>();
    for (Row row :
        count
            .transform(
                new TestInputs(spark).with(CrossingOutcome.class, outcomes),
                JobParams.of(count, "{}"))
            .orderBy("nationality", "reference_date", "stay_band")
            .collectAsList()) {
      texts.add(
          row.getAs("nationality")
              + " "
              + row.getAs("reference_date")
              + " "
              + row.getAs("stay_band")
              + ": "
              + row.getAs("least")
              + " to "
              + row.getAs("most"));
    }
    return texts;
  }

  @Test
  void whoIsThereAndDoesNotLiveThereIsCounted(SparkSession spark) {
    cross("SLV", "entry", "2021-01-30"); // a day in January, none in February: out on the 28th
    cross("SLV", "exit", "2021-02-28");
    cross("HND", "entry", "2021-03-31"); // in and out on the last day: not there at its end
    cross("HND", "exit", "2021-03-31");
    cross("COL", "entry", "2021-05-01"); // 30, 60, 91 and 183 days at the ends of months
    cross("COL", "exit", "2021-11-01");
    cross("VEN", "entry", "2020-01-10"); // came to live here; a trip home changes nothing
    cross("VEN", "exit", "2021-05-10");
    cross("VEN", "entry", "2021-06-10");
    cross("XCA", "exit", "2021-01-05"); // lives here, and was away for a week
    cross("XCA", "entry", "2021-01-12");
    cross("PER", "entry", "2023-11-15"); // may come to stay
    cross("NIC", "entry", "2022-01-20"); // left, nobody knows when
    cross("NIC", "entry", "2022-03-20");
    cross("NIC", "exit", "2022-03-25");
    cross("GTM", "entry", "2022-06-10"); // came again, nobody knows when
    cross("GTM", "exit", "2022-06-12");
    cross("GTM", "exit", "2022-08-05");
    // with 365 days or more until the second exit it would have lived there: since 6 August 2022
    cross("PAN", "entry", "2021-06-10");
    cross("PAN", "exit", "2021-06-12");
    cross("PAN", "exit", "2023-08-05");
    cross("BOL", "entry", "2020-03-01"); // from the 365th day on it would live there
    cross("BOL", "entry", "2022-06-01");
    cross("BOL", "exit", "2022-06-05");
    cross("BLZ", "exit", "2023-12-31"); // the end of the records
    List<String> counted = counted(spark, 1);
    assertThat(counted.stream().filter(text -> text.matches("BOL .* all: 0 to 1")))
        .hasSize(2) // the records begin on 10 January 2020
        .endsWith("BOL 2021-02-28 all: 0 to 1");
    assertThat(counted.stream().filter(text -> text.matches("PAN .* _U: 0 to 1")))
        .hasSize(12)
        .startsWith("PAN 2022-08-31 _U: 0 to 1")
        .endsWith("PAN 2023-07-31 _U: 0 to 1");
    assertThat(counted.stream().filter(text -> !text.matches("(all|BOL|PAN) .*")))
        .containsExactly(
            "COL 2021-05-31 30-89: 1 to 1",
            "COL 2021-05-31 all: 1 to 1",
            "COL 2021-06-30 30-89: 1 to 1",
            "COL 2021-06-30 all: 1 to 1",
            "COL 2021-07-31 90-182: 1 to 1",
            "COL 2021-07-31 all: 1 to 1",
            "COL 2021-08-31 90-182: 1 to 1",
            "COL 2021-08-31 all: 1 to 1",
            "COL 2021-09-30 90-182: 1 to 1",
            "COL 2021-09-30 all: 1 to 1",
            "COL 2021-10-31 183+: 1 to 1",
            "COL 2021-10-31 all: 1 to 1",
            "GTM 2022-06-30 _U: 0 to 1",
            "GTM 2022-06-30 all: 0 to 1",
            "GTM 2022-07-31 _U: 0 to 1",
            "GTM 2022-07-31 all: 0 to 1",
            "NIC 2022-01-31 0-29: 0 to 1",
            "NIC 2022-01-31 all: 0 to 1",
            "NIC 2022-02-28 30-89: 0 to 1",
            "NIC 2022-02-28 all: 0 to 1",
            "PER 2023-11-30 0-29: 0 to 1",
            "PER 2023-11-30 all: 0 to 1",
            "PER 2023-12-31 30-89: 0 to 1",
            "PER 2023-12-31 all: 0 to 1",
            "SLV 2021-01-31 0-29: 1 to 1",
            "SLV 2021-01-31 all: 1 to 1");
    assertThat(counted).contains("all 2021-06-30 all: 1 to 1", "all 2022-06-30 all: 0 to 1");
    assertThat(counted(spark, 7)).isEqualTo(counted);
  }

  /** Who came on 31 December 2020 would live there on 31 December 2021, 365 days later. */
  @Test
  void daysBeginWhenWhoCameBeforeTheRecordsWouldLiveThere(SparkSession spark) {
    cross("HND", "entry", "2021-01-01");
    cross("HND", "exit", "2021-01-02");
    cross("SLV", "exit", "2021-03-10"); // who may have been a visitor of January
    cross("GTM", "entry", "2021-12-15");
    cross("GTM", "exit", "2022-01-05");
    cross("CRI", "entry", "2022-01-15");
    cross("CRI", "exit", "2022-02-10");
    cross("BLZ", "exit", "2023-12-31"); // the end of the records
    assertThat(counted(spark, 1).stream().filter(text -> !text.startsWith("all")))
        .containsExactly(
            "CRI 2022-01-31 0-29: 1 to 1",
            "CRI 2022-01-31 all: 1 to 1",
            "GTM 2021-12-31 0-29: 1 to 1",
            "GTM 2021-12-31 all: 1 to 1");
  }

  @Test
  void whoCrossesTwiceInOneDirectionOnADayIsOnePerson(SparkSession spark) {
    cross("BRB", "exit", "2020-12-31"); // the beginning of the records
    cross("HTI", "entry", "2022-01-30"); // 1 and 29 days at the ends of months, once a person
    cross("HTI", "entry", "2022-01-30");
    cross("HTI", "exit", "2022-03-10");
    cross("CUB", "entry", "2022-01-05"); // abroad from 30 January to 10 April
    cross("CUB", "exit", "2022-01-30");
    cross("CUB", "exit", "2022-01-30");
    cross("CUB", "entry", "2022-04-10");
    cross("CUB", "exit", "2022-04-12");
    cross("BLZ", "exit", "2023-12-31"); // the end of the records
    assertThat(counted(spark, 1).stream().filter(text -> !text.startsWith("all")))
        .containsExactly(
            "HTI 2022-01-31 0-29: 0 to 1",
            "HTI 2022-01-31 all: 0 to 1",
            "HTI 2022-02-28 0-29: 0 to 1",
            "HTI 2022-02-28 all: 0 to 1");
  }
}
