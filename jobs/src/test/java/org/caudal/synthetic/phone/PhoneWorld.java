package org.caudal.synthetic.phone;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;

/**
 * A small country by columns, from 2024-01-01 to 2026-01-01: in each municipality one large, one
 * middle and one small town, households of four. Of twenty households 18 are native, one visits
 * from the United States from 4 to 8 March 2025, one arrives from Venezuela on 20 February 2025. Of
 * 25 native persons one emigrates on 5 March 2025 and one spends 6 and 7 March in town XC010101.
 */
final class PhoneWorld {
  /** Monday to Sunday. */
  static final PhoneWindow WEEK =
      new PhoneWindow(LocalDate.of(2025, 3, 3), 7, new BigDecimal("5"), 60);

  private static final String FIRST = "DATE '2024-01-01'";
  private static final String END = "DATE '2026-01-01'";

  private PhoneWorld() {}

  /** Persons, stays, residences and towns. */
  static TestInputs country(SparkSession spark, int persons, long seed, int partitions) {
    Dataset<Row> people =
        spark
            .range(0, persons, 1, partitions)
            .selectExpr(
                "id",
                "id * 32 AS person_id",
                "xxhash64(CAST(" + seed + " AS BIGINT), id) AS person_key",
                "id DIV 4 AS household_id",
                "CASE (id DIV 4) % 20 WHEN 18 THEN 'visitor' WHEN 19 THEN 'arriving' ELSE 'native' END AS household_kind",
                "IF(id % 4 = 0, 'head', 'other') AS role",
                "date_add(DATE '1945-01-01', CAST((id * 7919) % (80 * 365) AS INT)) AS birth_date",
                "IF(id % 200 = 5, DATE '2025-03-06', NULL) AS death_date",
                "CAST(1 + id % 2 AS INT) AS sex",
                "IF(id % 10 = 3, 'indigenous', 'mestizo') AS ethnicity",
                "IF(id % 3 = 0, NULL, 5) AS occupation",
                "concat('XC', lpad(1 + id % 6, 2, '0'), lpad(1 + (id DIV 6) % 5, 2, '0'), lpad(1 + (id DIV 30) % 3, 2, '0')) AS home")
            .withColumn(
                "abroad",
                functions.expr(
                    "CASE household_kind WHEN 'visitor' THEN 'USA' WHEN 'arriving' THEN 'VEN' END"))
            .selectExpr("*", "coalesce(death_date, " + END + ") AS gone")
            .filter("birth_date < gone");
    return new TestInputs(spark)
        .with(SyntheticTown.class, towns(spark))
        .with(SyntheticPerson.class, persons(people))
        .with(SyntheticStay.class, stays(people))
        .with(SyntheticResidence.class, residences(people));
  }

  /** Networks, SIMs and stays as the store would give them back. */
  static TestInputs phones(SparkSession spark, int persons, long seed, int partitions) {
    TestInputs inputs = country(spark, persons, seed, partitions);
    Dataset<Row> cells =
        new SynthesizeCells()
            .transform(inputs, new SynthesizeCells.Params(LocalDate.of(2024, 1, 1), 365, 200));
    Dataset<Row> sims = new SynthesizeSims().transform(inputs, new SynthesizeSims.Params());
    Dataset<Row> stays = inputs.table(SyntheticStay.class);
    return new TestInputs(spark)
        .with(
            SyntheticCell.class,
            stored(spark, cells.select(columns(SyntheticCell.class)), partitions))
        .with(
            SyntheticSim.class, stored(spark, sims.select(columns(SyntheticSim.class)), partitions))
        .with(SyntheticStay.class, stored(spark, stays, partitions));
  }

  private static Column[] columns(Class<? extends Record> table) {
    return TableSchema.of(table).columnNames().stream().map(functions::col).toArray(Column[]::new);
  }

  private static Dataset<Row> stored(SparkSession spark, Dataset<Row> rows, int partitions) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema()).repartition(partitions);
  }

  private static Dataset<Row> towns(SparkSession spark) {
    return spark
        .range(90)
        .selectExpr(
            "concat('XC', lpad(1 + id % 6, 2, '0'), lpad(1 + (id DIV 6) % 5, 2, '0'), lpad(1 + (id DIV 30) % 3, 2, '0')) AS town_code",
            "4.5D + (id % 6) * 0.5D AS latitude",
            "-95.5D + (id DIV 6) * 0.25D AS longitude",
            "element_at(array(0.022D, 0.0075D, 0.0038D), CAST(1 + (id DIV 30) % 3 AS INT)) AS share");
  }

  private static Dataset<Row> persons(Dataset<Row> people) {
    return people.selectExpr(
        "person_id",
        "person_key",
        "household_id",
        "household_kind",
        "role",
        "birth_date",
        "death_date",
        "sex",
        "coalesce(abroad, 'XCA') AS birth_country",
        "coalesce(abroad, 'XCA') AS citizenship",
        "ethnicity",
        "occupation");
  }

  private static Dataset<Row> stays(Dataset<Row> people) {
    return people
        .selectExpr(
            "person_id",
            "CASE household_kind"
                + " WHEN 'visitor' THEN array("
                + stay(1, "'USA'", "NULL", FIRST, "DATE '2025-03-04'", "start")
                + ", "
                + stay(2, "'XCA'", "home", "DATE '2025-03-04'", "DATE '2025-03-08'", "visit")
                + ", "
                + stay(3, "'USA'", "NULL", "DATE '2025-03-08'", "gone", "home")
                + ") WHEN 'arriving' THEN array("
                + stay(1, "'VEN'", "NULL", FIRST, "DATE '2025-02-20'", "start")
                + ", "
                + stay(2, "'XCA'", "home", "DATE '2025-02-20'", "gone", "immigration")
                + ") ELSE CASE WHEN id % 25 = 1 THEN array("
                + stay(1, "'XCA'", "home", FIRST, "DATE '2025-03-05'", "start")
                + ", "
                + stay(2, "'USA'", "NULL", "DATE '2025-03-05'", "gone", "emigration")
                + ") WHEN id % 25 = 2 THEN array("
                + stay(1, "'XCA'", "home", FIRST, "DATE '2025-03-06'", "start")
                + ", "
                + stay(2, "'XCA'", "'XC010101'", "DATE '2025-03-06'", "DATE '2025-03-08'", "visit")
                + ", "
                + stay(3, "'XCA'", "home", "DATE '2025-03-08'", "gone", "home")
                + ") ELSE array("
                + stay(1, "'XCA'", "home", FIRST, "gone", "start")
                + ") END END AS stays",
            "birth_date",
            "gone")
        .selectExpr("person_id", "birth_date", "gone", "inline(stays)")
        .selectExpr(
            "person_id",
            "stay_number",
            "country",
            "town_code",
            "greatest(start_date, birth_date) AS start_date",
            "least(end_date, gone) AS end_date",
            "reason")
        .filter("start_date < end_date");
  }

  private static String stay(
      int number, String country, String town, String from, String to, String reason) {
    return "named_struct('stay_number', "
        + number
        + ", 'country', "
        + country
        + ", 'town_code', CAST("
        + town
        + " AS STRING), 'start_date', "
        + from
        + ", 'end_date', "
        + to
        + ", 'reason', '"
        + reason
        + "')";
  }

  private static Dataset<Row> residences(Dataset<Row> people) {
    return people.selectExpr(
        "person_id",
        "IF(household_kind = 'visitor', 'USA', 'XCA') AS country",
        "IF(household_kind = 'visitor', NULL, home) AS town_code",
        "greatest(" + FIRST + ", birth_date) AS start_date",
        "gone AS end_date");
  }
}
