package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.stock.EmigrantStock;

/**
 * Members abroad whom households declare, from the latest survey or the source of a name: a figure
 * a country of destination and combination of characteristics, from the country or an area of it.
 * {@link SurveyFigures} says which may be shown.
 */
final class EmigrantIndicators {
  private EmigrantIndicators() {}

  static SurveyFigures figures(PublishIndicators.Params p) {
    return new SurveyFigures(
        "emigrant",
        EmigrantStock.class,
        "estimate-emigrants",
        EmigrantStock.CHARACTERISTICS,
        "declared",
        p.emigrant());
  }

  /** One row a cell of the latest survey, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    SurveyFigures figures = figures(p);
    Dataset<Row> described =
        figures
            .of(in)
            .withColumn("measure", lit("emigrants"))
            .withColumn(
                "subject_id",
                SurveyFigures.subject(Stream.of("sex", "age_band", "departure_period")))
            .withColumn("origin_area", figures.area())
            .withColumn("destination_area", SurveyFigures.coded("destination"))
            .withColumn("method", concat(method(), figures.noise("declared")));
    return PublishedRows.ofSubjects(described, p.vintage());
  }

  private static Column method() {
    return concat(
        lit("members abroad whom households declare, "),
        when(col("cell_key").isNotNull(), "counted in full: no error of a sample")
            .otherwise(
                concat(
                    lit("by survey weights"),
                    when(
                            col("is_calibrated"),
                            ", brought to known residents of areas where they are known")
                        .otherwise(""),
                    lit("; error of the design by the jackknife, of all sampling units"))),
        lit(
            "; a minimum, as households that left as a whole declare nobody; persons declared in full tens"));
  }
}
