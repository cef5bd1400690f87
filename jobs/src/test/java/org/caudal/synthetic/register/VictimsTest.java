package org.caudal.synthetic.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class VictimsTest {
  /** So many that shares can be told: 0.5 x 1.4 = 0.70 of women, 0.80 of girls, 0.40 of men. */
  private static final TraffickingParams MANY =
      new TraffickingParams(new BigDecimal("0.5"), new BigDecimal("0.06"));

  private static SyntheticInputs country;
  private static List<Row> victims = List.of();
  private static List<Row> lines = List.of();

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    victims = SyntheticInputs.rows(new PlantVictims().transform(country, MANY), TrueVictim.class);
    lines =
        SyntheticInputs.rows(
            Victims.lines(country, MANY), VictimSheet.class, "difference", "person_id");
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  /** Share of the class whose history has the pattern, within four standard errors. */
  private static void share(String victimClass, String history, double expected) {
    share(row -> text(row, "victim_class").equals(victimClass), history, expected);
  }

  private static void share(Predicate<Row> group, String history, double expected) {
    List<Row> all = victims.stream().filter(group).toList();
    double n = all.size();
    double found = all.stream().filter(row -> text(row, "history").matches(history)).count();
    assertThat(n).isGreaterThan(20);
    assertThat(found / n)
        .as(history)
        .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / n)));
  }

  @Test
  void theListsHaveTheSharesOfTheirProbabilities() {
    share("woman", "1....", 0.12);
    share("woman", ".1...", 0.12 * 0.45 + 0.88 * 0.15); // 0.186
    share("woman", "11...", 0.12 * 0.45); // 0.054, against 0.12 x 0.186 = 0.022 if independent
    share("woman", "..1..", 0.08);
    share("woman", "...1.", 0.02);
    share("man", "...1.", 0.10);
    share("man", "00000|00001", 0.94 * 0.95 * 0.97 * 0.90); // 0.780 on none of the first four
    share("girl", ".1...", 0.10 * 0.50 + 0.90 * 0.20); // 0.23
  }

  @Test
  void consulatesListForeignersOnly() {
    assertThat(victims)
        .allMatch(row -> row.<Boolean>getAs("foreigner") || text(row, "history").endsWith("0"));
    share(
        row -> row.<Boolean>getAs("foreigner") && text(row, "victim_class").equals("man"),
        "....1",
        0.16);
  }

  @Test
  void aListHasALineAPersonWhoseHistoryHasItsDigit() {
    int digits =
        victims.stream()
            .mapToInt(row -> (int) text(row, "history").chars().filter(c -> c == '1').count())
            .sum();
    assertThat(lines).hasSize(digits);
    assertThat(lines.stream().map(line -> text(line, "file_name")).distinct())
        .containsExactlyInAnyOrder(
            "victims_police.csv",
            "victims_ngo.csv",
            "victims_health.csv",
            "victims_labour.csv",
            "victims_consulate.csv");
    assertThat(lines).allMatch(line -> text(line, "code").matches("\\p{Lu}\\p{Lu}\\d{4}[FM]"));
  }

  @Test
  void sixCodesInAHundredAreWrong() {
    double n = lines.size();
    double wrong = lines.stream().filter(l -> text(l, "difference").equals("code_wrong")).count();
    assertThat(wrong / n).isCloseTo(0.06, within(4 * Math.sqrt(0.06 * 0.94 / n)));
    Map<String, String> right = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(
            row ->
                right.put(
                    text(row, "person_id"),
                    text(row, "given_names").substring(0, 1).toUpperCase(Locale.ROOT)
                        + text(row, "first_surname").substring(0, 1).toUpperCase(Locale.ROOT)
                        + text(row, "birth_date").substring(0, 4)
                        + (text(row, "sex").equals("2") ? "F" : "M")));
    assertThat(lines)
        .allMatch(
            line ->
                text(line, "difference").equals("code_wrong")
                    != text(line, "code").equals(right.get(text(line, "person_id"))));
  }

  @Test
  void theHiddenNumberIsThatOfTheHistoryWithoutList(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                TrueVictim.class,
                spark.createDataFrame(victims, TableSchema.of(TrueVictim.class).bareStructType()));
    Map<String, Long> counts = new HashMap<>();
    new PlantHidden()
        .transform(inputs, new PlantHidden.Params())
        .collectAsList()
        .forEach(row -> counts.merge(text(row, "history"), row.getAs("victims"), Long::sum));
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(victims.size());
    assertThat(counts.get("00000"))
        .isEqualTo(victims.stream().filter(v -> text(v, "history").equals("00000")).count());
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine =
        SyntheticInputs.rows(
            new SynthesizeVictimLists().transform(country.in(9), MANY), VictimSheet.class);
    assertThat(SyntheticInputs.texts(nine, VictimSheet.class))
        .isEqualTo(SyntheticInputs.texts(lines, VictimSheet.class))
        .isNotEmpty();
  }
}
