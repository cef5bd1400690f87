package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.caudal.statistics.linkage.Handover.Overlap;
import org.junit.jupiter.api.Test;

/** Persons in capitals, groups in numbers. */
class HandoverTest {

  @Test
  void mostRecordsCountAndEqualOnesGoToTheSmaller() {
    // A leaves 3 of 5 in 1; B has its 2 in 2, with 2 of A
    assertThat(handed("A1:3", "A2:2", "B2:2")).containsExactly("A1", "B2");
    // A is split in equal halves, and the half of B would take A too: 1 is smaller
    assertThat(handed("A2:2", "A1:2", "B2:2")).containsExactly("A1", "B2");
    // both are best in 1, which has more of B; nothing is left for A
    assertThat(handed("A1:2", "B1:3")).containsExactly("B1");
    assertThat(handed("B1:2", "A1:2")).containsExactly("A1");
    // second best where the best went to another: of B one record is in 2, four are in 1
    assertThat(handed("A1:5", "A2:3", "B1:4", "B2:1")).containsExactly("A1", "B2");
    assertThat(handed()).isEmpty();
  }

  @Test
  void thoseThatAreEachTheBestOfTheOtherComeFirst() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      List<Overlap> overlaps = new ArrayList<>();
      for (char person = 'A'; person < 'G'; person++) {
        for (int group = 0; group < 6; group++) {
          if (random.nextInt(3) > 0) {
            overlaps.add(
                new Overlap(String.valueOf(person), String.valueOf(group), random.nextInt(4) + 1));
          }
        }
      }
      List<String> expected = inRounds(overlaps);
      Collections.shuffle(overlaps, random);
      assertThat(names(Handover.of(overlaps))).isEqualTo(expected);
    }
  }

  /** The rule as it is said: mutual bests, then those of the rest, until there are no more. */
  private static List<String> inRounds(List<Overlap> overlaps) {
    List<Overlap> rest = new ArrayList<>(overlaps);
    TreeSet<String> handed = new TreeSet<>();
    while (!rest.isEmpty()) {
      List<Overlap> mutual =
          rest.stream()
              .filter(
                  o ->
                      best(rest, Overlap::person, o.person()).equals(Optional.of(o))
                          && best(rest, Overlap::group, o.group()).equals(Optional.of(o)))
              .toList();
      for (Overlap o : mutual) {
        handed.add(o.person() + o.group());
        rest.removeIf(r -> r.person().equals(o.person()) || r.group().equals(o.group()));
      }
    }
    return new ArrayList<>(handed);
  }

  private static Optional<Overlap> best(
      List<Overlap> overlaps, Function<Overlap, String> side, String of) {
    return overlaps.stream()
        .filter(o -> side.apply(o).equals(of))
        .reduce(
            (a, b) ->
                a.records() != b.records()
                    ? (a.records() > b.records() ? a : b)
                    : (a.person() + a.group()).compareTo(b.person() + b.group()) <= 0 ? a : b);
  }

  private static List<String> handed(String... overlaps) {
    List<Overlap> all = new ArrayList<>();
    for (String text : overlaps) {
      all.add(
          new Overlap(
              text.substring(0, 1), text.substring(1, 2), Long.parseLong(text.substring(3))));
    }
    return names(Handover.of(all));
  }

  private static List<String> names(List<Overlap> handed) {
    return handed.stream().map(o -> o.person() + o.group()).sorted().toList();
  }
}
