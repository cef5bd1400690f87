package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Shares belong to the levels of which they were learnt. */
@SparkTest
class PairScoresTest {
  /** Settings whose second level of three has a name and a condition. */
  private static LinkageModel settings(String label, String condition) {
    return SplinkSettings.model(
        """
        {"link_type": "dedupe_only", "blocking_rules_to_generate_predictions": ["l.b = r.b"],
         "comparisons": [{"output_column_name": "name", "comparison_levels": [
           {"sql_condition": "name_l = name_r", "label_for_charts": "The same"},
           {"sql_condition": "CONDITION", "label_for_charts": "LABEL"},
           {"sql_condition": "ELSE", "label_for_charts": "All else"}]}]}
        """
            .replace("CONDITION", condition)
            .replace("LABEL", label));
  }

  private static byte[] model(SparkSession spark, LinkageModel settings) {
    Dataset<Row> shares =
        Rows.of(
            spark,
            share(0, "All else", 0.02, 0.98),
            share(1, "Nearly the same", 0.08, 0.001),
            share(2, "The same", 0.9, 0.019));
    return spark.range(1).select(PairScores.model(shares, settings)).head().getAs(0);
  }

  private static LinkageShare share(int gamma, String name, double m, double u) {
    return new LinkageShare("name", gamma, name, m, u, 0, 1, 0.01);
  }

  @Test
  void sharesOfAnotherLevelAreRefused(SparkSession spark) {
    String nearly = "jaro_winkler_similarity(name_l, name_r) >= 0.92";
    LinkageModel same = settings("Nearly the same", nearly);
    assertThat(new PairScores(same).scorer(model(spark, same))).isNotNull();
    LinkageModel other =
        settings("The same first letter", "substr(name_l, 1, 1) = substr(name_r, 1, 1)");
    assertThatThrownBy(() -> model(spark, other))
        .hasStackTraceContaining(
            "level 1 of name is 'Nearly the same' in linkage_share and 'The same first letter' in"
                + " the settings: run train-linkage with these settings");
  }
}
