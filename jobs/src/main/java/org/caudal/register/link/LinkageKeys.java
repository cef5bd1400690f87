package org.caudal.register.link;

/** What the keys mean that several jobs of a linkage have in common. */
final class LinkageKeys {
  static final String SETTINGS = "Settings or model as Splink saves it, JSON";
  static final String SETTINGS_EXAMPLE = "!file conf/linkage/registers.json";
  static final String TEXT =
      "What a letter is where texts are compared: bytes, code-points, or folded, without case and accents, also for equality, blocking and counts; the same in all jobs of a linkage";

  private LinkageKeys() {}
}
