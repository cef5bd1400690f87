package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class SurveySampleTest {
  static final SurveyParams PARAMS = params(4, 10, "0.08");

  private static SyntheticInputs country;
  private static List<Row> frame = List.of();
  private static List<Row> households = List.of();
  private static List<Row> emigrants = List.of();

  private static SurveyParams params(int towns, int households, String notAnswering) {
    return new SurveyParams(
        LocalDate.of(2024, 6, 30),
        towns,
        households,
        new BigDecimal(notAnswering),
        new BigDecimal("0.08"));
  }

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    frame = SurveySample.frame(country, PARAMS).collectAsList();
    households = SurveySample.households(country, PARAMS).collectAsList();
    emigrants = SurveySample.emigrants(country, PARAMS).collectAsList();
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  private static double weight(Row row) {
    return Double.parseDouble(text(row, "design_weight"));
  }

  @Test
  void theWeightsOfAProvinceAddUpToItsHouseholds() {
    Map<String, Double> weights = new HashMap<>();
    Map<String, Double> sizes = new HashMap<>();
    households.forEach(row -> weights.merge(text(row, "stratum"), weight(row), Double::sum));
    frame.forEach(row -> sizes.merge(text(row, "town_code").substring(0, 4), 1.0, Double::sum));
    assertThat(weights).hasSize(6);
    sizes.forEach(
        (province, size) ->
            assertThat(weights.get(province)).isCloseTo(size, within(1e-6 * households.size())));
  }

  /** Two towns of 4 and 2 households with 1, 2, … 6 members: 21 people. */
  private static Dataset<Row> tiny(SparkSession spark) {
    return spark
        .range(1, 7)
        .toDF()
        .select(
            col("id").as("household_id"),
            xxhash64(col("id")).as("household_key"),
            col("id").as("members"),
            when(col("id").leq(4), lit("XC010101")).otherwise(lit("XC010102")).as("town_code"),
            lit(false).as("is_foreign"));
  }

  /** Three hits at a distance of 2: two in the town of 4, one in that of 2. All are taken. */
  @Test
  void whereAllAreTakenTheTotalIsThatOfTheFrame(SparkSession spark) {
    List<Row> drawn = SurveySample.drawn(tiny(spark), params(3, 100, "0")).collectAsList();
    assertThat(drawn).hasSize(6).allMatch(row -> weight(row) == 1.0); // 2 x 2 / 4 and 2 x 1 / 2
    assertThat(drawn.stream().mapToDouble(r -> weight(r) * r.<Long>getAs("members")).sum())
        .isEqualTo(21);
  }

  /** One household a hit: 2 of 4 and 1 of 2, so that each stands for two. */
  @Test
  void whereHalfAreTakenEachStandsForTwo(SparkSession spark) {
    List<Row> drawn = SurveySample.drawn(tiny(spark), params(3, 1, "0")).collectAsList();
    assertThat(drawn).hasSize(3).allMatch(row -> weight(row) == 2.0);
    assertThat(drawn.stream().map(row -> text(row, "town_code")).sorted().toList())
        .containsExactly("XC010101", "XC010101", "XC010102");
  }

  /** Over many draws the estimate of people has a mean of 21: the design is unbiased. */
  @Test
  void overManyProvincesTheTotalIsUnbiased(SparkSession spark) {
    int provinces = 400;
    Dataset<Row> many =
        tiny(spark)
            .crossJoin(spark.range(1, provinces + 1L).toDF("copy"))
            .withColumn("household_key", xxhash64(col("household_id"), col("copy")))
            .withColumn("household_id", col("copy").multiply(10).plus(col("household_id")))
            .withColumn(
                "town_code",
                org.apache.spark.sql.functions.concat(
                    org.apache.spark.sql.functions.format_string("%04d", col("copy")),
                    col("town_code").substr(5, 4)));
    Map<String, Double> totals = new HashMap<>();
    SurveySample.drawn(many, params(1, 2, "0"))
        .collectAsList()
        .forEach(
            row ->
                totals.merge(
                    text(row, "stratum"), weight(row) * row.<Long>getAs("members"), Double::sum));
    assertThat(totals).hasSize(provinces);
    double mean = totals.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    // town 1 with 4/6: 3 x two of {1, 2, 3, 4}, 15 on average, variance 9 x 5/3 = 15;
    // town 2 with 2/6: 3 x (5 + 6) = 33; mean 21; variance 2/3 x 15 + 2/9 x 18 x 18 = 82
    assertThat(mean).isCloseTo(21, within(4 * Math.sqrt(82.0 / provinces)));
  }

  @Test
  void refusalsHaveNoAnswersAndAnswersHaveAll() {
    assertThat(households.stream().map(row -> text(row, "result")).distinct())
        .containsExactlyInAnyOrder("complete", "refused");
    for (Row row : households) {
      boolean complete = text(row, "result").equals("complete");
      assertThat(text(row, "members")).matches(complete ? "\\d+" : "");
      assertThat(text(row, "remittances")).matches(complete ? "yes|no" : "");
      assertThat(text(row, "members_abroad")).matches(complete ? "\\d+" : "");
    }
  }

  @Test
  void theMembersAbroadAreThoseThatTheHouseholdsCount() {
    Map<String, Long> counted =
        emigrants.stream()
            .collect(Collectors.groupingBy(row -> text(row, "household"), Collectors.counting()));
    Set<String> seen = new HashSet<>();
    for (Row row : households) {
      if (text(row, "result").equals("complete")) {
        long members = counted.getOrDefault(text(row, "household"), 0L);
        assertThat(text(row, "members_abroad")).isEqualTo(Long.toString(members));
        seen.add(text(row, "household"));
      }
    }
    assertThat(seen).containsAll(counted.keySet());
    assertThat(emigrants)
        .isNotEmpty()
        .allMatch(row -> !text(row, "destination").equals("XCA"))
        .allMatch(row -> text(row, "year").matches("|202[0-4]"));
  }

  /** Nobody emigrated who was born abroad and never lived here; the year is that of leaving. */
  @Test
  void whoeverIsDeclaredToHaveLeftLivedThere() {
    Map<Long, String> departures = new HashMap<>();
    for (Row spell : country.rows(SyntheticResidence.class)) {
      String end = text(spell, "end_date");
      if (text(spell, "country").equals("XCA") && end.compareTo(PARAMS.day().toString()) <= 0) {
        departures.merge(spell.<Long>getAs("person_id"), end, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    Map<Long, Row> people =
        country.rows(SyntheticPerson.class).stream()
            .collect(Collectors.toMap(row -> row.<Long>getAs("person_id"), row -> row));
    SurveyParams all =
        new SurveyParams(PARAMS.day(), 100, 10_000, BigDecimal.ZERO, BigDecimal.ZERO);
    int left = 0;
    for (Row row : SurveySample.emigrants(country, all).collectAsList()) {
      Row person = Objects.requireNonNull(people.get(row.<Long>getAs("person_id")));
      String end = departures.getOrDefault(row.<Long>getAs("person_id"), "");
      if (end.isEmpty()) { // abroad since before the first day
        assertThat(text(person, "birth_date")).isLessThan("2021-01-01");
        assertThat(text(row, "year")).isEmpty();
      } else {
        assertThat(text(row, "year")).isEqualTo(end.substring(0, 4));
        left++;
      }
    }
    assertThat(left).isGreaterThan(20);
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine = new SynthesizeSurvey().transform(country.in(9), PARAMS).collectAsList();
    assertThat(SyntheticInputs.texts(nine, SurveySheet.class))
        .isEqualTo(SyntheticInputs.texts(households, SurveySheet.class))
        .isNotEmpty();
  }
}
