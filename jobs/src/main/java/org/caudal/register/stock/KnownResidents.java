package org.caudal.register.stock;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.reference.PopulationMargin;

/** The known numbers of residents to which the weights of a survey are brought. */
final class KnownResidents {
  private static final String[] SOURCE = {"source_id", "reference_date"};
  private static final String[] AREA = {"source_id", "reference_date", "area_id"};
  private static final String[] GROUP = {
    "source_id", "reference_date", "area_id", "group_sex", "from_age"
  };

  private KnownResidents() {}

  /** Refuses ages that do not begin at 0 and rise. */
  static void requireRising(List<Integer> ages) {
    boolean rises = !ages.isEmpty() && ages.get(0) == 0;
    for (int i = 1; i < ages.size(); i++) {
      rises &= ages.get(i) > ages.get(i - 1);
    }
    if (!rises) {
      throw new IllegalArgumentException("age-groups must rise from 0, were " + ages);
    }
  }

  /**
   * The persons of all surveys with the group that they belong to, in {@code group}, and its
   * residents, in {@code target}: null where they are not known.
   */
  static Dataset<Row> grouped(Inputs in, String level, List<Integer> ages, int least) {
    Column isKnown = col("sex").isin(1, 2).and(col("age").isNotNull());
    Dataset<Row> persons =
        in.table(SurveyPerson.class)
            .withColumn("group_sex", when(isKnown, col("sex")))
            .withColumn("from_age", when(isKnown, fromAge(col("age"), ages)));
    Dataset<Row> margins =
        nearest(
            in.table(PopulationMargin.class).filter(col("level").equalTo(level)),
            persons.select("source_id", "reference_date").distinct());
    Dataset<Row> groups =
        margins
            .filter(col("margin_sex").isin(1, 2).and(col("age_band").notEqual("")))
            .withColumn(
                "from_age",
                fromAge(expr("CAST(regexp_extract(age_band, '^([0-9]+)', 1) AS INT)"), ages))
            .withColumnRenamed("margin_sex", "group_sex")
            .groupBy(columns(GROUP))
            .agg(sum("residents").as("group_residents"))
            .filter(col("group_residents").gt(0));
    Dataset<Row> areas =
        areas(margins)
            .join(fine(persons, groups, least), AREA, "left")
            .withColumn("is_fine", coalesce(col("is_fine"), lit(false)));
    Column isFine = coalesce(col("is_fine"), lit(false));
    return persons
        .join(areas, AREA, "left")
        .join(groups, GROUP, "left")
        .withColumn(
            "group",
            when(isFine, concat_ws("/", col("area_id"), col("group_sex"), col("from_age")))
                .otherwise(col("area_id")))
        .withColumn(
            "target",
            when(isFine, col("group_residents")).otherwise(col("area_residents")).cast("double"))
        .drop("is_fine", "group_residents", "area_residents", "group_sex", "from_age");
  }

  /** Margins of the reference date nearest to that of each survey, of two the earlier. */
  private static Dataset<Row> nearest(Dataset<Row> margins, Dataset<Row> surveys) {
    Dataset<Row> dates =
        margins
            .select(col("reference_date").as("margin_date"))
            .distinct()
            .crossJoin(surveys)
            .groupBy(columns(SOURCE))
            .agg(
                min(struct(
                        abs(datediff(col("margin_date"), col("reference_date"))),
                        col("margin_date").as("margin_date")))
                    .getField("margin_date")
                    .as("margin_date"));
    return margins
        .select(
            col("zone_id").as("area_id"),
            col("sex").as("margin_sex"),
            col("age_band"),
            col("reference_date").as("margin_date"),
            col("persons").as("residents"))
        .join(dates, "margin_date");
  }

  private static Dataset<Row> areas(Dataset<Row> margins) {
    Column both = col("margin_sex").equalTo(0);
    Column allAges = col("age_band").equalTo("");
    return margins
        .groupBy(columns(AREA))
        .agg(
            coalesce(
                    sum(when(both.and(allAges), col("residents"))),
                    sum(when(both.and(allAges.equalTo(false)), col("residents"))),
                    sum(when(both.equalTo(false).and(allAges), col("residents"))),
                    sum(col("residents")))
                .as("area_residents"))
        .filter(col("area_residents").gt(0));
  }

  /** Areas, with whether all of their groups have enough persons asked, and no person has none. */
  private static Dataset<Row> fine(Dataset<Row> persons, Dataset<Row> groups, int least) {
    return persons
        .groupBy(columns(GROUP))
        .agg(count(lit(1)).as("asked"))
        .join(groups, GROUP, "full")
        .groupBy(columns(AREA))
        .agg(
            expr("bool_and(group_residents IS NOT NULL AND coalesce(asked, 0) >= " + least + ")")
                .as("is_fine"));
  }

  /** The first age of the group of an age. */
  private static Column fromAge(Column age, List<Integer> ages) {
    Column from = lit(ages.get(0));
    for (int first : ages.subList(1, ages.size())) {
      from = when(age.geq(first), lit(first)).otherwise(from);
    }
    return from;
  }

  private static Column[] columns(String... names) {
    return java.util.Arrays.stream(names)
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }
}
