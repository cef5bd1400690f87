package org.caudal.load;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * What is said of a row that breaks a rule. Few rows break any, so it is made only for them.
 *
 * @param isBroken whether the row breaks the rule, never null
 * @param saying a text or a struct
 */
record Finding(Column isBroken, Column saying) {

  /** The sayings of the broken rules in an array, empty for good rows. */
  static Column all(List<Finding> findings, String type) {
    Column none = expr("CAST(array() AS array<" + type + ">)");
    Column[] sayings =
        findings.stream()
            .map(finding -> when(finding.isBroken(), finding.saying()))
            .toArray(Column[]::new);
    return findings.stream()
        .map(Finding::isBroken)
        .reduce(Column::or)
        .map(any -> when(any, array_compact(array(sayings))).otherwise(none))
        .orElse(none);
  }
}
