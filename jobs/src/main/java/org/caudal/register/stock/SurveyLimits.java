package org.caudal.register.stock;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.caudal.load.LoadPlan;
import org.caudal.reference.CodeRules;

/**
 * Which areas and days a survey can have.
 *
 * @param areaPattern of the whole of an area; empty for any
 * @param earliestDay first reference date
 * @param latestDay last one
 */
record SurveyLimits(String areaPattern, LocalDate earliestDay, LocalDate latestDay) {
  /** What parameters have by default. */
  static final SurveyLimits DEFAULT =
      new SurveyLimits("", LocalDate.of(1850, 1, 1), LocalDate.of(2100, 1, 1));

  /** Adds the rules. */
  void rules(LoadPlan.Builder plan) {
    plan.rule(CodeRules.day("reference_date", earliestDay, latestDay))
        .rule(CodeRules.areaNotAll("area_id"))
        .rules(
            CodeRules.area(
                "area_id", lit(false), areaPattern, "Mend it at the source, or area-pattern."));
  }
}
