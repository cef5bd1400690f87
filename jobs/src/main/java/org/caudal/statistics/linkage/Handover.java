package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which group of records takes over the identifier of which earlier person, where records were
 * linked again.
 */
public final class Handover {
  private static final Comparator<Overlap> ORDER =
      Comparator.comparingLong(Overlap::records)
          .reversed()
          .thenComparing(Overlap::person)
          .thenComparing(Overlap::group);

  private Handover() {}

  /** Records of an earlier person that are in a group now. */
  public record Overlap(String person, String group, long records) {}

  /**
   * The overlaps along which an identifier is handed over, each person and each group in one at
   * most.
   *
   * <p>A person and a group that are each the best of the other come first, the best being that
   * with most records; then those that are the best of each other among the rest, and so on. Of
   * equal numbers of records the smaller identifier comes first, then the smaller group. As the
   * order of all overlaps is one and the same, that is to take them from the largest on.
   */
  public static List<Overlap> of(List<Overlap> overlaps) {
    List<Overlap> largestFirst = new ArrayList<>(overlaps);
    largestFirst.sort(ORDER);
    Set<String> persons = new HashSet<>();
    Set<String> groups = new HashSet<>();
    List<Overlap> handed = new ArrayList<>();
    for (Overlap overlap : largestFirst) {
      if (!persons.contains(overlap.person()) && !groups.contains(overlap.group())) {
        persons.add(overlap.person());
        groups.add(overlap.group());
        handed.add(overlap);
      }
    }
    return handed;
  }
}
