package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class BorderCrossingsTest {
  /** Larger shares than the defaults, so that a small country shows them. */
  private static CrossingParams params = params("0.02", LocalDate.EPOCH, LocalDate.EPOCH);

  private static List<Row> stays = List.of();
  private static List<Row> truth = List.of();
  private static List<Row> clean = List.of();
  private static List<Row> lines = List.of();

  @SuppressWarnings("NullAway.Init")
  private static Dataset<Row> made; // the same lines, to be read again

  private static SyntheticInputs country;

  private static CrossingParams params(String ofLines, LocalDate lostDay, LocalDate spikeDay) {
    return new CrossingParams(
        new BigDecimal("0.30"),
        new BigDecimal("0.10"),
        new BigDecimal("0.20"),
        new BigDecimal("0.05"),
        new BigDecimal("0.02"),
        new BigDecimal(ofLines),
        new BigDecimal(ofLines),
        lostDay.equals(LocalDate.EPOCH) ? YearMonth.of(1999, 1) : YearMonth.of(2022, 6),
        "XC010101",
        lostDay,
        spikeDay);
  }

  @BeforeAll
  static void make(SparkSession spark) {
    country = SyntheticInputs.of(spark);
    stays = country.rows(SyntheticStay.class);
    clean =
        BorderCrossings.lines(country, params("0", LocalDate.EPOCH, LocalDate.EPOCH))
            .collectAsList();
    List<LocalDate> busy = busiest();
    params = params("0.02", busy.get(0), busy.get(1));
    truth = new PlantCrossings().transform(country, params).collectAsList();
    Dataset<Row> all = BorderCrossings.lines(country, params);
    lines = all.collectAsList();
    made = spark.createDataFrame(lines, all.schema());
  }

  /** Days with most lines at the airport, the month with swapped columns left out. */
  private static List<LocalDate> busiest() {
    Map<String, Long> days =
        clean.stream()
            .filter(line -> text(line, "post").equals("XC010101"))
            .filter(line -> !text(line, "crossed_on").startsWith("2022-06"))
            .collect(
                Collectors.groupingBy(line -> text(line, "crossed_on"), Collectors.counting()));
    return days.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(2)
        .map(day -> LocalDate.parse(day.getKey()))
        .toList();
  }

  private static String text(Row row, String column) {
    return String.valueOf(row.<Object>getAs(column));
  }

  /** Changes between the country and abroad, counted stay by stay. */
  private static Set<String> changes() {
    Map<Long, List<Row>> lives =
        stays.stream().collect(Collectors.groupingBy(stay -> stay.<Long>getAs("person_id")));
    Set<String> changes = new HashSet<>();
    for (List<Row> life : lives.values()) {
      List<Row> ordered = new ArrayList<>(life);
      ordered.sort(Comparator.comparingInt(stay -> stay.<Integer>getAs("stay_number")));
      for (int i = 1; i < ordered.size(); i++) {
        boolean before = text(ordered.get(i - 1), "country").equals("XCA");
        boolean after = text(ordered.get(i), "country").equals("XCA");
        if (before != after) {
          changes.add(
              text(ordered.get(i), "person_id")
                  + " "
                  + text(ordered.get(i), "stay_number")
                  + " "
                  + text(ordered.get(i), "start_date")
                  + " "
                  + (after ? "entry" : "exit"));
        }
      }
    }
    return changes;
  }

  private static String change(Row crossing) {
    return String.join(
        " ",
        text(crossing, "person_id"),
        text(crossing, "stay_number"),
        text(crossing, "crossed_on"),
        text(crossing, "direction"));
  }

  @Test
  void recordedMissedIrregularAndLostCrossingsAreTheChangesOfCountryInTheStays() {
    assertThat(truth.stream().map(BorderCrossingsTest::change).toList())
        .hasSizeGreaterThan(300)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(changes());
    assertThat(truth.stream().map(row -> text(row, "status")).distinct())
        .containsExactlyInAnyOrder("recorded", "missed", "irregular", "lost");
  }

  @Test
  void irregularCrossingsArePassedByNoPostAndLeaveNoLine() {
    assertThat(truth)
        .allMatch(
            row ->
                text(row, "transport").equals("irregular")
                    == text(row, "status").equals("irregular"));
    Set<String> recorded =
        truth.stream()
            .filter(row -> text(row, "status").matches("recorded|lost"))
            .map(row -> text(row, "crossing_id"))
            .collect(Collectors.toSet());
    assertThat(lines.stream().map(row -> text(row, "crossing_id")).collect(Collectors.toSet()))
        .isEqualTo(recorded);
  }

  @Test
  void theSharesMissedAreFoundAgain() {
    share(row -> isExit(row) && !isAir(row), 0.30);
    share(row -> isExit(row) && isAir(row), 0.10);
    share(row -> !isExit(row) && !isAir(row), 0.20);
    share(row -> !isExit(row) && isAir(row), 0.05);
  }

  private static boolean isExit(Row row) {
    return text(row, "direction").equals("exit");
  }

  private static boolean isAir(Row row) {
    return text(row, "transport").equals("air");
  }

  /** Within four standard errors, sqrt(p (1 - p) / n). */
  private static void share(Predicate<Row> group, double expected) {
    List<Row> regular =
        truth.stream()
            .filter(row -> !text(row, "status").equals("irregular"))
            .filter(group)
            .toList();
    double n = regular.size();
    double missed = regular.stream().filter(row -> text(row, "status").equals("missed")).count();
    assertThat(n).isGreaterThan(30);
    assertThat(Math.abs(missed / n - expected))
        .isLessThan(4 * Math.sqrt(expected * (1 - expected) / n));
  }

  @Test
  void everyDefectIsInTheFileAndNoOtherLineDiffers() {
    Map<String, Row> right = new HashMap<>();
    clean.forEach(row -> right.put(text(row, "crossing_id"), row));
    Map<String, Integer> kinds = new HashMap<>();
    Map<String, Integer> good = new HashMap<>();
    for (Row line : lines) {
      Row original = Objects.requireNonNull(right.get(text(line, "crossing_id")));
      List<Row> defects = line.getList(line.fieldIndex("defects"));
      if (defects.isEmpty()) {
        assertThat(contents(line)).isEqualTo(contents(original));
        good.merge(text(line, "crossing_id"), 1, Integer::sum);
      } else {
        String kind = defects.get(0).getString(0);
        kinds.merge(kind, 1, Integer::sum);
        switch (kind) {
          case "impossible_date" ->
              assertThat(text(line, "crossed_at")).matches("20..-02-30T.*-06:00");
          case "swapped_columns" -> {
            assertThat(text(line, "file_name")).isEqualTo("border_crossing_2022-06.csv");
            assertThat(text(line, "nationality")).isEqualTo(text(original, "other_country"));
            assertThat(text(line, "other_country")).isEqualTo(text(original, "nationality"));
          }
          default -> assertThat(contents(line)).isEqualTo(contents(original));
        }
      }
    }
    assertThat(kinds.keySet())
        .containsExactlyInAnyOrder(
            "exact_duplicate", "impossible_date", "swapped_columns", "spike", "lost_day");
    assertThat(good.values()).allMatch(n -> n == 1); // of equal lines one is good
    long spikes = truth.stream().filter(r -> isAt(r, params.spikeDay().toString())).count();
    assertThat(kinds.get("spike")).isEqualTo((int) (2 * spikes)); // three lines each, one good
    assertThat(kinds.get("lost_day"))
        .isEqualTo((int) truth.stream().filter(r -> text(r, "status").equals("lost")).count());
  }

  private static boolean isAt(Row crossing, String day) {
    return text(crossing, "crossed_on").equals(day)
        && text(crossing, "post").equals("XC010101")
        && text(crossing, "status").equals("recorded");
  }

  private static String contents(Row line) {
    List<String> cells = new ArrayList<>();
    for (String column :
        List.of(
            "crossing_id",
            "crossed_at",
            "post",
            "transport",
            "direction",
            "document",
            "nationality",
            "given_names",
            "surnames",
            "sex",
            "birth_date",
            "other_country",
            "admitted_until",
            "party")) {
      cells.add(text(line, column));
    }
    return String.join("|", cells);
  }

  @Test
  void linesAreNumberedWithoutGapInOrderOfDay() {
    Map<String, List<Row>> files =
        lines.stream()
            .filter(line -> line.<Boolean>getAs("is_delivered"))
            .collect(Collectors.groupingBy(line -> text(line, "file_name")));
    files.forEach(
        (name, file) -> {
          List<Row> ordered = new ArrayList<>(file);
          ordered.sort(Comparator.comparingLong(line -> line.<Long>getAs("line_number")));
          for (int i = 0; i < ordered.size(); i++) {
            assertThat(ordered.get(i).<Long>getAs("line_number")).isEqualTo(i + 2L);
          }
          assertThat(ordered.stream().map(line -> text(line, "crossed_on")).toList()).isSorted();
        });
    assertThat(files).hasSizeGreaterThan(50);
  }

  @Test
  void aPartyPassesOnePostWithinThreeMinutes() {
    Map<String, List<Row>> parties =
        lines.stream().collect(Collectors.groupingBy(line -> text(line, "party")));
    assertThat(parties.values()).anyMatch(party -> party.size() > 2);
    parties.forEach(
        (mark, party) -> {
          assertThat(party.stream().map(line -> text(line, "crossed_on")).distinct()).hasSize(1);
          int[] seconds = party.stream().mapToInt(line -> line.<Integer>getAs("second")).toArray();
          java.util.Arrays.sort(seconds);
          assertThat(seconds[seconds.length - 1] - seconds[0]).isLessThan(180);
        });
  }

  @Test
  void childrenAreAloneWhereNobodyOfAgeInTheirPartyCrosses() {
    Map<Long, LocalDate> births = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(
            row -> births.put(row.getAs("person_id"), LocalDate.parse(text(row, "birth_date"))));
    Map<String, String> parties = new HashMap<>();
    stays.forEach(
        row ->
            parties.put(
                text(row, "person_id") + " " + text(row, "stay_number"), text(row, "party_id")));
    Map<String, List<Row>> groups =
        truth.stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        parties.get(text(row, "person_id") + " " + text(row, "stay_number"))
                            + text(row, "crossed_on")
                            + text(row, "direction")));
    Map<String, Integer> counts = new HashMap<>();
    for (List<Row> group : groups.values()) {
      boolean withAdult = group.stream().anyMatch(row -> isOfAge(row, births));
      for (Row row : group) {
        String company = isOfAge(row, births) ? "adult" : withAdult ? "accompanied" : "alone";
        assertThat(text(row, "company")).isEqualTo(company);
        counts.merge(company, 1, Integer::sum);
      }
    }
    assertThat(counts.get("accompanied")).isGreaterThan(30);
    assertThat(counts.get("alone")).isGreaterThan(3);
  }

  private static boolean isOfAge(Row crossing, Map<Long, LocalDate> births) {
    LocalDate birth = Objects.requireNonNull(births.get(crossing.<Long>getAs("person_id")));
    return Period.between(birth, LocalDate.parse(text(crossing, "crossed_on"))).getYears() >= 18;
  }

  @Test
  void whoWasBornOnALeapDayIsOfAgeInMarch(SparkSession spark) {
    TestInputs all =
        new TestInputs(spark)
            .with(SyntheticTown.class, country.table(SyntheticTown.class))
            .with(SyntheticHousehold.class, country.table(SyntheticHousehold.class))
            .with(
                SyntheticPerson.class,
                country
                    .table(SyntheticPerson.class)
                    .withColumn("birth_date", lit(LocalDate.of(2004, 2, 29))));
    Map.of("2022-02-28", "alone", "2022-03-01", "adult")
        .forEach(
            (day, company) -> {
              Dataset<Row> crossed =
                  country
                      .table(SyntheticStay.class)
                      .withColumn("start_date", lit(LocalDate.parse(day)));
              assertThat(
                      new PlantCrossings()
                          .transform(all.with(SyntheticStay.class, crossed), params)
                          .select("company")
                          .distinct()
                          .collectAsList())
                  .extracting(row -> row.getString(0))
                  .containsExactly(company);
            });
  }

  @Test
  void onePartitionAndNineGiveTheSameLines() {
    List<Row> nine =
        new SynthesizeBorderCrossings().transform(country.in(9), params).collectAsList();
    assertThat(SyntheticInputs.texts(nine, CrossingSheet.class))
        .isEqualTo(
            SyntheticInputs.texts(
                lines.stream().filter(line -> line.<Boolean>getAs("is_delivered")).toList(),
                CrossingSheet.class))
        .isNotEmpty();
  }

  @Test
  void nothingInASheetIsNull() {
    assertThat(lines.stream().filter(Row::anyNull)).isEmpty();
  }

  @Test
  void twoDefectsThatHideEachOtherAreRefused() {
    assertThatThrownBy(
            () ->
                new CrossingParams(
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    YearMonth.of(2022, 6),
                    "XC010101",
                    LocalDate.of(2022, 3, 1),
                    LocalDate.of(2022, 6, 1)))
        .hasMessage("spike-day must not be in swapped-month 2022-06");
  }

  @Test
  void everyCrossingHasOneLinkAndEveryDefectOneRow() {
    assertThat(PlantLinks.of(made).collectAsList().stream().map(r -> text(r, "record_id")).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            lines.stream().map(line -> text(line, "crossing_id")).distinct().toList());
    List<Row> planted = PlantRegisterDefects.of(made).collectAsList();
    assertThat(planted.stream().filter(Row::anyNull)).isEmpty();
    assertThat(
            planted.stream()
                .map(r -> text(r, "file_name") + text(r, "line_number") + text(r, "detail"))
                .toList())
        .doesNotHaveDuplicates()
        .hasSize(
            (int)
                lines.stream()
                    .filter(line -> !line.<Row>getList(line.fieldIndex("defects")).isEmpty())
                    .count());
  }
}
