package org.caudal.problem;

import java.io.Serializable;

/**
 * One thing that is wrong, in the three parts a reader needs.
 *
 * @param place file with line, key path, table or option; never a value that identifies a person
 * @param statement what is wrong, and why that matters where it is not plain
 * @param remedy what to do about it
 */
public record Problem(String place, String statement, String remedy) implements Serializable {

  /** One line: place, statement, remedy. */
  @Override
  public String toString() {
    return place + "  " + statement + " " + remedy;
  }
}
