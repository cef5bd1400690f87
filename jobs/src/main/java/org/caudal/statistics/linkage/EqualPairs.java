package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many pairs of all records are equal in a field, counted from how often each value occurs: n
 * records with a value are n (n - 1) / 2 pairs. No pair is made, so that a share too rare for any
 * sample is exact.
 *
 * @param equal pairs with one value
 * @param all pairs with any two values
 */
public record EqualPairs(double equal, double all) implements Serializable {
  private static final double HALF_A_PAIR = 0.5;

  /**
   * The fields, by number of the comparison, of which equality is all that the first level asks:
   * the comparison reads no other field, and leaves pairs without a value out.
   */
  public static Map<Integer, String> fields(LinkageModel model) {
    Map<Integer, String> fields = new TreeMap<>();
    for (int i = 0; i < model.comparisons().size(); i++) {
      int number = i;
      field(model.comparisons().get(i)).ifPresent(field -> fields.put(number, field));
    }
    return fields;
  }

  private static Optional<String> field(Comparison comparison) {
    Set<String> read = comparison.fields();
    List<Level> empty = comparison.levels().stream().filter(Level::isNull).toList();
    Set<String> equal = comparison.byGamma().get(comparison.gammas() - 1).equalFields();
    return read.size() == 1
            && equal.equals(read)
            && empty.size() == 1
            && isOfEither(SqlParser.parse(empty.get(0).condition()))
        ? Optional.of(read.iterator().next())
        : Optional.empty();
  }

  /** Whether it holds where the field of either record is null, and nowhere else. */
  private static boolean isOfEither(Sql condition) {
    if (!(condition instanceof Sql.Call or)
        || !or.name().equals("or")
        || or.sides().size() < 2
        || or.arguments().size() != 2) {
      return false;
    }
    return or.arguments().stream()
        .allMatch(
            part ->
                part instanceof Sql.Call call
                    && call.name().equals("is null")
                    && call.arguments().get(0) instanceof Sql.Field);
  }

  /**
   * The comparison with the share u of its first level as counted, half a pair where there is none,
   * and those of the others in the proportions they have, alike where none was ever seen.
   */
  public Comparison onto(Comparison comparison) {
    double[] sampled = comparison.u();
    int first = sampled.length - 1;
    double others = 0;
    for (int gamma = 0; gamma < first; gamma++) {
      others += sampled[gamma];
    }
    double share = all == 0 ? Comparison.NEVER_SEEN : Math.max(equal, HALF_A_PAIR) / all;
    boolean isUnseen =
        share < 1 && Arrays.stream(sampled, 0, first).allMatch(u -> u == Comparison.NEVER_SEEN);
    List<Double> u = new ArrayList<>();
    for (int gamma = 0; gamma < first; gamma++) {
      u.add(
          isUnseen
              ? (1 - share) / first
              : sampled[gamma] == Comparison.NEVER_SEEN
                  ? Comparison.NEVER_SEEN
                  : sampled[gamma] / others * (1 - share));
    }
    u.add(share);
    return comparison.with(null, u.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
