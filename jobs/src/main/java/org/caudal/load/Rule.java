package org.caudal.load;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * One declared validation rule.
 *
 * @param name kebab case, unique in the plan
 * @param strength what happens to a row that breaks it
 * @param column the field a reader should look at
 * @param others fields that it is compared with, named beside it
 * @param holds true for a good row; unknown (null) counts as good, absence is the field's matter
 * @param statement what is wrong with a row that breaks it
 * @param remedy what to do about it
 */
public record Rule(
    String name,
    Strength strength,
    String column,
    List<String> others,
    Column holds,
    String statement,
    String remedy) {

  /** A rule of one field. */
  public Rule(
      String name,
      Strength strength,
      String column,
      Column holds,
      String statement,
      String remedy) {
    this(name, strength, column, List.of(), holds, statement, remedy);
  }

  /** The same rule, of a field that is compared with another. */
  public Rule with(String other) {
    return new Rule(name, strength, column, List.of(other), holds, statement, remedy);
  }
}
