package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneToOneTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /** Records 0 and 2 of a census, 1, 3 and 4 of a register. */
  private static final List<String> SOURCES =
      List.of("census", "books", "census", "books", "books");

  /** The nearest are 0 and 1, which leaves -5 to 2 and 3; crosswise there are 9 and 8. */
  private static final double[][] WEIGHTS = {
    {0, 10, NEVER, 9, -2},
    {10, 0, 8, NEVER, NEVER},
    {NEVER, 8, 0, -5, -3},
    {9, NEVER, -5, 0, NEVER},
    {-2, NEVER, -3, NEVER, 0}
  };

  private static int[] groups(List<String> sources, double least, String... oneRecord) {
    return Persons.groups(sources, WEIGHTS, least, Set.of(oneRecord));
  }

  @Test
  void ofTwoRegistersTheGreatestSumCounts() {
    assertThat(groups(SOURCES, -2, "census", "books")).containsExactly(0, 1, 1, 0, 4);
    // above 8.5 the sums are 1.5 for the nearest and 0.5 for the other pair of 0
    assertThat(groups(SOURCES, 8.5, "census", "books")).containsExactly(0, 0, 2, 3, 4);
  }

  @Test
  void elseTheNearestAreJoinedFirst() {
    assertThat(groups(SOURCES, -2, "census")).containsExactly(0, 0, 2, 3, 4);
    assertThat(
            groups(
                List.of("census", "books", "census", "books", "school"),
                -2,
                "census",
                "books",
                "school"))
        .containsExactly(0, 0, 2, 3, 4);
    assertThat(WEIGHTS[0][3]).as("weights stay as they are").isEqualTo(9);
  }
}
