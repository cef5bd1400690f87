package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.caudal.statistics.linkage.PersonGroups.Link;
import org.junit.jupiter.api.Test;

/** Five records; weights by arithmetic. */
class MeanLinkageTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private static double[][] weights(double[]... upper) {
    return MeanLinkage.weights(upper.length + 1, (i, j) -> upper[i][j - i - 1]);
  }

  @Test
  void oneWrongLinkDoesNotJoinTwoPersons() {
    // 0, 1 and 2, 3 are persons; 1-2 was linked by mistake with weight 5
    double[][] weights = weights(new double[] {9, -8, -8}, new double[] {5, -8}, new double[] {7});
    // joined pairs have the mean (-8 - 8 + 5 - 8) / 4 = -4.75
    assertThat(MeanLinkage.groups(weights, -2)).containsExactly(0, 0, 2, 2);
    PersonGroups components = new PersonGroups(4);
    components.join(0, 1);
    components.join(1, 2);
    components.join(2, 3);
    assertThat(components.group(3)).isZero();
  }

  @Test
  void twoRecordsOfOneRegisterAreNeverOfOnePerson() {
    double[][] weights = weights(new double[] {9, 8}, new double[] {NEVER});
    assertThat(MeanLinkage.groups(weights, -2)).containsExactly(0, 0, 2);
  }

  @Test
  void groupsOfTheLeastMeanAreJoined() {
    assertThat(MeanLinkage.groups(weights(new double[] {-2}), -2)).containsExactly(0, 0);
    assertThat(MeanLinkage.groups(weights(new double[] {-2.001}), -2)).containsExactly(0, 1);
  }

  @Test
  void theMeanOfARecordIsOverItsGroup() {
    double[][] weights = weights(new double[] {9, 3, -8}, new double[] {5, -8}, new double[] {-8});
    int[] groups = {0, 0, 0, 3};
    assertThat(MeanLinkage.meanWithin(weights, groups, 0)).isEqualTo(6.0); // (9 + 3) / 2
    assertThat(MeanLinkage.meanWithin(weights, groups, 3)).isNull();
  }

  @Test
  void whereTooManyHangTogetherOnlyHigherWeightsHoldThem() {
    // a chain 0-1-2-3 whose middle link is the weakest, and a pair 4-5 that is weak but small
    List<Link> links =
        List.of(new Link(0, 1, 3), new Link(1, 2, 1.5), new Link(2, 3, 4), new Link(4, 5, 1));
    assertThat(PersonGroups.components(6, links, 1, 4)).containsExactly(0, 0, 0, 0, 4, 4);
    assertThat(PersonGroups.components(6, links, 1, 3)).containsExactly(0, 0, 2, 2, 4, 4);
  }
}
