package org.caudal.statistics.linkage;

import java.util.List;

/** The pairs of a block: records with one key of a blocking rule. */
public final class Blocks {
  private Blocks() {}

  /**
   * A record in a block.
   *
   * @param source where it is from
   * @param id what tells it from others of the source
   * @param candidate its fields
   * @param frequencies share of its value in each field that is counted, or NaN
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by source and id
  public record Member(String source, String id, Candidate candidate, double[] frequencies)
      implements Comparable<Member> {
    @Override
    public int compareTo(Member other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : id.compareTo(other.id);
    }
  }

  /** Takes the pairs. */
  public interface Pairs {
    /** A pair; the left record is before the right one by source and id. */
    void pair(Member left, Member right);
  }

  /**
   * Gives every pair for which the rule holds and no rule before it does.
   *
   * @param before number of the first rule that takes pairs away; that of the rule itself for none
   * @param rule number of the rule
   * @param left records with the key on the left
   * @param right records with the key on the right; the same list where the rule is symmetric
   */
  public static void pairs(
      LinkageModel.Link link,
      List<BlockingRule> rules,
      int before,
      int rule,
      List<Member> left,
      List<Member> right,
      Pairs pairs) {
    for (Member first : left) {
      for (Member second : right) {
        if (first.compareTo(second) < 0
            && link.takes(first.source(), second.source())
            && rules.get(rule).holds(first.candidate(), second.candidate())
            && isFirst(rules.subList(before, rule), first, second)) {
          pairs.pair(first, second);
        }
      }
    }
  }

  private static boolean isFirst(List<BlockingRule> before, Member first, Member second) {
    for (BlockingRule rule : before) {
      if (rule.holds(first.candidate(), second.candidate())) {
        return false;
      }
    }
    return true;
  }
}
