package org.caudal.load;

/** What a validation rule does with a row that breaks it. */
public enum Strength {
  /** The row is loaded and counted under the rule. */
  WARN,
  /** The row goes to the rejected rows. */
  REJECT,
  /** The whole load stops and changes nothing. */
  FAIL
}
