package org.caudal.store;

import java.util.Optional;
import org.caudal.problem.ProblemException;

/** A mark beside the tables of the key that their pseudonyms were made with. */
public final class KeyMark {
  private static final String NAME = "_key_mark";

  private KeyMark() {}

  /**
   * Leaves the mark where there is none; refuses tables that have another one, in which the same
   * person would get a second pseudonym.
   *
   * @param mark text that follows from the key and from which the key cannot be told
   */
  public static void require(Folder tables, String mark) {
    Optional<String> found = tables.read(NAME);
    if (found.isEmpty()) {
      tables.write(NAME, mark + System.lineSeparator());
    } else if (!found.get().strip().equals(mark)) {
      throw ProblemException.user(
          tables.location(),
          "has pseudonyms that were made with another key; under this one the same persons would be"
              + " others. Nothing was changed.",
          "Give the key of these tables, or load everything into another folder with --set"
              + " tables=….");
    }
  }
}
