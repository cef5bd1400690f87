package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The releases of operators, of which one counts for a month and definition: that of the latest
 * vintage, with all its levels. A line that it does not have is a flow of few devices, and not that
 * of an earlier one; of a level without any line the operator hands over nothing.
 */
final class OperatorReleases {
  private static final WindowSpec OF_OPERATOR =
      Window.partitionBy("month", "before", "definition", "operator_id");
  private static final WindowSpec OF_LEVEL = by("operator_id");
  private static final WindowSpec OF_VINTAGE = by("operator_id", "vintage");

  private OperatorReleases() {}

  private static WindowSpec by(String... columns) {
    return Window.partitionBy(
        Stream.concat(CombineOperators.RELEASE.stream(), Stream.of(columns))
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /** The lines of the latest vintages; the run ends where one is in two files. */
  static Dataset<Row> latest(Dataset<Row> flows) {
    return dated(flows)
        .filter(col("vintage").equalTo(col("latest")))
        .withColumn("first_file", min("source_file").over(OF_VINTAGE))
        .withColumn("last_file", max("source_file").over(OF_VINTAGE))
        .filter(
            when(col("first_file").equalTo(col("last_file")), lit(true))
                .otherwise(raise_error(inTwoFiles()).cast("boolean")))
        .drop("latest", "first_file", "last_file");
  }

  /** What is left out, as there is a later vintage: one row an operator, month and vintage. */
  static Dataset<Row> leftOut(Dataset<Row> flows) {
    Column goneLevel = when(col("last_of_level").lt(col("latest")), col("level"));
    Column gone =
        when(col("gone").equalTo(""), "")
            .otherwise(
                concat(
                    lit(", which has no lines at level "),
                    col("gone"),
                    lit(": if these hold still, ask for all levels with one vintage")));
    return dated(flows)
        .withColumn("last_of_level", max("vintage").over(OF_LEVEL))
        .filter(col("vintage").lt(col("latest")))
        .groupBy("operator_id", "month", "vintage")
        .agg(
            max("latest").as("latest"),
            array_join(array_sort(collect_set(goneLevel)), ", ").as("gone"))
        .select(
            concat(
                    lit("operator "),
                    col("operator_id"),
                    lit(", "),
                    date_format(col("month"), "yyyy-MM"),
                    lit(": the release of "),
                    col("vintage"),
                    lit(" is left out, as there is one of "),
                    col("latest"),
                    gone)
                .as("warning"));
  }

  private static Dataset<Row> dated(Dataset<Row> flows) {
    return flows.withColumn("latest", max("vintage").over(OF_OPERATOR));
  }

  private static Column inTwoFiles() {
    return concat(
        lit("Of operator "),
        col("operator_id"),
        lit(", level "),
        col("level"),
        lit(", "),
        date_format(col("month"), "yyyy-MM"),
        lit(" there are lines of one vintage, "),
        col("vintage"),
        lit(", in "),
        col("first_file"),
        lit(" and "),
        col("last_file"),
        lit(
            ": lines that one of them no longer has would count. Ask for one file of all levels with"
                + " a later vintage"));
  }
}
