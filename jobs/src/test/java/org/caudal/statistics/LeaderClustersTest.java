package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeaderClustersTest {
  private static final double KM = 360 / (2 * Math.PI * 6371.0088); // degrees of latitude

  private static int[] onALine(double radiusKm, long[] days, double... km) {
    double[] latitudes = new double[km.length];
    for (int i = 0; i < km.length; i++) {
      latitudes[i] = km[i] * KM;
    }
    return LeaderClusters.of(latitudes, new double[km.length], days, radiusKm);
  }

  @Test
  void theMostUsedSiteLeadsAndTheCentreMoves() {
    // the site at 2 km leads; that at 2.9 joins and pulls the centre to (10 x 2 + 5 x 2.9) / 15 =
    // 2.3 km, so that the site at 1.2, 0.8 from the leader, is now 1.1 away and stays outside
    assertThat(onALine(1, new long[] {4, 10, 5}, 1.2, 2, 2.9)).containsExactly(1, 0, 0);
    // with a day each the site at 1.2 joins first: centre (10 x 2 + 1.2) / 11 = 1.93; 2.9 is 0.97
    // away
    assertThat(onALine(1, new long[] {1, 10, 1}, 1.2, 2, 2.9)).containsExactly(0, 0, 0);
  }

  @Test
  void aSiteJoinsTheFirstClusterNotTheNearest() {
    // clusters at 0 and 3 km; 1.9 is nearer to 3 but within 2 km of the first
    assertThat(onALine(2, new long[] {9, 8, 1}, 0, 3, 1.9)).containsExactly(0, 1, 0);
  }

  @Test
  void equalSitesKeepTheirOrder() {
    assertThat(onALine(1, new long[] {1, 1, 1}, 5, 0, 9)).containsExactly(0, 1, 2);
  }

  @Test
  void distancesAreThoseOfAGreatCircle() {
    // a quarter of a great circle: 6371.0088 x pi / 2
    assertThat(LeaderClusters.distanceKm(0, 0, 0, 90)).isCloseTo(10_007.557, within(0.001));
    // cells 2.4 degrees apart at 40.4 N: multimno 1.0 found 0 m
    assertThat(LeaderClusters.distanceKm(40.4, -3.7, 40.4, -1.3)).isCloseTo(203.2, within(0.5));
  }

  @Test
  void scoresAreMeansOfHoursAndDays() {
    long[] hours = new long[24];
    hours[6] = 1; // -1
    hours[8] = 5; // 0
    hours[12] = 3; // 1
    hours[21] = 1; // -1
    assertThat(LeaderClusters.hourScore(hours)).isEqualTo(0.1);
    assertThat(LeaderClusters.dayScore(new long[] {2, 1, 1, 4, 0, 1, 1})).isEqualTo(0.2);
    assertThat(LeaderClusters.hourScore(new long[24])).isZero();
  }
}
