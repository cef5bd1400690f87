package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.border.ProvisionalMigration;
import org.caudal.statistics.border.ProvisionalCounts;

/**
 * Immigrations and emigrations of each month at the border, by one rule, of all and by citizenship:
 * the count where it is final, else the latest estimate.
 *
 * <p><b>Disclosure.</b> {@link AreaSuppression} for citizenships, which add up to all of a month
 * and direction. What is counted are migrations or, if they are fewer, distinct travellers with a
 * crossing that is one or may be. The total of a month is hidden where it has few itself.
 */
final class BorderIndicators {
  /** What the method of a figure that is not revised any more ends with. */
  static final String FINAL = "final";

  private static final String TOTAL = "_T";

  private BorderIndicators() {}

  /** One row a month, direction and citizenship, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    Dataset<Row> latest =
        in.table(ProvisionalMigration.class)
            .filter(col("rule").equalTo(p.border().rule()).and(col("migrations").isNotNull()))
            .groupBy("month", "direction", "nationality")
            .agg(max_by(struct(col("*")), col("lag")).as("figure"))
            .select("figure.*")
            .withColumn("measure", col("direction"))
            .withColumn("devices", least(col("travellers"), floor(col("migrations"))))
            .withColumn("zone_id", col("nationality"));
    Column isTotal = col("nationality").equalTo(ProvisionalCounts.ALL);
    Dataset<Row> decided =
        decided(latest.filter(not(isTotal)), "month", p.border())
            .unionByName(decided(latest.filter(isTotal), "nationality", p.border()));
    return PublishedRows.ofSubjects(described(decided, p.border()), p.vintage());
  }

  /** The status of each, alone or among those that add up to a known sum. */
  private static Dataset<Row> decided(
      Dataset<Row> figures, String sum, PublishIndicators.Border border) {
    return AreaSuppression.decided(
        figures, List.of("month", "direction", sum), border.minimumTravellers(), "migrations");
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublishIndicators.Border border) {
    Column isEntry = col("direction").equalTo("entry");
    return rows.withColumn("variant", lit("border"))
        .withColumn(
            "subject_id",
            when(col("nationality").equalTo(ProvisionalCounts.ALL), TOTAL)
                .otherwise(col("nationality")))
        .withColumn("frequency", lit("M"))
        .withColumn("period_start", col("month"))
        .withColumn("area_level", lit("country"))
        .withColumn("origin_area", when(isEntry, TOTAL).otherwise(border.country()))
        .withColumn("destination_area", when(isEntry, border.country()).otherwise(TOTAL))
        .withColumn("unit", lit("persons"))
        .withColumn("estimate", col("migrations"))
        .withColumn("observations", col("travellers"))
        .withColumn("observation_unit", lit("persons"))
        .withColumn("source", lit(border.source()))
        .withColumn(
            "method",
            concat(
                replace(col("rule"), lit("/"), lit(" of ")),
                lit(" days on the far side of the border; "),
                when(col("is_final"), FINAL)
                    .otherwise(
                        "provisional, from what became of crossings of earlier months seen as early")));
  }
}
