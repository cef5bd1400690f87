package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.NameSets;
import org.caudal.job.Inputs;
import org.caudal.reference.Characteristics;
import org.caudal.reference.Codes;

/** Persons on the list, in the count and in both, by group, and how many there are by the model. */
final class CoverageCounts {
  private static final List<String> GROUP =
      List.of("least_index", "sex", "age_group", "citizenship", "length_of_stay", "area_id");

  private CoverageCounts() {}

  /** Persons on the list, in the count and in both, by least index and group. */
  static Dataset<Row> of(Inputs in, EstimateCoverage.Params p, String source, LocalDate day) {
    Column isListed = CoverageGroups.isListed(col("least_index"), lit(p.confirmed()));
    return CountedPersons.ofSource(in, source, day)
        .withColumn("age_group", CoverageGroups.ageGroup(p.ageGroups()))
        .withColumn(
            "length_of_stay",
            Characteristics.lengthOfStay(lit(p.country()), col("left_on").isNotNull()))
        .withColumn("least_index", explode(indices(p)))
        .withColumn("is_listed", isListed)
        .groupBy(Columns.named(GROUP))
        .agg(
            count(when(col("is_listed"), 1)).as("listed"),
            count(when(col("in_count"), 1)).as("counted"),
            count(when(col("is_listed").and(col("in_count")), 1)).as("matched"));
  }

  /**
   * With {@code levels}, one of each effect. Levels of which too few were found on the list,
   * corrected for errors of linkage, are one level; where they are too few together, those with the
   * fewest of the others are of it too, until they are enough.
   */
  static Dataset<Row> withLevels(Dataset<Row> groups, EstimateCoverage.Params p) {
    Column links =
        col("matched").minus(col("counted").multiply(col("false_share"))).cast("decimal(28,9)");
    Column least = col("recall").minus(col("false_share")).multiply(p.leastMatched());
    WindowSpec index = Window.partitionBy("least_index");
    Dataset<Row> named =
        groups
            .withColumn("origin", CoverageGroups.origin(lit(p.country())))
            .withColumn("links", links);
    Column[] levels = new Column[p.effects().size()];
    for (int i = 0; i < levels.length; i++) {
      String effect = p.effects().get(i);
      String level = "level_" + i;
      Column found = sum("links").over(Window.partitionBy("least_index", level));
      Column before = sum("links").over(index.orderBy("found", level)).minus(col("found"));
      Column isRest =
          col("found").lt(least).or(before.lt(least).and(min("found").over(index).lt(least)));
      named =
          named
              .withColumn(level, concat_ws("/", Columns.named(NameSets.names(effect))))
              .withColumn("found", found)
              .withColumn("is_rest", isRest);
      named =
          named.withColumn(
              level, concat(lit(effect + "="), when(col("is_rest"), "rest").otherwise(col(level))));
      levels[i] = col(level);
    }
    return named
        .withColumn("levels", concat_ws(CoverageGroups.BETWEEN, levels))
        .select(
            Columns.named(
                GROUP,
                Stream.concat(
                        Stream.of("levels", "listed", "counted", "matched"),
                        LinkageShares.COLUMNS.stream())
                    .toArray(String[]::new)));
  }

  private static Column indices(EstimateCoverage.Params p) {
    return array(
        p.leastIndices().stream()
            .map(index -> lit(index).cast("decimal(7,6)"))
            .toArray(Column[]::new));
  }

  /**
   * With what the model says of each group, and of all: {@code all_variance}, and {@code is_blind}
   * where there is somebody on the list and fewer than one in both. Then each stands for one, and
   * the index is left out of the choice; where it is chosen for want of others, the table refuses
   * it.
   */
  static Dataset<Row> withErrors(Dataset<Row> groups) {
    Column gap = col("recall").minus(col("false_share"));
    Column found = sum("matched").minus(sum("counted").multiply(col("false_share")));
    Column byRecall = col("recall_error").cast("double").divide(gap);
    Column byFalse =
        col("weight").minus(1).multiply(col("false_share_error").cast("double")).divide(gap);
    Column seen = when(col("is_blind"), 0).otherwise(1);
    return groups
        .groupBy(Columns.named(LinkageShares.COLUMNS, "least_index"))
        .agg(
            CoverageGroups.design(GROUP.subList(1, GROUP.size())).as("groups"),
            sum("listed").gt(0).and(found.lt(gap)).as("is_blind"))
        .withColumn("recall", col("recall").cast("decimal(18,9)"))
        .withColumn("false_share", col("false_share").cast("decimal(18,9)"))
        .withColumn("model", CoverageGroups.fitted(col("groups")))
        .withColumn("all_variance", col("model.variance").multiply(seen))
        .withColumn("fits", col("model.groups"))
        .withColumn("row", explode(arrays_zip(col("groups"), col("fits"))))
        .select(
            "least_index",
            "recall",
            "recall_error",
            "false_share",
            "false_share_error",
            "is_blind",
            "all_variance",
            "row.groups.*",
            "row.fits.*")
        .withColumn("coverage", Decimals.rounded(col("coverage"), 18, 9))
        .withColumn(
            "weight", Decimals.rounded(when(col("is_blind"), 1).otherwise(col("weight")), 18, 9))
        .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
        .withColumn("variance", Decimals.rounded(col("variance").multiply(seen), 28, 9))
        .withColumn(
            "linkage_error",
            Decimals.rounded(
                sqrt(byRecall.multiply(byRecall).plus(byFalse.multiply(byFalse))), 18, 9))
        .drop("recall_error", "false_share_error");
  }

  /** The rows of all, by least index, of groups as in {@link #withErrors}. */
  static Dataset<Row> total(Dataset<Row> groups) {
    return groups
        .groupBy("least_index")
        .agg(
            sum("listed").as("listed"),
            sum("counted").as("counted"),
            sum("matched").as("matched"),
            max("is_blind").as("is_blind"),
            sum("persons").cast("decimal(24,9)").as("persons"),
            Decimals.rounded(max("all_variance"), 28, 9).as("variance"),
            max("recall").as("recall"),
            max("false_share").as("false_share"),
            Decimals.rounded(
                    coalesce(
                        sum(col("linkage_error").multiply(col("persons")))
                            .divide(nullif(sum("persons"), lit(0))),
                        lit(0)),
                    18,
                    9)
                .as("linkage_error"))
        .withColumn("sex", lit(Codes.TOTAL))
        .withColumn("age_group", lit(Codes.TOTAL))
        .withColumn("citizenship", lit(Codes.TOTAL))
        .withColumn("length_of_stay", lit(Codes.TOTAL))
        .withColumn("area_id", lit(Codes.TOTAL))
        .withColumn("levels", lit(Codes.TOTAL))
        .withColumn("coverage", lit(null).cast("decimal(18,9)"))
        .withColumn("weight", lit(null).cast("decimal(18,9)"));
  }
}
