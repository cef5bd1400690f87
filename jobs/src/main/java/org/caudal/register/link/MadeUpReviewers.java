package org.caudal.register.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Shares;
import org.caudal.synthetic.Draw;

/**
 * Two reviewers who know the truth and err by chance.
 *
 * @param seed of the draws
 * @param stream name of the draws
 * @param secondShare share of the units that the second reviewer looks at
 * @param undecidedShare share of the units on which a reviewer is undecided
 * @param errorShare share of the other decisions that are wrong
 */
public record MadeUpReviewers(
    long seed,
    String stream,
    BigDecimal secondShare,
    BigDecimal undecidedShare,
    BigDecimal errorShare) {

  /** Refuses what is no share. */
  public MadeUpReviewers {
    Shares.requireWithin("second-share", secondShare);
    Shares.requireWithin("undecided-share", undecidedShare);
    Shares.requireWithin("error-share", errorShare);
  }

  /**
   * The units once for each reviewer who looks at them, with {@code reviewer} and {@code decision}.
   *
   * @param units what is looked at
   * @param isYes the truth
   * @param yes the one decision
   * @param no the other one
   * @param unit columns of the unit by which is drawn
   */
  public Dataset<Row> decide(
      Dataset<Row> units, Column isYes, String yes, String no, List<String> unit) {
    return units
        .withColumn("reviewer", explode(array(lit("r1"), lit("r2"))))
        .filter(col("reviewer").equalTo("r1").or(isDrawn("second", secondShare, unit)))
        .withColumn(
            "decision",
            when(isDrawn("undecided", undecidedShare, unit), Verdicts.UNDECIDED)
                .when(isYes.notEqual(isDrawn("wrong", errorShare, unit)), yes)
                .otherwise(no));
  }

  private Column isDrawn(String what, BigDecimal share, List<String> unit) {
    Column[] drawn = Columns.named(List.of("reviewer"), unit.toArray(String[]::new));
    return Draw.millionths(seed, stream + "-" + what, drawn).lt(share.movePointRight(6).intValue());
  }
}
