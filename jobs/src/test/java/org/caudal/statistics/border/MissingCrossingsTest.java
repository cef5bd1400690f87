package org.caudal.statistics.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.caudal.statistics.border.JourneyLengths.Before;
import org.caudal.statistics.border.JourneyLengths.Count;
import org.caudal.statistics.border.JourneyLengths.Gap;
import org.caudal.statistics.border.MissingCrossings.Chance;
import org.junit.jupiter.api.Test;

class MissingCrossingsTest {
  private static final OutcomeRule YEAR = new OutcomeRule(487, 365);

  @Test
  void lengthsAreThoseOfALifeTable() {
    // 30 stays of 10 to 13 days, 8 going on since then, 6 since 100 days: 40 at risk, 8 bands
    // before
    List<Count> all =
        List.of(new Count(true, Before.NONE, 10, 30, 8), new Count(true, Before.NONE, 91, 0, 6));
    // of the own nationality 9 and one going on; ten of all are taken to be among them
    List<Count> own = List.of(new Count(true, Before.NONE, 10, 9, 2));
    double early = (0 + 10 * 0.5 / 45) / (11 + 10); // 44 of all at risk before, 11 of the own
    double share = (9 + 10 * 30.5 / 41) / (10 + 10);
    double left = Math.pow(1 - early, 8);
    JourneyLengths lengths = new JourneyLengths(own, all);
    assertThat(lengths.density(true, Before.NONE, 0)).isCloseTo(early, within(1e-12));
    assertThat(lengths.density(true, Before.NONE, 6))
        .isCloseTo(Math.pow(1 - early, 7 - 1) * early, within(1e-12));
    assertThat(lengths.density(true, Before.NONE, 8)) // 7 to 9, three days
        .isCloseTo(Math.pow(1 - early, 7) * early / 3, within(1e-12));
    for (int day = 10; day < 14; day++) {
      assertThat(lengths.density(true, Before.NONE, day))
          .isCloseTo(left * share / 4, within(1e-12));
    }
    // what was before is not known: all; nobody was absent: half come back in each band
    assertThat(lengths.density(true, Before.UNKNOWN, 10))
        .isCloseTo(left * share / 4, within(1e-12));
    assertThat(lengths.density(false, Before.SHORT, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(lengths.density(false, Before.SHORT, 1)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void aMissingCrossingIsWhereBothJourneysAreUsual() {
    JourneyLengths lengths = visitors();
    double[] split = lengths.split(new Gap(true, Before.NONE, 400, -1, false));
    assertThat(Arrays.stream(split).sum()).isCloseTo(1, within(1e-9));
    assertThat(split).hasSize(401);
    // visitors stay for ten days and come back after a year
    assertThat(Arrays.stream(split, 10, 14).sum()).isGreaterThan(0.9);
    for (int first : new int[] {0, 12, 90, 91, 400}) { // by definition, to one factor
      double product =
          lengths.density(true, Before.NONE, first)
              * lengths.density(false, first < 91 ? Before.SHORT : Before.LONG, 400 - first);
      double at12 =
          lengths.density(true, Before.NONE, 12) * lengths.density(false, Before.SHORT, 388);
      assertThat(split[first] / split[12]).isCloseTo(product / at12, withPercentage(1e-6));
    }
  }

  @Test
  void theJourneyAfterBothTellsOfTheSecond() {
    // who comes back after a short absence stays for long, after a long one for ten days
    List<Count> counts =
        List.of(
            new Count(true, Before.NONE, 10, 500, 0),
            new Count(true, Before.NONE, 366, 500, 0),
            new Count(false, Before.SHORT, 366, 500, 0),
            new Count(false, Before.LONG, 10, 500, 0),
            new Count(true, Before.SHORT, 366, 500, 500),
            new Count(true, Before.LONG, 10, 500, 0));
    JourneyLengths lengths = new JourneyLengths(counts, counts);
    Gap open = new Gap(true, Before.NONE, 400, 0, false);
    assertThat(late(lengths.split(open))).isBetween(0.2, 0.8); // nothing is told on the day
    for (Gap told :
        List.of(
            new Gap(true, Before.NONE, 400, 400, true),
            new Gap(true, Before.NONE, 400, 100, false))) {
      assertThat(late(lengths.split(told))).isGreaterThan(0.9);
    }
    assertThat(late(lengths.split(new Gap(true, Before.NONE, 400, 12, true)))).isLessThan(0.1);
    assertThat(lengths.left(true, Before.LONG, 9)).isGreaterThan(0.9);
    assertThat(lengths.left(true, Before.LONG, 11)).isBetween(0.45, 0.55); // two of four days
    assertThat(lengths.left(true, Before.LONG, 13)).isLessThan(0.1);
  }

  private static double late(double[] split) {
    return Arrays.stream(split, 366, split.length).sum();
  }

  private static JourneyLengths visitors() {
    List<Count> counts = new ArrayList<>();
    for (Before before : List.of(Before.NONE, Before.SHORT, Before.LONG)) {
      counts.add(new Count(true, before, 10, 900, 0));
      counts.add(new Count(true, before, 366, before == Before.SHORT ? 300 : 60, 40));
      counts.add(new Count(false, before, 366, 700, 200));
      counts.add(new Count(false, before, 45, before == Before.LONG ? 400 : 100, 0));
    }
    return new JourneyLengths(counts, counts);
  }

  @Test
  void theProbabilityIsThatOfTheDaysWithWhichTheAnswerIsYes() {
    JourneyLengths lengths = visitors();
    double[] split = lengths.split(new Gap(true, Before.NONE, 800, 200, true));
    List<Chance> chances =
        new MissingCrossings(YEAR, lengths, 0)
            .of(new int[] {0, 800, 1000}, new boolean[] {true, true, false}, true, 3000);
    // she immigrated if she stayed for 365 days or more; if for 436, she was away for fewer than
    // 365, came back for 200, lived here until day 1000 and emigrated then. 200 days are no year
    assertThat(chances.get(0).migration())
        .isCloseTo(Arrays.stream(split, 365, 801).sum(), within(1e-12));
    assertThat(chances.get(1).migration()).isZero();
    assertThat(chances.get(2).migration())
        .isCloseTo(Arrays.stream(split, 436, 801).sum(), within(1e-12));
    assertThat(chances).allMatch(chance -> Math.abs(chance.known() - 1) < 1e-9);
  }

  @Test
  void whatIsToComeAndWhoseStartIsNotKnownIsKnownInPart() {
    double[] split = visitors().split(new Gap(true, Before.NONE, 300, 10, false));
    boolean[] twice = {true, true};
    // until day 365 + 122: an entry on day 300, and who left before day 178 is no migrant any more
    List<Chance> open =
        new MissingCrossings(YEAR, visitors(), 0).of(new int[] {0, 300}, twice, true, 310);
    assertThat(open.get(0).migration()).isZero();
    assertThat(open.get(0).known()).isCloseTo(Arrays.stream(split, 0, 178).sum(), within(1e-9));
    // of who may have lived here before none is an immigrant, unless she did not
    List<Chance> start =
        new MissingCrossings(YEAR, visitors(), 0).of(new int[] {0, 300}, twice, false, 3000);
    assertThat(start.get(0).migration()).isZero();
    double[] stays = visitors().split(new Gap(true, Before.NONE, 300, 2700, false));
    assertThat(start.get(0).known()).isCloseTo(Arrays.stream(stays, 0, 178).sum(), within(1e-9));
    assertThat(start.get(0).known()).isBetween(0.01, 0.99);
  }

  @Test
  void theFirstOrTheLastMayBeWrittenTheOtherWayRound() {
    JourneyLengths lengths = visitors();
    // 1,000 are first seen entering and 1,000 leaving, of the own and of all; ten of all are added
    double entering = 1000 + 10 * 1000.5 / 2001;
    double leaving = 1000 + 10 * 1000.5 / 2001;
    assertThat(lengths.firsts(true)).isCloseTo(entering, within(1e-9));
    assertThat(lengths.firsts(false)).isCloseTo(leaving, within(1e-9));
    int[] day = {100, 120};
    boolean[] twice = {true, true};
    List<Chance> chances = new MissingCrossings(YEAR, lengths, 0.1).of(day, twice, true, 3000);
    // none wrong: she came for less than 20 days, came back and stayed for good. Her entry counts
    // as a year of stay but for the days between: a migration; the other is none
    double missing = entering * lengths.likelihood(new Gap(true, Before.NONE, 20, 2880, false));
    // the first is an exit: she lived here and was away for 20 days
    double first =
        0.1
            * leaving
            * lengths.density(false, Before.NONE, 20)
            * lengths.left(true, Before.SHORT, 2880);
    // the last is an exit: she came for 20 days
    double last =
        0.1
            * entering
            * lengths.density(true, Before.NONE, 20)
            * lengths.left(false, Before.SHORT, 2880);
    assertThat(chances.get(0).migration())
        .isCloseTo(missing / (missing + first + last), within(1e-9));
    assertThat(chances.get(1).migration()).isZero();
    assertThat(chances.get(0).known()).isCloseTo(1, within(1e-9));
    // 500 days apart: the first is no entry but an emigration then, which counts for none here
    List<Chance> apart =
        new MissingCrossings(YEAR, lengths, 0.1).of(new int[] {100, 600}, twice, true, 3000);
    Gap gap = new Gap(true, Before.NONE, 500, 2400, false);
    double none = entering * lengths.likelihood(gap);
    double away =
        0.1
            * leaving
            * lengths.density(false, Before.NONE, 500)
            * lengths.left(true, Before.LONG, 2400);
    double stayed =
        0.1
            * entering
            * lengths.density(true, Before.NONE, 500)
            * lengths.left(false, Before.LONG, 2400);
    double year = Arrays.stream(lengths.split(gap), 365, 501).sum();
    assertThat(apart.get(0).migration())
        .isCloseTo((none * year + stayed) / (none + away + stayed), within(1e-9));
    // whatever the last of three is, she had come to live here
    assertThat(
            new MissingCrossings(YEAR, lengths, 0.1)
                .of(new int[] {100, 700, 720}, new boolean[] {true, false, false}, true, 3000)
                .get(0)
                .migration())
        .isCloseTo(1, within(1e-9));
    // of three the first or none; and in the middle of four none is taken for wrong
    assertThat(
            new MissingCrossings(YEAR, lengths, 0.1)
                .of(new int[] {100, 120, 200}, new boolean[] {true, true, false}, true, 3000))
        .isNotEqualTo(
            new MissingCrossings(YEAR, lengths, 0)
                .of(new int[] {100, 120, 200}, new boolean[] {true, true, false}, true, 3000));
    int[] four = {100, 120, 200, 250};
    boolean[] middle = {true, false, false, true};
    assertThat(new MissingCrossings(YEAR, lengths, 0.1).of(four, middle, true, 3000))
        .isEqualTo(new MissingCrossings(YEAR, lengths, 0).of(four, middle, true, 3000));
  }

  @Test
  void severalMissingCrossingsAreTakenTogether() {
    JourneyLengths lengths = visitors();
    int[] day = {0, 500, 1000, 1200};
    boolean[] isEntry = {true, true, true, false};
    List<Chance> chances = new MissingCrossings(YEAR, lengths, 0).of(day, isEntry, true, 4000);
    // every pair of days, with the product of their probabilities
    double[] first = lengths.split(new Gap(true, Before.NONE, 500, -1, false));
    double[] second = lengths.split(new Gap(true, Before.UNKNOWN, 500, 200, true));
    double[] expected = new double[4];
    for (int i = 0; i <= 500; i += 1) {
      for (int j = 0; j <= 500; j += 1) {
        int[] all = {0, i, 500, 500 + j, 1000, 1200};
        var outcomes = YEAR.of(all, true, 4000);
        for (int k = 0; k < 4; k++) {
          int at = new int[] {0, 2, 4, 5}[k];
          if (outcomes.get(at).answer() == OutcomeRule.Answer.MIGRATION) {
            expected[k] += first[i] * second[j];
          }
        }
      }
    }
    for (int k = 0; k < 4; k++) {
      assertThat(chances.get(k).known()).isCloseTo(1, within(1e-9));
      assertThat(chances.get(k).migration()).isCloseTo(expected[k], within(0.003));
    }
    assertThat(expected[0]).isGreaterThan(0.01);
    assertThat(expected[3]).isGreaterThan(0.01);
  }

  /** Days of a made-up journey, by direction and what was before. */
  private static int days(Random random, boolean isStay, Before before) {
    double u = random.nextDouble();
    if (isStay) { // who was away for long visits or comes to live, who was not lives here
      boolean settles = u < (before == Before.NONE ? 0.25 : before == Before.LONG ? 0.3 : 0.7);
      return settles ? 200 + random.nextInt(900) : 3 + random.nextInt(40);
    }
    boolean isHoliday = u < (before == Before.LONG ? 0.75 : 0.2);
    return isHoliday ? 5 + random.nextInt(60) : 120 + random.nextInt(900);
  }

  private static int[] life(Random random) {
    List<Integer> days = new ArrayList<>();
    int day = random.nextInt(1500);
    Before before = Before.NONE;
    boolean isEntry = true;
    while (day < 2600) {
      days.add(day);
      int next = days(random, isEntry, before);
      before = next < 91 ? Before.SHORT : Before.LONG;
      day += next;
      isEntry = !isEntry;
    }
    return days.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Journeys of a life until day 2600, with which other lives are judged. */
  private static void count(int[] day, List<Count> counts) {
    for (int i = 0; i < day.length; i++) {
      Before before = i == 0 ? Before.NONE : day[i] - day[i - 1] < 91 ? Before.SHORT : Before.LONG;
      boolean isOver = i + 1 < day.length;
      int days = (isOver ? day[i + 1] : 2600) - day[i];
      int from = JourneyLengths.BANDS.stream().filter(band -> band <= days).toList().size();
      counts.add(
          new Count(
              i % 2 == 0,
              before,
              JourneyLengths.BANDS.get(from - 1),
              isOver ? 1 : 0,
              isOver ? 0 : 1));
    }
  }

  @Test
  void asManyAreMigrationsAsAreProbable() {
    Random random = new Random(11);
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      count(life(random), counts);
    }
    MissingCrossings missing = new MissingCrossings(YEAR, new JourneyLengths(counts, counts), 0);
    double[] expected = new double[3];
    double[] variance = new double[3];
    int[] migrations = new int[3];
    for (int i = 0; i < 2000; i++) {
      int[] day = life(random);
      if (day.length < 4) {
        continue;
      }
      int lost = 1 + random.nextInt(day.length - 2); // neither the first nor the last
      boolean[] isEntry = new boolean[day.length - 1];
      int[] seen = new int[day.length - 1];
      for (int k = 0; k < seen.length; k++) {
        int at = k < lost ? k : k + 1;
        seen[k] = day[at];
        isEntry[k] = at % 2 == 0;
      }
      var truth = YEAR.of(day, true, 2600);
      var chances = missing.of(seen, isEntry, true, 2600);
      int k = lost - 1; // the crossing before it, of which nothing else tells
      var answer = truth.get(k).answer();
      double p = chances.get(k).migration();
      if (answer != OutcomeRule.Answer.NOT_YET_KNOWN && chances.get(k).known() > 1 - 1e-9) {
        int band = p < 0.2 ? 0 : p < 0.8 ? 1 : 2;
        expected[band] += p;
        variance[band] += p * (1 - p);
        migrations[band] += answer == OutcomeRule.Answer.MIGRATION ? 1 : 0;
      }
    }
    for (int band = 0; band < 3; band++) { // the lengths too are learnt with an error
      assertThat(migrations[band] - expected[band])
          .isCloseTo(0, within(3.5 * Math.sqrt(variance[band] + 1)));
      assertThat(expected[band]).isGreaterThan(20);
    }
  }
}
