package org.caudal.register.stock;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** What persons said, as characteristics. */
final class SurveyAnswers {
  private SurveyAnswers() {}

  /** What was said, or that it is not known. */
  static Column known(String name) {
    return coalesce(col(name), lit(StockCells.UNKNOWN));
  }

  private static Column said(String name) {
    return nullif(col(name), lit(StockCells.UNKNOWN));
  }

  /** Birth and citizenship together, as seen from a country; one citizenship of it is enough. */
  static Column migrationStatus(Column country) {
    Column national =
        coalesce(col("citizenship").equalTo(country), lit(false))
            .or(coalesce(col("second_citizenship").equalTo(country), lit(false)));
    return when(
            said("birth_country").isNull().or(said("citizenship").isNull().and(not(national))),
            lit(StockCells.UNKNOWN))
        .otherwise(
            concat(
                when(col("birth_country").equalTo(country), lit("native_born"))
                    .otherwise(lit("foreign_born")),
                when(national, lit("_national")).otherwise(lit("_foreigner"))));
  }
}
