package org.caudal.load;

import org.apache.spark.sql.Column;

/**
 * One declared validation rule.
 *
 * @param name kebab case, unique in the plan
 * @param strength what happens to a row that breaks it
 * @param column the field a reader should look at
 * @param holds true for a good row; unknown (null) counts as good, absence is the field's matter
 * @param statement what is wrong with a row that breaks it
 * @param remedy what to do about it
 */
public record Rule(
    String name, Strength strength, String column, Column holds, String statement, String remedy) {}
