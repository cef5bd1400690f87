package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.synthetic.CountryColumns;

/** Groups of age in completed years. */
final class AgeGroup {
  private static final List<Integer> FROM = List.of(0, 10, 18, 30, 45, 65);

  private AgeGroup() {}

  /** The group on a day, as 0-9, 10-17, 18-29, 30-44, 45-64 or 65+; null without a birth date. */
  static Column on(Column day, Column birthDate) {
    Column years = CountryColumns.age(birthDate, day);
    int last = FROM.size() - 1;
    Column group = lit(FROM.get(last) + "+");
    for (int i = last; i > 0; i--) {
      group =
          when(years.lt(FROM.get(i)), lit(FROM.get(i - 1) + "-" + (FROM.get(i) - 1)))
              .otherwise(group);
    }
    return when(birthDate.isNotNull(), group);
  }
}
