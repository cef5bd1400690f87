package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;

/**
 * Draws up the true demographic account of every province, sex and year.
 *
 * <p><b>Reads</b> {@link SyntheticHousehold}, {@link SyntheticPerson}, {@link SyntheticResidence}.
 * <b>Writes</b> {@link TrueBalance}.
 *
 * <p><b>Method.</b> Stocks are counted at both ends of a year and events in it, each from the
 * spells of usual residence; that they balance is checked and not computed. A person born abroad to
 * residents is no birth here. Deaths abroad of usual residents count in their province.
 *
 * <p><b>Known bias.</b> None: it is a count.
 *
 * <p><b>Example.</b> {@code caudal run balance-population --conf conf/demo.yaml}
 */
public final class BalancePopulation implements Job<BalancePopulation.Params> {
  private static final List<String> COUNTS =
      List.of(
          "population_start",
          "births",
          "deaths",
          "internal_in",
          "internal_out",
          "immigrants",
          "emigrants",
          "population_end");

  /** No parameters. */
  public record Params() {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("balance-population", Params.class)
        .summary("Draws up the true demographic account of every province, sex and year")
        .reads(SyntheticHousehold.class, SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(TrueBalance.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> spells = Truth.spellsOfProvinces(inputs);
    Dataset<Row> stocks = Truth.onEachNewYear(inputs, atHome(spells));
    Column year = col("year").cast("int");
    Dataset<Row> lines =
        stocks
            .select(year.as("year"), col("province_code"), col("sex"), lit(0).as("count"))
            .unionByName(
                stocks.select(
                    year.minus(1).as("year"),
                    col("province_code"),
                    col("sex"),
                    lit(COUNTS.size() - 1).as("count")))
            .unionByName(began(spells))
            .unionByName(ended(spells));
    Column[] sums = new Column[COUNTS.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(when(col("count").equalTo(i), 1L).otherwise(0L)).as(COUNTS.get(i));
    }
    return lines
        .groupBy("year", "province_code", "sex")
        .agg(sums[0], java.util.Arrays.copyOfRange(sums, 1, sums.length))
        .join(broadcast(Truth.years(inputs)), "year");
  }

  private static Dataset<Row> atHome(Dataset<Row> spells) {
    return spells.filter(col("country").equalTo(CountryColumns.HOME));
  }

  private static Dataset<Row> began(Dataset<Row> spells) {
    Column home = lit(CountryColumns.HOME);
    return atHome(spells)
        .filter(coalesce(col("from"), lit("")).notEqual(col("province_code")))
        .withColumn(
            "count",
            when(col("from").isNotNull().and(col("from_country").equalTo(home)), lit(3))
                .when(col("from").isNotNull(), lit(5))
                .when(col("reason").equalTo("birth"), lit(1)))
        .filter(col("count").isNotNull())
        .select(year(col("start_date")).as("year"), col("province_code"), col("sex"), col("count"));
  }

  private static Dataset<Row> ended(Dataset<Row> spells) {
    Column home = lit(CountryColumns.HOME);
    return atHome(spells)
        .filter(coalesce(col("to"), lit("")).notEqual(col("province_code")))
        .withColumn(
            "count",
            when(col("to").isNotNull().and(col("to_country").equalTo(home)), lit(4))
                .when(col("to").isNotNull(), lit(6))
                .when(col("death_date").isNotNull(), lit(2)))
        .filter(col("count").isNotNull())
        .select(year(col("end_date")).as("year"), col("province_code"), col("sex"), col("count"));
  }
}
