package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.reference.Codes;

/** Documents by their first and last crossing, and how many begin by chance. */
final class SeenDocuments {
  private static final Column CROSSING =
      struct("crossed_at", "crossing_date", "turn", "direction", "nationality");
  private static final String[] BLOCK = {"birth_date", "sex"};
  private static final String[] YEAR = {"sex", "birth_year"};
  private static final String[] FLOW = {"began_month", "next_direction", "sex", "nationality"};
  private static final String[] ALL = {"began_month", "next_direction", "sex"};

  private SeenDocuments() {}

  /**
   * Documents whose birth date and sex are known: their {@code first} and {@code last} crossing, of
   * those at one moment in turns, and the {@code share} of documents of the sex that chance gives
   * the birth date.
   *
   * @param crossings of {@link BorderCrossing}
   * @param most most documents of one birth date and sex
   */
  static Dataset<Row> of(Dataset<Row> crossings, int most) {
    Dataset<Row> documents =
        Journeys.inTurns(crossings)
            .groupBy("traveller_id")
            .agg(
                mode(col("birth_date"), true).as("birth_date"),
                Codes.sexOfMost(col("sex")).as("sex"),
                count(lit(1)).equalTo(1).as("is_once"),
                min(CROSSING).as("first"),
                max(CROSSING).as("last"))
            .filter(col("birth_date").isNotNull().and(col("sex").isNotNull()))
            .withColumn("alike", count(lit(1)).over(Window.partitionBy("birth_date", "sex")))
            .filter(col("alike").leq(most))
            .withColumn("birth_year", year(col("birth_date")))
            .withColumn("birth_day", date_format(col("birth_date"), "MM-dd"));
    return documents
        .join(years(documents), YEAR)
        .join(
            counted(documents, "of_day", "birth_day")
                .withColumn("of_all", sum("of_day").over(Window.partitionBy(lit(1)))),
            new String[] {"birth_day"})
        .withColumn("share", share());
  }

  /**
   * The same documents with the opposite sex, and the share of documents of that sex: candidates of
   * them are none of one traveller.
   *
   * @param documents of {@link #of}
   */
  static Dataset<Row> mirrored(Dataset<Row> documents) {
    return documents
        .drop("of_year", "of_sex")
        .withColumn("sex", lit(3).minus(col("sex")))
        .join(years(documents), YEAR, "left")
        .withColumn("share", coalesce(share(), lit(0.0)));
  }

  private static Dataset<Row> years(Dataset<Row> documents) {
    return counted(documents, "of_year", YEAR)
        .withColumn("of_sex", sum("of_year").over(Window.partitionBy("sex")));
  }

  private static Column share() {
    return col("of_year").divide(col("of_sex")).multiply(col("of_day").divide(col("of_all")));
  }

  /** How many rows there are of each value of the columns. */
  static Dataset<Row> counted(Dataset<Row> rows, String name, String... by) {
    return rows.groupBy(Columns.named(List.of(by))).agg(count(lit(1)).as(name));
  }

  /**
   * Each end of a document with the beginnings of others of the same birth date and sex that are
   * later, by a number of months at most. The share of a birth date that is more frequent than by
   * year and day, such as one that stands for those not known, is that of the documents beside the
   * two.
   *
   * @param of whose ends: {@code documents} or {@link #mirrored}
   * @param documents of {@link #of}
   */
  static Dataset<Row> candidates(Dataset<Row> of, Dataset<Row> documents, int mostMonths) {
    Column beside = col("alike").minus(2).divide(col("of_sex"));
    Dataset<Row> ends =
        of.select(
            col("birth_date"),
            col("sex"),
            greatest(col("share"), beside).as("share"),
            col("traveller_id"),
            col("is_once"),
            col("last.crossed_at").as("ended_at"),
            col("last.crossing_date").as("ended_on"),
            monthOf(col("last.crossing_date")).as("ended_month"),
            col("last.direction").as("direction"),
            col("last.nationality").as("nationality"));
    Dataset<Row> beginnings =
        documents.select(
            col("birth_date"),
            col("sex"),
            col("traveller_id").as("next_traveller_id"),
            col("first.crossed_at").as("began_at"),
            col("first.crossing_date").as("began_on"),
            monthOf(col("first.crossing_date")).as("began_month"),
            col("first.direction").as("next_direction"),
            col("first.nationality").as("next_nationality"));
    Column after = col("began_month").minus(col("ended_month"));
    return ends.join(beginnings, BLOCK)
        .filter(col("began_at").gt(col("ended_at")).and(after.leq(mostMonths)))
        .withColumn("is_crossing_missing", col("direction").equalTo(col("next_direction")))
        .withColumn("is_kept", col("nationality").equalTo(col("next_nationality")))
        .withColumn("kind", DocumentRates.kind(col("is_crossing_missing"), col("is_kept")))
        .withColumn("span", DocumentRates.span(after, col("direction"), col("is_once")));
  }

  /**
   * Adds how many documents are first seen in {@code began_month} in {@code next_direction}, of the
   * sex: of the nationality, {@code kept_flow}, and of any other, {@code other_flow}.
   *
   * @param rows with the columns of these names
   * @param documents of {@link #of}
   */
  static Dataset<Row> withFlows(Dataset<Row> rows, Dataset<Row> documents) {
    Dataset<Row> flows =
        counted(
            documents.select(
                monthOf(col("first.crossing_date")).as("began_month"),
                col("first.direction").as("next_direction"),
                col("sex"),
                col("first.nationality").as("nationality")),
            "flow",
            FLOW);
    return rows.join(flows, FLOW, "left")
        .join(flows.groupBy(ALL[0], ALL[1], ALL[2]).agg(sum("flow").as("all_flow")), ALL, "left")
        .withColumn("kept_flow", coalesce(col("flow"), lit(0L)))
        .withColumn("other_flow", coalesce(col("all_flow"), lit(0L)).minus(col("kept_flow")));
  }

  /** The month of a day as a number. */
  static Column monthOf(Column day) {
    return year(day).multiply(12).plus(month(day));
  }
}
