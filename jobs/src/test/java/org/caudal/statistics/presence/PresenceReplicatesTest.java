package org.caudal.statistics.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.caudal.statistics.RakedReplicates;
import org.caudal.statistics.presence.AreaAllocation.Cell;
import org.caudal.statistics.presence.PresenceReplicates.Draws;
import org.caudal.statistics.presence.PresenceReplicates.Figures;
import org.caudal.statistics.presence.PresenceReplicates.Group;
import org.caudal.statistics.presence.PresenceReplicates.Network;
import org.caudal.statistics.presence.PresenceReplicates.Residents;
import org.junit.jupiter.api.Test;

/** Two zones with a cell each; the third cell is of another operator, in the second zone. */
class PresenceReplicatesTest {
  private static final Network NETWORK =
      new Network(
          List.of(
              new Cell(new int[] {0}, new double[] {1}),
              new Cell(new int[] {1}, new double[] {1}),
              new Cell(new int[] {2}, new double[] {1})),
          new double[] {1, 1, 1},
          new int[] {0, 1, 1},
          2,
          new AreaAllocation.Limits(100, 1e-9));

  private static Residents residents(double persons, double... ofHomes) {
    int[] rows = new int[ofHomes.length];
    double[] weights = new double[ofHomes.length];
    double all = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
      weights[i] = 10;
      all += ofHomes[i];
    }
    return new Residents(
        rows,
        new int[ofHomes.length],
        weights,
        persons,
        new RakedReplicates.Margins(ofHomes, new double[] {all}));
  }

  @Test
  void devicesSeenStandForAllResidentsWhereverTheyAre() {
    // 200 residents at home in the first zone: 8 devices are there and 2 in the second, 20 each.
    // Two live in the second zone, of which one is seen abroad: 25 each. A visitor has no weight.
    List<Group> groups =
        List.of(
            new Group(0, 0, 8, 1),
            new Group(1, 0, 1.5, 2),
            new Group(2, 0, 0.5, 3),
            new Group(PresenceReplicates.NONE, 1, 1, 4),
            new Group(2, 1, 1, 6),
            new Group(1, PresenceReplicates.NONE, 1, 5));
    Figures figures =
        PresenceReplicates.of(NETWORK, groups, residents(1, 200, 50), new Draws(400, 1));
    assertThat(figures.devices()).containsExactly(8, 4);
    assertThat(figures.direct()).containsExactly(8, 4);
    assertThat(figures.persons()).containsExactly(new double[] {160, 65}, within(1e-9));
    assertThat(figures.residents()).containsExactly(8, 3);
    // devices: Poisson; 400 replicates have an error of 4 %
    assertThat(figures.devicesError()[0]).isCloseTo(Math.sqrt(8), within(0.4));
    assertThat(figures.devicesError()[1]).isCloseTo(Math.sqrt(4), within(0.3));
    // persons: a share of 0.2 of ten devices, less what is counted, 1/20: 200 sqrt(0.016 0.95) =
    // 24.7; and one more of each home: 0.95 (200 / 11)² 0.24 + 0.96 (50 / 3)² 2/3 = 253
    assertThat(figures.personsError()[0]).isCloseTo(29.4, within(4.0));
    assertThat(figures.personsError()[1]).isBetween(28.0, 45.0);
  }

  @Test
  void whereNobodyIsSeenAwayTheErrorIsThatOfOneMoreDevice() {
    List<Group> groups = List.of(new Group(0, 0, 6, 1), new Group(1, 1, 18, 2));
    Figures figures =
        PresenceReplicates.of(NETWORK, groups, residents(1, 300, 900), new Draws(50, 1));
    // A quarter of the devices is in the first zone. Of its own, 49/50 (300 / 7)² 3/4; of the
    // others, 49/50 (900 / 19)² 1/4.
    double own = 0.98 * Math.pow(300 / 7.0, 2) * 0.75;
    double others = 0.98 * Math.pow(900 / 19.0, 2) * 0.25;
    assertThat(figures.personsError()[0]).isCloseTo(Math.sqrt(own + others), within(1e-9));
  }

  /**
   * Cell a is to a quarter in the second zone, b to three quarters; ten devices are in a, none in
   * b. Most likely nobody is in the second zone, in each replicate. With q of ten devices there the
   * likelihood of all in a is (1 - 2/3 q)¹⁰ of the largest, 15 % (half of χ² at 95 %) at q = 0.26:
   * two or three devices may be.
   */
  @Test
  void anAmountThatIsMostLikelyZeroIsNotCertain() {
    Network shared =
        new Network(
            List.of(
                new Cell(new int[] {0, 1}, new double[] {0.75, 0.25}),
                new Cell(new int[] {0, 1}, new double[] {0.25, 0.75})),
            new double[] {1, 1},
            new int[] {0, 1},
            2,
            new AreaAllocation.Limits(1000, 1e-12));
    Figures figures =
        PresenceReplicates.of(
            shared, List.of(new Group(0, 0, 10, 1)), residents(1, 100), new Draws(50, 1));
    assertThat(figures.direct()).containsExactly(7.5, 2.5);
    assertThat(figures.devices()[1]).isCloseTo(0, within(1e-6));
    // one more device in a is in the second zone with probability 1/4
    assertThat(figures.devicesError()[1]).isCloseTo(0.5, within(1e-5));
    // of 100 residents it stands for 100/11, of ten of whom are counted
    assertThat(figures.personsError()[1]).isCloseTo(Math.sqrt(0.9 * 0.25) * 100 / 11, within(1e-5));
  }

  @Test
  void whoIsCountedHasNoErrorAndWhoSharesDevicesHasMore() {
    List<Group> groups = List.of(new Group(0, 0, 20, 1), new Group(1, 0, 20, 2));
    Draws draws = new Draws(300, 1);
    Figures all = PresenceReplicates.of(NETWORK, groups, residents(1, 40), draws);
    assertThat(all.personsError()[0]).isCloseTo(0, within(1e-9));
    Figures one = PresenceReplicates.of(NETWORK, groups, residents(1, 4000), draws);
    Figures two = PresenceReplicates.of(NETWORK, groups, residents(0.8, 4000), draws);
    // k² = 1 - 1/100 against 1.4 - 1/100
    assertThat(two.personsError()[0] / one.personsError()[0])
        .isCloseTo(Math.sqrt(1.39 / 0.99), within(0.1));
    // in groups of one device, of which a replicate may take more than one away
    List<Group> single = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      single.add(new Group(i % 2, 0, 1, 100 + i));
    }
    Figures pairs =
        PresenceReplicates.of(NETWORK, single, residents(0.5, 4000), new Draws(2000, 1));
    // half of 40: 4000 sqrt((2 - 1/100) / 4 / 40), and one more device: 1.99 (4000 / 41)² / 4
    assertThat(pairs.personsError()[0])
        .isCloseTo(
            Math.sqrt(1.99 / 160 * 4000 * 4000 + 1.99 / 4 * Math.pow(4000 / 41.0, 2)),
            within(20.0));
    // the residents are known: what one zone has more the other has less
    assertThat(one.personsError()[1]).isCloseTo(one.personsError()[0], within(1e-9));
  }

  @Test
  void withoutResidentsThereAreDevicesOnly() {
    Figures figures =
        PresenceReplicates.of(
            NETWORK,
            List.of(new Group(0, PresenceReplicates.NONE, 7, 1)),
            residents(1),
            new Draws(50, 1));
    assertThat(figures.devices()).containsExactly(7, 0);
    assertThat(figures.persons()).containsExactly(0, 0);
  }

  /** The order of groups changes a sum of doubles in the last digit at most. */
  @Test
  void drawsBelongToGroups() {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      groups.add(new Group(i % 3, i % 2, 1 + i % 5, 100 + i));
    }
    Draws draws = new Draws(50, 4);
    Figures once = PresenceReplicates.of(NETWORK, groups, residents(1, 300, 400), draws);
    Collections.shuffle(groups, new Random(1));
    Figures again = PresenceReplicates.of(NETWORK, groups, residents(1, 300, 400), draws);
    assertThat(again.personsError()).containsExactly(once.personsError(), within(1e-9));
    assertThat(again.devicesError()).containsExactly(once.devicesError(), within(1e-9));
    assertThat(once.personsError()[0]).isPositive();
  }
}
