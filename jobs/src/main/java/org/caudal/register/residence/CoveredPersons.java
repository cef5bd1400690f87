package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.reference.Characteristics;
import org.caudal.reference.Codes;

/** Persons on the list, each standing for as many residents as the model of coverage says. */
public final class CoveredPersons {
  private static final String UNKNOWN_GROUP =
      "coverage_estimate has no group of a person of the registers or the count:"
          + " run estimate-coverage again";

  private static final List<String> GROUP =
      List.of("reference_date", "sex", "age_group", "citizenship", "length_of_stay", "area_id");

  private static final String[] KEPT = {
    "reference_date", "is_listed", "in_count", "levels", "weight", "linkage_error"
  };

  private CoveredPersons() {}

  /** Columns of {@link #of} that {@link #cells} needs, and others. */
  public static String[] kept(String... others) {
    return Stream.concat(Arrays.stream(KEPT), Arrays.stream(others)).toArray(String[]::new);
  }

  /**
   * One row a reference date of {@link CoverageEstimate} and person on the list or in the count,
   * with what the person is as in {@link CountedPersons}, the country whose residents are
   * estimated, and the weight.
   */
  public static Dataset<Row> of(Inputs in) {
    Dataset<Row> groups = groups(in);
    Dataset<Row> dates =
        groups
            .groupBy("reference_date", "least_index", "is_confirmed", "count_source", "country")
            .agg(array_sort(collect_set(col("age_group").try_cast("int"))).as("first_ages"));
    Dataset<Row> registers =
        in.table(PersonResidence.class)
            .join(broadcast(dates.select("reference_date")), "reference_date");
    Dataset<Row> count =
        in.table(LifeSign.class)
            .join(
                broadcast(dates.select(col("reference_date"), col("count_source").as("source_id"))),
                "source_id");
    Column group =
        try_element_at(filter(col("first_ages"), first -> first.leq(col("age"))), lit(-1))
            .cast("string");
    return CountedPersons.of(in, registers, count)
        .join(broadcast(dates), "reference_date")
        .withColumn("is_listed", CoverageGroups.isListed(col("least_index"), col("is_confirmed")))
        .filter(col("is_listed").or(col("in_count")))
        .withColumn("age_group", coalesce(group, lit(Codes.UNKNOWN)))
        .withColumn(
            "length_of_stay",
            Characteristics.lengthOfStay(col("country"), col("left_on").isNotNull()))
        .join(
            broadcast(groups.select(Columns.named(GROUP, "levels", "weight", "linkage_error"))),
            GROUP.toArray(String[]::new),
            "left")
        .withColumn("levels", coalesce(col("levels"), raise_error(lit(UNKNOWN_GROUP))));
  }

  /**
   * How many residents cells have, of those with somebody on the list: {@code listed}, {@code
   * persons}, {@code standard_error} with its parts {@code coverage_error} and {@code
   * linkage_error}, of all dates {@code all_counted} and {@code sampled_share}.
   *
   * @param persons one row a person and cell
   * @param cell what tells cells, {@code reference_date} among it
   * @param summed columns that are added up
   */
  public static Dataset<Row> cells(
      Inputs in, Dataset<Row> persons, List<String> cell, String... summed) {
    Column linkage = col("linkage_error");
    return persons
        .groupBy(Columns.named(cell, "levels", "weight", "linkage_error"))
        .agg(
            count(when(col("is_listed"), 1)).as("listed"),
            and(
                summed,
                count(when(col("in_count"), 1)).as("counted"),
                count(when(col("is_listed").and(col("in_count")), 1)).as("matched")))
        .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
        .groupBy(Columns.named(cell))
        .agg(
            sum("persons").cast("decimal(24,9)").as("persons"),
            and(
                summed,
                CoverageGroups.design(List.of()).as("groups"),
                sum(col("persons").multiply(linkage)).cast("decimal(28,9)").as("linkage_error"),
                sum("listed").as("listed")))
        .filter(col("listed").gt(0))
        .join(broadcast(wholes(in)), "reference_date")
        .withColumn("variance", CoverageGroups.variance(col("design"), col("groups")))
        .withColumn("coverage_error", Decimals.rounded(sqrt(col("variance")), 24, 9))
        .withColumn(
            "standard_error",
            Decimals.rounded(sqrt(col("variance").plus(linkage.multiply(linkage))), 24, 9));
  }

  private static Column[] and(String[] summed, Column... others) {
    return Stream.concat(
            Arrays.stream(others), Arrays.stream(summed).map(name -> sum(name).as(name)))
        .toArray(Column[]::new);
  }

  /** By reference date the groups of the model, the share on the list, and who was counted. */
  private static Dataset<Row> wholes(Inputs in) {
    Column all = sum("persons");
    return groups(in)
        .groupBy("reference_date", "recall", "false_share")
        .agg(
            CoverageGroups.design(GROUP.subList(1, GROUP.size())).as("design"),
            sum("counted").as("all_counted"),
            Decimals.rounded(sum("listed").divide(all), 18, 9).as("sampled_share"));
  }

  private static Dataset<Row> groups(Inputs in) {
    return in.table(CoverageEstimate.class)
        .filter(col("is_chosen").and(col("sex").notEqual(Codes.TOTAL)));
  }
}
