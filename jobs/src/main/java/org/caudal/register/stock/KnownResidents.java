package org.caudal.register.stock;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.reference.PopulationMargin;

/** The known numbers of residents to which the weights of a survey are brought. */
final class KnownResidents {
  private static final String[] SOURCE = {"source_id", "reference_date"};
  private static final String[] AREA = {"source_id", "reference_date", "area_id"};
  private static final String[] GROUP = {
    "source_id", "reference_date", "area_id", "group_sex", "from_age"
  };

  /** Group, stratum and sampling unit of a full count. */
  static final String ALL = "all";

  private static final int OLDEST = 999;

  private KnownResidents() {}

  /**
   * To what weights are brought.
   *
   * @param job that asks, named in messages
   * @param fullCounts sources of which everybody was asked
   * @param level of the areas in population_margin
   * @param ageGroups first ages of the groups
   * @param marginsWithinDays most days between survey and known residents
   * @param leastSampled fewest persons asked of a group of sex and age
   */
  record Rules(
      String job,
      List<String> fullCounts,
      String level,
      List<Integer> ageGroups,
      int marginsWithinDays,
      int leastSampled) {

    /** Areas are brought to their totals alone: no group of sex and age is large enough. */
    static Rules ofAreas(String job, List<String> fullCounts, String level, int marginsWithinDays) {
      return new Rules(job, fullCounts, level, List.of(0), marginsWithinDays, Integer.MAX_VALUE);
    }
  }

  /**
   * The persons of surveys with the group that they belong to, in {@code group}, and its residents,
   * in {@code target}: null where they are not known. {@code told} names the characteristics that
   * all of a group have in common, and the empty cross. A full count is one group, stratum and
   * sampling unit.
   */
  static Dataset<Row> grouped(Inputs in, Dataset<Row> asked, Rules p) {
    Column isKnown = col("sex").isin(1, 2).and(col("age").isNotNull());
    Dataset<Row> persons =
        asked
            .join(broadcast(fullCounts(asked, p)), SOURCE)
            .withColumn("group_sex", when(isKnown, col("sex")))
            .withColumn("from_age", when(isKnown, fromAge(col("age"), p.ageGroups())));
    Dataset<Row> margins = margins(in, persons, p);
    Dataset<Row> groups =
        margins
            .filter(isFine())
            .groupBy(Columns.named(List.of(GROUP)))
            .agg(sum("residents").as("group_residents"))
            .filter(col("group_residents").gt(0));
    Dataset<Row> areas =
        areas(margins).join(asked(persons, groups, p.leastSampled()), AREA, "left");
    Column isFine = col("is_whole").and(col("is_asked"));
    Column isFull = col("is_full");
    return persons
        .join(areas, AREA, "left")
        .join(groups, GROUP, "left")
        .withColumn("is_fine", coalesce(isFine, lit(false)))
        .withColumn(
            "group",
            when(isFull, lit(ALL))
                .when(
                    col("is_fine"),
                    concat_ws("/", col("area_id"), col("group_sex"), col("from_age")))
                .otherwise(col("area_id")))
        .withColumn(
            "target",
            when(
                    not(isFull).and(col("clusters").geq(2)),
                    when(col("is_fine"), col("group_residents")).otherwise(col("area_residents")))
                .cast("double"))
        .withColumn("told", told(p.ageGroups()))
        .withColumn("stratum_id", when(isFull, lit(ALL)).otherwise(col("stratum_id")))
        .withColumn("cluster_id", when(isFull, lit(ALL)).otherwise(col("cluster_id")))
        .drop(
            "is_full",
            "is_fine",
            "is_whole",
            "is_asked",
            "clusters",
            "group_residents",
            "area_residents",
            "group_sex",
            "from_age");
  }

  private static Column told(List<Integer> ageGroups) {
    Column ofArea = array(lit(""), lit("area_id"));
    Column ofSex = array_append(ofArea, lit("sex"));
    return when(not(col("is_fine")), ofArea)
        .when(
            col("from_age").isin(AgeBands.withinFive(ageGroups).toArray()),
            array_append(ofSex, lit("age_band")))
        .otherwise(ofSex);
  }

  /** Sources, and whether they are full counts: a failure where the weights say otherwise. */
  private static Dataset<Row> fullCounts(Dataset<Row> asked, Rules p) {
    String parameter = "full-counts of " + p.job();
    Column isNamed = col("source_id").isin(p.fullCounts().toArray());
    Column wrong =
        raise_error(
            concat(
                lit("survey_person has a source "),
                col("source_id"),
                when(
                        isNamed,
                        " with weights other than 1, which "
                            + parameter
                            + " names: leave it out there")
                    .otherwise(
                        " with weights of 1 only: load the weights of the sample, or name it under "
                            + parameter
                            + " if everybody was asked")));
    return asked
        .groupBy(Columns.named(List.of(SOURCE)))
        .agg(expr("bool_and(weight = 1)").as("is_one"))
        .select(
            col("source_id"),
            col("reference_date"),
            when(col("is_one").equalTo(isNamed), isNamed)
                .otherwise(wrong.cast("boolean"))
                .as("is_full"));
  }

  /** Margins of each survey and area, of the nearest reference date, of two the earlier. */
  private static Dataset<Row> margins(Inputs in, Dataset<Row> persons, Rules p) {
    Column distance = abs(datediff(col("margin_date"), col("reference_date")));
    Column from = AgeBands.first(col("age_band"));
    Column to = AgeBands.last(col("age_band"));
    Dataset<Row> dated =
        in.table(PopulationMargin.class)
            .filter(col("level").equalTo(p.level()))
            .select(
                col("zone_id").as("area_id"),
                col("sex").as("group_sex"),
                col("age_band"),
                col("reference_date").as("margin_date"),
                col("persons").as("residents"))
            .join(broadcast(persons.select(Columns.named(List.of(AREA))).distinct()), "area_id")
            .filter(distance.leq(p.marginsWithinDays()));
    Dataset<Row> nearest =
        dated
            .groupBy(Columns.named(List.of(AREA)))
            .agg(
                min(struct(distance, col("margin_date")))
                    .getField("margin_date")
                    .as("margin_date"));
    return dated
        .join(
            nearest,
            new String[] {"source_id", "reference_date", "area_id", "margin_date"},
            "left_semi")
        .withColumn("first_age", from)
        .withColumn("from_age", fromAge(from, p.ageGroups()))
        .withColumn("is_open", to.isNull())
        .withColumn(
            "is_across",
            not(fromAge(coalesce(to, lit(OLDEST)), p.ageGroups()).equalTo(col("from_age"))));
  }

  private static Column isFine() {
    return col("group_sex").isin(1, 2).and(col("age_band").notEqual(""));
  }

  /** Residents of areas, and whether all of them are in groups of sex and age. */
  private static Dataset<Row> areas(Dataset<Row> margins) {
    Column allAges = col("age_band").equalTo("");
    Column isFine = isFine();
    Column bySexes =
        reaches(isFine.and(col("group_sex").equalTo(1)))
            .and(reaches(isFine.and(col("group_sex").equalTo(2))));
    Column bands = col("group_sex").equalTo(0).and(not(allAges));
    Column sexes = col("group_sex").isin(1, 2).and(allAges);
    return margins
        .groupBy(Columns.named(List.of(AREA)))
        .agg(
            coalesce(
                    sum(when(col("group_sex").equalTo(0).and(allAges), col("residents"))),
                    when(reaches(bands), sum(when(bands, col("residents")))),
                    when(
                        count_distinct(when(sexes, col("group_sex"))).equalTo(2),
                        sum(when(sexes, col("residents")))),
                    when(bySexes, sum(when(isFine, col("residents")))))
                .as("area_residents"),
            bySexes.and(count(when(isFine.and(col("is_across")), 1)).equalTo(0)).as("is_whole"))
        .filter(col("area_residents").gt(0));
  }

  /** Whether bands begin at 0 and have an open end. */
  private static Column reaches(Column bands) {
    return coalesce(
        max(when(bands, col("first_age").equalTo(0))).and(max(when(bands, col("is_open")))),
        lit(false));
  }

  /**
   * Areas with the sampling units asked, and whether all groups have enough persons, from two of
   * them, and every person has a group.
   */
  private static Dataset<Row> asked(Dataset<Row> persons, Dataset<Row> groups, int least) {
    Column cluster = struct(col("stratum_id"), col("cluster_id"));
    return persons
        .groupBy(Columns.named(List.of(GROUP)))
        .agg(count(lit(1)).as("asked"), count_distinct(cluster).as("group_clusters"))
        .join(groups, GROUP, "full")
        .groupBy(Columns.named(List.of(AREA)))
        .agg(
            expr("bool_and(group_residents IS NOT NULL AND coalesce(group_clusters, 0) >= 2 AND asked >= "
                    + least
                    + ")")
                .as("is_asked"))
        .join(
            persons
                .groupBy(Columns.named(List.of(AREA)))
                .agg(count_distinct(cluster).as("clusters")),
            AREA);
  }

  /** The first age of the group of an age. */
  private static Column fromAge(Column age, List<Integer> ages) {
    return coalesce(AgeBands.group(age, ages), lit(ages.get(0)));
  }
}
