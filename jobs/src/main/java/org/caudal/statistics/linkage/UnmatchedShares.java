package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often records of two persons agree by chance, the shares u: taken from all pairs of records,
 * nearly all of which are of two persons.
 *
 * <p>Pairs of records are counted by pairs of different values: a million records with ten thousand
 * names are fifty million comparisons, not half a billion of thousands. Where a level is not the
 * same for left and right, the record of the first of two sources is on the left, as in linkage,
 * and two records of one source are half a pair in either order.
 */
public final class UnmatchedShares {
  private UnmatchedShares() {}

  /**
   * A record.
   *
   * @param source where it is from
   * @param values of its fields, each as {@link Symbols.Unit#read} gives it
   */
  public record Sourced(String source, List<@Nullable String> values) {}

  /**
   * The model with the shares u of all its comparisons among all pairs that can be compared;
   * never-seen levels have {@link Comparison#NEVER_SEEN}.
   *
   * @param fields names of the values, in their order
   * @throws IllegalStateException if no pair can be compared in a comparison
   */
  public static LinkageModel counted(
      LinkageModel model, List<String> fields, List<Sourced> records, Symbols.Unit unit) {
    return model.with(
        comparison -> comparison.with(null, of(model, comparison, fields, records, unit)));
  }

  private static double[] of(
      LinkageModel model,
      Comparison comparison,
      List<String> fields,
      List<Sourced> records,
      Symbols.Unit unit) {
    List<String> sources = records.stream().map(Sourced::source).distinct().sorted().toList();
    List<String> read = List.copyOf(comparison.fields());
    Map<List<@Nullable String>, double[]> counts = new LinkedHashMap<>();
    for (Sourced record : records) {
      List<@Nullable String> values = new ArrayList<>();
      read.forEach(field -> values.add(record.values().get(fields.indexOf(field))));
      counts
          .computeIfAbsent(values, v -> new double[sources.size()])[
          sources.indexOf(record.source())]++;
    }
    Comparer comparer = new Comparer(model, List.of(comparison), read, List.of(), unit);
    Candidate[] candidates =
        counts.keySet().stream()
            .map(values -> comparer.candidate(values.toArray(new @Nullable String[0])))
            .toArray(Candidate[]::new);
    double[][] bySource = counts.values().toArray(double[][]::new);
    boolean isSymmetric = comparison.isSymmetric();
    boolean across = model.link() == LinkageModel.Link.LINK_ONLY;
    double[] pairs = new double[comparison.gammas()];
    for (int i = 0; i < candidates.length; i++) {
      for (int j = i; j < candidates.length; j++) {
        double between = pairs(bySource[i], bySource[j], i == j, across);
        double turned = isSymmetric || i == j ? 0 : turned(bySource[i], bySource[j], across);
        add(pairs, between - turned, comparer, candidates[i], candidates[j]);
        add(pairs, turned, comparer, candidates[j], candidates[i]);
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

  /** Those of them in which the other values are on the left. */
  private static double turned(double[] a, double[] b, boolean across) {
    double turned = 0;
    double ofFormer = 0;
    for (int source = 0; source < a.length; source++) {
      turned += a[source] * ofFormer + (across ? 0 : a[source] * b[source] / 2);
      ofFormer += b[source];
    }
    return turned;
  }

  private static void add(
      double[] pairs, double between, Comparer comparer, Candidate left, Candidate right) {
    int gamma = between == 0 ? -1 : Comparer.gamma(comparer.pattern(left, right), 0);
    if (gamma >= 0) {
      pairs[gamma] += between;
    }
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
