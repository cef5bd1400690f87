package org.caudal.register.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.caudal.load.FileNames;
import org.caudal.load.Rule;
import org.caudal.load.Strength;

/** The register of a record, {@code source_id}. */
public final class RecordSource {
  /** What the parameter means. */
  public static final String PATTERN =
      "Regular expression of the name of a file, with the folders between the path and it, such as year=2025/month=6/; the first group is the register, where no column or constant says it";

  /** The name of the file up to its ending. */
  public static final String FILE_NAME = "([^/]+?)[.][^/]*$";

  private RecordSource() {}

  /** The register that a column or constant says, else the name of the file. */
  public static Column of(String pattern) {
    return coalesce(col("source_id"), FileNames.part(pattern, 1));
  }

  /** Something says the register. */
  public static Rule known() {
    return new Rule(
        "source-known",
        Strength.REJECT,
        "source_id",
        col("source_id").isNotNull(),
        "No column, no constant and not the name of the file says the register.",
        "Give source_id under extract.constants, or another source-pattern.");
  }
}
