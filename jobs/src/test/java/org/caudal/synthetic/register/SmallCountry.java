package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;

/**
 * A country of 300 households of four, from 2019 to 2024, whose lives follow from the last digit of
 * the household: 6 emigrates to the United States on 1 June 2021, 7 came from Venezuela before, 8
 * comes from Nicaragua on 1 March 2022, 9 visits Spain in 2020, of 5 the head dies on 1 May 2023;
 * the others stay. Members: head, partner, two children, which are twins where the digit is 1.
 */
final class SmallCountry {
  static final int HOUSEHOLDS = 300;
  static final int MEMBERS = 4;
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
  private static final LocalDate END = LocalDate.of(2025, 1, 1);
  private static final LocalDate LEFT = LocalDate.of(2021, 6, 1);
  private static final LocalDate CAME = LocalDate.of(2022, 3, 1);
  private static final LocalDate DIED = LocalDate.of(2023, 5, 1);
  private static final LocalDate VISITS = LocalDate.of(2020, 7, 1);
  private static final LocalDate RETURNS = LocalDate.of(2020, 8, 10);

  private SmallCountry() {}

  /** The tables of the country. */
  static TestInputs inputs(SparkSession spark) {
    Dataset<Row> people =
        spark
            .range(0, (long) HOUSEHOLDS * MEMBERS, 1, 1)
            .withColumn("household_id", expr("id div 4"))
            .withColumn("member", expr("cast(id % 4 as int)"))
            .withColumn("digit", expr("cast(household_id % 10 as int)"))
            .withColumn("person_id", expr("household_id * 32 + member"))
            .withColumn("town_code", format_string("XC%02d0101", expr("household_id % 6 + 1")));
    return new TestInputs(spark)
        .with(SyntheticHousehold.class, table(spark, SyntheticHousehold.class, households(people)))
        .with(SyntheticPerson.class, table(spark, SyntheticPerson.class, persons(people)))
        .with(SyntheticStay.class, table(spark, SyntheticStay.class, stays(people)))
        .with(SyntheticResidence.class, table(spark, SyntheticResidence.class, residences(people)));
  }

  /** The same tables, cut into so many partitions. */
  static TestInputs cut(SparkSession spark, TestInputs whole, int partitions) {
    TestInputs cut = new TestInputs(spark);
    for (Class<? extends Record> table :
        List.of(
            SyntheticHousehold.class,
            SyntheticPerson.class,
            SyntheticStay.class,
            SyntheticResidence.class)) {
      cut.with(table, whole.table(table).repartition(partitions));
    }
    return cut;
  }

  /** Rows that are there, so that they are not made anew for every use. */
  private static Dataset<Row> table(
      SparkSession spark, Class<? extends Record> table, Dataset<Row> rows) {
    return spark.createDataFrame(
        as(table, rows).collectAsList(), TableSchema.of(table).bareStructType());
  }

  private static Dataset<Row> as(Class<? extends Record> table, Dataset<Row> rows) {
    Column[] columns =
        Stream.of(TableSchema.of(table).structType().fields())
            .map(field -> col(field.name()).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Dataset<Row> households(Dataset<Row> people) {
    return people
        .filter("member = 0")
        .withColumn("household_key", functions.xxhash64(col("household_id")))
        .withColumn("kind", lit("native"))
        .withColumn("first_day", lit(FIRST))
        .withColumn("end_day", lit(END));
  }

  private static Dataset<Row> persons(Dataset<Row> people) {
    Column adult = date_add(lit(LocalDate.of(1970, 1, 1)), expr("cast(id * 37 % 7000 as int)"));
    Column child = date_add(lit(LocalDate.of(2006, 1, 1)), expr("cast(id * 53 % 5400 as int)"));
    Column twin = date_add(lit(LocalDate.of(2010, 1, 1)), expr("cast(household_id % 1000 as int)"));
    Column isChild = col("member").geq(2);
    return people
        .withColumn("person_key", functions.xxhash64(lit(7L), col("person_id")))
        .withColumn("household_kind", lit("native"))
        .withColumn("role", at("member", "head", "partner", "child", "child"))
        .withColumn(
            "birth_date",
            when(isChild.and(col("digit").equalTo(1)), twin).when(isChild, child).otherwise(adult))
        .withColumn("death_date", when(expr("digit = 5 and member = 0"), lit(DIED)))
        .withColumn("sex", at("member", "1", "2", "1", "2"))
        .withColumn(
            "citizenship",
            when(expr("digit = 7"), lit("VEN"))
                .when(expr("digit = 8"), lit("NIC"))
                .otherwise(lit("XCA")))
        .withColumn("birth_country", col("citizenship"))
        .withColumn("birth_town", when(expr("digit < 7"), col("town_code")))
        .withColumn("second_citizenship", lit(null))
        .withColumn("ethnicity", lit("mestizo"))
        .withColumn("difficulties", lit("111111"))
        .withColumn("education", lit(3))
        .withColumn("occupation", lit(null))
        .withColumn("given_names", at("member", "José Ángel", "María Belén", "Iván", "Sofía Inés"))
        .withColumn(
            "first_surname", when(expr("member = 1"), lit("Núñez")).otherwise(lit("de la Peña")))
        .withColumn(
            "second_surname",
            when(expr("member = 1"), lit("Gómez")).when(expr("digit <> 7"), lit("Ibáñez")))
        .withColumn("mother_id", when(isChild, expr("household_id * 32 + 1")))
        .withColumn("father_id", when(isChild, expr("household_id * 32")))
        .withColumn(
            "partner_id", expr("case when member < 2 then household_id * 32 + 1 - member end"));
  }

  private static Column at(String index, String... texts) {
    return element_at(
        array(Stream.of(texts).map(functions::lit).toArray(Column[]::new)), col(index).plus(1));
  }

  private static Dataset<Row> stays(Dataset<Row> people) {
    return lives(people)
        .filter(col("start_date").lt(col("end_date")))
        .withColumn("party_id", expr("household_id * 32"))
        .withColumn("town_code", when(expr("country = 'XCA'"), col("town_code")));
  }

  private static Dataset<Row> residences(Dataset<Row> people) {
    Dataset<Row> lives = stays(people).filter("reason <> 'visit' and reason <> 'home'");
    return lives
        .withColumn("residence_number", col("stay_number"))
        .withColumn("end_date", when(expr("digit = 9"), lit(END)).otherwise(col("end_date")));
  }

  /** Stays from the first day, or birth; children born after the last move have one stay. */
  private static Dataset<Row> lives(Dataset<Row> people) {
    Dataset<Row> dated =
        persons(people)
            .withColumn("from", functions.greatest(col("birth_date"), lit(FIRST)))
            .withColumn("until", functions.coalesce(col("death_date"), lit(END)));
    return stay(
            dated.filter("digit < 6 or digit = 7"), 1, "XCA", col("from"), col("until"), "start")
        .unionByName(stay(dated.filter("digit = 6"), 1, "XCA", col("from"), lit(LEFT), "start"))
        .unionByName(
            stay(
                dated.filter("digit = 6"),
                2,
                "USA",
                functions.greatest(col("from"), lit(LEFT)),
                lit(END),
                "emigration"))
        .unionByName(stay(dated.filter("digit = 8"), 1, "NIC", col("from"), lit(CAME), "start"))
        .unionByName(
            stay(
                dated.filter("digit = 8"),
                2,
                "XCA",
                functions.greatest(col("from"), lit(CAME)),
                lit(END),
                "immigration"))
        .unionByName(stay(dated.filter("digit = 9"), 1, "XCA", col("from"), lit(VISITS), "start"))
        .unionByName(
            stay(
                dated.filter("digit = 9"),
                2,
                "ESP",
                functions.greatest(col("from"), lit(VISITS)),
                lit(RETURNS),
                "visit"))
        .unionByName(
            stay(
                dated.filter("digit = 9"),
                3,
                "XCA",
                functions.greatest(col("from"), lit(RETURNS)),
                lit(END),
                "home"));
  }

  private static Dataset<Row> stay(
      Dataset<Row> people, int number, String country, Column from, Column until, String reason) {
    return people
        .withColumn("stay_number", lit(number))
        .withColumn("country", lit(country))
        .withColumn("start_date", from)
        .withColumn("end_date", until)
        .withColumn("reason", lit(reason))
        .withColumn("crossing", when(lit(number > 1), lit("land")));
  }
}
