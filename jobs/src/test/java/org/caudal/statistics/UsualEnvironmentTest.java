package org.caudal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.caudal.statistics.SlotTally.Clock;
import org.caudal.statistics.UsualEnvironment.Label;
import org.caudal.statistics.UsualEnvironment.Thresholds;
import org.junit.jupiter.api.Test;

class UsualEnvironmentTest {
  private static final int MONDAY = 20241; // 2025-06-02
  private static final Clock CLOCK = new Clock(18, 8, 8, 17, Set.of(MONDAY + 3));
  private static final Thresholds USUAL = new Thresholds(10, 2, 0.2, 1, 0.7, 0.8, 0.8);

  private static SlotTally tally(int... dayAndHour) {
    int[] day = new int[dayAndHour.length / 2];
    int[] bits = new int[day.length];
    boolean[] all = new boolean[day.length];
    for (int i = 0; i < day.length; i++) {
      day[i] = MONDAY + dayAndHour[2 * i];
      bits[i] = 1 << dayAndHour[2 * i + 1];
      all[i] = true;
    }
    return SlotTally.of(day, bits, all, CLOCK);
  }

  @Test
  void slotsAreHoursOfDaysAndANightIsAnEveningWithTheMorningAfterIt() {
    SlotTally tally =
        tally(
            0, 9, // Monday at work
            0, 9, // again: the same slot
            0, 19, // evening
            1, 7, // the morning after: the same night
            1, 8, // no night any more, at work
            3, 10, // a holiday
            5, 10); // a Saturday
    assertThat(tally).isEqualTo(new SlotTally(6, 2, 2, 4, 1, 2));
  }

  @Test
  void weekdaysAreThoseOfTheCalendar() {
    // 1970-01-01 was a Thursday, 2025-06-01 (20240) a Sunday
    assertThat(CLOCK.isWorkday(0)).isTrue();
    assertThat(CLOCK.isWorkday(2)).isFalse();
    assertThat(CLOCK.isWorkday(-1)).isTrue();
    assertThat(CLOCK.isWorkday(MONDAY - 1)).isFalse();
    assertThat(CLOCK.isWorkday(MONDAY)).isTrue();
    assertThat(CLOCK.isWorkday(MONDAY + 3)).as("holiday").isFalse();
  }

  /** A place with slots in all, at night and at work, days, nights and working days. */
  private static SlotTally place(
      int slots, int night, int work, int days, int nights, int workDays) {
    return new SlotTally(slots, night, work, days, nights, workDays);
  }

  @Test
  void eachRuleIsTriedOnlyWhereTheOneBeforeItFoundNothing() {
    SlotTally device = place(100, 50, 40, 20, 20, 15);
    assertThat(UsualEnvironment.of(device, List.of(place(80, 10, 10, 5, 1, 1)), USUAL))
        .containsExactly(new Label(0, "usual", "ue_1"), new Label(0, "home", "h_1"));
    assertThat(UsualEnvironment.of(device, List.of(place(79, 40, 10, 5, 1, 1)), USUAL))
        .containsExactly(new Label(0, "usual", "ue_1"), new Label(0, "home", "h_2"));
    assertThat(UsualEnvironment.of(device, List.of(place(69, 35, 10, 5, 16, 1)), USUAL))
        .containsExactly(new Label(0, "usual", "ue_2"), new Label(0, "home", "h_3"));
    assertThat(UsualEnvironment.of(device, List.of(place(69, 34, 27, 14, 15, 12)), USUAL))
        .containsExactly(new Label(0, "usual", "ue_3"), new Label(0, "work", "w_2"));
    assertThat(UsualEnvironment.of(device, List.of(place(69, 34, 27, 13, 20, 15)), USUAL))
        .as("below 70 of 100, 35 of 50, 28 of 40 and 14 of 20")
        .isEmpty();
  }

  @Test
  void placesAfterTheGapHaveNoLabelAndEqualOnesShareIt() {
    SlotTally device = place(100, 50, 40, 20, 20, 15);
    SlotTally home = place(90, 50, 2, 20, 20, 2);
    // 72 is a gap of 18, a fifth of 90; 73 is none. Work has most slots of working hours.
    assertThat(UsualEnvironment.of(device, List.of(home, place(72, 9, 40, 15, 5, 15)), USUAL))
        .containsExactly(new Label(0, "usual", "ue_1"), new Label(0, "home", "h_1"));
    assertThat(UsualEnvironment.of(device, List.of(home, place(73, 9, 40, 15, 5, 15)), USUAL))
        .containsExactly(
            new Label(0, "usual", "ue_1"),
            new Label(1, "usual", "ue_1"),
            new Label(0, "home", "h_1"),
            new Label(1, "work", "w_1"));
    assertThat(UsualEnvironment.of(device, List.of(home, home), USUAL))
        .extracting(Label::place, Label::label)
        .contains(
            org.assertj.core.groups.Tuple.tuple(0, "home"),
            org.assertj.core.groups.Tuple.tuple(1, "home"));
  }

  @Test
  void aDeviceSeenTooSeldomHasNoLabels() {
    assertThat(
            UsualEnvironment.of(place(9, 9, 0, 9, 9, 0), List.of(place(9, 9, 0, 9, 9, 0)), USUAL))
        .isEmpty();
    assertThat(
            UsualEnvironment.of(
                place(20, 20, 0, 1, 1, 0), List.of(place(20, 20, 0, 1, 1, 0)), USUAL))
        .isEmpty();
  }

  @Test
  void clustersOfCellsAreHomeOrWorkByTheHoursOfTheirUse() {
    // cells 0 and 1 are 0.005 degrees of latitude, 0.56 km, apart; 2 is 111 km away
    double[] latitudes = {10, 10.005, 11, 12};
    double[] longitudes = {0, 0, 0, 0};
    int night = 1 << 22;
    int work = 1 << 10;
    int[] day = {MONDAY, MONDAY, MONDAY + 1, MONDAY, MONDAY + 1, MONDAY + 4, MONDAY + 5};
    int[] cell = {0, 1, 1, 2, 2, 2, 3};
    int[] bits = {night, night | work, night, work, work, work, work};
    List<MeaningfulPlaces.Place> places =
        MeaningfulPlaces.of(day, cell, bits, latitudes, longitudes, 1, 2);

    assertThat(places).hasSize(2); // cell 3 was used on one day
    // first the cell with most days: of the others, cell 1 leads cell 0
    assertThat(places.get(0).leader()).isEqualTo(2);
    assertThat(places.get(0).hourScore()).isEqualTo(1);
    assertThat(places.get(0).dayScore()).isCloseTo(1 / 3.0, within(1e-12)); // 1 + 1 - 1 of 3
    assertThat(places.get(0).label()).isEqualTo("work");
    assertThat(places.get(1).leader()).isEqualTo(1);
    assertThat(places.get(1).cells()).containsExactlyInAnyOrder(0, 1);
    assertThat(places.get(1).hourScore()).isCloseTo((-1 - 1 / 3.0) / 2, within(1e-12));
    assertThat(places.get(1).label()).isEqualTo("home");
  }
}
