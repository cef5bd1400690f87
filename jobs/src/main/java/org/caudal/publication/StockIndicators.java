package org.caudal.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.register.stock.Stock;

/**
 * Residents by their characteristics, from the latest survey or the source of a name, which may be
 * the registers: a figure a combination of characteristics, of the country or an area. {@link
 * SurveyFigures} says which may be shown; an ethnic group has rows only where one of them is, of
 * enough persons.
 */
final class StockIndicators {
  private StockIndicators() {}

  static SurveyFigures figures(PublishIndicators.Params p) {
    return new SurveyFigures(
        "stock", Stock.class, "estimate-stocks", Stock.CHARACTERISTICS, "asked", p.stock());
  }

  /** One row a cell of the latest survey, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    SurveyFigures figures = figures(p);
    Column subject =
        SurveyFigures.subject(
            Stock.CHARACTERISTICS.stream().filter(name -> !name.equals("area_id")));
    Dataset<Row> described =
        figures
            .of(in)
            .withColumn("measure", lit("residents"))
            .withColumn("subject_id", subject)
            .withColumn("origin_area", lit(PublishedRows.NONE))
            .withColumn("destination_area", figures.area())
            .withColumn("method", concat(method(), figures.noise("asked or listed")));
    return PublishedRows.ofSubjects(SourceTexts.known(described, "ethnicity"), p.vintage());
  }

  private static Column method() {
    return when(
            col("source_id").equalTo(Stock.REGISTERS),
            "persons on the list of linked registers, each for as many as an independent count says that the list misses; error of who is on the list and in the count, and of the linkage; persons on the list in full tens")
        .when(
            col("is_calibrated"),
            "survey weights, brought to known residents of the nearest day, by area, sex and age where they are known; error of the design by the jackknife; persons asked in full tens")
        .when(
            col("cell_key").isNotNull(),
            "everybody was asked: no error of a sample; persons asked in full tens")
        .otherwise(
            "survey weights; error of the design by the jackknife; persons asked in full tens");
  }
}
