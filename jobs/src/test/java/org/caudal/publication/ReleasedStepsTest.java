package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.person.PersonFlow;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What follows, for who tries whole numbers of devices, from the file of an operator: three
 * provinces whose residents are public, and a flow of 3 devices that has no line.
 */
@SparkTest
class ReleasedStepsTest {
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final String[] AREAS = {"A", "B", "C"};
  private static final int[] RESIDENTS = {11_200, 11_100, 6_900};
  private static final int[] UNLIKE = {15_000, 4_000, 11_000};
  private static final int[][] DEVICES = {{80, 12, 0}, {10, 91, 3}, {0, 14, 62}};
  private static final double EXACT = 1e-6;
  private static final int MINIMUM = 10; // of 9 persons, with 0.9 to a device

  /** Residents for whom the devices stand: each for as many as others of its area. */
  private static double persons(int[] residents, int[][] devices, int origin, int destination) {
    return (double) residents[origin]
        * devices[origin][destination]
        / Arrays.stream(devices[origin]).sum();
  }

  private static PersonFlow flow(
      String kind, String origin, String destination, int devices, double persons) {
    BigDecimal estimate = BigDecimal.valueOf(persons).setScale(9, RoundingMode.HALF_UP);
    BigDecimal counted = BigDecimal.valueOf(devices).multiply(new BigDecimal("0.9"));
    return new PersonFlow(
        JUNE,
        JUNE.minusMonths(1),
        "province",
        "night_days",
        kind,
        origin,
        destination,
        devices,
        counted,
        estimate,
        estimate,
        BigDecimal.valueOf(200),
        estimate,
        estimate,
        new BigDecimal("0.95"),
        "");
  }

  private static List<PersonFlow> flows(int[] residents) {
    List<PersonFlow> flows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int[] devices = new int[3]; // who live there, departed and arrived
      double[] persons = new double[3];
      for (int j = 0; j < 3; j++) {
        flows.add(
            flow(
                i == j ? "stayer" : "mover",
                AREAS[i],
                AREAS[j],
                DEVICES[i][j],
                persons(residents, DEVICES, i, j)));
        int[][] ends = {{j, i}, {i, j}, {j, i}};
        for (int k = 0; k < 3; k++) {
          if (k == 0 || i != j) {
            devices[k] += DEVICES[ends[k][0]][ends[k][1]];
            persons[k] += persons(residents, DEVICES, ends[k][0], ends[k][1]);
          }
        }
      }
      flows.add(flow("stock", "", AREAS[i], devices[0], persons[0]));
      flows.add(flow("departures", AREAS[i], "", devices[1], persons[1]));
      flows.add(flow("arrivals", "", AREAS[i], devices[2], persons[2]));
    }
    return flows;
  }

  private static Map<String, Row> released(SparkSession spark, int[] residents) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(PersonFlow.class, Rows.of(spark, flows(residents)).repartition(2))
            .with(
                PhoneFigures.province("A"), PhoneFigures.province("B"), PhoneFigures.province("C"));
    Map<String, Row> lines = new TreeMap<>();
    new ReleaseOperatorFlows()
        .transform(
            inputs,
            new ReleaseOperatorFlows.Params(
                "01", LocalDate.of(2025, 7, 1), "records", 9, "night_days"))
        .collectAsList()
        .forEach(
            row ->
                lines.put(
                    row.getAs("kind") + " " + row.getAs("origin") + ">" + row.getAs("destination"),
                    row));
    return lines;
  }

  /**
   * The most residents to a device are 11,200 / 92 = 121.7: in steps of two digits 130, ten of them
   * 1300.
   */
  @Test
  void figuresAreRoundedToTheResidentsOfTheMinimum(SparkSession spark) {
    Map<String, Row> lines = released(spark, RESIDENTS);
    assertThat(lines).doesNotContainKey("mover B>C");
    // 12 devices, 1460.9 residents: 1.1 steps; √(200² + 1300² / 12) = 425.2 is 3.3 steps of 130
    assertThat(figures(lines, "mover A>B"))
        .isEqualTo("10 9.000000000 1300.000000000 390.000000000");
    // 62 x 6900 / 76 + 3 x 11100 / 104 = 5949.1: 4.6 steps; 0.9 persons to each of 60 devices
    assertThat(figures(lines, "stock >C"))
        .isEqualTo("60 54.000000000 6500.000000000 390.000000000");
    assertThat(lines.values())
        .allSatisfy(row -> assertThat(row.<String>getAs("few_most")).isEqualTo("1170")); // 9 x 130
  }

  private static String figures(Map<String, Row> lines, String line) {
    Row row = Objects.requireNonNull(lines.get(line), line);
    return String.join(
        " ",
        row.<String>getAs("devices"),
        row.<String>getAs("persons_counted"),
        row.<String>getAs("estimate"),
        row.<String>getAs("standard_error"));
  }

  /** Walks through tables of devices of which each would make the same file. */
  @Test
  void aHiddenFlowCanBeNothingAndAsMuchAsTheMinimum(SparkSession spark) {
    assertThat(possible(released(spark, RESIDENTS), RESIDENTS))
        .contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /**
   * 15,000 / 92 = 163 residents to a device, 38.5 and 144.7: where devices of A and B exchange
   * their destinations stocks change by 124.6 each, by which steps of one device told of two or
   * three.
   */
  @Test
  void soItCanWhereDevicesStandForUnlikeNumbers(SparkSession spark) {
    assertThat(possible(released(spark, UNLIKE), UNLIKE)).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /** The numbers of devices that the flow of 3 could have. */
  private static Set<Integer> possible(Map<String, Row> lines, int[] residents) {
    assertThat(fits(lines, residents, DEVICES)).isTrue();
    Random random = new Random(1);
    int[][] table = DEVICES;
    TreeSet<Integer> possible = new TreeSet<>();
    for (int i = 0; i < 300_000; i++) {
      int[][] next = Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
      for (int k = random.nextInt(4); k >= 0; k--) {
        next[random.nextInt(3)][random.nextInt(3)] += random.nextBoolean() ? 1 : -1;
      }
      if (fits(lines, residents, next)) {
        table = next;
        possible.add(table[1][2]);
      }
    }
    return possible;
  }

  /** Whether a table has all the shown figures: stocks, flows and the most that few can be. */
  private static boolean fits(Map<String, Row> lines, int[] residents, int[][] table) {
    if (Arrays.stream(table).flatMapToInt(Arrays::stream).anyMatch(devices -> devices < 0)) {
      return false;
    }
    double most = 0;
    for (int i = 0; i < 3; i++) {
      int devices = 0;
      double persons = 0;
      for (int j = 0; j < 3; j++) {
        String kind = i == j ? "stayer " : "mover ";
        devices += table[j][i];
        double flow = persons(residents, table, i, j);
        persons += persons(residents, table, j, i);
        most = Math.max(most, flow / Math.max(1, table[i][j]));
        if (!isTold(lines.get(kind + AREAS[i] + ">" + AREAS[j]), table[i][j], flow)) {
          return false;
        }
      }
      if (!isTold(lines.get("stock >" + AREAS[i]), devices, persons)) {
        return false;
      }
    }
    double weight = weight(lines.values().iterator().next());
    return most <= weight && most > weight - 10;
  }

  /** A figure that is no multiple of the step is exact. Of what has no line all is possible. */
  private static boolean isTold(@Nullable Row line, int devices, double persons) {
    if (line == null || line.getAs("estimate") == null) {
      return true;
    }
    double told = number(line, "estimate");
    double step = weight(line) * MINIMUM;
    return devices / MINIMUM * MINIMUM == number(line, "devices")
        && Math.abs(persons - told) <= (told % step == 0 ? step / 2 : EXACT);
  }

  /** The most residents to a device, in two digits. */
  private static double weight(Row line) {
    return number(line, "few_most") / (MINIMUM - 1);
  }

  private static double number(Row row, String column) {
    return Double.parseDouble(row.getAs(column));
  }
}
