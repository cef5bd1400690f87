package org.caudal.register.account;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.TrueAccountComponent;

/**
 * Compares population accounts with the truth.
 *
 * <p><b>Reads</b> {@link CohortAccount} and {@link TrueAccountComponent}. <b>Writes</b> {@link
 * AccountAccuracy}.
 *
 * <p><b>Method.</b> Every figure counts alike, whatever its size. The population of the newborn at
 * the start of their year is nobody by definition and does not count. Whether accounts close is
 * computed anew from their decimals. Of discrepancies, 5 % should lie beyond 1.96 standard errors
 * if these are as stated.
 *
 * <p><b>Known bias.</b> Cohorts of an area of which no source has any row have no account and are
 * not compared.
 *
 * <p><b>Example.</b> {@code caudal run measure-accounts --conf conf/accounts.yaml}
 */
public final class MeasureAccounts implements Job<MeasureAccounts.Params> {

  /** 95 % of standard normal figures are within. */
  private static final double USUAL = 1.96;

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("measure-accounts", Params.class)
        .summary("Compares population accounts with the truth.")
        .reads(CohortAccount.class, TrueAccountComponent.class)
        .writesWhole(AccountAccuracy.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> accounts = in.table(CohortAccount.class);
    Column isObserved = col("is_balanced").and(col("observed_persons").isNotNull());
    return compared(accounts, in.table(TrueAccountComponent.class))
        .groupBy("component", "size_class")
        .agg(
            count(when(col("is_balanced"), 1)).as("cells"),
            count(when(col("true_persons").between(col("interval_low"), col("interval_high")), 1))
                .as("within"),
            count(when(isObserved, 1)).as("observed_cells"),
            meanSquare(when(isObserved, col("observed_persons"))).as("observed_error"),
            meanSquare(when(isObserved, col("persons"))).as("balanced_error"),
            count(col("discrepancy_z")).as("links"),
            count(when(abs(col("discrepancy_z")).gt(USUAL), 1)).as("links_beyond"),
            count(when(not(col("is_balanced")), 1)).as("not_balanced"))
        .withColumn("within_share", col("within").divide(nullif(col("cells"), lit(0L))))
        .crossJoin(broadcast(closing(accounts)));
  }

  private static Dataset<Row> compared(Dataset<Row> accounts, Dataset<Row> truth) {
    Column size =
        when(col("true_persons").equalTo(0), "0")
            .when(col("true_persons").lt(10), "1-9")
            .otherwise("10+");
    return accounts
        .filter(
            not(col("component").equalTo("population").and(col("year").equalTo(col("birth_year")))))
        .join(
            truth.withColumnRenamed("persons", "true_persons"),
            new String[] {"area_id", "sex", "birth_year", "year", "component"},
            "left")
        .withColumn("true_persons", coalesce(col("true_persons"), lit(0L)))
        .withColumn("size_class", explode(array(size, lit("all"))))
        .withColumn("component", explode(array(col("component"), lit("all"))));
  }

  private static Column meanSquare(Column persons) {
    Column off = persons.cast("decimal(18,6)").minus(col("true_persons").cast("decimal(12,0)"));
    return sqrt(Decimals.total(off.multiply(off)).divide(nullif(count(persons), lit(0L))));
  }

  /** How many years there are, and how many of them close. */
  private static Dataset<Row> closing(Dataset<Row> accounts) {
    Column adds = col("component").isin("population", "births", "arrivals");
    Column own =
        struct(col("year").as("of"), when(adds, col("persons")).otherwise(less()).as("sum"));
    Column before = struct(col("year").minus(1).as("of"), less().as("sum"));
    return accounts
        .filter(col("is_balanced"))
        .withColumn(
            "part",
            explode(
                when(col("component").equalTo("population"), array(own, before))
                    .otherwise(array(own))))
        .groupBy("area_id", "sex", "birth_year", "part.of")
        .agg(
            sum("part.sum").as("open"),
            count(when(col("component").equalTo("deaths"), 1)).as("flows"))
        .filter(col("flows").gt(0))
        .agg(
            count(lit(1)).as("accounted_years"),
            count(when(col("open").equalTo(0), 1)).as("closed_years"));
  }

  private static Column less() {
    return lit(0).minus(col("persons")).cast("decimal(18,6)");
  }
}
