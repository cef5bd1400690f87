package org.caudal.publication;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.register.border.ProvisionalMigration;
import org.caudal.statistics.border.ProvisionalCounts;

/**
 * Immigrations and emigrations of each month at the border, by one rule: of all the count where it
 * is final, else the latest estimate; by citizenship where it is final. Final counts have what is
 * expected of crossings of which nothing will tell, and an interval from what is certain to what is
 * possible. Months of the first window of the records are left out: who lived where was not known.
 *
 * <p><b>Disclosure.</b> What is counted are migrations, certain ones where they are final, or, if
 * they are fewer, distinct travellers with a crossing that is one or may be. What of final figures
 * is possible only is told in full steps of the minimum, rounded up, as the difference of two
 * figures is what is possible of the pool. A total of few is hidden. Citizenships of few are pooled
 * with those of the fewest next to them until there are enough; the pool and the citizenships in it
 * have no row, so that nothing tells which they are. Final counts do not change, unless files come
 * late, so that no later vintage can be taken from an earlier one.
 */
final class BorderIndicators {
  /** What the method of a figure that is not revised any more ends with. */
  static final String FINAL = "final";

  static final String ALL = ProvisionalCounts.ALL;

  private static final String CONTRIBUTORS = "contributors";

  private BorderIndicators() {}

  /** One row a month, direction and citizenship. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> ofRule = ofRule(in.table(ProvisionalMigration.class), p.border().rule());
    Dataset<Row> figures =
        ofRule
            .crossJoin(known(ofRule))
            .filter(col("month").geq(col("from")).and(col("migrations").isNotNull()))
            .groupBy("month", "direction", "nationality")
            .agg(max_by(struct(col("*")), col("lag")).as("figure"))
            .select("figure.*")
            .withColumn(
                CONTRIBUTORS,
                least(
                    col("travellers"),
                    when(col("is_final"), col("least"))
                        .otherwise(floor(col("migrations")).cast("bigint"))))
            .withColumn(
                "interval_high",
                when(
                        col("is_final"),
                        inFullSteps(col("least"), col("most"), p.border().minimumTravellers()))
                    .otherwise(col("interval_high")))
            .withColumn(
                "interval_level",
                when(col("is_final"), lit(BigDecimal.ONE)).otherwise(col("interval_level")));
    Column isTotal = col("nationality").equalTo(ALL);
    int minimum = p.border().minimumTravellers();
    Column few = col(CONTRIBUTORS).lt(minimum);
    Dataset<Row> totals =
        figures
            .filter(isTotal)
            .withColumn(
                Suppression.STATUS, when(few, Suppression.PRIMARY).otherwise(PublishedRows.SHOWN))
            .withColumn(
                Suppression.RULE,
                when(few, "fewer than " + minimum + " migrations or travellers")
                    .otherwise("at least " + minimum + " migrations and travellers"));
    Dataset<Row> citizenships =
        figures
            .filter(not(isTotal).and(col("is_final")).and(col("least").gt(0)))
            .transform(rows -> unpooled(rows, minimum, CONTRIBUTORS, "direction"))
            .withColumn(Suppression.STATUS, lit(PublishedRows.SHOWN))
            .withColumn(
                Suppression.RULE,
                lit("at least " + minimum + " migrations and travellers; others are pooled"));
    return PublishedRows.ofSubjects(
        described(totals.unionByName(citizenships), p.border()), p.vintage());
  }

  /**
   * The end of an interval: what is known, and what else is possible in full steps of the minimum,
   * rounded up, so that neither few nor the difference of two figures can be told.
   */
  static Column inFullSteps(Column known, Column most, int minimum) {
    Column more = greatest(most.minus(known), lit(0));
    return known.plus(floor(more.divide(minimum)).plus(1).multiply(minimum)).minus(1);
  }

  /** The rows of a rule; a failure that names the others where there are rows but none of it. */
  private static Dataset<Row> ofRule(Dataset<Row> rows, String rule) {
    Column isOfRule = col("rule").equalTo(rule);
    Dataset<Row> rules =
        rows.agg(
            coalesce(bool_or(isOfRule), lit(true)).as("has_rule"),
            array_join(array_sort(collect_set("rule")), ", ").as("rules"));
    Column lacking =
        raise_error(
            concat(
                lit("provisional_migration has no rule " + rule + ", only "),
                col("rules"),
                lit(": set border.rule of publish-indicators, or rewind that one")));
    return rows.crossJoin(broadcast(rules))
        .filter(when(col("has_rule"), isOfRule).otherwise(lacking.cast("boolean")))
        .drop("has_rule", "rules");
  }

  /** The month from which all was seen in the records for a window. */
  private static Dataset<Row> known(Dataset<Row> ofRule) {
    return broadcast(ofRule.agg(add_months(min("month"), max("lag")).as("from")));
  }

  /**
   * The citizenships of a month that are neither of few nor of those with the fewest that hide
   * them.
   *
   * @param contributors column with the persons of the citizenship
   * @param of column that says of what, in a month, the total is
   */
  static Dataset<Row> unpooled(
      Dataset<Row> citizenships, int minimum, String contributors, String of) {
    return citizenships
        .withColumn("is_pooled", isPooled(minimum, contributors, of))
        .filter(not(col("is_pooled")))
        .drop("is_pooled");
  }

  private static Column isPooled(int minimum, String contributors, String of) {
    WindowSpec all = Window.partitionBy("month", of);
    WindowSpec before =
        all.orderBy(contributors, "nationality").rowsBetween(Window.unboundedPreceding(), -1);
    Column few = col(contributors).lt(minimum);
    Column anyFew = min(contributors).over(all).lt(minimum);
    Column missing = coalesce(sum(contributors).over(before), lit(0L)).lt(minimum);
    return few.or(anyFew.and(missing));
  }

  /** Citizenship of a figure, or the total. */
  static Column subject() {
    return when(col("nationality").equalTo(ALL), PublishedRows.TOTAL).otherwise(col("nationality"));
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublicationRules.Border border) {
    Column isEntry = col("direction").equalTo("entry");
    return rows.withColumn("measure", col("direction"))
        .withColumn("variant", lit("border"))
        .withColumn("subject_id", subject())
        .withColumn("frequency", lit("M"))
        .withColumn("period_start", col("month"))
        .withColumn("area_level", lit("country"))
        .withColumn("origin_area", when(isEntry, PublishedRows.TOTAL).otherwise(border.country()))
        .withColumn(
            "destination_area", when(isEntry, border.country()).otherwise(PublishedRows.TOTAL))
        .withColumn("unit", lit("persons"))
        .withColumn("estimate", col("migrations"))
        .withColumn(
            "observations", // of a final figure the certain ones, of which no crossing is missing
            when(col("is_final"), col("least")).otherwise(col("travellers")))
        .withColumn("observation_unit", lit("persons"))
        .withColumn("source", lit(border.source()))
        .withColumn(
            "method",
            concat(
                replace(col("rule"), lit("/"), lit(" of ")),
                lit(" days on the far side of the border; "),
                when(
                        col("is_final"),
                        lit(
                            "with what is expected where a crossing is missing, from what is certain to what is possible, in full steps of the minimum; "
                                + FINAL))
                    .otherwise(
                        "provisional, from what became of crossings of earlier months seen as early")));
  }
}
