package org.caudal.phone.person;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.Classification;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.reference.Codes;

/** What is asked of the lines that operators hand over. */
final class OperatorFlowRules {
  /** The warning of an area that is none. */
  static final String AREA_KNOWN = "area-known";

  /** Months that can be. */
  static final List<Rule> OF_MONTHS =
      List.of(
          monthOfFirstDay("month"),
          monthOfFirstDay("before"),
          reject(
              "before-earlier",
              "before",
              col("before").lt(col("month")),
              "The earlier month is not before the later one.",
              "Mend the months at the source."),
          reject(
              "month-over",
              "month",
              col("month").leq(col("vintage")),
              "The month begins after the day the estimates were made.",
              "Mend the month or the vintage at the source."));

  /**
   * Figures that are all there or all hidden: a rule each, so that the one is named that is not.
   */
  static final List<Rule> OF_FIGURES =
      Stream.concat(
              Stream.of(
                  reject(
                      "status-known",
                      "disclosure_status",
                      col("disclosure_status").isin("published", OperatorFlow.PROTECTING),
                      "The line is neither published nor hidden to protect another.",
                      "Write published with all figures, or suppressed_secondary with none.")),
              Stream.of("devices", "persons_counted", "estimate", "standard_error")
                  .map(OperatorFlowRules::figureAsSaid))
          .toList();

  private OperatorFlowRules() {}

  static Column isHidden() {
    return col("disclosure_status").equalTo(OperatorFlow.PROTECTING);
  }

  /** The lines, with a warning where an area is no zone and no country. */
  static Dataset<Row> withAreasJudged(Dataset<Row> flows, Dataset<Row> zones) {
    Dataset<Row> judged = flows;
    Column isKnown = lit(true);
    for (String end : List.of("origin", "destination")) {
      String found = end + "_found";
      Dataset<Row> areas =
          zones.select(col("level").as("zone_level"), col("zone_id").as(found)).distinct();
      Column isSame = col("level").equalTo(col("zone_level")).and(col(end).equalTo(col(found)));
      judged = judged.join(broadcast(areas), isSame, "left_outer").drop("zone_level");
      isKnown =
          isKnown.and(
              col(found)
                  .isNotNull()
                  .or(coalesce(col(end), lit("")).equalTo(""))
                  .or(Codes.isCountryOrUserAssigned(col(end))));
    }
    return Classification.warned(judged, AREA_KNOWN, not(isKnown))
        .drop("origin_found", "destination_found");
  }

  private static Rule monthOfFirstDay(String month) {
    return reject(
        month + "-first-day",
        month,
        dayofmonth(col(month)).equalTo(1),
        "The day is not the first of a month.",
        "Give the first day of the month.");
  }

  private static Rule figureAsSaid(String figure) {
    return reject(
        figure.replace('_', '-') + "-as-said",
        figure,
        when(isHidden(), col(figure).isNull()).otherwise(col(figure).isNotNull()),
        "The line is published and the figure is empty, or it is hidden and the figure is there.",
        "Write published with all figures, or suppressed_secondary with none.");
  }

  private static Rule reject(
      String name, String column, Column holds, String statement, String remedy) {
    return new Rule(name, Strength.REJECT, column, holds, statement, remedy);
  }
}
