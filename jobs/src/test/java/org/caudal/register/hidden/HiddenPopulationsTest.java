package org.caudal.register.hidden;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.publication.Indicator;
import org.caudal.publication.IndicatorRow;
import org.caudal.publication.Page;
import org.caudal.publication.PublishIndicators;
import org.caudal.register.link.LinkedPerson;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.register.PlantVictims;
import org.caudal.synthetic.register.SynthesizeCaptureHistories;
import org.caudal.synthetic.register.TraffickingParams;
import org.caudal.synthetic.register.TrueVictim;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a file with counts to a published figure with its warning. */
@SparkTest
class HiddenPopulationsTest {
  private static final EstimateHiddenPopulations.Params PARAMS =
      new EstimateHiddenPopulations.Params(
          new BigDecimal("0.02"),
          new BigDecimal("6"),
          new BigDecimal("1.5"),
          100,
          1,
          new BigDecimal("0.95"));

  private static CaptureHistory history(String population, String lists, long persons) {
    return new CaptureHistory(
        population, "GBR", LocalDate.of(2013, 1, 1), lists, persons, "f.csv", 2);
  }

  /** The five lists of the United Kingdom, and other populations. */
  private static List<CaptureHistory> histories() throws IOException {
    List<CaptureHistory> histories = new ArrayList<>();
    List<String> lines =
        Files.readAllLines(SharedData.require("registers/mse/SparseMSE_UKdat_5.csv"));
    String[] names = lines.get(0).split(",");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      List<String> lists = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        if (cells[i].equals("1")) {
          lists.add(names[i]);
        }
      }
      histories.add(history("UK", String.join("+", lists), Long.parseLong(cells[5])));
    }
    histories.add(history("two", "A", 30));
    histories.add(history("two", "B", 20));
    histories.add(history("two", "A+B", 1));
    histories.add(history("few", "A", 4));
    histories.add(history("few", "B", 3));
    histories.add(history("few", "A+B", 2));
    histories.add(history("nested", "A", 50));
    histories.add(history("nested", "A+B", 20));
    histories.add(history("single", "A", 50));
    return histories;
  }

  private static Dataset<Row> estimated(SparkSession spark, int partitions) throws IOException {
    List<CaptureHistory> histories = histories();
    return new EstimateHiddenPopulations()
        .transform(
            new TestInputs(spark)
                .with(CaptureHistory.class, Rows.of(spark, histories).repartition(partitions)),
            PARAMS);
  }

  private static Map<String, Row> byMethod(List<Row> rows) {
    Map<String, Row> methods = new TreeMap<>();
    rows.forEach(row -> methods.put(row.getAs("population_id") + " " + row.getAs("method"), row));
    return methods;
  }

  private static double number(@Nullable Row row, String column) {
    return Objects.requireNonNull(row).<BigDecimal>getAs(column).doubleValue();
  }

  @Test
  void everyEstimateCarriesHowFarEquallyGoodModelsLieApart(SparkSession spark) throws IOException {
    List<Row> found = SyntheticInputs.rows(estimated(spark, 1), HiddenPopulation.class);
    Map<String, Row> rows = byMethod(found);
    assertThat(rows).hasSize(5 * 5);
    rows.forEach(
        (name, row) -> {
          if (name.startsWith("UK")) {
            System.out.printf(
                "| %s | %.0f | %.0f to %.0f | %s | %s |%n",
                name,
                number(row, "persons"),
                number(row, "interval_low"),
                number(row, "interval_high"),
                row.<@Nullable Object>getAs("bic"),
                row.getAs("terms"));
          }
        });
    // SparseMSE: 11,313; Rcapture: 22,991 is the best by BIC; independent lists: 13,444
    assertThat(number(rows.get("UK stepwise"), "persons")).isCloseTo(11_312.99, within(0.01));
    assertThat(number(rows.get("UK best"), "persons")).isCloseTo(22_991.33, within(0.01));
    assertThat(number(rows.get("UK independent"), "persons")).isCloseTo(13_444.13, within(0.01));
    Row best = Objects.requireNonNull(rows.get("UK best"));
    // [12,13,23,25,34] of LA, NG, PFNCA, GO and GP; names in order here
    assertThat(best.<String>getAs("terms")).isEqualTo("GO:PFNCA GP:NG LA:NG LA:PFNCA NG:PFNCA");
    assertThat(best.<Long>getAs("observed")).isEqualTo(2744);
    Row averaged = Objects.requireNonNull(rows.get("UK averaged"));
    assertThat(averaged.<Boolean>getAs("is_unstable")).isTrue();
    assertThat(averaged.<String>getAs("warning"))
        .matches(
            "[0-9]+ models fit about as well .* 10,[0-9]{3} to 2[0-9],[0-9]{3}, .*: unstable.");
    // a list that has nobody but those of another says nothing of who is on neither
    Row nested = Objects.requireNonNull(rows.get("nested independent"));
    assertThat(nested.<String>getAs("status")).isEqualTo("no_maximum");
    assertThat(nested.<@Nullable Object>getAs("persons")).isNull();
    assertThat(nested.<String>getAs("warning")).isEqualTo("No model has an estimate.");
    assertThat(Objects.requireNonNull(rows.get("single best")).<String>getAs("status"))
        .isEqualTo("not_identifiable");
    // Lincoln and Petersen: 6 x 5 / 2
    assertThat(number(rows.get("few independent"), "persons")).isCloseTo(15, within(1e-6));
    // of two lists nothing says that they are independent
    Row few = Objects.requireNonNull(rows.get("few averaged"));
    assertThat(few.<Boolean>getAs("is_unstable")).isTrue();
    assertThat(few.<String>getAs("warning")).startsWith("Two lists cannot tell whether they");
    assertThat(
            SyntheticInputs.texts(
                SyntheticInputs.rows(estimated(spark, 4), HiddenPopulation.class),
                HiddenPopulation.class))
        .isEqualTo(SyntheticInputs.texts(found, HiddenPopulation.class));
  }

  @Test
  void aPopulationOfWhomNobodyIsOnAListHasItsRows(SparkSession spark) {
    Dataset<Row> estimated =
        new EstimateHiddenPopulations()
            .transform(
                new TestInputs(spark)
                    .with(
                        history("nobody", "A", 0),
                        history("nobody", "A+B", 0),
                        history("single", "A", 50),
                        history("single", "A+B", 0)),
                PARAMS);
    Map<String, Row> rows = byMethod(estimated.collectAsList());
    assertThat(rows).hasSize(2 * 5);
    rows.forEach(
        (name, row) -> {
          boolean isSingle = name.startsWith("single");
          assertThat(row.<Integer>getAs("lists")).as(name).isEqualTo(isSingle ? 1 : 0);
          assertThat(row.<Long>getAs("observed")).as(name).isEqualTo(isSingle ? 50 : 0);
          assertThat(row.<String>getAs("status")).as(name).isEqualTo("not_identifiable");
          assertThat(row.<@Nullable Object>getAs("persons")).as(name).isNull();
          assertThat(row.<Boolean>getAs("is_unstable")).as(name).isTrue();
          assertThat(row.<String>getAs("warning")).as(name).isEqualTo("No model has an estimate.");
        });
    assertThat(published(spark, estimated)).isEmpty();
  }

  private static List<Row> published(SparkSession spark, Dataset<Row> estimated) {
    return new PublishIndicators()
        .transform(
            new TestInputs(spark).with(HiddenPopulation.class, estimated),
            JobParams.of(
                new PublishIndicators(), "{vintage: 2025-07-01, hidden: {minimum-persons: 10}}"))
        .collectAsList();
  }

  @Test
  void stepwiseModelsAreOfTooManyListsOnly(SparkSession spark) throws IOException {
    Dataset<Row> uk =
        Rows.kept(estimated(spark, 1), HiddenPopulation.class).filter("population_id = 'UK'");
    Column isAveraged = col("method").equalTo("averaged");
    assertThat(
            published(
                spark, uk.withColumn("interval_high", when(not(isAveraged), col("interval_high")))))
        .isEmpty();
    assertThat(
            published(
                spark,
                uk.withColumn("persons", when(not(isAveraged), col("persons")))
                    .withColumn(
                        "status", when(isAveraged, "too_many_lists").otherwise("estimated"))))
        .extracting(row -> row.<String>getAs("method"))
        .singleElement()
        .asString()
        .contains("stepwise model");
  }

  @Test
  void aProvinceIsNotAmongTheCountries(SparkSession spark) throws IOException {
    Dataset<Row> uk =
        Rows.kept(estimated(spark, 1), HiddenPopulation.class).filter("population_id = 'UK'");
    List<Row> rows = published(spark, uk.unionByName(uk.withColumn("area_id", lit("XC01"))));
    assertThat(rows)
        .extracting(row -> row.getAs("destination_area") + " " + row.getAs("area_level"))
        .containsExactlyInAnyOrder("GBR country", "XC01 province");
  }

  @Test
  void onePublishedFigureHasTheWarningInItsMethod(SparkSession spark) throws IOException {
    List<Row> published = published(spark, estimated(spark, 1));
    Map<String, Row> rows = new TreeMap<>();
    published.forEach(row -> rows.put(row.getAs("subject_id"), row));
    // nine persons on lists are too few; two populations have no estimate
    assertThat(rows.keySet()).containsExactly("UK", "few", "two");
    // 51 persons and 600 hidden would say that one is on both
    assertThat(Objects.requireNonNull(rows.get("two")).<String>getAs("disclosure_rule"))
        .isEqualTo("of two lists the figure tells how many are on both");
    Row few = Objects.requireNonNull(rows.get("few"));
    assertThat(few.<@Nullable Object>getAs("value")).isNull();
    assertThat(few.<String>getAs("disclosure_status")).isEqualTo("suppressed_primary");
    assertThat(few.<String>getAs("method")).doesNotContainPattern("[0-9]");
    Row uk = Objects.requireNonNull(rows.get("UK"));
    assertThat(uk.<String>getAs("method")).contains("models averaged by BIC").contains("unstable");
    assertThat(uk.<Long>getAs("observations")).isEqualTo(2744);
    assertThat(
            new Page(
                    TableSchema.of(Indicator.class),
                    published.stream().map(IndicatorRow::of).toList(),
                    "run",
                    List.of())
                .html())
        .contains("<h1>Hidden populations</h1>")
        .contains("<th scope=\"row\">UK</th><td>GBR</td><td>2013</td>")
        .contains("unstable");
  }

  @Test
  void theHiddenOfTheSyntheticCountryAreFound(SparkSession spark) {
    Dataset<Row> victims =
        new PlantVictims()
            .transform(
                SyntheticInputs.of(spark),
                new TraffickingParams(new BigDecimal("0.3"), new BigDecimal("0.06")));
    List<Row> all = SyntheticInputs.rows(victims, TrueVictim.class);
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                TrueVictim.class,
                spark.createDataFrame(all, TableSchema.of(TrueVictim.class).bareStructType()));
    List<String> lines = new ArrayList<>();
    lines.add("population_id,area_id,period_start,lists,persons");
    new SynthesizeCaptureHistories()
        .transform(inputs, new SynthesizeCaptureHistories.Params())
        .select("population_id", "area_id", "period_start", "lists", "persons")
        .collectAsList()
        .forEach(row -> lines.add(row.mkString(",")));
    int good = lines.size() - 1;
    lines.add("XCA-trafficking,XCA,2021-01-01,ngo + police,-1");
    lines.add("XCA-trafficking,XCA,2021-01-01,+,4");
    lines.add("XCA-trafficking,XCA,2021-01-01,ngo+,4"); // a list that is left out, or one too many
    lines.add("XCA-trafficking,XCA,2021-01-01,ngo + ngo,4");
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadCaptureHistories(),
            String.join("\n", lines),
            "{extract: {paths: [histories.csv]}}");
    assertThat(sheet.lines()).hasSize(good + 4);
    assertThat(sheet.rejectedByRule())
        .isEqualTo(Map.of("lists-named", 1L, "lists-differ", 2L, "persons-possible", 1L));
    EstimateHiddenPopulations job = new EstimateHiddenPopulations();
    Map<String, Row> rows =
        byMethod(
            job.transform(
                    new TestInputs(spark).with(CaptureHistory.class, sheet.loaded(spark)),
                    JobParams.of(job, "{replicates: 100}"))
                .collectAsList());
    for (String population : List.of("", "-woman", "-girl", "-man")) {
      Row averaged = Objects.requireNonNull(rows.get("XCA-trafficking" + population + " averaged"));
      long truth =
          all.stream()
              .filter(
                  row -> population.isEmpty() || population.equals("-" + row.getAs("victim_class")))
              .count();
      System.out.printf(
          "| %s | %d | %d | %.0f | %.0f to %.0f | %s |%n",
          averaged.<String>getAs("population_id"),
          truth,
          averaged.<Long>getAs("observed"),
          number(averaged, "persons"),
          number(averaged, "interval_low"),
          number(averaged, "interval_high"),
          averaged.<String>getAs("warning"));
      assertThat((double) truth)
          .as(population)
          .isBetween(number(averaged, "interval_low"), number(averaged, "interval_high"));
    }
  }

  @Test
  void linkedPersonsAreCountedByTheListsThatTheyAreOn(SparkSession spark) {
    TestInputs linked =
        new TestInputs(spark)
            .with(
                new LinkedPerson("police", "1", "ana", 3, null),
                new LinkedPerson("police", "2", "ana", 3, null), // once on the list
                new LinkedPerson("ngo", "1", "ana", 3, null),
                new LinkedPerson("police", "3", "eva", 1, null),
                new LinkedPerson("police", "4", "ida", 2, null),
                new LinkedPerson("census", "1", "ida", 2, null), // no list
                new LinkedPerson("ngo", "2", "leo", 2, null),
                new LinkedPerson("health", "1", "leo", 2, null));
    CountCaptureHistories job = new CountCaptureHistories();
    String params = "{population-id: p, area-id: XCA, period-start: 2024-01-01, lists: ";
    assertThat(
            job.transform(linked, JobParams.of(job, params + "[police, ngo, health]}"))
                .orderBy("lists")
                .collectAsList())
        .extracting(row -> row.getAs("lists") + " " + row.getAs("persons"))
        .containsExactly(
            "health 0",
            "health+ngo 1", // leo
            "health+ngo+police 0",
            "health+police 0",
            "ngo 0",
            "ngo+police 1", // ana
            "police 2"); // eva and ida
    // other lists than before: nobody is on a set with health, other populations stay as they are
    List<CaptureHistory> earlier =
        List.of(
            new CaptureHistory(
                "p", "XCA", LocalDate.of(2024, 1, 1), "health+ngo", 1, "linked_person", 0),
            new CaptureHistory(
                "p", "XCA", LocalDate.of(2024, 1, 1), "police", 9, "linked_person", 0),
            new CaptureHistory(
                "p", "XCA", LocalDate.of(2023, 1, 1), "health", 5, "linked_person", 0),
            history("q", "health", 7));
    assertThat(
            job.transform(
                    linked.with(CaptureHistory.class, Rows.of(spark, earlier)),
                    JobParams.of(job, params + "[police, ngo]}"))
                .orderBy("lists")
                .collectAsList())
        .extracting(row -> row.getAs("lists") + " " + row.getAs("persons"))
        .containsExactly(
            "health+ngo 0",
            "ngo 1", // leo
            "ngo+police 1", // ana
            "police 2"); // eva and ida
    assertThatThrownBy(
            () -> job.transform(linked, JobParams.of(job, params + "[police, heath]}")).collect())
        .hasStackTraceContaining(
            "linked_person has no record of heath, which lists of count-capture-histories names; its registers are census, health, ngo, police: name these, or load the others");
    assertThat(
            job.transform(
                    new TestInputs(spark)
                        .with(LinkedPerson.class, linked.table(LinkedPerson.class).limit(0)),
                    JobParams.of(job, params + "[police, heath]}"))
                .collectAsList())
        .extracting(row -> row.<Long>getAs("persons"))
        .containsOnly(0L); // where nothing was linked yet
    for (String wrong : List.of("[police]", "[police, police]", "[a b, police]", "[a+b, police]")) {
      String of = params + wrong + "}";
      assertThatThrownBy(() -> JobParams.of(job, of)).as(wrong).hasMessageContaining("lists must");
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    BigDecimal one = BigDecimal.ONE;
    assertThatThrownBy(
            () -> new EstimateHiddenPopulations.Params(one, one, one, 100, 1, PARAMS.level()))
        .hasMessage("threshold must be within (0, 0.5], was 1");
  }
}
