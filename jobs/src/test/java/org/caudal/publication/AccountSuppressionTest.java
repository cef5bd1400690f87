package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.account.CohortAccount;
import org.caudal.statistics.Simplex;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class AccountSuppressionTest {
  private static final int MINIMUM = 10;
  private static final int FIRST = 2021;
  private static final int LAST = 2022;
  private static final List<String> FLOWS = List.of("births", "deaths", "arrivals", "departures");

  /**
   * Persons of the smallest flows by sex of each area, the largest being twice that, and residents:
   * three areas of few, the next two of few by sex, and of the others that with the fewest
   * residents has the minimum also by sex.
   */
  private static final int[] SIZES = {2, 3, 4, 6, 7, 11, 12, 15, 20};

  private static final int[] RESIDENTS = {60, 70, 80, 900, 950, 300, 1000, 1200, 2000};

  /** Statuses of areas with residents and deaths of all; there are 50 of everything else. */
  private static Map<String, String> statuses(SparkSession spark, String areas) {
    Map<String, String> statuses = new TreeMap<>();
    AccountSuppression.decided(
            spark.sql(
                "SELECT area_id, 2021 AS year, '_T' AS subject_id, component, residents AS persons,"
                    + " CASE component WHEN 'population' THEN residents WHEN 'deaths' THEN deaths"
                    + " ELSE 50L END AS counted, false AS is_untold, CAST(NULL AS STRING) AS reason"
                    + " FROM VALUES "
                    + areas
                    + " AS t(area_id, residents, deaths) LATERAL VIEW explode(array('population',"
                    + " 'births', 'deaths', 'arrivals', 'departures')) c AS component"),
            MINIMUM)
        .collectAsList()
        .forEach(
            row ->
                statuses.merge(
                    row.getAs("area_id"),
                    row.<String>getAs("disclosure_status").replace("suppressed_primary", "hidden"),
                    (some, others) -> some.equals(others) ? some : "torn"));
    return statuses;
  }

  @Test
  void theSmallestAreasProtectUntilTheOneOfFewMayBeAnyNumberBelowTheMinimum(SparkSession spark) {
    // 9 and none above the minimum: A may be 0 to 9, as B may be 19 to 10
    assertThat(statuses(spark, "('A', 900L, 9L), ('B', 200L, 10L), ('C', 300L, 40L)"))
        .isEqualTo(Map.of("A", "hidden", "B", "hidden", "C", "published"));
    // 8 and none above the minimum: A could not be 9, if B has the minimum
    assertThat(
            statuses(spark, "('A', 90L, 8L), ('B', 200L, 10L), ('C', 300L, 40L), ('D', 400L, 10L)"))
        .isEqualTo(Map.of("A", "hidden", "B", "hidden", "C", "hidden", "D", "published"));
    // three of few are 27 together, but none of them alone has the minimum
    assertThat(
            statuses(
                spark,
                "('A', 90L, 9L), ('B', 900L, 9L), ('C', 95L, 9L), ('D', 300L, 40L), ('E', 400L, 10L)"))
        .isEqualTo(
            Map.of("A", "hidden", "B", "hidden", "C", "hidden", "D", "hidden", "E", "published"));
    // two that protect have 20 deaths, but each has the minimum: A could be 0 only
    assertThat(
            statuses(
                spark,
                "('A', 900L, 0L), ('B', 200L, 10L), ('C', 300L, 10L), ('D', 400L, 40L), ('E', 500L, 40L)"))
        .isEqualTo(
            Map.of("A", "hidden", "B", "hidden", "C", "hidden", "D", "hidden", "E", "published"));
    // few residents
    assertThat(statuses(spark, "('A', 9L, 30L), ('B', 200L, 10L), ('C', 300L, 40L)"))
        .isEqualTo(Map.of("A", "hidden", "B", "hidden", "C", "published"));
    // B has the minimum, and no more than the 10 of C: of 19 residents A would have 9
    assertThat(statuses(spark, "('A', 9L, 40L), ('B', 10L, 40L), ('C', 10L, 40L), ('D', 71L, 40L)"))
        .isEqualTo(Map.of("A", "hidden", "B", "hidden", "C", "hidden", "D", "published"));
    // B could have 9 more, as C has 20 and is behind it; with 19 one more would be too many
    assertThat(statuses(spark, "('A', 9L, 40L), ('B', 10L, 40L), ('C', 20L, 40L)"))
        .containsEntry("C", "published");
    assertThat(statuses(spark, "('A', 9L, 40L), ('B', 10L, 40L), ('C', 19L, 40L), ('D', 71L, 40L)"))
        .containsEntry("C", "hidden")
        .containsEntry("D", "published");
    // B could have the 1 of A more, but deaths, 8 + 10, hide C too: now B and C, equals of D and E
    // at 20, could have none more; F closes both
    assertThat(
            statuses(
                spark,
                "('A', 1L, 8L), ('B', 18L, 10L), ('C', 20L, 40L), ('D', 20L, 40L), ('E', 20L, 40L),"
                    + " ('F', 90L, 40L)"))
        .isEqualTo(
            Map.of(
                "A", "hidden",
                "B", "hidden",
                "C", "hidden",
                "D", "hidden",
                "E", "hidden",
                "F", "published"));
    assertThat(statuses(spark, "('A', 90L, 10L), ('B', 200L, 10L)"))
        .isEqualTo(Map.of("A", "published", "B", "published"));
  }

  /** A figure of an area by year, component and sex; of both sexes where that is {@code _T}. */
  private static String name(String area, int year, String component, String subject) {
    return area + " " + year + " " + component + " " + subject;
  }

  /** True accounts, which close. */
  private static Map<String, Integer> country(Random random) {
    Map<String, Integer> truth = new TreeMap<>();
    for (int i = 0; i < SIZES.length; i++) {
      String area = "A" + i;
      for (String sex : List.of("sex=1", "sex=2")) {
        int residents = RESIDENTS[i] + random.nextInt(30);
        for (int year = FIRST; year <= LAST; year++) {
          truth.put(name(area, year, "population", sex), residents);
          for (String flow : FLOWS) {
            boolean isNobody = SIZES[i] < 5 && random.nextInt(4) == 0;
            int persons = isNobody ? 0 : SIZES[i] + random.nextInt(SIZES[i]);
            truth.put(name(area, year, flow, sex), persons);
            residents += flow.equals("births") || flow.equals("arrivals") ? persons : -persons;
          }
        }
        truth.put(name(area, LAST + 1, "population", sex), residents);
      }
    }
    // few residents at the start of the second year only: 530 + 12 − 14 + 12 − 536 are 4
    scripted(truth, "B", 530, 12, 14, 12, 536, 4, 20, 12, 530, 12, 530);
    // few deaths only
    scripted(truth, "C", 800, 30, 4, 30, 20, 836, 30, 3, 20, 40, 843);
    return truth;
  }

  private static void scripted(Map<String, Integer> truth, String area, int... figures) {
    for (String sex : List.of("sex=1", "sex=2")) {
      for (int i = 0; i < figures.length; i++) {
        String component = i % 5 == 0 ? "population" : FLOWS.get(i % 5 - 1);
        truth.put(name(area, FIRST + i / 5, component, sex), figures[i]);
      }
    }
  }

  private static List<CohortAccount> cells(Map<String, Integer> truth) {
    List<CohortAccount> cells = new ArrayList<>();
    truth.forEach(
        (name, persons) -> {
          String[] parts = name.split(" ");
          int year = Integer.parseInt(parts[1]);
          cells.add(
              AccountIndicatorsTest.cell(
                  parts[0],
                  parts[3].equals("sex=1") ? 1 : 2,
                  parts[2].equals("births") ? year : 1990,
                  year,
                  parts[2],
                  persons,
                  (long) persons,
                  1,
                  null));
        });
    return cells;
  }

  /**
   * One who knows all published figures, what all areas add up to, that accounts close, and which
   * areas protect in the order of residents, looks for the least and the most that a hidden figure
   * can be.
   */
  private static final class Attack {
    private final Map<String, Integer> truth;
    private final Map<String, Double> shown = new HashMap<>();
    private final List<String> unknown;
    private final List<double[]> equations = new ArrayList<>();
    private final List<String> spare = new ArrayList<>();
    private final Simplex known;

    Attack(Map<String, Integer> truth, Map<String, Row> published) {
      this.truth = truth;
      published.forEach(
          (name, row) -> {
            if (row.getAs("value") != null) {
              shown.put(name, row.<BigDecimal>getAs("value").doubleValue());
            }
          });
      unknown = truth.keySet().stream().filter(name -> !shown.containsKey(name)).toList();
      // of both sexes an area that is hidden only to protect others has the minimum
      for (String area : areas()) {
        List<String> totals = totals().stream().filter(name -> name.startsWith(area)).toList();
        if (!shown.containsKey(totals.get(0))
            && totals.stream().allMatch(name -> value(name) >= MINIMUM)) {
          spare.addAll(totals);
        }
      }
      areasAddUp();
      sexesAddUp();
      accountsClose();
      residentsAreTheOrder();
      known = new Simplex(equations, size());
    }

    private Set<String> areas() {
      TreeSet<String> areas = new TreeSet<>();
      truth.keySet().forEach(name -> areas.add(name.split(" ")[0]));
      return areas;
    }

    /** Names of figures of both sexes. */
    List<String> totals() {
      return truth.keySet().stream()
          .filter(name -> name.endsWith("sex=1"))
          .map(name -> name.replace("sex=1", "_T"))
          .toList();
    }

    /** The true figure. */
    int value(String name) {
      return parts(name).stream().mapToInt(truth::get).sum();
    }

    private static List<String> parts(String name) {
      return name.endsWith("_T")
          ? List.of(name.replace("_T", "sex=1"), name.replace("_T", "sex=2"))
          : List.of(name);
    }

    /** Unknown figures, by how much each spare one is above the minimum, and below the order. */
    private int size() {
      return unknown.size() + 2 * spare.size();
    }

    private double[] empty() {
      return new double[size() + 1];
    }

    /** Adds a figure to the left side, or what is known of it to the right. */
    private void put(double[] equation, String name, int sign) {
      for (String part : parts(name)) {
        if (shown.containsKey(part)) {
          equation[equation.length - 1] -= sign * shown.getOrDefault(part, 0.0);
        } else {
          equation[unknown.indexOf(part)] += sign;
        }
      }
    }

    private void add(double[] equation) {
      if (Arrays.stream(equation, 0, equation.length - 1).anyMatch(part -> part != 0)) {
        boolean isBelow = equation[equation.length - 1] < 0;
        equations.add(Arrays.stream(equation).map(part -> isBelow ? -part : part).toArray());
      } else {
        assertThat(equation[equation.length - 1]).isZero();
      }
    }

    private void areasAddUp() {
      TreeSet<String> figures = new TreeSet<>();
      truth.keySet().forEach(name -> figures.add(name.substring(name.indexOf(' '))));
      for (String figure : figures) {
        double[] equation = empty();
        for (String area : areas()) {
          equation[equation.length - 1] += value(area + figure);
          put(equation, area + figure, 1);
        }
        add(equation);
      }
    }

    private void sexesAddUp() {
      for (String name : totals()) {
        double[] equation = empty();
        put(equation, name, 1);
        if (shown.containsKey(name)) {
          equation[equation.length - 1] += shown.getOrDefault(name, 0.0);
          add(equation);
        } else if (spare.contains(name)) {
          equation[unknown.size() + spare.indexOf(name)] = -1;
          equation[equation.length - 1] += MINIMUM;
          add(equation);
        }
      }
    }

    /** What only protects has no more residents than the smallest area that is shown. */
    private void residentsAreTheOrder() {
      String smallest =
          areas().stream()
              .filter(area -> shown.containsKey(name(area, FIRST, "population", "_T")))
              .min(Comparator.comparing(this::residents).thenComparing(Comparator.naturalOrder()))
              .orElseThrow();
      for (String total : spare.stream().filter(name -> name.contains("population")).toList()) {
        double[] equation = empty();
        put(equation, total, 1);
        equation[unknown.size() + spare.size() + spare.indexOf(total)] = 1;
        boolean isBehind = total.compareTo(smallest) > 0;
        equation[equation.length - 1] += residents(smallest) - (isBehind ? 1 : 0);
        add(equation);
      }
    }

    private int residents(String area) {
      return totals().stream()
          .filter(name -> name.startsWith(area + " ") && name.contains("population"))
          .mapToInt(this::value)
          .max()
          .orElseThrow();
    }

    private void accountsClose() {
      for (String area : areas()) {
        for (String sex : List.of("sex=1", "sex=2")) {
          for (int year = FIRST; year <= LAST; year++) {
            double[] equation = empty();
            put(equation, name(area, year, "population", sex), 1);
            put(equation, name(area, year, "births", sex), 1);
            put(equation, name(area, year, "deaths", sex), -1);
            put(equation, name(area, year, "arrivals", sex), 1);
            put(equation, name(area, year, "departures", sex), -1);
            put(equation, name(area, year + 1, "population", sex), -1);
            add(equation);
          }
        }
      }
    }

    /** The least and the most that a hidden figure can be. */
    double[] bounds(String name) {
      double[] weights = new double[size()];
      parts(name).forEach(part -> weights[unknown.indexOf(part)] = 1);
      double[] less = Arrays.stream(weights).map(weight -> -weight).toArray();
      return new double[] {-known.largest(less), known.largest(weights)};
    }
  }

  /** Areas whose populations stay as they are: residents and flows of each sex. */
  private static Map<String, Integer> settled(String... areas) {
    Map<String, Integer> truth = new TreeMap<>();
    List.of(areas)
        .forEach(
            area -> {
              String[] parts = area.split(" ");
              int residents = Integer.parseInt(parts[1]);
              int flow = Integer.parseInt(parts[2]);
              scripted(
                  truth, parts[0], residents, flow, flow, flow, flow, residents, flow, flow, flow,
                  flow, residents);
            });
    return truth;
  }

  @Test
  void noSumOrDifferenceOfPublishedFiguresTellsAFigureOfFew(SparkSession spark) {
    Map<String, Integer> oneOfFew = country(new Random(2)); // C, which the others have to protect
    oneOfFew.keySet().removeIf(name -> name.matches("(A[0-4]|B) .*"));
    for (Map<String, Integer> truth :
        List.of(
            country(new Random(1)),
            oneOfFew,
            // A of few residents, two that have hardly more, and two large ones
            settled("A 4 6", "B 6 6", "C 6 6", "D 35 20", "E 50 30"),
            // A of no flows, two that have just the minimum, as E has, and two large ones
            settled("A 90 0", "B 20 5", "C 30 5", "D 40 20", "E 50 5", "F 60 30"))) {
      Map<String, Row> published =
          AccountIndicatorsTest.published(Rows.of(spark, cells(truth)), spark, "");
      Attack attack = new Attack(truth, published);
      List<String> names = new ArrayList<>(truth.keySet());
      names.addAll(attack.totals());
      Map<String, Integer> counts = new TreeMap<>();
      for (String name : names) {
        String kind = name.endsWith("_T") ? "total" : "sex";
        if (attack.shown.containsKey(name)) {
          counts.merge("shown " + kind, 1, Integer::sum);
          assertThat(attack.shown).containsEntry(name, (double) attack.value(name));
          assertThat(attack.value(name)).as(name).isGreaterThanOrEqualTo(MINIMUM);
        } else if (Attack.parts(name).stream().anyMatch(attack.shown::containsKey)) {
          assertThat(name).as("told by its parts").isNull();
        } else if (attack.value(name) < MINIMUM) {
          counts.merge("few " + kind, 1, Integer::sum);
          double[] bounds = attack.bounds(name);
          assertThat(bounds[0]).as(name).isLessThan(1e-6);
          assertThat(bounds[1]).as(name).isGreaterThan(MINIMUM - 1 - 1e-6);
        }
      }
      assertThat(counts).containsOnlyKeys("few sex", "few total", "shown sex", "shown total");
      // areas with figures of both sexes only
      assertThat(2 * counts.getOrDefault("shown total", 0))
          .isGreaterThan(counts.getOrDefault("shown sex", 0));
    }
  }
}
