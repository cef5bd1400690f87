package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.synthetic.Draw;

/** The SIMs of each person: which kinds, and from when to when. */
final class Cards {
  /** SIMs of a person: those of places 0 to 4 in turn, then at most one of each other kind. */
  static final int PLACES = 8;

  /** Place of the second SIM. */
  static final int SECOND = 5;

  /** Days of a year; ages for rates are in such years. */
  static final int YEAR = 365;

  private static final int MACHINE = 6;
  private static final int FOREIGN = 7;

  private Cards() {}

  /** Adds, one row a SIM: {@code card_kind}, {@code place} in the list, and days. */
  static Dataset<Row> of(Dataset<Row> owners) {
    Column grown = greatest(col("first_day"), add_months(col("birth_date"), 18 * 12));
    Column brought = greatest(col("phone_from"), col("arrival"));
    Column changed = date_add(col("arrival"), Subscription.FOREIGN_DAYS);
    Column start =
        when(col("is_foreign"), greatest(col("phone_from"), changed)).otherwise(col("phone_from"));
    Column second =
        when(Subscription.youngUrbanMan(), lit(Subscription.SECOND_OF_YOUNG_MEN))
            .otherwise(lit(Subscription.SECOND));
    Column has = col("is_owner");
    Column others =
        array(
            card(
                has.and(not(col("is_foreign"))).and(draw("second").lt(second)),
                "second",
                SECOND,
                grown,
                col("end_day")),
            card(
                col("role")
                    .equalTo("head")
                    .and(not(col("is_foreign")))
                    .and(draw("machine").lt(Subscription.MACHINE)),
                "machine",
                MACHINE,
                col("arrival"),
                col("end_day")),
            card(
                has.and(col("is_foreign")),
                "foreign",
                FOREIGN,
                brought,
                when(col("is_passing"), col("end_day")).otherwise(least(changed, col("end_day")))));
    return owners
        .withColumn("start", start)
        .withColumn("changes", changes())
        .withColumn(
            "cards", concat(inTurn(has.and(not(col("is_passing").and(col("is_foreign"))))), others))
        .select(col("*"), inline(filter(col("cards"), c -> c.getField("card_kind").isNotNull())))
        .filter(col("valid_from").lt(col("valid_to")));
  }

  private static Column card(Column has, String kind, int place, Column from, Column to) {
    return struct(
        when(has, lit(kind)).as("card_kind"),
        lit(place).as("place"),
        from.as("valid_from"),
        to.as("valid_to"));
  }

  /** Days on which a new SIM replaces the old: at most one in each year, at most four in all. */
  private static Column changes() {
    Column years = ceil(datediff(col("end_day"), col("start")).divide(lit(YEAR))).cast("int");
    Column days =
        transform(
            sequence(lit(0), greatest(years.minus(1), lit(0))),
            year ->
                when(
                    Draw.keyed(col("person_key"), "churn", year).lt(Subscription.CHURN),
                    date_add(
                        col("start"),
                        year.multiply(YEAR)
                            .plus(
                                Draw.evenly(
                                    Draw.keyed(col("person_key"), "churn-day", year),
                                    lit(YEAR - 1)))
                            .plus(1))));
    return slice(filter(days, day -> day.isNotNull().and(day.lt(col("end_day")))), 1, SECOND - 1);
  }

  private static Column inTurn(Column has) {
    Column shared =
        col("role")
            .equalTo("head")
            .and(col("without_phone").gt(0))
            .and(draw("shared").lt(Subscription.SHARED));
    return transform(
        concat(array(col("start")), col("changes")),
        (from, place) ->
            struct(
                when(has, when(shared, lit("shared")).otherwise(lit("personal"))).as("card_kind"),
                place.as("place"),
                from.as("valid_from"),
                coalesce(get(col("changes"), place), col("end_day")).as("valid_to")));
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("person_key"), stream);
  }
}
