package org.caudal.register.stock;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;

/** What a survey says of each person, at home or abroad: the design, sex and age. */
final class SurveyFields {
  /** The household, by the pseudonym that its members share. */
  static final Field HOUSEHOLD = Field.identifier("household_id", "survey-household");

  private SurveyFields() {}

  /** A plan with the fields. */
  static LoadPlan.Builder of(Class<? extends Record> table, Field household) {
    return LoadPlan.into(table)
        .field(Field.text("source_id"))
        .field(Field.date("reference_date"))
        .field(Field.identifier("person_id", "survey-person"))
        .field(household)
        .field(Field.identifier("cluster_id", "survey-cluster").optional().orAbsent())
        .field(Field.text("stratum_id").optional().orAbsent())
        .field(Field.text("area_id"))
        .field(Field.decimal("weight", 18, 6))
        .field(Field.integer("sex").optional().orAbsent())
        .field(Field.integer("age").optional().orAbsent());
  }

  /**
   * Their values: the household is the sampling unit where nothing was drawn before.
   *
   * @param alone what is the sampling unit where there is no household either
   */
  static LoadPlan.Builder derive(LoadPlan.Builder plan, Column alone) {
    return plan.derive("cluster_id", coalesce(col("cluster_id"), col("household_id"), alone))
        .derive("stratum_id", coalesce(col("stratum_id"), lit("")))
        .derive("sex", Codes.sex(col("sex")))
        .derive("age", Codes.whole(col("age")));
  }

  /** The rules of all but areas and days. */
  static LoadPlan.Builder rules(LoadPlan.Builder plan) {
    return plan.fail(
            "source-not-registers",
            "source_id",
            col("source_id").notEqual(Stock.REGISTERS),
            "The source has the name of the stocks from linked registers.",
            "Give the census or survey another name.")
        .reject(
            "weight-positive",
            "weight",
            col("weight").gt(0),
            "The weight, in six decimals, is 0 or less.",
            "Leave out who was not asked; a full count has the weight 1.")
        .rule(CodeRules.sex())
        .rule(CodeRules.age());
  }
}
