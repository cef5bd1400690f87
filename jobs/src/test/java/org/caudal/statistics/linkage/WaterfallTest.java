package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.statistics.linkage.Waterfall.Step;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  private static final double LOG_2_OF_9 = Math.log(9) / Math.log(2);

  @Test
  void priorLevelsAndFrequenciesAddUpToTheWeight() {
    LinkageModel model =
        SplinkSettings.model(
            """
            {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.2,
             "blocking_rules_to_generate_predictions": ["l.day = r.day"],
             "comparisons": [
              {"output_column_name": "name", "comparison_levels": [
               {"sql_condition": "name_l IS NULL OR name_r IS NULL", "is_null_level": true},
               {"sql_condition": "name_l = name_r", "label_for_charts": "The same",
                "tf_adjustment_column": "name", "m_probability": 0.9, "u_probability": 0.1},
               {"sql_condition": "ELSE", "label_for_charts": "Others",
                "tf_adjustment_column": "name", "m_probability": 0.1, "u_probability": 0.9}]},
              {"output_column_name": "day", "comparison_levels": [
               {"sql_condition": "day_l IS NULL OR day_r IS NULL", "is_null_level": true},
               {"sql_condition": "day_l = day_r", "label_for_charts": "The same",
                "m_probability": 0.8, "u_probability": 0.1},
               {"sql_condition": "ELSE", "label_for_charts": "Others",
                "m_probability": 0.2, "u_probability": 0.9}]}]}
            """);
    Scorer scorer = new Scorer(model);
    // odds of 0.2 are 1 / 4; 0.9 / 0.1; a name that 0.4 have, not 0.1 as of all: 0.1 / 0.4
    List<Step> steps = Waterfall.of(model, scorer, "1,-1", new double[] {0.4}, new double[] {0.05});
    assertThat(steps).extracting(Step::comparison).containsExactly("prior", "name", "day");
    assertThat(steps).extracting(Step::level).containsExactly("", "The same", "nothing to compare");
    assertThat(steps.stream().mapToDouble(Step::weight).toArray())
        .containsExactly(new double[] {-2, LOG_2_OF_9, 0}, within(1e-12));
    assertThat(steps.stream().mapToDouble(Step::frequency).toArray())
        .containsExactly(new double[] {0, -2, 0}, within(1e-12));
    // the other level of the one, the highest of the other: 0.1 / 0.9 and 0.8 / 0.1; names that
    // differ are not adjusted, as in Splink
    List<Step> others = Waterfall.of(model, scorer, "0,1", new double[] {0.4}, new double[] {0.05});
    assertThat(others).extracting(Step::level).containsExactly("", "Others", "The same");
    assertThat(others.stream().mapToDouble(step -> step.weight() + step.frequency()).toArray())
        .containsExactly(new double[] {-2, -LOG_2_OF_9, 3}, within(1e-12));
  }
}
