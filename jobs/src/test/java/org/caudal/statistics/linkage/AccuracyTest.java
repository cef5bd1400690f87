package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.linkage.Accuracy.Pairs;
import org.caudal.statistics.linkage.LinkageModel.Link;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Persons found without labels in published data whose truth is known. */
@SparkTest
class AccuracyTest {
  private static final List<String> OF_FEBRL =
      List.of(
          "l.date_of_birth = r.date_of_birth",
          "l.soc_sec_id = r.soc_sec_id",
          "l.given_name = r.given_name AND l.surname = r.surname");

  /** Whether large files are linked whole; otherwise the persons whose number 5 divides. */
  private static final boolean ALL = Boolean.getBoolean("accuracy.all");

  private static boolean isTaken(String person) {
    return ALL || Long.parseLong(person.replaceFirst("^(q|0_)", "")) % 5 == 0;
  }

  /** Settings for all persons; of a fifth of them five times as many pairs are of one person. */
  private static LinkageModel settings(String file) throws IOException {
    LinkageModel settings = Accuracy.settings(file);
    return ALL ? settings : settings.withPrior(5 * settings.prior());
  }

  private static LinkageModel febrl(Link link) throws IOException {
    LinkageModel model = Accuracy.settings("febrl.json");
    return new LinkageModel(
        link,
        model.prior(),
        model.comparisons(),
        model.rules(),
        model.convergence(),
        model.iterations());
  }

  /** 6,538 pairs; Splink 5 reaches an F1 of 0.9972 with connected components. */
  @Test
  void febrl3IsFoundNearlyWhole() throws IOException {
    List<Map<String, String>> rows = SmallFiles.rows(Unit.FOLDED, "febrl3.csv");
    LinkageModel model = Accuracy.trained(febrl(Link.DEDUPE_ONLY), OF_FEBRL, 3, rows);
    Pairs found = Accuracy.linked(model, Set.of(), rows);
    assertThat(found.all()).isEqualTo(6538);
    assertThat(found.f1()).isGreaterThanOrEqualTo(0.9995);
  }

  /** 5,000 pairs; Splink 5 makes 4 errors in pairs and 9 one to one. */
  @Test
  void febrl4IsLinkedWithAtMostTwoErrors() throws IOException {
    List<Map<String, String>> rows = SmallFiles.rows(Unit.FOLDED, "febrl4a.csv", "febrl4b.csv");
    LinkageModel model = Accuracy.trained(febrl(Link.LINK_ONLY), OF_FEBRL, 3, rows);
    Pairs found = Accuracy.linked(model, Set.of("febrl4a.csv", "febrl4b.csv"), rows);
    assertThat(found.all()).isEqualTo(5000);
    assertThat(found.all() - found.right() + found.linked() - found.right()).isLessThanOrEqualTo(2);
  }

  /**
   * 303,961 pairs (58,036 of the fifth) of 50,578 records; Splink 5 at its own settings joins to an
   * F1 of 0.8285.
   */
  @Test
  void historicalFiguresAreFoundBetterThanByConnectedComponents(SparkSession spark)
      throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Row row :
        spark
            .read()
            .parquet(
                SharedData.require("registers/linkage/historical_figures_with_errors_50k.parquet")
                    .toString())
            .sort("unique_id")
            .collectAsList()) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (String field : row.schema().fieldNames()) {
        if (row.getAs(field) instanceof String text) {
          cells.put(field, String.valueOf(Unit.FOLDED.read(text)));
        }
      }
      if (isTaken(cells.getOrDefault("cluster", ""))) {
        rows.add(cells);
      }
    }
    List<String> rules =
        List.of(
            "l.dob = r.dob",
            "l.postcode_fake = r.postcode_fake",
            "l.first_name = r.first_name AND l.surname = r.surname");
    LinkageModel model = Accuracy.trained(settings("historical.json"), rules, ALL ? 20 : 10, rows);
    Pairs found = Accuracy.linked(model, Set.of(), rows);
    System.out.println("historical figures: " + found + ", F1 " + found.f1());
    assertThat(found.all()).isEqualTo(ALL ? 303_961 : 58_036);
    assertThat(found.f1()).as(found.toString()).isGreaterThanOrEqualTo(0.93);
  }

  /**
   * 31,920 pairs (6,496 of the fifth) of 36,644 records of a census, social security and employers;
   * one wrong link in a hundred makes Splink 5, which reaches an F1 of 0.9404 in pairs, join to one
   * of 0.5886.
   */
  @Test
  void threeRegistersAreLinkedWithoutMakingTwoPersonsOne() throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String register :
        List.of("decennial_census_2020", "social_security_2020", "taxes_w2_2020")) {
      List<Map<String, String>> read =
          SmallFiles.rows(Unit.FOLDED, "../pseudopeople/" + register + ".csv");
      for (int i = 0; i < read.size(); i++) {
        if (isTaken(read.get(i).getOrDefault("simulant_id", ""))) {
          rows.add(person(register, i, read.get(i)));
        }
      }
    }
    List<String> rules =
        List.of(
            "l.dob = r.dob",
            "l.ssn = r.ssn",
            "l.first_name = r.first_name AND l.last_name = r.last_name",
            "l.street_number = r.street_number AND l.street_name = r.street_name");
    LinkageModel model = Accuracy.trained(settings("pseudopeople.json"), rules, ALL ? 15 : 7, rows);
    Pairs found = Accuracy.linked(model, Set.of(), rows);
    System.out.println("three registers: " + found + ", F1 " + found.f1());
    assertThat(found.all()).isEqualTo(ALL ? 31_920 : 6_496);
    assertThat(found.f1()).as(found.toString()).isGreaterThanOrEqualTo(0.97);
    Map<String, String> households = Map.of("decennial_census_2020", "household_id");
    Pairs apart = Accuracy.linked(model, Set.of(), households, rows);
    System.out.println("with households of the census: " + apart + ", F1 " + apart.f1());
    assertThat(apart.right()).as(apart.toString()).isGreaterThanOrEqualTo(found.right());
    assertThat(2 * (apart.linked() - apart.right()))
        .as(apart.toString())
        .isLessThanOrEqualTo(found.linked() - found.right());
  }

  private static final Pattern MONTH_FIRST = Pattern.compile("^(..)/(..)/(....)$");
  private static final Pattern YEAR_FIRST = Pattern.compile("^(....)(..)(..)$");

  /** The columns of one meaning under one name; the census writes months first. */
  private static Map<String, String> person(
      String register, int number, Map<String, String> cells) {
    String day = cells.getOrDefault("date_of_birth", "");
    String middle = cells.getOrDefault("middle_name", cells.getOrDefault("middle_initial", ""));
    Map<String, String> person = new LinkedHashMap<>();
    person.put("source", register);
    person.put("unique_id", Integer.toString(number));
    person.put("cluster", cells.getOrDefault("simulant_id", ""));
    person.put("first_name", cells.getOrDefault("first_name", ""));
    person.put("middle", middle.substring(0, Math.min(1, middle.length())));
    person.put("last_name", cells.getOrDefault("last_name", ""));
    person.put(
        "dob",
        YEAR_FIRST
            .matcher(MONTH_FIRST.matcher(day).replaceFirst("$3$1$2"))
            .replaceFirst("$1-$2-$3"));
    person.put("sex", cells.getOrDefault("sex", ""));
    person.put("household_id", cells.getOrDefault("household_id", ""));
    person.put("ssn", cells.getOrDefault("ssn", ""));
    for (String part : List.of("street_number", "street_name")) {
      person.put(part, cells.getOrDefault("mailing_address_" + part, cells.getOrDefault(part, "")));
    }
    return person;
  }
}
