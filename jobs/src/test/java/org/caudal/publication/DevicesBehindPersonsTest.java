package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.person.PersonFlow;
import org.caudal.testing.JobParams;
import org.caudal.testing.PublishedFigure;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Four areas and abroad, of which figures of devices and of persons are published. In D live 73
 * devices: 55 stayed, 11 came from A, 4 from B, and 3 appeared. Who appeared and who came from
 * abroad has no weight, and is in no figure of persons.
 */
@SparkTest
class DevicesBehindPersonsTest {
  private static final int PERSONS = 8; // to a device

  private static Map<String, Row> published = Map.of();

  private static PersonFlow persons(String kind, String origin, String destination, int devices) {
    return PhoneFigures.persons(kind, origin, destination, devices, devices, devices * PERSONS);
  }

  @BeforeAll
  static void publish(SparkSession spark) {
    List<PhoneFlow> phones =
        List.of(
            PhoneFigures.devices("stayer", "A", "A", 90),
            PhoneFigures.devices("mover", "A", "C", 12),
            PhoneFigures.devices("mover", "A", "D", 11),
            PhoneFigures.devices("mover", "A", "NIC", 11),
            PhoneFigures.devices("stayer", "B", "B", 30),
            PhoneFigures.devices("mover", "B", "D", 4),
            PhoneFigures.devices("stayer", "C", "C", 30),
            PhoneFigures.devices("mover", "D", "A", 12),
            PhoneFigures.devices("stayer", "D", "D", 55),
            PhoneFigures.devices("disappeared", "D", "", 3),
            PhoneFigures.devices("mover", "NIC", "C", 10),
            PhoneFigures.devices("appeared", "", "D", 3));
    List<PersonFlow> persons =
        new ArrayList<>(
            List.of(
                persons("stock", "", "A", 102), // 90 + 12
                persons("stock", "", "B", 30),
                persons("stock", "", "C", 42), // 30 + 12
                persons("stock", "", "D", 70), // 55 + 11 + 4
                persons("stock", "", "NIC", 11),
                persons("arrivals", "", "A", 12),
                persons("arrivals", "", "C", 12),
                persons("arrivals", "", "D", 15), // 11 + 4
                persons("arrivals", "", "NIC", 11),
                persons("departures", "A", "", 34), // 12 + 11 + 11
                persons("departures", "B", "", 4),
                persons("departures", "D", "", 12)));
    for (PhoneFlow flow : phones) {
      if (!flow.origin().isEmpty()
          && !flow.origin().equals("NIC")
          && !flow.destination().isEmpty()) {
        persons.add(persons(flow.kind(), flow.origin(), flow.destination(), (int) flow.devices()));
      }
    }
    Dataset<Row> rows =
        new PublishIndicators()
            .transform(
                new TestInputs(spark)
                    .with(PhoneFlow.class, Rows.of(spark, phones))
                    .with(PersonFlow.class, Rows.of(spark, persons))
                    .with(
                        PhoneFigures.province("A"),
                        PhoneFigures.province("B"),
                        PhoneFigures.province("C"),
                        PhoneFigures.province("D")),
                JobParams.of(
                    new PublishIndicators(),
                    "{vintage: 2025-07-01, phone-source: operators, minimum-devices: 10}"));
    published = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      published.put(
          String.join(
              " ",
              row.<String>getAs("indicator_id").substring("phone_".length()),
              row.getAs("period_start").toString().substring(5, 7),
              row.getAs("origin_area"),
              row.getAs("destination_area")),
          row);
    }
  }

  private static boolean isShown(String name) {
    Row row = published.get(name);
    return row != null && row.getAs("value") != null;
  }

  /** 73 - 70 = 3 appeared in D. In A and B nobody did: 0 is few, too. */
  @Test
  void stocksOfDevicesAndOfPersonsTellNobodyWhoAppeared() {
    for (String area : List.of("A", "B", "D")) {
      assertThat(List.of(isShown("homes 06 _Z " + area), isShown("persons_homes 06 _Z " + area)))
          .as(area)
          .contains(false);
    }
    assertThat(isShown("homes 06 _Z D")).isTrue();
    assertThat(PublishedFigure.text(row("persons_homes 06 _Z D")))
        .isEqualTo("suppressed_secondary: protects a hidden flow");
    // 52 - 42 = 10 came to C from abroad
    if (isShown("homes 06 _Z C") && isShown("persons_homes 06 _Z C")) {
      assertThat(isShown("movers 06 NIC C")).isTrue();
    }
  }

  /** 560 in D less 412 who stayed are those who came, whom 4 from B are among. */
  @Test
  void noHiddenFigureOfPersonsIsTheDifferenceOfTwoShown() {
    for (String area : List.of("A", "B", "C", "D")) {
      if (isShown("persons_homes 06 _Z " + area)
          && isShown("persons_stayers 06 " + area + " " + area)) {
        assertThat(isShown("persons_arrivals 06 _T " + area)).as(area).isTrue();
      }
    }
  }

  private static Row row(String name) {
    return Objects.requireNonNull(published.get(name), name);
  }
}
