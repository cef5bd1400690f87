package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.caudal.statistics.linkage.Blocks.Member;
import org.jspecify.annotations.Nullable;

/** The persons among records that hang together. */
public final class Persons {
  private Persons() {}

  /**
   * When records are of one person.
   *
   * @param meanWeight lowest mean weight at which groups are joined
   * @param floor weight that no pair is below in a mean
   * @param oneRecordSources sources in which a person has one record at most
   */
  public record Rule(double meanWeight, double floor, Set<String> oneRecordSources)
      implements Serializable {

    private double weight(
        Member first, Member second, Apart apart, Comparer comparer, Scorer scorer) {
      return (first.source().equals(second.source()) && oneRecordSources.contains(first.source()))
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
    double[][] joined = new double[weights.length][];
    Arrays.setAll(joined, i -> weights[i].clone());
    int[] groups = MeanLinkage.groups(joined, rule.meanWeight());
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
}
