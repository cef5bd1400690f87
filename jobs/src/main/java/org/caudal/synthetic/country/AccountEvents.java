package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;

/** What happens to the residents of provinces and of the country, as an account counts it. */
final class AccountEvents {
  /** What tells a cell. */
  static final String[] CELL = {"component", "year", "area_id", "sex", "birth_year"};

  private AccountEvents() {}

  /** One row a person and event, or a person and first of January. */
  static Dataset<Row> ofProvinces(Inputs inputs) {
    return of(inputs, spells(inputs));
  }

  /** The same of the whole country, in which moves between provinces are none. */
  static Dataset<Row> ofCountry(Inputs inputs) {
    return of(
        inputs,
        spells(inputs)
            .withColumn("province_code", col("country"))
            .withColumn("from", col("from_country"))
            .withColumn("to", col("to_country")));
  }

  private static Dataset<Row> spells(Inputs inputs) {
    return Truth.spellsOfProvinces(inputs)
        .filter(col("country").equalTo(CountryColumns.HOME))
        .withColumn("birth_year", year(col("birth_date")));
  }

  private static Dataset<Row> of(Inputs inputs, Dataset<Row> spells) {
    Dataset<Row> residents =
        Truth.onEachNewYear(inputs, spells).filter(col("birth_year").lt(col("year")));
    return events(residents, lit("population"), col("year"))
        .unionByName(
            events(
                spells.filter(isOther("from")),
                when(col("from").isNotNull(), "arrivals")
                    .when(col("reason").equalTo("birth"), "births"),
                year(col("start_date"))))
        .unionByName(
            events(
                spells.filter(isOther("to")),
                when(col("to").isNotNull(), "departures")
                    .when(col("death_date").isNotNull(), "deaths"),
                year(col("end_date"))));
  }

  /** Whether a person lived in no area or another one. */
  private static Column isOther(String place) {
    return coalesce(col(place), lit("")).notEqual(col("province_code"));
  }

  private static Dataset<Row> events(Dataset<Row> rows, Column component, Column year) {
    return rows.select(
            component.as("component"),
            year.cast("int").as("year"),
            col("province_code").as("area_id"),
            col("sex"),
            col("birth_year"),
            col("person_key"))
        .filter(col("component").isNotNull());
  }
}
