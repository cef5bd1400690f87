package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.caudal.statistics.BestAssignment;
import org.caudal.statistics.linkage.Blocks.Member;
import org.jspecify.annotations.Nullable;

/** The persons among records that hang together. */
public final class Persons {
  /** What a pair of no weight is better than none. */
  private static final double LEAST_GAIN = 1e-9;

  private Persons() {}

  /**
   * When records are of one person.
   *
   * @param meanWeight lowest mean weight at which groups are joined
   * @param floor weight that no pair is below in a mean
   * @param oneRecordSources sources in which a person has one record at most
   * @param households that have a person once
   */
  public record Rule(
      double meanWeight, double floor, Set<String> oneRecordSources, Households households)
      implements Serializable {

    private double weight(
        Member first, Member second, Apart apart, Comparer comparer, Scorer scorer) {
      return (first.source().equals(second.source()) && oneRecordSources.contains(first.source()))
              || households.keepApart(first, second)
              || apart.of(first, second)
          ? Double.NEGATIVE_INFINITY
          : Math.max(floor, scorer.weight(comparer, first, second));
    }
  }

  /** Which records are known to be of two persons. */
  public interface Apart {
    /** Whether these two are; asked in one order only. */
    boolean of(Member first, Member second);
  }

  /**
   * The person that a record is of.
   *
   * @param first the first of the records of the person
   * @param records how many they are
   * @param weight mean weight of the record with the others; null where it is alone
   */
  public record Person(Member first, int records, @Nullable Double weight) {}

  /** The person of each record. */
  public static List<Person> of(
      List<Member> members, Rule rule, Apart apart, Comparer comparer, Scorer scorer) {
    double[][] weights =
        MeanLinkage.weights(
            members.size(),
            (i, j) -> rule.weight(members.get(i), members.get(j), apart, comparer, scorer));
    int[] groups =
        groups(
            members.stream().map(Member::source).toList(),
            weights,
            rule.meanWeight(),
            rule.oneRecordSources());
    int[] records = new int[groups.length];
    for (int group : groups) {
      records[group]++;
    }
    List<Person> persons = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      persons.add(
          new Person(
              members.get(groups[i]),
              records[groups[i]],
              MeanLinkage.meanWithin(weights, groups, i)));
    }
    return persons;
  }

  /**
   * The group of each record, its lowest record: by mean weight or, of records of two sources in
   * which a person has one at most, the pairs of the greatest sum of weights; pairs below 0 are
   * only of records that are then left over.
   *
   * @param sources of the records
   * @param weights of each pair of records, on either side of the diagonal
   * @param least lowest mean weight, and lowest weight of such a pair
   */
  static int[] groups(
      List<String> sources, double[][] weights, double least, Set<String> oneRecordSources) {
    List<String> different = sources.stream().distinct().toList();
    if (different.size() != 2 || !oneRecordSources.containsAll(different)) {
      double[][] joined = new double[weights.length][];
      Arrays.setAll(joined, i -> weights[i].clone());
      return MeanLinkage.groups(joined, least);
    }
    int[] groups = new int[weights.length];
    Arrays.setAll(groups, i -> i);
    boolean[] isFree = new boolean[weights.length];
    Arrays.fill(isFree, true);
    List<int[]> sides =
        different.stream()
            .map(
                source ->
                    IntStream.range(0, sources.size())
                        .filter(i -> sources.get(i).equals(source))
                        .toArray())
            .toList();
    for (double from : new double[] {Math.max(least, 0), least}) {
      pair(sides, weights, from, isFree, groups);
    }
    return groups;
  }

  /** Pairs free records of two sides by the greatest sum of weights from the given one on. */
  private static void pair(
      List<int[]> sides, double[][] weights, double from, boolean[] isFree, int[] groups) {
    int[] left = Arrays.stream(sides.get(0)).filter(i -> isFree[i]).toArray();
    int[] right = Arrays.stream(sides.get(1)).filter(i -> isFree[i]).toArray();
    double base = Math.min(from, 0) - LEAST_GAIN;
    double[][] gain = new double[left.length][right.length];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        double weight = weights[left[i]][right[j]];
        gain[i][j] = weight >= from ? weight - base : 0;
      }
    }
    int[] chosen = BestAssignment.of(gain);
    for (int i = 0; i < left.length; i++) {
      if (chosen[i] != BestAssignment.NONE) {
        int other = right[chosen[i]];
        groups[Math.max(left[i], other)] = Math.min(left[i], other);
        isFree[left[i]] = false;
        isFree[other] = false;
      }
    }
  }
}
