package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.reference.Codes;

/**
 * The areas of which operators can tell: those with lines of who lives or lived there, hidden ones
 * too. Of another area an operator has few devices or none, and what it finds says nothing of the
 * residents, how many they may be.
 */
final class OperatorAreas {
  private OperatorAreas() {}

  /**
   * The cells without those operators in {@code delivering} and {@code shown} that can not tell of
   * an area of the cell while another can; cells that nobody else shows are left out.
   *
   * @param cells one row a flow
   * @param all what operators hand over, lines without figures too
   */
  static Dataset<Row> told(Dataset<Row> cells, Dataset<Row> all) {
    Dataset<Row> told = cells;
    for (String end : List.of("origin", "destination")) {
      String[] area =
          Stream.concat(CombineOperators.RELEASE.stream(), Stream.of(end)).toArray(String[]::new);
      told = told.join(tellers(all).withColumnRenamed("area", end), area, "left_outer");
      for (String operators : List.of("delivering", "shown")) {
        told = told.withColumn(operators, filter(col(operators), OperatorAreas::tells));
      }
      told = told.drop("tellers");
    }
    return told.filter(size(col("shown")).gt(0));
  }

  private static Column tells(Column operator) {
    Column isTeller = array_contains(col("tellers"), operator.getField("operator_id"));
    return coalesce(isTeller, lit(true));
  }

  /**
   * One row an area, with {@code tellers}. Countries abroad are none: nobody lived there before.
   */
  private static Dataset<Row> tellers(Dataset<Row> all) {
    Column stock = when(col("kind").equalTo("stock"), col("destination"));
    return all.withColumn("area", when(col("origin").equalTo(""), stock).otherwise(col("origin")))
        .filter(col("area").isNotNull().and(not(Codes.isCountryOrUserAssigned(col("area")))))
        .groupBy(Columns.named(CombineOperators.RELEASE, "area"))
        .agg(collect_set("operator_id").as("tellers"));
  }
}
