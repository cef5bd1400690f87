package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often records of two persons agree by chance, the shares u: taken from all pairs of records,
 * nearly all of which are of two persons.
 *
 * <p>Pairs of records are counted by pairs of different values: a million records with ten thousand
 * names are fifty million comparisons, not half a billion of thousands.
 */
public final class UnmatchedShares {
  private UnmatchedShares() {}

  /**
   * Distinct values of the fields of a comparison.
   *
   * @param values in the order of the fields
   * @param records how many have them, by source
   */
  public record Distinct(List<@Nullable String> values, Map<String, Long> records) {}

  /**
   * Shares by gamma among all pairs that can be compared; never-seen levels have {@link
   * Comparison#NEVER_SEEN}.
   *
   * @param fields names of the fields of {@code distinct}, in their order
   * @param distinct each combination of values once, in any order
   */
  public static double[] of(
      LinkageModel model,
      Comparison comparison,
      List<String> fields,
      Collection<Distinct> distinct,
      Symbols.Unit unit) {
    LinkageModel alone =
        new LinkageModel(
            model.link(),
            model.prior(),
            List.of(comparison),
            List.of(),
            model.convergence(),
            model.iterations());
    Comparer comparer = new Comparer(alone, fields, List.of(), unit);
    List<Distinct> all = new ArrayList<>(distinct);
    List<String> sources =
        all.stream().flatMap(d -> d.records().keySet().stream()).distinct().sorted().toList();
    Candidate[] candidates = new Candidate[all.size()];
    double[][] records = new double[all.size()][];
    for (int i = 0; i < candidates.length; i++) {
      Distinct values = all.get(i);
      candidates[i] = comparer.candidate(values.values().toArray(new @Nullable String[0]));
      records[i] =
          sources.stream().mapToDouble(s -> values.records().getOrDefault(s, 0L)).toArray();
    }
    boolean across = model.link() == LinkageModel.Link.LINK_ONLY;
    double[] pairs = new double[comparison.gammas()];
    for (int i = 0; i < candidates.length; i++) {
      for (int j = i; j < candidates.length; j++) {
        double between = pairs(records[i], records[j], i == j, across);
        int gamma =
            between == 0 ? -1 : Comparer.gamma(comparer.pattern(candidates[i], candidates[j]), 0);
        if (gamma >= 0) {
          pairs[gamma] += between;
        }
      }
    }
    return shares(pairs, comparison.name());
  }

  /** Pairs of a record with the one and a record with the other values. */
  private static double pairs(double[] a, double[] b, boolean same, boolean across) {
    double ofA = 0;
    double ofB = 0;
    double within = 0;
    for (int source = 0; source < a.length; source++) {
      ofA += a[source];
      ofB += b[source];
      within += same ? a[source] * (a[source] - 1) / 2 : a[source] * b[source];
    }
    return (same ? ofA * (ofA - 1) / 2 : ofA * ofB) - (across ? within : 0);
  }

  private static double[] shares(double[] pairs, String name) {
    double total = 0;
    for (double count : pairs) {
      total += count;
    }
    if (total == 0) {
      throw new IllegalStateException(
          "no two records of the sample can be compared in "
              + name
              + ": the field is empty, or the sample is of one source where two are linked");
    }
    double[] shares = new double[pairs.length];
    for (int gamma = 0; gamma < shares.length; gamma++) {
      shares[gamma] = pairs[gamma] == 0 ? Comparison.NEVER_SEEN : pairs[gamma] / total;
    }
    return shares;
  }
}
