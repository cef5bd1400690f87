package org.caudal.register.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.caudal.register.account.ObservedAccount.Entry;
import org.caudal.register.account.ObservedAccount.Errors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedAccountTest {
  private static final Errors ASSUMED =
      new Errors(
          new double[] {0.01, 0.01, 0.03, 0.1, 0.2}, new double[] {0.5, 0.25, 4, 0.75, 0.875});

  private static Entry entry(
      String component, int year, String source, double persons, @Nullable Double error) {
    return new Entry(component, year, source, persons, error, null);
  }

  private static Entry deaths(String source, @Nullable Long recorded) {
    return new Entry("deaths", 2021, source, 10, 1.0, recorded);
  }

  private static Entry known(String component, int year, String source) {
    return new Entry(component, year, source, 0, null, 0L);
  }

  private static List<Entry> covered() {
    return List.of(
        known("arrivals", 2021, "a"),
        known("births", 2021, "a"),
        known("deaths", 2021, "a"),
        known("deaths", 2021, "b"),
        known("departures", 2021, "a"),
        known("population", 2021, "a"),
        known("population", 2022, "a"));
  }

  private static ObservedAccount account(int birthYear, Entry... reported) {
    return new ObservedAccount(2021, 2021, birthYear, covered(), List.of(reported), ASSUMED);
  }

  /** Deaths: 10 ± 1 and 16 ± 2 are (10 + 16/4) / (1 + 1/4) = 11.2, with the variance 1 / 1.25. */
  @Test
  void figuresOfSeveralSourcesCountByTheInverseOfTheirVariances() {
    ObservedAccount account =
        account(1990, entry("deaths", 2021, "a", 10, 1.0), entry("deaths", 2021, "b", 16, 2.0));
    assertThat(account.persons()[2]).isCloseTo(11.2, within(1e-12));
    assertThat(account.errors()[2]).isCloseTo(Math.sqrt(0.8), within(1e-12));
    // the second source knows the area and has no row: none, with the least error of 4;
    // the first states no error: of 100 persons 3 %, and 4: 5
    ObservedAccount one = account(1990, entry("deaths", 2021, "a", 100, null));
    assertThat(one.persons()[2]).isCloseTo((100 / 25.0) / (1 / 25.0 + 1 / 16.0), within(1e-12));
    assertThat(one.errors()[2]).isCloseTo(Math.sqrt(1 / (1 / 25.0 + 1 / 16.0)), within(1e-12));
    assertThat(one.obstacle()).isNull();
  }

  /** Figures 0 to 5: population, births, deaths, arrivals, departures, population. */
  @Test
  void recordedPersonsAreThoseOfAllSourcesOrNotKnown() {
    ObservedAccount both = account(1990, deaths("a", 9L), deaths("b", 15L));
    assertThat(both.recorded(2)).isEqualTo(24);
    assertThat(both.sources(2)).isEqualTo(2);
    // the second source knows the area and has no row: it recorded nobody
    assertThat(account(1990, deaths("a", 9L)).recorded(2)).isEqualTo(9);
    assertThat(account(1990, deaths("a", 9L)).sources(2)).isEqualTo(2);
    assertThat(account(1990).recorded(3)).isZero();
    assertThat(account(1990).sources(3)).isEqualTo(1);
    assertThat(account(1990, deaths("a", 9L), deaths("b", null)).recorded(2)).isNull();
    assertThat(account(1990, deaths("a", null), deaths("b", 15L)).recorded(2)).isNull();
    // nobody before the year of birth, whoever knows; and what no source knows
    assertThat(account(2021).recorded(0)).isZero();
    assertThat(account(2021).sources(0)).isZero();
    ObservedAccount later = new ObservedAccount(2021, 2022, 1990, covered(), List.of(), ASSUMED);
    assertThat(later.recorded(10)).isNull();
    assertThat(later.sources(10)).isZero();
  }

  @Test
  void anExactFigureCountsAloneAndTwoThatDifferContradict() {
    Entry exact = entry("deaths", 2021, "a", 10, 0.0);
    ObservedAccount alone = account(1990, exact, entry("deaths", 2021, "b", 16, 2.0));
    assertThat(alone.persons()[2]).isEqualTo(10);
    assertThat(alone.errors()[2]).isZero();
    assertThat(account(1990, exact, entry("deaths", 2021, "b", 10, 0.0)).obstacle()).isNull();
    assertThat(account(1990, exact, entry("deaths", 2021, "b", 11, 0.0)).obstacle())
        .isEqualTo("sources_contradict");
  }

  /** Nobody, exactly, before the year of birth; births of that year only. */
  @Test
  void aCohortBeginsInItsYearOfBirth() {
    assertThat(account(2021).errors())
        .containsExactly(new double[] {0, 0.25, 2 * Math.sqrt(2), 0.75, 0.875, 0.5}, within(1e-12));
    assertThat(account(2021).persons()).containsOnly(0);
    assertThat(account(1990).errors())
        .containsExactly(new double[] {0.5, 0, 2 * Math.sqrt(2), 0.75, 0.875, 0.5}, within(1e-12));
    ObservedAccount later = new ObservedAccount(2020, 2021, 2021, covered(), List.of(), ASSUMED);
    assertThat(later.count()).isEqualTo(6);
    assertThat(later.year(4)).isEqualTo(2021);
    assertThat(later.component(5)).isEqualTo("population");
    assertThat(later.year(5)).isEqualTo(2022);
  }

  /** No source knows the flows of 2020, or the population at its start, which may be free. */
  @Test
  void aFlowThatNoSourceKnowsIsMissingAndAPopulationIsFree() {
    ObservedAccount account = new ObservedAccount(2020, 2021, 1990, covered(), List.of(), ASSUMED);
    assertThat(account.obstacle()).isEqualTo("component_missing");
    List<Entry> flows =
        covered().stream().filter(entry -> !entry.component().equals("population")).toList();
    ObservedAccount free = new ObservedAccount(2021, 2021, 1990, flows, List.of(), ASSUMED);
    assertThat(free.obstacle()).isNull();
    assertThat(free.persons()[0]).isNaN();
    List<Entry> unborn =
        covered().stream().filter(entry -> !entry.component().equals("births")).toList();
    assertThat(new ObservedAccount(2021, 2021, 1990, unborn, List.of(), ASSUMED).obstacle())
        .isNull();
    assertThat(new ObservedAccount(2021, 2021, 2021, unborn, List.of(), ASSUMED).obstacle())
        .isEqualTo("component_missing");
  }
}
