package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticResidence;

/** The days since which persons have lived in the country. */
final class Arrivals {
  private Arrivals() {}

  /** Persons as of {@link People}, with {@code arrivals}, null of those who never lived there. */
  static Dataset<Row> with(Inputs inputs, Dataset<Row> persons) {
    Column before =
        lag("country", 1).over(Window.partitionBy("person_id").orderBy("residence_number"));
    Dataset<Row> arrivals =
        inputs
            .table(SyntheticResidence.class)
            .withColumn("country_before", before)
            .filter(col("country").equalTo(CountryColumns.HOME))
            .filter(not(col("country_before").eqNullSafe(CountryColumns.HOME)))
            .groupBy("person_id")
            .agg(collect_list("start_date").as("arrivals"));
    return persons.join(arrivals, new String[] {"person_id"}, "left");
  }

  /** The last one by a day; null since birth and before the first day. */
  static Column lastBy(Column day) {
    Column last = array_max(filter(col("arrivals"), arrival -> arrival.leq(day)));
    return when(last.gt(col("first_day")).and(last.notEqual(col("birth_date"))), last);
  }
}
