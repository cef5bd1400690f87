package org.caudal.config;

import java.util.List;
import java.util.Map;

/** A configuration as written, each part with the place it came from. */
sealed interface Tree {

  /** File and line, {@code --set}, an environment variable, or {@code default}. */
  String place();

  /** A single value. */
  record Text(String value, String place) implements Tree {}

  /** A list. */
  record Items(List<Tree> items, String place) implements Tree {}

  /** Keys with values, in the order written. */
  record Entries(Map<String, Tree> entries, String place) implements Tree {}

  /** What the part is, for messages. */
  default String kind() {
    if (this instanceof Text) {
      return "a single value";
    }
    return this instanceof Items ? "a list" : "a group of keys";
  }
}
