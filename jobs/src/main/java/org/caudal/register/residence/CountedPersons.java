package org.caudal.register.residence;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.reference.Characteristics;
import org.caudal.reference.Codes;
import org.caudal.register.link.LinkedPerson;

/** The persons of the registers and of a count together. */
public final class CountedPersons {
  private static final String[] PERSON = {"reference_date", "person_id"};

  /** Texts, {@code _U} where nobody knows. */
  private static final List<String> KNOWN =
      Stream.concat(Stream.of("birth_country", "citizenship"), Characteristics.TOLD.stream())
          .toList();

  private static final List<String> OF_MOST =
      Stream.concat(KNOWN.stream(), Stream.of("arrived_on")).toList();

  private static final int HALF_A_YEAR = 183; // days

  private CountedPersons() {}

  /**
   * The persons of the registers and of a count on a day, as {@link #of}.
   *
   * @param source register with the records of the count, which must be none of the list
   */
  static Dataset<Row> ofSource(Inputs in, String source, LocalDate day) {
    Dataset<Row> registers =
        in.table(PersonResidence.class)
            .filter(col("reference_date").equalTo(lit(day)))
            .filter(isIndependent(source));
    Dataset<Row> count = in.table(LifeSign.class).filter(col("source_id").equalTo(source));
    return of(in, registers, ofDay(count, source, day).withColumn("reference_date", lit(day)));
  }

  /** The records of a count; a failure where all are of days half a year or more from the day. */
  private static Dataset<Row> ofDay(Dataset<Row> count, String source, LocalDate day) {
    Column far = abs(datediff(col("first_day"), lit(day))).gt(HALF_A_YEAR);
    Column other =
        raise_error(
            lit(
                "all records of "
                    + source
                    + " are of days more than half a year from "
                    + day
                    + ": give the day of that count, under reference-date or other-counts"));
    return count
        .crossJoin(
            broadcast(
                count.agg(
                    coalesce(min(coalesce(far, lit(false))), lit(false)).as("is_of_another_day"))))
        .filter(when(col("is_of_another_day"), other.cast("boolean")).otherwise(true))
        .drop("is_of_another_day");
  }

  /**
   * Whether a record of a count is of somebody who lived in the country as {@code reference_date}
   * began: neither born nor arrived on that day or later, as in the registers.
   */
  static Column livesThere() {
    Column since = greatest(col("arrived_on"), col("birth_date"));
    Column cameLater = coalesce(since.geq(col("reference_date")), lit(false));
    return not(col("is_abroad")).and(not(cameLater));
  }

  /** That the count is none of the registers of the list; a failure where it is. */
  private static Column isIndependent(String source) {
    Column used =
        raise_error(
            lit(
                "the list of person_residence has records of "
                    + source
                    + ", the count-source, which must be independent of it: name it under left-out of estimate-residence and run that again"));
    return when(ListedPersons.isOf(source), used.cast("boolean")).otherwise(true);
  }

  /**
   * One row a reference date and person of either: {@code kept_person_id}, the identifier of the
   * last linkage where no other is kept, {@code residence_index} and {@code signs_after}, null for
   * who is in no register, {@code in_count}, {@code count_record}, the first record of the count,
   * and what the person is, {@code _U} where nobody knows; {@code arrived_on} is null then, and
   * {@code left_on} of who is in no register. All but the area are what the registers tell, and
   * what the count tells of who is in none. The area is that of the count, because there a person
   * lives on the day; registers have it of their latest record.
   *
   * @param registers rows of person_residence
   * @param count life signs that are records of the count, with {@code reference_date}; who lives
   *     abroad, or was born or arrived on that day or later, was not counted
   */
  public static Dataset<Row> of(Inputs in, Dataset<Row> registers, Dataset<Row> count) {
    Dataset<Row> counted =
        count
            .filter(livesThere())
            .join(
                in.table(LinkedPerson.class).select("source_id", "record_id", "person_id"),
                new String[] {"source_id", "record_id"})
            .groupBy(PERSON[0], PERSON[1])
            .agg(
                min("record_id").as("count_record"),
                and(
                    OF_MOST,
                    name -> mode(col(name), true).as("count_" + name),
                    Codes.sexOfMost(col("sex")).as("count_sex"),
                    mode(col("birth_date"), true).as("birth_date"),
                    mode(col("area_id"), true).as("count_area_id")))
            .withColumn("count_age", ListedPersons.age(col("reference_date")))
            .withColumn("count_birth_year", year(col("birth_date")))
            .withColumn("is_counted", lit(true));
    return registers
        .withColumn("is_known", lit(true))
        .join(counted, PERSON, "full")
        .select(
            and(
                KNOWN,
                name -> known(ofRegisters(name)).as(name),
                col("reference_date"),
                col("person_id"),
                coalesce(col("kept_person_id"), col("person_id")).as("kept_person_id"),
                col("residence_index"),
                col("signs_after"),
                coalesce(col("is_counted"), lit(false)).as("in_count"),
                col("count_record"),
                Codes.sexOrUnknown(ofRegisters("sex")).as("sex"),
                ofRegisters("age").as("age"),
                ofRegisters("birth_year").as("birth_year"),
                ofRegisters("arrived_on").as("arrived_on"),
                col("left_on"),
                known(coalesce(col("count_area_id"), col("area_id"))).as("area_id")));
  }

  private static Column[] and(List<String> names, Function<String, Column> each, Column... others) {
    return Stream.concat(Arrays.stream(others), names.stream().map(each)).toArray(Column[]::new);
  }

  private static Column ofRegisters(String name) {
    return when(col("is_known"), col(name)).otherwise(col("count_" + name));
  }

  private static Column known(Column value) {
    return coalesce(value, lit(Codes.UNKNOWN));
  }
}
