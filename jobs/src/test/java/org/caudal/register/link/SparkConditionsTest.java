package org.caudal.register.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.BlockingRule;
import org.caudal.statistics.linkage.Candidate;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Conditions on days and numbers, read by Spark itself and as settings of Splink. */
@SparkTest
class SparkConditionsTest {
  private static final String SETTINGS =
      """
      {"link_type": "dedupe_only", "comparisons": [{"comparison_levels": [
        {"sql_condition": "a_l = a_r"}, {"sql_condition": "ELSE"}]}]}
      """;

  /** Two days, and conditions over them. */
  private record Case(String left, String right, List<String> conditions) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "1990-03-12",
              "1990-11-30",
              List.of(
                  "substr(cast(to_date(l.a) as string), 1, 4) = substr(cast(to_date(r.a) as string), 1, 4)",
                  "substr(cast(to_date(l.a, 'yyyy-MM-dd') as string), 1, 7) = substr(r.a, 1, 7)",
                  "cast(to_date(l.a) as string) = '1990-03-12'",
                  "cast(to_timestamp(l.a) as string) = '1990-03-12 00:00:00'",
                  "cast(l.a as timestamp) || 'x' = '1990-03-12 00:00:00x'",
                  "length(to_date(l.a)) = 10",
                  "levenshtein(to_date(l.a), r.a) = 3",
                  "to_date(l.a) < r.a",
                  "r.a > to_date(l.a) AND to_date(r.a) <> l.a",
                  "to_date(l.a) >= '1990-03-12' AND to_date(l.a) IN ('1990-03-12', '1990-03-13')",
                  "to_date(l.a) BETWEEN '1990-03-13' AND '1999-12-31'",
                  "to_timestamp(l.a) = l.a AND to_timestamp(l.a) = to_date(l.a)",
                  "nullif(to_date(l.a), '1990-03-12') IS NULL",
                  "greatest(to_date(l.a), to_date(r.a)) = r.a",
                  "NOT (to_date(l.a) > '2000-01-01')")),
          new Case(
              "1990-03-12 10:11:12.5",
              "1990-03-12T10:11:12.50",
              List.of(
                  "to_date(l.a) = to_date(r.a)",
                  "to_date(l.a) = r.a AND r.a = to_date(l.a)",
                  "to_timestamp(l.a) = r.a",
                  "cast(to_timestamp(r.a) as string) = l.a",
                  "cast(to_timestamp(r.a) as date) < to_timestamp(r.a)",
                  "to_timestamp(l.a, 'yyyy-MM-dd HH:mm:ss.S') = to_timestamp(r.a)")),
          new Case(
              "03",
              "3",
              List.of(
                  "l.a = cast(r.a as int)",
                  "nullif(l.a, 3) IS NULL",
                  "nullif(l.a, r.a) IS NULL",
                  "cast(l.a as double) = cast(r.a as double)")),
          new Case("03/1990", "1990", List.of("to_date(l.a, 'MM/yyyy') = '1990-03-01'")),
          new Case(
              "1990-071",
              "2000-366",
              List.of(
                  "to_date(l.a, 'yyyy-DDD') = '1990-03-12'", // 31 + 28 + 12
                  "to_date(r.a, 'yyyy-DDD') = '2000-12-31'")),
          new Case(
              "1990-03-12 11:59",
              "1990-03-12 12:59",
              List.of(
                  "to_timestamp(l.a, 'yyyy-MM-dd hh:mm') = '1990-03-12 11:59:00'",
                  "to_timestamp(r.a, 'yyyy-MM-dd hh:mm') = '1990-03-12 00:59:00'",
                  "to_timestamp(l.a, 'yyyy-MM-dd KK:mm') = '1990-03-12 11:59:00'",
                  "to_timestamp(r.a, 'yyyy-MM-dd HH:ss') = '1990-03-12 12:00:59'",
                  "to_timestamp(l.a, 'yyyy-MM-dd mm:ss') = '1990-03-12 00:11:59'")),
          new Case(
              "1990-03-12 59",
              "1990-03-12 PM",
              List.of(
                  "to_timestamp(l.a, 'yyyy-MM-dd mm') = '1990-03-12 00:59:00'",
                  "to_timestamp(r.a, 'yyyy-MM-dd a') = '1990-03-12 12:00:00'")));

  @Test
  void conditionsHoldAsInSpark(SparkSession spark) {
    LinkageModel model = SplinkSettings.model(SETTINGS);
    for (Case at : CASES) {
      Column[] results =
          at.conditions().stream()
              .map(condition -> coalesce(expr(condition), lit(false)))
              .toArray(Column[]::new);
      Dataset<Row> both =
          spark
              .range(1)
              .select(
                  struct(lit(at.left()).as("a")).as("l"), struct(lit(at.right()).as("a")).as("r"));
      Row expected = both.select(results).first();
      Comparer comparer =
          new Comparer(model, List.of("a"), at.conditions(), Symbols.Unit.CODE_POINTS);
      Candidate left = comparer.candidate(new String[] {at.left()});
      Candidate right = comparer.candidate(new String[] {at.right()});
      List<String> differing = new ArrayList<>();
      for (int i = 0; i < results.length; i++) {
        BlockingRule rule = comparer.rules().get(i);
        if (rule.holds(left, right) != expected.getBoolean(i)) {
          differing.add(rule.sql() + " is " + expected.getBoolean(i) + " in Spark");
        }
      }
      assertThat(differing).isEmpty();
    }
  }
}
