package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.link.LinkedPerson;

/** Persons on the list, in the count and in both, by group, and the strata of the groups. */
final class CoverageCounts {
  private static final List<String> GROUP = List.of("least_index", "sex", "age_group", "origin");

  private CoverageCounts() {}

  /** Persons on the list, in the count and in both, by least index and group. */
  static Dataset<Row> of(Inputs in, EstimateCoverage.Params p) {
    Dataset<Row> list =
        in.table(PersonResidence.class)
            .filter(col("reference_date").equalTo(lit(p.referenceDate())))
            .select("person_id", "residence_index", "signs_after", "sex", "age", "citizenship")
            .withColumn("in_list", lit(true));
    Dataset<Row> records =
        in.table(LifeSign.class)
            .filter(col("source_id").equalTo(p.countSource()).and(not(col("is_abroad"))))
            .join(
                in.table(LinkedPerson.class).select("source_id", "record_id", "person_id"),
                new String[] {"source_id", "record_id"})
            .withColumn("is_open", lit(false))
            .transform(ListedPersons::untilTheEnd);
    Dataset<Row> count =
        ListedPersons.of(records, p.referenceDate().getYear())
            .select(
                col("person_id"),
                col("sex").as("count_sex"),
                ListedPersons.age(lit(p.referenceDate())).as("count_age"),
                col("citizenship").as("count_citizenship"),
                lit(true).as("in_count"));
    Column inCount = col("in_count").isNotNull();
    return list.join(count, new String[] {"person_id"}, "full")
        .withColumn("sex", ofList("sex"))
        .withColumn("age", ofList("age"))
        .withColumn("citizenship", ofList("citizenship"))
        .withColumn("least_index", explode(indices(p)))
        .select(
            col("least_index"),
            Codes.sexOrUnknown(col("sex")).as("sex"),
            CoverageGroups.ageGroup(p.ageGroups()).as("age_group"),
            CoverageGroups.origin(lit(p.country())).as("origin"),
            CoverageGroups.isListed(col("least_index"), lit(p.confirmed())).as("is_listed"),
            inCount.as("in_count"))
        .groupBy(Columns.named(GROUP))
        .agg(
            count(when(col("is_listed"), 1)).as("listed"),
            count(when(col("in_count"), 1)).as("counted"),
            count(when(col("is_listed").and(col("in_count")), 1)).as("matched"));
  }

  /**
   * What the list says, also where it does not know it; of persons of the count alone the count.
   */
  private static Column ofList(String name) {
    return when(col("in_list"), col(name)).otherwise(col("count_" + name));
  }

  /**
   * Groups with too few persons in both, corrected for errors of linkage, share a stratum with
   * others of their origin and, where those are too few together, with all others; where these are
   * too few too, with the groups that have the fewest but enough, until they are enough together,
   * and with the strata of origins where those do not make them enough. Persons of the count in
   * groups with nobody on the list are residents too, whom another group must stand for.
   */
  static Dataset<Row> withStrata(Dataset<Row> groups, EstimateCoverage.Params p) {
    Column falsely = col("counted").multiply(lit(p.falseShare()));
    Column links = col("matched").minus(falsely).cast("decimal(28,9)");
    Column least =
        lit(p.recall().subtract(p.falseShare()).multiply(BigDecimal.valueOf(p.leastMatched())));
    Column isOwn = col("links").geq(least);
    Column ofOrigin = sum(when(not(isOwn), col("links"))).over(by("least_index", "origin"));
    Column place = when(isOwn, 1).when(col("of_origin").geq(least), 2).otherwise(0);
    WindowSpec index = by("least_index");
    WindowSpec before =
        index
            .orderBy("place", "links", "sex", "age_group", "origin")
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column isAny = col("listed").gt(0).or(col("counted").gt(0));
    Column isLeft = max(col("place").equalTo(0).and(isAny)).over(index);
    Column isFilled = coalesce(sum("links").over(before), lit(0)).geq(least);
    Column canFill =
        coalesce(sum(when(col("place").lt(2), col("links"))).over(index), lit(0)).geq(least);
    return groups
        .withColumn("links", links)
        .withColumn("of_origin", ofOrigin)
        .withColumn("place", place)
        .withColumn("is_left", isLeft)
        .withColumn("is_filled", isFilled)
        .withColumn("can_fill", canFill)
        .withColumn(
            "stratum",
            when(
                    col("place").equalTo(2).and(not(col("is_left")).or(col("can_fill"))),
                    concat(lit("rest/"), col("origin")))
                .when(
                    col("place").equalTo(1).and(not(col("is_left")).or(col("is_filled"))),
                    concat_ws("/", col("sex"), col("age_group"), col("origin")))
                .otherwise(lit("rest")))
        .withColumn("stratum_listed", sum("listed").over(by("least_index", "stratum")))
        .withColumn("stratum_counted", sum("counted").over(by("least_index", "stratum")))
        .withColumn("stratum_matched", sum("matched").over(by("least_index", "stratum")))
        .drop("links", "of_origin", "place", "is_left", "is_filled", "can_fill");
  }

  private static Column indices(EstimateCoverage.Params p) {
    return array(
        p.leastIndices().stream()
            .map(index -> lit(index).cast("decimal(7,6)"))
            .toArray(Column[]::new));
  }

  private static WindowSpec by(String... columns) {
    return Window.partitionBy(Columns.named(List.of(columns)));
  }

  /**
   * Persons, their variance, the part that they have in that of the stratum, and the share of the
   * error of linkage. A stratum where too few are in both stands for the list alone: its index is
   * left out of the choice, and where it is chosen for want of others, the table refuses it.
   */
  static Dataset<Row> withErrors(Dataset<Row> groups, EstimateCoverage.Params p) {
    double gap = p.recall().subtract(p.falseShare()).doubleValue();
    Column byRecall = lit(p.recallError().doubleValue() / gap);
    Column byFalse = col("weight").minus(1).multiply(p.falseShareError().doubleValue() / gap);
    Column isSeen = not(CoverageGroups.isBlind());
    Column variance =
        when(isSeen, CoverageGroups.variance(col("listed"), col("matched"))).otherwise(0);
    Column whole =
        when(isSeen, CoverageGroups.variance(col("stratum_listed"), col("stratum_matched")))
            .otherwise(0)
            .multiply(col("listed"))
            .divide(greatest(col("stratum_listed"), lit(1)));
    return groups
        .withColumn("recall", Decimals.rounded(lit(p.recall()), 18, 9))
        .withColumn("false_share", Decimals.rounded(lit(p.falseShare()), 18, 9))
        .withColumn("stratum_found", Decimals.rounded(CoverageGroups.found(), 18, 9))
        .withColumn("is_blind", CoverageGroups.isBlind())
        .withColumn(
            "weight", Decimals.rounded(when(isSeen, CoverageGroups.weight()).otherwise(1), 18, 9))
        .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
        .withColumn("variance", Decimals.rounded(variance, 28, 9))
        .withColumn("part_of_variance", Decimals.rounded(whole, 28, 9))
        .withColumn(
            "linkage_error",
            Decimals.rounded(
                sqrt(byRecall.multiply(byRecall).plus(byFalse.multiply(byFalse))), 18, 9));
  }
}
