package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;

/** What a sign of a register says of residence, by sex and age. */
final class SignWeights {
  private SignWeights() {}

  /**
   * One row a register and group with {@code weight}: the most that one sign can have, times how
   * much oftener residents give it than others, (r - n) / (r + n), never below 0. r is the share of
   * years of sure residents of the group with the sign, of all groups where the group has none, n
   * that of sure non-residents of all groups; both with half a year added to either answer. Without
   * any sure resident, or any sure non-resident, nothing can be learnt, which is a failure.
   *
   * @param years one row a person and year, with its group, and {@code is_sure}: true of a sure
   *     resident, false of a sure non-resident, else null
   * @param signs one row a person, year and register with a sign
   * @param most what one sign can weigh
   */
  static Dataset<Row> of(Dataset<Row> years, Dataset<Row> signs, BigDecimal most) {
    Dataset<Row> groups = counted(years, "group", "years");
    Dataset<Row> given =
        counted(
            years.join(signs, new String[] {"person_id", "year"}, "inner"),
            "group",
            "given",
            "source_id");
    Dataset<Row> all = given.groupBy("source_id").agg(total("given"), totalOfOthers("given"));
    Column hasOwn = col("years_residents").gt(0);
    Column residents =
        share(
            when(hasOwn, col("given_residents")).otherwise(col("all_given_residents")),
            when(hasOwn, col("years_residents")).otherwise(col("all_years_residents")));
    Column elsewhere = share(col("given_others"), col("years_others"));
    return groups
        .select("group", "years_residents")
        .crossJoin(broadcast(groups.agg(total("years"), totalOfOthers("years"))))
        .crossJoin(broadcast(all))
        .filter(isKnown())
        .join(
            given.select("source_id", "group", "given_residents"),
            new String[] {"source_id", "group"},
            "left")
        .na()
        .fill(0L, new String[] {"given_residents"})
        .withColumn("r", residents)
        .withColumn("n", elsewhere)
        .select(
            col("source_id"),
            col("group"),
            Decimals.rounded(
                    greatest(lit(0.0), col("r").minus(col("n")).divide(col("r").plus(col("n"))))
                        .multiply(most.doubleValue()),
                    9,
                    6)
                .as("weight"));
  }

  private static Column total(String name) {
    return sum(name + "_residents").as("all_" + name + "_residents");
  }

  private static Column totalOfOthers(String name) {
    return sum(name + "_others").as(name + "_others");
  }

  /** Registers of which a sure year has a sign; a failure where one of the two is nobody. */
  private static Column isKnown() {
    return when(
            col("all_years_residents").equalTo(0),
            lacking(
                "nobody is surely a resident in any year: life_sign must have persons with signs of an earlier and of a later year, who did not leave"))
        .when(
            col("years_others").equalTo(0),
            lacking(
                "nobody is surely a non-resident in any year: life_sign must have persons who left or died before the last year; load departures or deaths"))
        .otherwise(col("all_given_residents").plus(col("given_others")).gt(0));
  }

  private static Column lacking(String what) {
    return raise_error(lit(what)).cast("boolean");
  }

  private static Column share(Column given, Column of) {
    return given.plus(0.5).divide(of.plus(1.0));
  }

  private static Dataset<Row> counted(Dataset<Row> years, String group, String name, String... by) {
    return years
        .groupBy(group, by)
        .agg(
            expr("count_if(is_sure)").as(name + "_residents"),
            count(when(col("is_sure").equalTo(false), lit(1))).as(name + "_others"));
  }
}
