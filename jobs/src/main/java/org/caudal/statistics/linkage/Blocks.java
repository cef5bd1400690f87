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

  /**
   * Whether the rule holds for a pair and no rule before it does.
   *
   * @param before number of the first rule that takes pairs away; that of the rule itself for none
   * @param rule number of the rule
   * @param first of the two by source and id
   */
  public static boolean isPair(
      LinkageModel.Link link,
      List<BlockingRule> rules,
      int before,
      int rule,
      Member first,
      Member second) {
    return link.takes(first.source(), second.source())
        && rules.get(rule).holds(first.candidate(), second.candidate())
        && isFirst(rules.subList(before, rule), first, second);
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
