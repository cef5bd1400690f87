package org.caudal.statistics.linkage;

import java.util.Arrays;

/** Groups of records that are joined by links, directly or through others. */
public final class PersonGroups {
  private final int[] parent;

  /** Records 0 to below {@code records}, each alone. */
  public PersonGroups(int records) {
    parent = new int[records];
    Arrays.setAll(parent, i -> i);
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
