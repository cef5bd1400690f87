package org.caudal.synthetic.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class MissingPersonsTest {
  /** Larger shares than the defaults, so that a small country shows them. */
  static final MissingParams PARAMS =
      new MissingParams(
          new BigDecimal("0.5"),
          new BigDecimal("0.4"),
          new BigDecimal("0.3"),
          new BigDecimal("0.55"),
          new BigDecimal("0.9"),
          new BigDecimal("0.4"));

  private static SyntheticInputs country;
  private static List<Row> truth = List.of();
  private static List<Row> lines = List.of();

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    truth =
        MissingPersons.all(country, PARAMS)
            .select(
                "person_id",
                "stay_number",
                "last_seen_on",
                "age",
                "is_reported",
                "reported",
                "report_id")
            .collectAsList();
    lines = MissingPersons.lines(country, PARAMS).collectAsList();
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  @Test
  void differencesAreOfWhatTheListHas() {
    assertThat(lines)
        .noneMatch(
            line ->
                text(line, "difference")
                    .matches(".*(day_and_month_swapped|year_off|first_of_january|birth_date).*"));
  }

  @Test
  void everybodyIsLastSeenWithinTheStay() {
    Map<String, Row> stays =
        country.rows(SyntheticStay.class).stream()
            .collect(
                Collectors.toMap(s -> text(s, "person_id") + " " + text(s, "stay_number"), s -> s));
    assertThat(truth).hasSizeGreaterThan(20);
    for (Row row : truth) {
      Row stay =
          Objects.requireNonNull(
              stays.get(text(row, "person_id") + " " + text(row, "stay_number")));
      assertThat(text(row, "last_seen_on"))
          .isGreaterThanOrEqualTo(text(stay, "start_date"))
          .isLessThan(text(stay, "end_date"));
    }
  }

  @Test
  void theListHasThoseReportedAndNobodyElse() {
    Set<String> reported =
        truth.stream()
            .filter(row -> row.<Boolean>getAs("reported"))
            .map(row -> text(row, "report_id"))
            .collect(Collectors.toSet());
    assertThat(lines.stream().map(line -> text(line, "report_id")).toList())
        .containsExactlyInAnyOrderElementsOf(reported);
    assertThat(reported).hasSizeLessThan(truth.size()).isNotEmpty();
    assertThat(lines)
        .allMatch(line -> text(line, "reported_on").compareTo(text(line, "last_seen_on")) > 0)
        .allMatch(line -> text(line, "reported_on").compareTo("2026-01-01") < 0)
        .allMatch(line -> text(line, "found_on").compareTo("2026-01-01") < 0);
  }

  @Test
  void adultsAreReportedAsOftenAsAsked() {
    List<Row> adults = truth.stream().filter(row -> row.<Integer>getAs("age") >= 18).toList();
    double n = adults.size();
    double reported = adults.stream().filter(row -> row.<Boolean>getAs("is_reported")).count();
    assertThat(Math.abs(reported / n - 0.55)).isLessThan(4 * Math.sqrt(0.55 * 0.45 / n));
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine =
        new SynthesizeMissingPersons().transform(country.in(9), PARAMS).collectAsList();
    assertThat(SyntheticInputs.texts(nine, MissingSheet.class))
        .isEqualTo(SyntheticInputs.texts(lines, MissingSheet.class))
        .isNotEmpty();
  }
}
