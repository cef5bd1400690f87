package org.caudal.register.residence;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Ages;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.link.KeptPerson;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.NamedRegisters;

/** The persons of all registers, with what their records say together. */
final class ListedPersons {
  /** Columns of a record. */
  static final String[] RECORD = {"source_id", "record_id"};

  private static final int MONTHS_ACTIVE = 24;

  /** Between the names of registers. */
  private static final String BETWEEN = ",";

  private ListedPersons() {}

  /**
   * Rows of {@link LifeSign} with the person that they are of, and with {@code kept_person_id}, by
   * the last vintage of {@link KeptPerson}: null where there is none.
   *
   * @param openSources registers; the run ends where one is in no row
   */
  static Dataset<Row> linked(Inputs in, List<String> openSources) {
    Dataset<Row> kept = in.table(KeptPerson.class);
    Dataset<Row> last =
        kept.join(broadcast(kept.agg(max("vintage").as("vintage"))), "vintage")
            .select(col("source_id"), col("record_id"), col("person_id").as("kept_person_id"));
    Dataset<Row> persons =
        in.table(LinkedPerson.class)
            .select("source_id", "record_id", "person_id")
            .join(last, RECORD, "left");
    String key = "open-sources of estimate-residence";
    Dataset<Row> signs = in.table(LifeSign.class);
    return NamedRegisters.required(in, LifeSign.class, signs, openSources, key)
        .join(persons, RECORD);
  }

  /** Whether a register is one of {@code sources}. */
  static Column isOf(String register) {
    return array_contains(split(col("sources"), BETWEEN), register);
  }

  /**
   * The records of persons with {@code until}, the first day from that of the record on of which
   * any record of the person says that the person left or died; null if none does.
   *
   * @param records one row a record: a life_sign with {@code person_id}
   */
  static Dataset<Row> untilTheEnd(Dataset<Row> records) {
    WindowSpec person = Window.partitionBy("person_id");
    return records
        .withColumn("left", collect_set("left_on").over(person))
        .withColumn("died", collect_set("died_on").over(person))
        .withColumn(
            "until",
            array_min(
                filter(array_union(col("left"), col("died")), end -> end.geq(col("first_day")))))
        .drop("left", "died");
  }

  /**
   * One row a person. Who died on several days died on the first: a later one is the day on which
   * another register learnt of it.
   *
   * @param records one row a record: a life_sign with {@code person_id}, {@code is_open}, {@code
   *     until}, {@code may_have_left_on} and {@code may_be_away_until}
   * @param fromYear first year whose signs count
   */
  static Dataset<Row> of(Dataset<Row> records, int fromYear) {
    Column start = make_date(lit(fromYear), lit(1), lit(1));
    Column isHere = not(col("is_abroad")).and(col("first_day").isNotNull());
    Column isDated = col("first_day").isNotNull();
    Column isSign = isHere.and(not(col("is_open")));
    Column isOnBooks =
        isHere
            .and(col("is_open"))
            .and(col("first_day").lt(start))
            .and(coalesce(least(col("last_day"), col("until")).geq(start), lit(true)));
    return records
        .groupBy("person_id")
        .agg(
            Codes.sexOfMost(col("sex")).as("known_sex"),
            array_join(array_sort(collect_set("source_id")), BETWEEN).as("sources"),
            mode(col("kept_person_id"), true).as("kept_person_id"),
            mode(col("birth_date"), true).as("birth_date"),
            mode(col("birth_country"), true).as("birth_country"),
            mode(col("citizenship"), true).as("citizenship"),
            mode(col("ethnicity"), true).as("ethnicity"),
            collect_set(when(not(col("is_abroad")), col("arrived_on"))).as("arrivals"),
            min(when(isHere, col("first_day"))).as("known_from"),
            min(when(isSign, year(col("first_day")))).as("first_seen"),
            max(when(isSign, year(col("first_day")))).as("last_seen"),
            max(when(isHere, col("first_day"))).as("last_began"),
            collect_set(when(isHere, col("first_day"))).as("begins"),
            max(isOnBooks).as("is_on_books"),
            min("died_on").as("died_on"),
            max("left_on").as("left_on"),
            collect_set("left_on").as("departures"),
            collect_set(when(col("is_abroad"), col("first_day"))).as("abroad"),
            collect_set(
                    when(
                        col("may_have_left_on").isNotNull(),
                        struct("may_have_left_on", "may_be_away_until")))
                .as("possible_departures"),
            told("area_id", isHere),
            told("disability", isDated),
            told("education", isDated),
            told("occupation", isDated),
            array_sort(
                    collect_list(
                        when(
                            isSign,
                            struct(
                                col("first_day"),
                                least(coalesce(col("last_day"), col("first_day")), col("until"))
                                    .as("last_day")))))
                .as("spans"))
        .withColumn("sex", coalesce(col("known_sex"), lit(0)))
        .withColumn("ended_on", greatest(col("died_on"), col("left_on")));
  }

  /** Whether the person left in a year and no record says that the person came back in it. */
  static Column leavesIn(Column year) {
    return exists(col("departures"), left -> year(left).equalTo(year).and(not(isBackInYear(left))));
  }

  private static Column isBackInYear(Column left) {
    return exists(col("begins"), day -> day.gt(left).and(year(day).equalTo(year(left))));
  }

  /**
   * Whether there is a sign of the months before a day and no end after it; null where nobody knows
   * yet whether the person left to live abroad.
   */
  static Column isActive(Column day) {
    Column before = add_months(day, -MONTHS_ACTIVE);
    Column isSeen =
        exists(
            col("spans"),
            span -> span.getField("first_day").lt(day).and(span.getField("last_day").geq(before)));
    Column isActive =
        isSeen
            .and(not(isGone(col("departures"), day)))
            .and(coalesce(col("died_on").geq(day), lit(true)));
    Column possible =
        transform(
            filter(
                col("possible_departures"),
                left -> coalesce(left.getField("may_be_away_until").geq(day), lit(true))),
            left -> left.getField("may_have_left_on"));
    return when(isActive.and(isGone(possible, day)), null).otherwise(isActive);
  }

  /** Whether the person left before a day and no record says that the person came back by then. */
  private static Column isGone(Column departures, Column day) {
    return exists(
        departures,
        left ->
            left.lt(day)
                .and(not(exists(col("begins"), begun -> begun.gt(left).and(begun.lt(day))))));
  }

  /** Completed years on a day. */
  static Column age(Column day) {
    return when(
        col("birth_date").isNotNull(),
        greatest(lit(0), Ages.completedYears(col("birth_date"), day)));
  }

  /** The records that tell something, in order. */
  private static Column told(String name, Column counts) {
    return array_sort(
            collect_list(
                when(
                    counts.and(col(name).isNotNull()),
                    struct("first_day", "source_id", "record_id", name))))
        .as(name + "_told");
  }

  /** What the latest record before a day tells. */
  static Column latest(String name, Column day) {
    return try_element_at(
            filter(col(name + "_told"), record -> record.getField("first_day").lt(day)), lit(-1))
        .getField(name);
  }

  /** The same; where no record tells it before the day, what the first one after tells. */
  static Column nearest(String name, Column day) {
    return coalesce(latest(name, day), try_element_at(col(name + "_told"), lit(1)).getField(name));
  }

  /**
   * The last day before another on which the person left, and did not come back in that year, or
   * lived abroad.
   */
  private static Column departure(Column day) {
    Column left = filter(col("departures"), gone -> not(isBackInYear(gone)));
    return array_max(filter(array_union(left, col("abroad")), gone -> gone.lt(day)));
  }

  /**
   * The last day before another on which the person came to live in the country, by the records
   * that tell one; null of who left since. A record of after the departure is no arrival: of who
   * came back it tells only those who were seen.
   */
  private static Column arrival(Column day) {
    Column told = array_max(filter(col("arrivals"), arrived -> arrived.lt(day)));
    return when(coalesce(told.gt(departure(day)), lit(true)), told);
  }

  /** The columns of {@link PersonResidence}, of persons with their index. */
  static Column[] described(BigDecimal threshold) {
    Column day = col("reference_date");
    return new Column[] {
      day,
      col("person_id"),
      col("index").as("residence_index"),
      col("index").geq(lit(threshold)).as("is_resident"),
      isActive(day).as("is_active"),
      col("signs"),
      col("signs_after"),
      latest("area_id", day).as("area_id"),
      col("sex"),
      age(day).as("age"),
      year(col("birth_date")).as("birth_year"),
      col("birth_country"),
      col("citizenship"),
      col("ethnicity"),
      nearest("disability", day).as("disability"),
      nearest("education", day).as("education"),
      nearest("occupation", day).as("occupation"),
      arrival(day).as("arrived_on"),
      departure(day).as("left_on"),
      col("sources"),
      col("kept_person_id")
    };
  }
}
