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
    // from 8.5 on there are 0 with 1 for 10 and 0 with 3 for 9
    assertThat(groups(SOURCES, 8.5, "census", "books")).containsExactly(0, 0, 2, 3, 4);
  }

  @Test
  void aPairBelowZeroIsWorthNoOther() {
    List<String> sources = List.of("census", "census", "books", "books");
    // 10 - 8 against 5 + 4: the 10 counts alone, and -8 is less than least
    double[][] one = square(10, 5, 4, -8);
    assertThat(Persons.groups(sources, one, -2, Set.of("census", "books")))
        .containsExactly(0, 1, 0, 3);
    // 10 against 5 - 1: and -2, which is least, for those left over
    double[][] two = square(10, 5, -1, -2);
    assertThat(Persons.groups(sources, two, -2, Set.of("census", "books")))
        .containsExactly(0, 1, 0, 1);
  }

  private static double[][] square(double a, double b, double c, double d) {
    return new double[][] {{0, NEVER, a, b}, {NEVER, 0, c, d}, {a, c, 0, NEVER}, {b, d, NEVER, 0}};
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
