package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;

/**
 * Who sends money in a month: adults abroad to the household they left, and adults born abroad to
 * the country they come from.
 *
 * <p>One row a sender and month: {@code sender}, {@code sender_key}, {@code month}, {@code
 * corridor} (index in {@link Corridor#ALL}), {@code is_woman}, {@code birth_date}, {@code
 * sender_town} (null abroad) and {@code receivers}, an array of (order, person_id, is_woman, town),
 * women first, empty when the receivers live outside the synthetic world. Sender and receivers
 * reside where they do from the first to the last day of the month.
 */
final class Senders {
  private static final int OF_AGE = 18;
  private static final String HOME = CountryColumns.HOME;

  private Senders() {}

  static Dataset<Row> of(Inputs inputs, Months months) {
    Dataset<Row> residents = adults(inputs, months);
    Dataset<Row> homeward =
        residents.filter(col("country").notEqual(HOME).and(col("birth_country").equalTo(HOME)));
    Dataset<Row> receivers =
        residents
            .filter(col("country").equalTo(HOME))
            .join(
                homeward.select("household_id", "month").distinct(),
                new String[] {"household_id", "month"},
                "left_semi")
            .groupBy("household_id", "month")
            .agg(
                sort_array(
                        collect_list(
                            struct(
                                when(col("is_woman"), 0).otherwise(1).as("order"),
                                col("sender").as("person_id"),
                                col("is_woman"),
                                col("town_code").as("town"))))
                    .as("receivers"));
    Dataset<Row> toHome =
        homeward
            .withColumn("corridor", corridor(col("country"), Corridor::to, Corridor::from))
            .join(receivers, new String[] {"household_id", "month"});
    Dataset<Row> toOrigin =
        residents
            .filter(col("country").equalTo(HOME).and(col("birth_country").notEqual(HOME)))
            .withColumn("corridor", corridor(col("birth_country"), Corridor::from, Corridor::to))
            .withColumn("receivers", expr("CAST(array() AS " + receiverType() + ")"));
    return toHome
        .unionByName(toOrigin)
        .filter(col("corridor").isNotNull())
        .select(
            col("sender"),
            col("sender_key"),
            col("month"),
            col("corridor"),
            col("is_woman"),
            col("birth_date"),
            col("town_code").as("sender_town"),
            col("receivers"));
  }

  /** Adults by month and place of residence; those who send, and all of them at home. */
  private static Dataset<Row> adults(Inputs inputs, Months months) {
    Column first = lit(months.firstDay());
    Column sends =
        Draw.keyed(col("person_key"), "sends-money")
            .lt(when(col("sex").equalTo(2), Habits.WOMEN_WHO_SEND).otherwise(Habits.MEN_WHO_SEND));
    Dataset<Row> people =
        inputs
            .table(SyntheticPerson.class)
            .select(
                col("person_id"),
                col("person_key"),
                col("household_id"),
                col("birth_date"),
                col("birth_country"),
                col("sex"),
                sends.as("sends"));
    return inputs
        .table(SyntheticResidence.class)
        .filter(col("start_date").leq(lit(months.lastDay())).and(col("end_date").gt(first)))
        .join(people, "person_id")
        .withColumn(
            "month",
            explode(sequence(first, lit(months.last().atDay(1)), expr("INTERVAL 1 MONTH"))))
        .filter(
            col("start_date")
                .leq(col("month"))
                .and(col("end_date").gt(last_day(col("month"))))
                .and(add_months(col("birth_date"), 12 * OF_AGE).leq(col("month"))))
        .filter(
            col("sends").or(col("country").equalTo(HOME).and(col("birth_country").equalTo(HOME))))
        .select(
            col("person_id").as("sender"),
            col("person_key").as("sender_key"),
            col("household_id"),
            col("month"),
            col("country"),
            col("town_code"),
            col("birth_country"),
            col("birth_date"),
            col("sex").equalTo(2).as("is_woman"));
  }

  /** Index of the corridor between the fictional country and another; null where there is none. */
  private static Column corridor(
      Column other,
      Function<Corridor, Corridor.Country> home,
      Function<Corridor, Corridor.Country> away) {
    Column index = lit(null).cast("int");
    for (int i = 0; i < Corridor.ALL.size(); i++) {
      Corridor corridor = Corridor.ALL.get(i);
      if (home.apply(corridor).code().equals(HOME)) {
        index = when(other.equalTo(away.apply(corridor).code()), lit(i)).otherwise(index);
      }
    }
    return index;
  }

  private static String receiverType() {
    return "array<struct<order: int, person_id: bigint, is_woman: boolean, town: string>>";
  }
}
