package org.caudal.register.link;

/** What the keys mean that several jobs of a linkage have in common. */
final class LinkageKeys {
  static final String SETTINGS = "Settings or model as Splink saves it, JSON";
  static final String SETTINGS_EXAMPLE = "!file conf/linkage/registers.json";
  static final String TEXT =
      "What a letter is where texts are compared: bytes, code-points, or folded, without case and accents, also for equality, blocking and counts; the same in all jobs of a linkage";

  static final String MOST_BLOCK =
      "Most records of one block, 2 to 100000; more end the run before a pair is written";

  private LinkageKeys() {}

  /** Refuses an impossible limit of blocks. */
  static void requireMostBlock(int mostBlock) {
    if (mostBlock < 2 || mostBlock > 100_000) {
      throw new IllegalArgumentException("most-block must be 2 to 100000, was " + mostBlock);
    }
  }
}
