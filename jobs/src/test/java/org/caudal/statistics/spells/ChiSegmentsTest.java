package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.caudal.statistics.spells.ChiSegments.Migration;
import org.caudal.statistics.spells.ChiSegments.Params;
import org.caudal.statistics.spells.ChiSegments.Result;
import org.caudal.statistics.spells.ChiSegments.Segment;
import org.caudal.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the output of the unmodified program, row by row and column by column. */
class ChiSegmentsTest {
  private static final String SEGMENT_COLUMNS =
      "user_id,location,segment_start_date,segment_end_date,segment_length";
  private static final String EVENT_COLUMNS =
      "user_id,home,destination,migration_date,uncertainty,num_error_day,home_start,home_end,"
          + "destination_start,destination_end,home_start_date,home_end_date,"
          + "destination_start_date,destination_end_date";

  @ParameterizedTest
  @CsvSource({
    "fig_2_data, fig_2_data, 90",
    "fig_4a_data, fig_4a_data, 90",
    "fig_4b_data, fig_4b_data, 90",
    "fig_4b_data, fig_4b_data_num_stayed_days_migrant40, 40",
    "migrant_location_history_example1, migrant_location_history_example1, 90",
    "nonmigrant_location_history_example1, nonmigrant_location_history_example1, 90"
  })
  void reproducesTheProgramOnItsExamples(String input, String output, int stay) {
    Histories histories = Histories.read("migration_spells/" + input + ".csv");
    Params params = new Params(stay, 7, 30, 0.6, 0, 30, false, false);
    String expected = "phone/migration_spells/expected/" + output;
    Path folder = SharedData.require("phone/migration_spells/expected");
    assertSegments(histories, params, Result::contiguous, expected + "_segments_step1.csv");
    assertSegments(histories, params, Result::merged, expected + "_segments_step2.csv");
    if (Files.exists(folder.resolve(output + "_segments_step3.csv"))) {
      assertSegments(histories, params, Result::withoutOverlap, expected + "_segments_step3.csv");
    } else {
      assertThat(segments(histories, params, Result::withoutOverlap)).hasSize(1);
    }
    if (Files.exists(folder.resolve(output + "_migration_event.csv"))) {
      assertEvents(histories, params, expected + "_migration_event.csv");
    } else {
      assertThat(events(histories, params)).hasSize(1);
    }
  }

  @Test
  void reproducesTheProgramOn500Users() {
    Histories histories = Histories.read("truth_500_1000/traj_500.csv.gz");
    String expected = "phone/truth_500_1000/mig_500";
    assertSegments(histories, Params.PUBLISHED, Result::contiguous, expected + "_seg1.csv");
    assertSegments(histories, Params.PUBLISHED, Result::merged, expected + "_seg2.csv");
    assertSegments(histories, Params.PUBLISHED, Result::withoutOverlap, expected + "_seg3.csv");
    assertEvents(histories, Params.PUBLISHED, expected + ".csv");
  }

  @Test
  void ninetyDaysAndNinetyDaysAreAMigrationOfTheNinetyFirst() {
    Result result = detect(concat(days(0, 90, 1), days(90, 180, 2)));
    assertThat(result.migrations()).containsExactly(new Migration(1, 2, 90, 0, 0, 0, 89, 90, 179));
  }

  @Test
  void sixMissingDaysChangeNothing() {
    List<int[]> records = concat(days(0, 40, 1), days(46, 90, 1), days(90, 130, 2));
    assertThat(detect(concat(records, days(136, 180, 2))).migrations())
        .containsExactly(new Migration(1, 2, 90, 0, 0, 0, 89, 90, 179));
  }

  @Test
  void eightyNineDaysAreNoResidence() {
    assertThat(detect(concat(days(0, 90, 1), days(90, 179, 2))).migrations()).isEmpty();
  }

  @Test
  void sevenMissingDaysBreakASegmentUnlessNobodyElseFillsTheGap() {
    Result result = detect(concat(days(0, 45, 1), days(52, 90, 1), days(90, 180, 2)));
    assertThat(result.contiguous())
        .containsExactly(new Segment(1, 0, 44), new Segment(1, 52, 89), new Segment(2, 90, 179));
    assertThat(result.merged()).containsExactly(new Segment(1, 0, 89), new Segment(2, 90, 179));
    // With a short part on one side of the gap the place keeps fewer than 90 days.
    assertThat(detect(concat(days(0, 20, 1), days(27, 90, 1), days(90, 180, 2))).migrations())
        .isEmpty();
  }

  @Test
  void repeatedRecordsFillTheShareAndCutTheRunUnlessDaysAreDistinct() {
    // 31 days from 0 to 30 with records on 0, 2, 4, ... 30: 16 of 31 days, 52 %.
    List<int[]> half = IntStream.rangeClosed(0, 15).mapToObj(i -> new int[] {2 * i, 1}).toList();
    assertThat(detect(half).contiguous()).isEmpty();
    // Day 0 twice and thrice more: the run starts at the last copy, whose share is 20 / 31.
    List<int[]> repeated = concat(half, List.of(new int[] {0, 1}, new int[] {0, 1}));
    repeated = concat(repeated, List.of(new int[] {0, 1}, new int[] {0, 1}));
    assertThat(detect(repeated).contiguous()).containsExactly(new Segment(1, 0, 30));
    // Day 16 twice: runs 0..16 and 16..30 of 17 and 15 days.
    List<int[]> cut = concat(days(0, 31, 1), List.of(new int[] {16, 1}));
    assertThat(detect(cut).contiguous()).isEmpty();
    Params distinct = new Params(90, 7, 30, 0.6, 0, 30, true, false);
    assertThat(detect(repeated, distinct).contiguous()).isEmpty();
    assertThat(detect(cut, distinct).contiguous()).containsExactly(new Segment(1, 0, 30));
  }

  @Test
  void whoIsAtOnePlaceOnlyIsDroppedUnlessNonMoversAreKept() {
    List<int[]> home = concat(days(0, 100, 1), days(110, 130, 1)); // joined: no other place between
    assertThat(detect(home).withoutOverlap()).isEmpty();
    Params kept = new Params(90, 7, 20, 0.6, 0, 30, true, true);
    assertThat(detect(home, kept).withoutOverlap()).containsExactly(new Segment(1, 0, 129));
    assertThat(detect(home, kept).migrations()).isEmpty();
    assertThat(detect(days(0, 10, 1), kept).withoutOverlap()).isEmpty();
  }

  @Test
  void bothSegmentsLoseTheDaysTheyShare() {
    Params short40 = new Params(40, 7, 30, 0.6, 0, 30, false, false);
    Result result = detect(concat(days(0, 60, 1), days(50, 110, 2)), short40);
    assertThat(result.withoutOverlap())
        .containsExactly(new Segment(1, 0, 49), new Segment(2, 60, 109));
    // Window 49..60: before day t there are t - 50 days of 2, after it 59 - t of 1, 9 in all for
    // every t from 50 to 59; at 60 there are 10 of 2 before and none of 1 after.
    assertThat(result.migrations()).containsExactly(new Migration(1, 2, 59, 10, 9, 0, 49, 60, 109));
  }

  @Test
  void twoSegmentsOfOnePlaceArePairedWithOneDestination() {
    // Place 1 on 0..99 and 105..199, parted by 35 days of place 3 which are themselves too short.
    Params short40 = new Params(40, 7, 30, 0.6, 0, 365, false, false);
    List<int[]> records = concat(days(0, 100, 1), days(135, 200, 1), days(200, 300, 2));
    Result result = detect(concat(records, days(100, 135, 3)), short40);
    assertThat(result.migrations()).extracting(Migration::homeEnd).containsExactly(99, 199);
    assertThat(result.migrations()).extracting(Migration::destinationStart).containsOnly(200);
  }

  @Test
  void namesOrderAsNumbers() {
    Places places = Places.of(new String[] {"b", "a", "b"});
    assertThat(places.codes()).containsExactly(1, 0, 1);
    assertThat(places.name(1)).isEqualTo("b");
  }

  private static void assertSegments(
      Histories histories, Params params, Function<Result, List<Segment>> step, String expected) {
    assertThat(segments(histories, params, step))
        .containsExactlyInAnyOrderElementsOf(Histories.lines(SharedData.require(expected)));
  }

  private static void assertEvents(Histories histories, Params params, String expected) {
    assertThat(events(histories, params))
        .containsExactlyInAnyOrderElementsOf(Histories.lines(SharedData.require(expected)));
  }

  private static List<String> segments(
      Histories histories, Params params, Function<Result, List<Segment>> step) {
    List<String> lines = new ArrayList<>(List.of(SEGMENT_COLUMNS));
    histories
        .users()
        .forEach(
            (user, history) -> {
              Result result = ChiSegments.detect(history.day, history.place, params);
              for (Segment s : step.apply(result)) {
                String dates = histories.text(s.start()) + "," + histories.text(s.end());
                lines.add(user + "," + s.place() + "," + dates + "," + s.length());
              }
            });
    return lines;
  }

  private static List<String> events(Histories histories, Params params) {
    List<String> lines = new ArrayList<>(List.of(EVENT_COLUMNS));
    histories
        .users()
        .forEach(
            (user, history) -> {
              Result result = ChiSegments.detect(history.day, history.place, params);
              for (Migration m : result.migrations()) {
                lines.add(
                    String.join(
                        ",",
                        user,
                        "" + m.home(),
                        "" + m.destination(),
                        histories.text(m.migrationDay()),
                        "" + m.uncertainty(),
                        "" + m.numErrorDay(),
                        "" + m.homeStart(),
                        "" + m.homeEnd(),
                        "" + m.destinationStart(),
                        "" + m.destinationEnd(),
                        histories.text(m.homeStart()),
                        histories.text(m.homeEnd()),
                        histories.text(m.destinationStart()),
                        histories.text(m.destinationEnd())));
              }
            });
    return lines;
  }

  private static Result detect(List<int[]> records) {
    return detect(records, Params.PUBLISHED);
  }

  private static Result detect(List<int[]> records, Params params) {
    int[] day = records.stream().mapToInt(record -> record[0]).toArray();
    int[] place = records.stream().mapToInt(record -> record[1]).toArray();
    return ChiSegments.detect(day, place, params);
  }

  /** A record a day from a day up to before another. */
  private static List<int[]> days(int from, int to, int place) {
    return IntStream.range(from, to).mapToObj(day -> new int[] {day, place}).toList();
  }

  @SafeVarargs
  private static List<int[]> concat(List<int[]>... parts) {
    List<int[]> all = new ArrayList<>();
    for (List<int[]> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
