package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.caudal.statistics.FlowProtection.Area;
import org.caudal.statistics.FlowProtection.Figure;
import org.caudal.statistics.FlowProtection.Status;
import org.junit.jupiter.api.Test;

/** What an attacker finds by linear programming in releases of flows. */
class FlowProtectionTest {
  private static final int MINIMUM = 10;
  private static final int RELEASES = 12;
  private static final List<Area> ONE_LEVEL =
      List.of(area("1", ""), area("2", ""), area("3", ""), area("4", ""));

  /** Every row and column has two hidden cells of ten devices together; yet 1 to 3 is a bridge. */
  private static final int[][] BRIDGE = {
    {3, 6, 6, 50}, //
    {7, 5, 40, 30},
    {60, 20, 7, 4},
    {30, 70, 3, 8}
  };

  private static Area area(String id, String parent) {
    return new Area(parent.isEmpty() ? "province" : "municipality", id, parent);
  }

  private static List<Figure> release(int[][] flows) {
    Release release = new Release(ONE_LEVEL);
    for (int i = 0; i < flows.length; i++) {
      for (int j = 0; j < flows.length; j++) {
        release.flow("1", String.valueOf(i + 1), String.valueOf(j + 1), flows[i][j]);
      }
    }
    return release.figures();
  }

  private static int find(List<Figure> figures, String kind, String origin, String destination) {
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      if (figure.kind().equals(kind)
          && figure.origin().equals(origin)
          && figure.destination().equals(destination)) {
        return i;
      }
    }
    throw new IllegalArgumentException(kind + " " + origin + " " + destination);
  }

  private static List<Figure> without(List<Figure> figures, String... kinds) {
    return figures.stream().filter(figure -> !List.of(kinds).contains(figure.kind())).toList();
  }

  @Test
  void twoHiddenCellsInEveryRowAndColumnAreNotEnough() {
    List<Figure> figures = without(release(BRIDGE), "departures", "arrivals");
    int bridge = find(figures, "mover", "1", "3");

    List<Status> naive =
        figures.stream().map(f -> f.devices() < MINIMUM ? Status.FEW : Status.SHOWN).toList();
    double[] leak = new Attack(figures, naive, ONE_LEVEL).bounds(bridge);
    // hidden in rows 1 and 2, 15 + 12, less hidden in columns 1 and 2, 10 + 11
    assertThat(leak[0]).isCloseTo(6, within(1e-6));
    assertThat(leak[1]).isCloseTo(6, within(1e-6));

    List<Status> statuses = FlowProtection.decide(figures, ONE_LEVEL, MINIMUM);
    assertThat(statuses.get(bridge)).isEqualTo(Status.FEW);
    assertThat(statuses).contains(Status.PROTECTS, Status.SHOWN).doesNotContain(Status.POOLED);
    assertIsProtected(figures, statuses, ONE_LEVEL);
  }

  @Test
  void whereNothingIsFewAllIsShown() {
    int[][] flows = new int[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        flows[i][j] = 10 + i + 2 * j;
      }
    }
    List<Figure> figures = release(flows);
    assertThat(figures).hasSize(16 + 4 + 4 + 8); // flows, departures, arrivals, stocks of 2 months
    assertThat(FlowProtection.decide(figures, ONE_LEVEL, MINIMUM)).containsOnly(Status.SHOWN);
  }

  @Test
  void oneDeviceStaysHiddenWhateverItIsScaledTo() {
    int[][] flows = {{90, 1, 30, 20}, {30, 80, 25, 30}, {20, 30, 70, 25}, {20, 40, 30, 60}};
    List<Figure> people =
        release(flows).stream()
            .map(
                f ->
                    new Figure(
                        f.month(),
                        f.level(),
                        f.kind(),
                        f.origin(),
                        f.destination(),
                        f.devices(),
                        f.amount() * 25))
            .toList();
    int one = find(people, "mover", "1", "2");
    assertThat(people.get(one).amount()).isEqualTo(25); // more than the minimum
    List<Status> statuses = FlowProtection.decide(people, ONE_LEVEL, MINIMUM);
    assertThat(statuses.get(one)).isEqualTo(Status.FEW);
    double[] bounds = new Attack(people, statuses, ONE_LEVEL).bounds(one);
    assertThat(bounds[0]).isCloseTo(0, within(1e-6));
    assertThat(bounds[1]).isGreaterThanOrEqualTo(250 - 1e-6); // ten devices of 25 people
  }

  /** Six devices with half of their days in each of two areas are 6, not 12. */
  @Test
  void devicesOfTwoPooledAreasMayBeTheSame() {
    List<Area> areas =
        List.of(area("A", ""), area("A1", "A"), area("A2", "A"), area("A3", "A"), area("A4", "A"));
    List<Figure> homes =
        List.of(
            homes("A", 116, 116),
            homes("A1", 6, 3),
            homes("A2", 6, 3),
            homes("A3", 50, 50),
            homes("A4", 60, 60));
    assertThat(FlowProtection.decide(homes, areas, MINIMUM))
        .containsExactly(Status.SHOWN, Status.FEW, Status.FEW, Status.POOLED, Status.SHOWN);
  }

  private static Figure homes(String area, long devices, double amount) {
    String level = area.length() == 1 ? "province" : "municipality";
    return new Figure("1", level, "homes", "", area, devices, amount);
  }

  @Test
  void anAreaWhereFewLiveIsPooledWithTheSmallestOfItsProvinceAndAloneAtTheTop() {
    List<Area> areas =
        List.of(area("A", ""), area("A1", "A"), area("A2", "A"), area("A3", "A"), area("A4", "A"));
    Release release = new Release(areas);
    int[][] flows = {{4, 1, 1, 1}, {1, 80, 12, 30}, {1, 30, 40, 25}, {1, 40, 30, 60}};
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        release.flow("1", "A" + (i + 1), "A" + (j + 1), flows[i][j]);
      }
      release.flow("1", "A" + (i + 1), "USA", 1);
      release.flow("1", "*appeared", "A" + (i + 1), i == 0 ? 1 : 20);
      release.flow("1", "A" + (i + 1), "*disappeared", i == 0 ? 1 : 15);
    }
    List<Figure> figures = release.figures();
    List<Status> statuses = FlowProtection.decide(figures, areas, MINIMUM);
    assertThat(statuses.get(find(figures, "homes", "", "A1"))).isEqualTo(Status.FEW); // 8
    assertThat(statuses.get(find(figures, "homes", "", "A3"))).isEqualTo(Status.POOLED);
    assertThat(statuses.get(find(figures, "stayer", "A3", "A3"))).isEqualTo(Status.POOLED);
    assertThat(statuses.get(find(figures, "homes", "", "A2"))).isEqualTo(Status.SHOWN);
    assertThat(statuses.get(find(figures, "homes", "", "USA"))).isEqualTo(Status.FEW); // 4
    assertThat(statuses.get(find(figures, "homes", "", "A"))).isEqualTo(Status.SHOWN);
    assertIsProtected(figures, statuses, areas);
  }

  @Test
  void noFigureOfRandomReleasesOfTwoLevelsIsFound() {
    Map<Status, Integer> counts = new TreeMap<>();
    int naiveLeaks = 0;
    for (int seed = 0; seed < RELEASES; seed++) {
      List<Area> areas = division(seed);
      List<Figure> figures = random(seed, areas);
      if (seed % 3 != 1) { // of the others nothing is known of persons
        figures.addAll(residents(figures, areas, seed % 2 == 0 ? "A1" : ""));
      }
      List<Status> statuses = FlowProtection.decide(figures, areas, MINIMUM);
      statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
      assertIsProtected(figures, statuses, areas);
      List<Status> naive =
          figures.stream().map(f -> f.devices() < MINIMUM ? Status.FEW : Status.SHOWN).toList();
      naiveLeaks += leaks(figures, naive, areas).size();

      List<Figure> shuffled = new ArrayList<>(figures);
      Collections.shuffle(shuffled, new Random(seed));
      List<Status> again = FlowProtection.decide(shuffled, areas, MINIMUM);
      for (int i = 0; i < figures.size(); i++) {
        assertThat(again.get(shuffled.indexOf(figures.get(i)))).isEqualTo(statuses.get(i));
      }
    }
    assertThat(counts).containsOnlyKeys(Status.values());
    assertThat(naiveLeaks).isGreaterThan(50);
  }

  /**
   * Of the devices that live in an area, and of those that moved there, those that lived in an area
   * with weights the month before, as the figures of persons have them.
   */
  private static List<Figure> residents(
      List<Figure> figures, List<Area> areas, String withoutWeights) {
    Map<List<String>, Long> sums = new TreeMap<>(Comparator.comparing(Object::toString));
    Set<Figure> known = new LinkedHashSet<>();
    for (Figure figure : figures) {
      boolean isWeighted =
          !figure.origin().equals(withoutWeights)
              && areas.stream()
                  .anyMatch(
                      area ->
                          area.id().equals(figure.origin()) && area.level().equals(figure.level()));
      if (isWeighted && !figure.kind().equals("departures")) {
        known.add(new Figure(figure.month(), figure.level(), "reached", figure.origin(), "", 0, 0));
        if (!figure.destination().isEmpty()) {
          sums.merge(
              List.of(figure.month(), figure.level(), "residents", figure.destination()),
              figure.devices(),
              Long::sum);
        }
        if (figure.kind().equals("mover")) {
          sums.merge(
              List.of(figure.month(), figure.level(), "settled", figure.destination()),
              figure.devices(),
              Long::sum);
        }
      }
    }
    sums.forEach(
        (area, devices) ->
            known.add(
                new Figure(
                    area.get(0), area.get(1), area.get(2), "", area.get(3), devices, devices)));
    return List.copyOf(known);
  }

  /**
   * 73 live in D, of whom 70 lived in an area before: were both told, 3 appeared. They are 55 who
   * stayed and 15 who moved to D, of whom 11 came from A: were 70 and 55 told, 4 came from B.
   */
  @Test
  void devicesBehindPersonsTellNoFlowOfFew() {
    Release release = new Release(ONE_LEVEL);
    release.flow("1", "1", "1", 90);
    release.flow("1", "1", "3", 12);
    release.flow("1", "1", "4", 11);
    release.flow("1", "1", "NIC", 11);
    release.flow("1", "2", "2", 30);
    release.flow("1", "2", "4", 4);
    release.flow("1", "3", "3", 30);
    release.flow("1", "4", "1", 12);
    release.flow("1", "4", "4", 55);
    release.flow("1", "4", "*disappeared", 3);
    release.flow("1", "NIC", "3", 10);
    release.flow("1", "*appeared", "4", 3);
    List<Figure> figures = release.figures();
    figures.addAll(residents(figures, ONE_LEVEL, ""));
    int residents = find(figures, "residents", "", "4");
    assertThat(figures.get(residents).devices()).isEqualTo(70); // 55 + 11 + 4
    assertThat(figures.get(find(figures, "homes", "", "4")).devices()).isEqualTo(73);
    List<Status> statuses = FlowProtection.decide(figures, ONE_LEVEL, MINIMUM);
    assertThat(statuses.get(residents)).isEqualTo(Status.PROTECTS);
    assertIsProtected(figures, statuses, ONE_LEVEL);
  }

  /**
   * 22 arrive in 4, of whom 18 lived in an area before: were both told, 4 came from abroad. With 34
   * who stayed they are 52 of the 70 who live there: the residents, were they hidden, come from it.
   */
  @Test
  void arrivalsOfPersonsTellNobodyFromAbroad() {
    int[][] flows = {{34, 3, 1, 6}, {5, 88, 2, 6}, {18, 0, 85, 6}, {2, 1, 2, 34}};
    int[] fromAbroad = {7, 1, 6, 4};
    int[] appeared = {28, 31, 38, 14};
    int[] disappeared = {8, 7, 22, 6};
    Release release = new Release(ONE_LEVEL);
    for (int i = 0; i < 4; i++) {
      String area = String.valueOf(i + 1);
      for (int j = 0; j < 4; j++) {
        release.flow("1", area, String.valueOf(j + 1), flows[i][j]);
      }
      release.flow("1", "NIC", area, fromAbroad[i]);
      release.flow("1", "*appeared", area, appeared[i]);
      release.flow("1", area, "*disappeared", disappeared[i]);
    }
    release.flow("1", "4", "NIC", 18);
    release.flow("1", "NIC", "NIC", 79);
    release.flow("1", "NIC", "*disappeared", 4);
    release.flow("1", "*appeared", "NIC", 2);
    List<Figure> figures = release.figures();
    figures.addAll(residents(figures, ONE_LEVEL, ""));
    int settled = find(figures, "settled", "", "4");
    assertThat(figures.get(settled).devices()).isEqualTo(18); // 6 + 6 + 6
    assertThat(figures.get(find(figures, "arrivals", "", "4")).devices()).isEqualTo(22);
    List<Status> statuses = FlowProtection.decide(figures, ONE_LEVEL, MINIMUM);
    assertThat(statuses.get(settled)).isEqualTo(Status.PROTECTS);
    assertIsProtected(figures, statuses, ONE_LEVEL);
  }

  /** A1 with 8 devices is pooled with A2: who moves from there may have a weight or not. */
  @Test
  void residentsAreHiddenWhereOnlyAPartOfAPoolHasWeights() {
    List<Area> areas =
        List.of(area("A", ""), area("A1", "A"), area("A2", "A"), area("A3", "A"), area("A4", "A"));
    Release release = new Release(areas);
    release.flow("1", "A1", "A1", 8);
    for (String from : List.of("A2", "A3", "A4")) {
      for (String to : List.of("A2", "A3", "A4")) {
        release.flow("1", from, to, from.equals("A2") ? 20 : 30);
      }
      release.flow("1", "*appeared", from, 20);
    }
    for (String withoutWeights : List.of("", "A1", "A2")) {
      List<Figure> figures = release.figures();
      figures.addAll(residents(figures, areas, withoutWeights));
      List<Status> statuses = FlowProtection.decide(figures, areas, MINIMUM);
      assertThat(statuses.get(find(figures, "homes", "", "A2"))).isEqualTo(Status.POOLED);
      for (String shown : List.of("A3", "A4")) {
        assertThat(statuses.get(find(figures, "residents", "", shown)))
            .as(withoutWeights)
            .isEqualTo(withoutWeights.isEmpty() ? Status.SHOWN : Status.PROTECTS);
      }
    }
  }

  /** Two provinces of two or three municipalities, and a country abroad. */
  private static List<Area> division(int seed) {
    List<Area> areas = new ArrayList<>(List.of(area("A", ""), area("B", "")));
    for (int i = 1; i <= 2 + seed % 2; i++) {
      areas.add(area("A" + i, "A"));
      areas.add(area("B" + i, "B"));
    }
    return areas;
  }

  private static List<Figure> random(int seed, List<Area> areas) {
    Random random = new Random(seed);
    List<String> places =
        new ArrayList<>(areas.stream().filter(a -> !a.parentId().isEmpty()).map(Area::id).toList());
    if (seed % 3 == 0) {
      places.add("USA");
    }
    boolean isSparse = seed % 2 == 1; // few move between provinces
    double busy = (isSparse ? 0.1 : 0.3) + 0.6 * random.nextDouble();
    int smallest = seed % 4 == 1 ? 3 : 15;
    Release release = new Release(areas);
    Map<String, Integer> stocks = new TreeMap<>();
    places.forEach(place -> stocks.put(place, smallest + random.nextInt(100)));
    for (String month : List.of("1", "2")) {
      Map<String, Integer> before = new TreeMap<>(stocks);
      stocks.clear();
      for (String origin : places) {
        int left = before.getOrDefault(origin, 0);
        List<String> destinations = new ArrayList<>(places);
        destinations.addAll(List.of("*disappeared", "*unlocatable"));
        destinations.remove(origin);
        for (String destination : destinations) {
          int devices = (int) Math.floor(Math.exp((isSparse ? 1 : 3) * random.nextDouble()));
          if (random.nextDouble() < busy) {
            devices = Math.min(devices, left);
            left -= devices;
            release.flow(month, origin, destination, devices);
            stocks.merge(destination, devices, Integer::sum);
          }
        }
        release.flow(month, origin, origin, left);
        stocks.merge(origin, left, Integer::sum);
        for (String kind : List.of("*appeared", "*unlocatable")) {
          int devices = random.nextInt(20);
          release.flow(month, kind, origin, devices);
          stocks.merge(origin, devices, Integer::sum);
        }
      }
    }
    return release.figures();
  }

  private static void assertIsProtected(
      List<Figure> figures, List<Status> statuses, List<Area> areas) {
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i).devices() < MINIMUM) {
        assertThat(statuses.get(i)).isEqualTo(Status.FEW);
      }
    }
    assertThat(leaks(figures, statuses, areas)).isEmpty();
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      if (statuses.get(i) == Status.SHOWN
          && List.of("residents", "settled").contains(figure.kind())) {
        String shown = figure.toString();
        assertThat(less(figures, figure, "homes", "residents"))
            .as(shown)
            .isGreaterThanOrEqualTo(10);
        if (figure.kind().equals("settled")) {
          long rest = less(figures, figure, "arrivals", "settled");
          assertThat(rest == 0 || rest >= 10).as(shown + " " + rest).isTrue();
        }
      }
    }
  }

  /** Devices of a figure of an area less those of another. */
  private static long less(List<Figure> figures, Figure area, String whole, String part) {
    return devices(figures, area, whole) - devices(figures, area, part);
  }

  private static long devices(List<Figure> figures, Figure area, String kind) {
    return figures.stream()
        .filter(
            figure ->
                figure.kind().equals(kind)
                    && figure.month().equals(area.month())
                    && figure.level().equals(area.level())
                    && figure.destination().equals(area.destination()))
        .findFirst()
        .orElseThrow()
        .devices();
  }

  /** Hidden figures with few devices that are surely above zero or below the minimum. */
  private static List<String> leaks(List<Figure> figures, List<Status> statuses, List<Area> areas) {
    Attack attack = new Attack(figures, statuses, areas);
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      if (statuses.get(i) == Status.FEW && attack.concerns(i)) {
        double[] bounds = attack.bounds(i);
        if (bounds[0] > 1e-6 || bounds[1] < MINIMUM - 1e-6) {
          leaks.add(figures.get(i) + " " + bounds[0] + " to " + bounds[1]);
        }
      }
    }
    return leaks;
  }
}
