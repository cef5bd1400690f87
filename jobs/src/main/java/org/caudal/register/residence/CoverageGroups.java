package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Decimals;
import org.caudal.reference.Codes;
import org.caudal.statistics.DualSystem;
import org.caudal.statistics.LogInterval;

/**
 * The groups by which coverage is estimated, and {@link DualSystem} and {@link LogInterval} as
 * columns.
 */
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

  /** Persons of both of a stratum, corrected for errors of linkage. */
  static Column found() {
    UDF5<Double, Double, Double, Double, Double, Double> found =
        (x, n, m, r, f) -> new DualSystem(x, n, m, r, f).found();
    return udf(found, DataTypes.DoubleType).withName("coverage_found").apply(system());
  }

  /** Persons for whom one on the list of a stratum stands. */
  static Column weight() {
    UDF5<Double, Double, Double, Double, Double, Double> weight =
        (x, n, m, r, f) -> new DualSystem(x, n, m, r, f).weight();
    return udf(weight, DataTypes.DoubleType).withName("coverage_weight").apply(system());
  }

  /**
   * The variance of the persons of a part of a stratum.
   *
   * @param part persons of the part on the list
   * @param matched those of them who are in the count
   */
  public static Column variance(Column part, Column matched) {
    UDF7<Double, Double, Double, Double, Double, Double, Double, Double> variance =
        (x, n, m, r, f, c, k) -> new DualSystem(x, n, m, r, f).variance(c, k);
    Column[] all =
        Stream.concat(Arrays.stream(system()), Stream.of(part, matched).map(CoverageGroups::number))
            .toArray(Column[]::new);
    return udf(variance, DataTypes.DoubleType).withName("coverage_variance").apply(all);
  }

  /** Whether a stratum has somebody on the list and too few in both to say how many that is. */
  static Column isBlind() {
    return col("stratum_listed").gt(0).and(col("stratum_found").lt(1));
  }

  /**
   * The columns of the log-normal interval of {@code persons}: the whole is an estimate too, so
   * that it is no bound.
   *
   * @param allCounted all persons of the count, whose number less one is the degrees of freedom
   */
  public static Map<String, Column> interval(Column allCounted, BigDecimal level) {
    double share = level.doubleValue();
    UDF3<Double, Double, Integer, double[]> ends =
        (persons, error, degrees) -> LogInterval.of(persons, error, degrees, share);
    Column interval =
        udf(ends, DataTypes.createArrayType(DataTypes.DoubleType, false))
            .withName("coverage_interval")
            .apply(number(col("persons")), number(col("standard_error")), degrees(allCounted));
    Column low = Decimals.rounded(interval.getItem(0), 24, 9);
    Column high = Decimals.rounded(interval.getItem(1), 24, 9);
    return Map.of(
        "interval_low", least(col("persons"), low),
        "interval_high", greatest(col("persons"), high),
        "interval_level", lit(level).cast("decimal(7,6)"));
  }

  /** Degrees of freedom of an error that rests on a count. */
  public static Column degrees(Column allCounted) {
    return greatest(allCounted.minus(1), lit(1)).cast("int");
  }

  private static Column[] system() {
    return Stream.of(
            "stratum_listed", "stratum_counted", "stratum_matched", "recall", "false_share")
        .map(name -> number(col(name)))
        .toArray(Column[]::new);
  }

  private static Column number(Column count) {
    return count.cast("double");
  }
}
