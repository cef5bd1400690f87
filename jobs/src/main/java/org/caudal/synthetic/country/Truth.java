package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;

/** What the counts of the truth have in common. */
final class Truth {
  private Truth() {}

  /** P-code of the province, or the country abroad. */
  static Column province(Column country, Column town) {
    return coalesce(CountryColumns.province(town), country);
  }

  /** P-code of the municipality, or the country abroad. */
  static Column municipality(Column country, Column town) {
    return coalesce(CountryColumns.municipality(town), country);
  }

  /** The residences with those who were resident as each year began, in {@code reference_date}. */
  static Dataset<Row> onEachNewYear(Inputs inputs, Dataset<Row> residences) {
    Dataset<Row> dates =
        span(inputs)
            .select(
                col("first_day"),
                explode(sequence(year(col("first_day")), year(col("end_day")))).as("year"))
            .withColumn("reference_date", make_date(col("year"), lit(1), lit(1)));
    Column begun =
        col("start_date").lt(col("reference_date")).or(col("start_date").equalTo(col("first_day")));
    return residences.join(broadcast(dates), begun.and(col("end_date").geq(col("reference_date"))));
  }

  /** The years that are simulated, in {@code year}. */
  static Dataset<Row> years(Inputs inputs) {
    return span(inputs)
        .select(
            explode(sequence(year(col("first_day")), year(col("end_day")).minus(1))).as("year"));
  }

  private static Dataset<Row> span(Inputs inputs) {
    return inputs
        .table(SyntheticHousehold.class)
        .agg(min("first_day").as("first_day"), max("end_day").as("end_day"));
  }

  /**
   * Each row with the place of the row before it, in {@code from_country} and {@code from_town}.
   */
  static Dataset<Row> withOrigin(Dataset<Row> spells, String number) {
    WindowSpec life = Window.partitionBy("person_id").orderBy(number);
    return spells
        .withColumn("from_country", lag("country", 1).over(life))
        .withColumn("from_town", lag("town_code", 1).over(life));
  }

  /**
   * The residences with their person, their province in {@code province_code}, and where the person
   * lived before and after: the province, or the country abroad, in {@code from} and {@code to}.
   */
  static Dataset<Row> spellsOfProvinces(Inputs inputs) {
    WindowSpec life = Window.partitionBy("person_id").orderBy("residence_number");
    return withOrigin(inputs.table(SyntheticResidence.class), "residence_number")
        .withColumn("to_country", lead("country", 1).over(life))
        .withColumn("to_town", lead("town_code", 1).over(life))
        .join(
            inputs
                .table(SyntheticPerson.class)
                .select("person_id", "person_key", "sex", "birth_date", "death_date"),
            "person_id")
        .withColumn("province_code", province(col("country"), col("town_code")))
        .withColumn("from", province(col("from_country"), col("from_town")))
        .withColumn("to", province(col("to_country"), col("to_town")));
  }
}
