package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups of records that are joined by links, directly or through others. */
public final class PersonGroups {
  private final int[] parent;

  /** Records 0 to below {@code records}, each alone. */
  public PersonGroups(int records) {
    parent = new int[records];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * The component of each record: its lowest record.
   *
   * <p>Where more than {@code most} records hang together, only pairs of a weight higher by one,
   * two and so on hold them, until there are no more.
   *
   * @param pairs two records each
   * @param weights of the pairs
   * @param least lowest weight that holds records together
   */
  public static int[] components(
      int records, List<int[]> pairs, List<Double> weights, double least, int most) {
    int[] component = new int[records];
    List<int[]> held = pairs;
    List<Double> weighed = weights;
    PersonGroups groups = new PersonGroups(records);
    held.forEach(pair -> groups.join(pair[0], pair[1]));
    Arrays.setAll(component, groups::group);
    for (double floor = least + 1; ; floor++) {
      int[] sizes = new int[records];
      for (int record : component) {
        sizes[record]++;
      }
      if (Arrays.stream(sizes).noneMatch(size -> size > most)) {
        return component;
      }
      List<int[]> still = new ArrayList<>();
      List<Double> stillWeighed = new ArrayList<>();
      PersonGroups finer = new PersonGroups(records);
      for (int i = 0; i < held.size(); i++) {
        int[] pair = held.get(i);
        boolean isLarge = sizes[component[pair[0]]] > most;
        if (!isLarge || weighed.get(i) >= floor) {
          finer.join(pair[0], pair[1]);
          still.add(pair);
          stillWeighed.add(weighed.get(i));
        }
      }
      held = still;
      weighed = stillWeighed;
      Arrays.setAll(component, finer::group);
    }
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
