package org.caudal.table;

import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * One declared column.
 *
 * @param name in snake case
 * @param type Spark type
 * @param nullable whether a row may lack it
 * @param doc what it means
 * @param unit the unit of a number, or an empty string
 * @param pseudonym of whom or what it is the pseudonym; empty for other columns
 */
public record TableColumn(
    String name,
    DataType type,
    boolean nullable,
    String doc,
    String unit,
    Optional<Pseudonym> pseudonym) {

  /** The meaning with its unit, as stored in the Delta column comment. */
  public String comment() {
    return unit.isEmpty() ? doc : doc + " [" + unit + "]";
  }
}
