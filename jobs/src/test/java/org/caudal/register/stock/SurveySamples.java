package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.register.SurveyParams;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;

/** Many samples of one synthetic country. */
final class SurveySamples {
  private SurveySamples() {}

  /**
   * The lines of samples of the synthetic country, with their {@code source}, drawn in one go from
   * so many countries like it: places begin with the letter of the sample, which makes other keys
   * of the households.
   */
  static Dataset<Row> of(
      SparkSession spark,
      SyntheticInputs country,
      Job<SurveyParams> sheet,
      SurveyParams design,
      int samples) {
    int ofEach = samples + 1; // identifiers of the samples and none
    Dataset<Row> numbers =
        spark.range(1, samples + 1L).selectExpr("id AS sample", "char(64 + id) AS letter");
    TestInputs drawn = new TestInputs(spark);
    for (Class<? extends Record> table :
        List.of(SyntheticPerson.class, SyntheticResidence.class, SyntheticHousehold.class)) {
      Dataset<Row> many = country.table(table).crossJoin(numbers);
      for (String id : List.of("person_id", "partner_id", "household_id")) {
        if (TableSchema.of(table).columnNames().contains(id)) {
          many = many.withColumn(id, col(id).multiply(ofEach).plus(col("sample")));
        }
      }
      drawn.with(table, many);
    }
    drawn
        .with(
            SyntheticResidence.class,
            drawn
                .table(SyntheticResidence.class)
                .withColumn("town_code", expr("concat(letter, substring(town_code, 2))")))
        .with(
            SyntheticHousehold.class,
            drawn
                .table(SyntheticHousehold.class)
                .withColumn(
                    "household_key", xxhash64(col("household_key"), col("sample").cast("int"))));
    Dataset<Row> lines =
        sheet
            .transform(drawn, design)
            .withColumn("source", expr("concat('sample', substring(stratum, 1, 1))"));
    for (String place : List.of("town_code", "stratum", "province_code")) {
      lines = lines.withColumn(place, expr("concat('X', substring(" + place + ", 2))"));
    }
    return kept(spark, lines);
  }

  /** Rows that are computed once. */
  static Dataset<Row> kept(SparkSession spark, Dataset<Row> lines) {
    return spark.createDataFrame(lines.collectAsList(), lines.schema());
  }
}
