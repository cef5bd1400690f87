package org.caudal.statistics.linkage;

import java.util.Arrays;
import java.util.List;

/** Groups of records that are joined by links, directly or through others. */
public final class PersonGroups {
  private final int[] parent;

  /** A link of two records, with its weight. */
  public record Link(int first, int second, double weight) {}

  /** Records 0 to below {@code records}, each alone. */
  public PersonGroups(int records) {
    parent = new int[records];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * The component of each record: its lowest record.
   *
   * <p>Where more than {@code most} records hang together, only links of a weight higher by one,
   * two and so on hold them, until there are no more.
   *
   * @param least lowest weight of the links
   */
  public static int[] components(int records, List<Link> links, double least, int most) {
    int[] component = components(records, links);
    List<Link> held = links;
    for (double floor = least + 1; ; floor++) {
      int[] sizes = new int[records];
      for (int record : component) {
        sizes[record]++;
      }
      if (Arrays.stream(sizes).noneMatch(size -> size > most)) {
        return component;
      }
      int[] before = component;
      double higher = floor;
      held =
          held.stream()
              .filter(link -> sizes[before[link.first()]] <= most || link.weight() >= higher)
              .toList();
      component = components(records, held);
    }
  }

  private static int[] components(int records, List<Link> links) {
    PersonGroups groups = new PersonGroups(records);
    links.forEach(link -> groups.join(link.first(), link.second()));
    int[] component = new int[records];
    Arrays.setAll(component, groups::group);
    return component;
  }

  /** Joins the groups of two records. */
  public void join(int first, int second) {
    int a = group(first);
    int b = group(second);
    if (a != b) {
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }

  /** The lowest record of the group of a record. */
  public int group(int record) {
    int root = record;
    while (parent[root] != root) {
      root = parent[root];
    }
    int at = record;
    while (parent[at] != root) {
      int next = parent[at];
      parent[at] = root;
      at = next;
    }
    return root;
  }
}
