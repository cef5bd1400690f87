package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.AgeBands;
import org.caudal.reference.Codes;
import org.caudal.statistics.DualSystem;

/** The groups by which coverage is estimated, and {@link DualSystem} as columns. */
public final class CoverageGroups {
  private CoverageGroups() {}

  /** Whether a person is on the list: by the least index, and by a sign of the year after. */
  public static Column isListed(Column leastIndex, Column isConfirmed) {
    return coalesce(
        col("residence_index")
            .geq(leastIndex)
            .and(not(isConfirmed).or(coalesce(col("signs_after"), lit(0)).gt(0))),
        lit(false));
  }

  /** First age of the group, of {@code age}. */
  static Column ageGroup(List<Integer> firstAges) {
    return coalesce(AgeBands.group(col("age"), firstAges).cast("string"), lit(Codes.UNKNOWN));
  }

  /** Citizen or not, of {@code citizenship}. */
  public static Column origin(Column country) {
    return when(col("citizenship").isNull(), lit(Codes.UNKNOWN))
        .when(col("citizenship").equalTo(country), lit("national"))
        .otherwise(lit("foreigner"));
  }

  /** Persons of both, corrected for errors of linkage. */
  static Column found(Column counted, Column matched, BigDecimal recall, BigDecimal falseShare) {
    UDF4<Double, Double, Double, Double, Double> found =
        (n, m, r, f) -> DualSystem.of(n, m, r, f).found();
    return udf(found, DataTypes.DoubleType)
        .withName("coverage_found")
        .apply(number(counted), number(matched), number(lit(recall)), number(lit(falseShare)));
  }

  /** Persons for whom one on the list stands. */
  static Column weight(Column counted, Column found) {
    UDF2<Double, Double, Double> weight = (n, m) -> new DualSystem(n, m).weight();
    return udf(weight, DataTypes.DoubleType)
        .withName("coverage_weight")
        .apply(number(counted), number(found));
  }

  /** The variance of the persons of a part of a stratum. */
  public static Column variance(
      Column listed, Column matched, Column allMatched, Column counted, Column found) {
    UDF5<Double, Double, Double, Double, Double, Double> variance =
        (c, both, all, n, m) -> new DualSystem(n, m).variance(c, both, all);
    return udf(variance, DataTypes.DoubleType)
        .withName("coverage_variance")
        .apply(number(listed), number(matched), number(allMatched), number(counted), number(found));
  }

  private static Column number(Column count) {
    return count.cast("double");
  }
}
