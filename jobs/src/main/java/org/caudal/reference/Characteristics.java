package org.caudal.reference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.functions.Ages;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;

/** What censuses, surveys and registers tell of a person in the same codes. */
public final class Characteristics {
  /** Not applicable, in SDMX: the occupation of who does not work. */
  public static final String NONE = "_Z";

  /** Columns of tables. */
  public static final List<String> TOLD =
      List.of("ethnicity", "disability", "education", "occupation");

  private Characteristics() {}

  /** Adds what sources tell, where they have it: disability by the difficulties. */
  public static LoadPlan.Builder fields(LoadPlan.Builder plan) {
    for (String name : List.of("ethnicity", "difficulties", "education", "occupation")) {
      plan.field(Field.text(name).optional().orAbsent());
    }
    return plan.field(Field.date("arrived_on").optional().orAbsent());
  }

  /** The Washington Group Short Set: six digits as one word, null where there are none. */
  public static Column disability() {
    Column levels = col("difficulties");
    return when(levels.rlike("[34]"), "with")
        .when(levels.contains("2"), "some")
        .when(levels.isNotNull(), "none");
  }

  /**
   * Completed years in a country on {@code reference_date}, in classes.
   *
   * @param hasLeft whether the person left it before, so that who tells no arrival has not lived
   *     there since birth
   */
  public static Column lengthOfStay(Column country, Column hasLeft) {
    Column years = Ages.completedYears(col("arrived_on"), col("reference_date"));
    Column isSinceBirth = col("birth_country").eqNullSafe(country).and(not(hasLeft));
    return when(
            col("arrived_on").isNull(),
            when(isSinceBirth, lit("since_birth")).otherwise(lit(Codes.UNKNOWN)))
        .when(years.lt(1), lit("0"))
        .when(years.lt(5), lit("1-4"))
        .otherwise(lit("5+"));
  }

  /**
   * Adds their rules.
   *
   * @param last last day of which the record speaks; null where it is open
   */
  public static LoadPlan.Builder rules(LoadPlan.Builder plan, Column last) {
    return plan.reject(
            "difficulties-of-six-domains",
            "difficulties",
            col("difficulties").rlike("^[1-4]{6}$"),
            "The difficulties are not six digits from 1 to 4.",
            "Write a digit a domain of the Washington Group Short Set, or nothing.")
        .reject(
            "education-known",
            "education",
            col("education").equalTo(Codes.UNKNOWN).or(col("education").rlike("^[0-8]$")),
            "The education is no level of ISCED 2011.",
            CodeRules.MEND)
        .reject(
            "occupation-known",
            "occupation",
            col("occupation").isin(Codes.UNKNOWN, NONE).or(col("occupation").rlike("^[0-9]$")),
            "The occupation is no major group of ISCO-08.",
            "Write the first digit of the code, _Z for those without work.")
        .reject(
            "ethnicity-not-all",
            "ethnicity",
            col("ethnicity").notEqual(Codes.TOTAL),
            "The ethnicity is _T, which stands for all.",
            CodeRules.MEND)
        .reject(
            "arrival-not-after",
            "arrived_on",
            col("arrived_on").leq(last),
            "The person arrived after the day of which the record speaks.",
            CodeRules.MEND);
  }
}
