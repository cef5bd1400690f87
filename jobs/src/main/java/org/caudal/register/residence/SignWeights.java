package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
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
   * years of sure residents of the group with the sign, n that of sure non-residents of all groups;
   * both with half a year added to either answer.
   *
   * @param years one row a person and year, with its group, and {@code is_sure}: true of a sure
   *     resident, false of a sure non-resident, else null
   * @param signs one row a person, year and register with a sign
   * @param most what one sign can weigh
   */
  static Dataset<Row> of(Dataset<Row> years, Dataset<Row> signs, BigDecimal most) {
    Dataset<Row> sure = years.filter(col("is_sure").isNotNull());
    Dataset<Row> all = counted(sure, "group", "years").filter(col("group").isNotNull());
    Dataset<Row> given =
        counted(
            sure.join(signs, new String[] {"person_id", "year"}, "inner"),
            "group",
            "given",
            "source_id");
    Dataset<Row> others =
        given
            .groupBy("source_id")
            .agg(sum("given_others").as("given_others"))
            .crossJoin(broadcast(all.agg(sum("years_others").as("years_others"))));
    Column residents = share("given_residents", "years_residents");
    Column elsewhere = share("given_others", "years_others");
    return all.select("group", "years_residents")
        .crossJoin(broadcast(others))
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

  private static Column share(String given, String of) {
    return col(given).plus(0.5).divide(col(of).plus(1.0));
  }

  private static Dataset<Row> counted(Dataset<Row> years, String group, String name, String... by) {
    return years
        .groupBy(group, by)
        .agg(
            expr("count_if(is_sure)").as(name + "_residents"),
            count(when(col("is_sure").equalTo(false), lit(1))).as(name + "_others"));
  }
}
