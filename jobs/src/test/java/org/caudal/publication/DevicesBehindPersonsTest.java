package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
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
  private static final List<String> AREAS = List.of("A", "B", "C", "D");

  private static Map<String, Row> published = Map.of();

  @BeforeAll
  static void publish(SparkSession spark) {
    published =
        published(
            spark,
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
                PhoneFigures.devices("appeared", "", "D", 3)));
  }

  /** Devices, and eight residents for each that lived in an area the month before. */
  private static Map<String, Row> published(SparkSession spark, List<PhoneFlow> phones) {
    List<PersonFlow> persons = new ArrayList<>();
    Map<List<String>, Integer> sums = new TreeMap<>(Comparator.comparing(Object::toString));
    for (PhoneFlow flow : phones) {
      if (AREAS.contains(flow.origin()) && !flow.destination().isEmpty()) {
        int devices = (int) flow.devices();
        sums.merge(List.of(flow.kind(), flow.origin(), flow.destination()), devices, Integer::sum);
        sums.merge(List.of("stock", "", flow.destination()), devices, Integer::sum);
        if (flow.kind().equals("mover")) {
          sums.merge(List.of("arrivals", "", flow.destination()), devices, Integer::sum);
          sums.merge(List.of("departures", flow.origin(), ""), devices, Integer::sum);
        }
      }
    }
    sums.forEach(
        (flow, devices) ->
            persons.add(
                PhoneFigures.persons(
                    flow.get(0), flow.get(1), flow.get(2), devices, devices, devices * PERSONS)));
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
    Map<String, Row> figures = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      figures.put(
          String.join(
              " ",
              row.<String>getAs("indicator_id").substring("phone_".length()),
              row.getAs("period_start").toString().substring(5, 7),
              row.getAs("origin_area"),
              row.getAs("destination_area")),
          row);
    }
    return figures;
  }

  private static boolean isShown(String name) {
    return isShown(published, name);
  }

  private static boolean isShown(Map<String, Row> figures, String name) {
    Row row = figures.get(name);
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
    for (String area : AREAS) {
      if (isShown("persons_homes 06 _Z " + area)
          && isShown("persons_stayers 06 " + area + " " + area)) {
        assertThat(isShown("persons_arrivals 06 _T " + area)).as(area).isTrue();
      }
    }
  }

  /**
   * 32 arrived in A and 25 of them have persons: 7 came from abroad, of whom nothing is shown. So
   * it is of the 1, 6 and 4 in the other areas.
   */
  @Test
  void arrivalsOfDevicesAndOfPersonsTellNobodyFromAbroad(SparkSession spark) {
    int[][] moves = {{34, 3, 1, 6}, {5, 88, 2, 6}, {18, 0, 85, 6}, {2, 1, 2, 34}};
    int[] fromAbroad = {7, 1, 6, 4};
    int[] appeared = {28, 31, 38, 14};
    int[] disappeared = {8, 7, 22, 6};
    List<PhoneFlow> phones = new ArrayList<>();
    for (int i = 0; i < AREAS.size(); i++) {
      String area = AREAS.get(i);
      for (int j = 0; j < AREAS.size(); j++) {
        if (moves[i][j] > 0) {
          String kind = i == j ? "stayer" : "mover";
          phones.add(PhoneFigures.devices(kind, area, AREAS.get(j), moves[i][j]));
        }
      }
      phones.add(PhoneFigures.devices("mover", "NIC", area, fromAbroad[i]));
      phones.add(PhoneFigures.devices("appeared", "", area, appeared[i]));
      phones.add(PhoneFigures.devices("disappeared", area, "", disappeared[i]));
    }
    phones.add(PhoneFigures.devices("mover", "D", "NIC", 18));
    phones.add(PhoneFigures.devices("stayer", "NIC", "NIC", 79));
    Map<String, Row> figures = published(spark, phones);
    assertThat(figures).doesNotContainKey("movers 06 NIC A");
    assertThat(isShown(figures, "arrivals 06 _T A")).isTrue();
    assertThat(isShown(figures, "persons_arrivals 06 _T A")).isFalse();
    for (String area : AREAS) {
      assertThat(
              List.of(
                  isShown(figures, "arrivals 06 _T " + area),
                  isShown(figures, "persons_arrivals 06 _T " + area)))
          .as(area)
          .contains(false);
    }
  }

  private static Row row(String name) {
    return Objects.requireNonNull(published.get(name), name);
  }
}
