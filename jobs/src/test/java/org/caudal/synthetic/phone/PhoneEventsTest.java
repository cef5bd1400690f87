package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.Sha256;
import org.caudal.testing.SharedData;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class PhoneEventsTest {
  private static final int PERSONS = 400;
  private static final PhoneDefectShares MANY = shares("0.02", "0.3", 5, true);
  private static final PhoneDefectShares NONE = shares("0", "0", 1, false);
  private static final int FIRST_CELL = 2; // of a line: after file_name and line_number

  private static List<Row> spoilt = List.of();
  private static List<Row> clean = List.of();
  private static List<Row> calls = List.of();
  private static List<Row> defects = List.of();

  private static PhoneDefectShares shares(String each, String late, int fold, boolean files) {
    BigDecimal share = new BigDecimal(each);
    return new PhoneDefectShares(
        share, share, share, share, share, new BigDecimal(late), fold, files, share);
  }

  @SuppressWarnings("NullAway.Init")
  private static TestInputs world; // of more persons

  @SuppressWarnings("NullAway.Init")
  private static TestInputs village; // of fewer

  private static List<Row> events = List.of(); // theirs, typed

  @BeforeAll
  static void generate(SparkSession spark) {
    world = PhoneWorld.phones(spark, 3000, 7, 1);
    events =
        CleanEvents.of(world, PhoneWorld.WEEK)
            .select("person_id", "sim_id", "day", "second", "plmn", "cell_id")
            .collectAsList();
    village = PhoneWorld.phones(spark, PERSONS, 7, 1);
    spoilt = lines(village, PhoneWorld.WEEK, MANY);
    clean = lines(village, PhoneWorld.WEEK, NONE);
    calls =
        SyntheticInputs.rows(
            new SynthesizeCallRecords()
                .transform(village, new SynthesizeCallRecords.Params(PhoneWorld.WEEK, MANY)),
            CallRecord.class);
    defects =
        SyntheticInputs.rows(
            new PlantPhoneDefects()
                .transform(village, new PlantPhoneDefects.Params(PhoneWorld.WEEK, MANY)),
            PlantedPhoneDefect.class);
  }

  private static List<Row> lines(TestInputs inputs, PhoneWindow window, PhoneDefectShares defects) {
    return SyntheticInputs.rows(
        new SynthesizePhoneEvents()
            .transform(inputs, new SynthesizePhoneEvents.Params(window, defects)),
        PhoneEventLog.class);
  }

  private static String text(Row line, String column) {
    return line.<Object>getAs(column).toString();
  }

  private static String place(Row line) {
    return text(line, "file_name") + ":" + text(line, "line_number");
  }

  private static String contents(Row line) {
    StringBuilder cells = new StringBuilder();
    for (int i = FIRST_CELL; i < line.size(); i++) {
      cells.append(line.getString(i)).append('|');
    }
    return cells.toString();
  }

  private static Set<String> texts(Collection<Row> lines) {
    return lines.stream().map(Row::toString).collect(Collectors.toSet());
  }

  private static Set<String> allContents(Collection<Row> lines) {
    return lines.stream().map(PhoneEventsTest::contents).collect(Collectors.toSet());
  }

  @Test
  void onePartitionAndNineGiveTheSameLinesAndAShorterWindowHasTheSameFiles(SparkSession spark) {
    Set<String> names = Set.of("2025-03-03", "2025-03-04", "2025-03-05");
    List<Row> ofThreeDays =
        spoilt.stream()
            .filter(l -> names.contains(text(l, "file_name").substring(13, 23)))
            .toList();
    TestInputs nine = new TestInputs(spark);
    for (Class<? extends Record> table :
        List.of(SyntheticCell.class, SyntheticSim.class, SyntheticStay.class)) {
      nine.with(table, village.table(table).repartition(9));
    }
    assertThat(texts(lines(nine, days(3), MANY)))
        .isEqualTo(texts(ofThreeDays))
        .hasSameSizeAs(ofThreeDays);
  }

  @Test
  void otherKeysGiveOtherLines(SparkSession spark) {
    Set<String> truth = allContents(clean);
    Set<String> other = allContents(lines(PhoneWorld.phones(spark, PERSONS, 8, 1), days(2), NONE));
    assertThat(other.size()).isGreaterThan(800);
    assertThat(other.stream().filter(truth::contains).count()).isLessThan(other.size() / 50);
  }

  private static PhoneWindow days(int days) {
    return new PhoneWindow(LocalDate.of(2025, 3, 3), days, new BigDecimal("5"), 60);
  }

  @Test
  void thereIsAFileForEachOperatorAndDayNumberedInOrderOfTime() {
    Map<String, List<Row>> files =
        clean.stream().collect(Collectors.groupingBy(line -> text(line, "file_name")));
    assertThat(files).hasSize(21).containsKey("phone_events_2025-03-09_02.csv");
    files.forEach(
        (name, lines) -> {
          List<Row> sorted =
              lines.stream().sorted((a, b) -> Long.compare(a.getLong(1), b.getLong(1))).toList();
          assertThat(sorted.get(0).getLong(1)).isEqualTo(2);
          assertThat(sorted.get(sorted.size() - 1).getLong(1)).isEqualTo(lines.size() + 1L);
          assertThat(sorted.stream().map(line -> text(line, "timestamp"))).as(name).isSorted();
        });
  }

  @Test
  void theColumnsAreThoseOfMultimnosEventsAfterTheNumberOfTheLine() throws IOException {
    String header =
        Files.readAllLines(SharedData.require("phone/multimno_sample/mno_events.csv")).get(0);
    List<String> columns = TableSchema.of(PhoneEventLog.class).columnNames();
    assertThat(columns.subList(0, FIRST_CELL)).containsExactly("file_name", "line_number");
    assertThat(columns.subList(FIRST_CELL, columns.size()))
        .containsExactlyInAnyOrder(header.split(","));
    String network =
        Files.readAllLines(SharedData.require("phone/multimno_sample/mno_network.csv")).get(0);
    List<String> ofCells = TableSchema.of(CellInventory.class).columnNames();
    assertThat(ofCells.subList(1, ofCells.size())).containsExactly(network.split(","));
  }

  @Test
  void everyEventIsInAStayOfItsOwnerAndAtNightInItsTown() {
    Map<Long, List<Row>> stays =
        world.table(SyntheticStay.class).collectAsList().stream()
            .collect(Collectors.groupingBy(stay -> stay.<Long>getAs("person_id")));
    int found = 0;
    for (Row event : events) {
      if (event.getAs("person_id") == null) {
        continue;
      }
      found++;
      Date day = event.getAs("day");
      Row stay =
          stays.getOrDefault(event.<Long>getAs("person_id"), List.of()).stream()
              .filter(s -> !day.before(s.<Date>getAs("start_date")))
              .filter(s -> day.before(s.<Date>getAs("end_date")))
              .findFirst()
              .orElseThrow(() -> new AssertionError("in no stay: " + event));
      if (!text(stay, "country").equals("XCA")) {
        assertThat(text(event, "plmn")).isEqualTo("31026");
        continue;
      }
      assertThat(text(event, "plmn")).isEmpty();
      String cell = text(event, "cell_id");
      String town = text(stay, "town_code");
      int hour = event.<Integer>getAs("second") / CleanEvents.HOUR;
      int digits = hour < 7 || hour >= 20 ? 6 : 4; // the town at night, else the municipality
      assertThat(cell.substring(5, 5 + digits)).isEqualTo(town.substring(2, 2 + digits));
    }
    assertThat(found).isGreaterThan(4_000);
  }

  @Test
  void aDeviceSpendsItsNightsInOneCellWhileItsOwnerStays() {
    Map<String, Set<String>> cells = new HashMap<>();
    for (Row line : clean) {
      int hour = Integer.parseInt(text(line, "timestamp").substring(11, 13));
      String cell = text(line, "cell_id");
      if (!cell.isEmpty() && (hour < 7 || hour >= 20)) {
        cells
            .computeIfAbsent(text(line, "user_id") + cell.substring(5, 11), u -> new HashSet<>())
            .add(cell);
      }
    }
    assertThat(cells.size()).isGreaterThan(120);
    assertThat(cells.values()).allMatch(own -> own.size() == 1);
  }

  @Test
  void daysWithoutAnEventAreAsFrequentAsTheClassSays() {
    Set<Long> sims =
        world
            .table(SyntheticSim.class)
            .filter(
                "operator = '01' AND kind = 'personal' AND activity = 'usual' AND person_id DIV 32 % 25 > 2 AND person_id DIV 32 % 200 <> 5 AND valid_from < '2025-03-01' AND valid_to > '2025-03-10' AND home_mcc = 799")
            .collectAsList()
            .stream()
            .map(sim -> sim.<Long>getAs("sim_id"))
            .collect(Collectors.toSet());
    List<Row> seen =
        events.stream()
            .filter(event -> sims.contains(event.<Long>getAs("sim_id")))
            .filter(event -> text(event, "day").compareTo("2025-03-07") <= 0) // Friday
            .toList();
    double days = seen.stream().map(e -> e.getAs("sim_id") + text(e, "day")).distinct().count();
    double n = sims.size() * 5.0;
    assertThat(n).isGreaterThan(1250);
    // silent by class .15; else a mean of 5 events times a factor: .05 x 5 = .25 leaves .75 of days
    // empty, .16 x 5 = .8 leaves .2, .29 x 5 and more none: .15 + .85 x (.75 + .2) / 10 = .23075
    assertThat(1 - days / n).isCloseTo(0.23075, within(4 * Math.sqrt(0.23075 * 0.76925 / n)));
    // mean .85 x 5 = 4.25; the factors' mean square is 1.946: variance below .85 x 25 x 2 = 42
    assertThat(seen.size() / n).isCloseTo(4.25, within(4 * Math.sqrt(42 / n)));
  }

  @Test
  void foreignSimsAreInboundAndThoseAbroadOutboundWithoutCell() {
    Map<String, Long> countries =
        clean.stream().collect(Collectors.groupingBy(l -> text(l, "mcc"), Collectors.counting()));
    assertThat(countries).containsOnlyKeys("799", "310", "734");
    for (Row line : clean) {
      boolean abroad = !text(line, "plmn").isEmpty();
      assertThat(text(line, "cell_id").isEmpty()).isEqualTo(abroad);
      if (abroad) {
        assertThat(text(line, "mcc")).isEqualTo("799");
        assertThat(Integer.parseInt(text(line, "day"))).isGreaterThanOrEqualTo(5);
      }
      if (text(line, "mcc").equals("310")) {
        assertThat(Integer.parseInt(text(line, "day"))).isBetween(4, 7);
      }
    }
    assertThat(clean.stream().filter(l -> text(l, "plmn").equals("31026")).count()).isPositive();
  }

  @Test
  void noRawNumberIsInTheEvents() {
    assertThat(spoilt).allMatch(line -> text(line, "user_id").matches("[0-9a-f]{64}"));
    assertThat(spoilt)
        .noneMatch(line -> contents(line).matches(".*\\b799\\d{12}\\|.*\\b799\\d{12}\\|.*"));
  }

  @Test
  void everyLineThatIsNotListedIsTrueAndEveryTrueEventIsThereOrListed() {
    Set<String> listed = defects.stream().map(d -> place(d)).collect(Collectors.toSet());
    List<Row> good =
        spoilt.stream()
            .filter(
                l ->
                    !listed.contains(place(l))
                        && !text(l, "file_name").equals("phone_events_2025-03-04_02.csv"))
            .toList();
    Set<String> truth = allContents(clean);
    assertThat(truth.containsAll(allContents(good))).isTrue();
    assertThat(truth.size()).isEqualTo(clean.size());
    long inTrueLines =
        defects.stream()
            .filter(
                d ->
                    Set.of("impossible_date", "unknown_cell", "swapped_position", "late_line")
                        .contains(text(d, "kind")))
            .filter(d -> !text(d, "file_name").equals("phone_events_2025-03-04_02.csv"))
            .count();
    long elsewhere =
        clean.stream()
            .filter(
                l ->
                    Set.of("phone_events_2025-03-06_03.csv", "phone_events_2025-03-04_02.csv")
                        .contains(text(l, "file_name")))
            .count();
    assertThat(good.size() + inTrueLines + elsewhere).isEqualTo(clean.size());
  }

  @Test
  void everyDefectIsWhatItsKindSays() {
    Map<String, Row> lines = new HashMap<>();
    spoilt.forEach(line -> lines.put(place(line), line));
    calls.forEach(line -> lines.put(place(line), line));
    Map<String, Integer> copies = new HashMap<>();
    spoilt.forEach(line -> copies.merge(text(line, "file_name") + contents(line), 1, Integer::sum));
    Map<String, Set<String>> cells =
        clean.stream()
            .collect(
                Collectors.groupingBy(
                    l -> text(l, "user_id") + text(l, "timestamp"),
                    Collectors.mapping(l -> text(l, "cell_id"), Collectors.toSet())));
    Set<String> kinds = new HashSet<>();
    for (Row defect : defects) {
      String kind = text(defect, "kind");
      kinds.add(kind);
      if (defect.getLong(1) > 0) {
        Row line = Objects.requireNonNull(lines.get(place(defect)), place(defect));
        switch (kind) {
          case "exact_duplicate" ->
              assertThat(copies.get(text(line, "file_name") + contents(line))).isEqualTo(2);
          case "conflicting_duplicate" -> {
            assertThat(cells).containsKey(text(line, "user_id") + text(line, "timestamp"));
            assertThat(cells.get(text(line, "user_id") + text(line, "timestamp")))
                .doesNotContain(text(line, "cell_id"));
          }
          case "impossible_date" -> assertThat(text(line, "timestamp")).startsWith("2025-02-30 ");
          case "unknown_cell" -> assertThat(text(line, "cell_id")).isEqualTo("799990000009999");
          case "swapped_position" ->
              assertThat(Double.parseDouble(text(line, "latitude"))).isLessThan(-90);
          case "late_line" -> {
            assertThat(text(line, "timestamp")).startsWith("2025-03-03 ");
            assertThat(text(line, "file_name")).isEqualTo("phone_events_2025-03-05_01.csv");
          }
          case "spike" -> {
            assertThat(text(line, "timestamp")).startsWith("2025-03-07 12:");
            assertThat(text(line, "file_name")).isEqualTo("phone_events_2025-03-07_01.csv");
          }
          case "wrong_encoding" -> assertThat(text(line, "network")).isEqualTo("OcÃ©ano MÃ³vil");
          default -> throw new AssertionError(kind);
        }
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PhoneDefectKind.values()).map(PhoneDefectKind::code).toList());
  }

  @Test
  void theSpikeHasFiveLinesForOneAndTheMissingFileIsNotThere() {
    double before = inSpike(clean);
    double after = inSpike(spoilt);
    assertThat(before).isGreaterThan(5);
    assertThat(after).isEqualTo(5 * before);
    assertThat(clean).anyMatch(l -> text(l, "file_name").equals("phone_events_2025-03-06_03.csv"));
    assertThat(spoilt)
        .noneMatch(l -> text(l, "file_name").equals("phone_events_2025-03-06_03.csv"));
    assertThat(defects.stream().filter(d -> d.getLong(1) == 0).map(d -> d.getString(0)))
        .containsExactlyInAnyOrder(
            "phone_events_2025-03-06_03.csv", "phone_events_2025-03-04_02.csv");
  }

  private static double inSpike(List<Row> lines) {
    return lines.stream()
        .filter(l -> text(l, "file_name").equals("phone_events_2025-03-07_01.csv"))
        .filter(l -> text(l, "timestamp").startsWith("2025-03-07 12:"))
        .count();
  }

  @Test
  void theErrorsOfOneFileAreInKilometres() {
    for (Row line : spoilt) {
      String error = text(line, "loc_error");
      if (!error.isEmpty()) {
        boolean kilometres = text(line, "file_name").equals("phone_events_2025-03-04_02.csv");
        assertThat(error).matches(kilometres ? "0\\.\\d{3}" : "\\d{2,3}");
      }
    }
  }

  @Test
  void everyLocatedCallIsAnEventOfTheOperatorAndHasTwoParties() {
    Set<String> events =
        clean.stream()
            .filter(l -> text(l, "file_name").endsWith("_02.csv"))
            .map(
                l ->
                    text(l, "user_id")
                        + text(l, "timestamp").replace(' ', 'T')
                        + text(l, "cell_id"))
            .collect(Collectors.toSet());
    Map<String, List<Row>> byCall =
        calls.stream().collect(Collectors.groupingBy(c -> text(c, "id")));
    assertThat(byCall.size()).isGreaterThan(120);
    for (List<Row> parties : byCall.values()) {
      assertThat(parties).hasSize(2);
      Row one = parties.get(0);
      Row two = parties.get(1);
      assertThat(text(one, "msisdn")).isEqualTo(text(two, "msisdn_counterpart"));
      assertThat(text(two, "msisdn")).isEqualTo(text(one, "msisdn_counterpart"));
      assertThat(text(one, "outgoing")).isNotEqualTo(text(two, "outgoing"));
      Row located = text(one, "location_id").isEmpty() ? two : one;
      assertThat(text(located, "imsi")).matches("\\d{14,15}");
      assertThat(text(located, "imei")).startsWith(text(located, "tac")).matches("\\d{15}");
      assertThat(events)
          .contains(
              Sha256.hex(text(located, "msisdn"))
                  + text(located, "datetime").substring(0, 19)
                  + text(located, "location_id"));
    }
  }

  @Test
  void aThirdOperatorHasNoCellInSmallTowns() {
    assertThat(clean)
        .filteredOn(l -> text(l, "file_name").endsWith("_03.csv") && !text(l, "cell_id").isEmpty())
        .isNotEmpty()
        .noneMatch(l -> text(l, "cell_id").substring(9, 11).equals("03"));
  }

  @Test
  void windowsAndSharesWithoutSenseAreRefused() {
    LocalDate day = LocalDate.of(2025, 3, 3);
    assertThatThrownBy(() -> new PhoneWindow(day, 0, new BigDecimal("5"), 60))
        .hasMessage("days must be from 1 to 3660, was 0");
    assertThatThrownBy(() -> new PhoneWindow(day, 7, BigDecimal.ZERO, 60))
        .hasMessage("events-a-day must be above 0 and at most 1000, was 0");
    assertThatThrownBy(() -> shares("0.06", "0", 1, true))
        .hasMessage("exact-duplicates must be from 0 to 0.05, was 0.06");
    assertThatThrownBy(() -> shares("0", "0", 0, true))
        .hasMessage("spike-fold must be from 1 to 20, was 0");
  }
}
